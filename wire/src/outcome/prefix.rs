//! JSON behind a text that is none.

use super::BodyKind;
use crate::fault::Problem;
use crate::{Fault, charset};

/// The JSON of a body of the documented `kind`.
///
/// # Errors
/// If a text is documented in front of it, and isn't there.
pub(super) fn json_of<'a>(kind: BodyKind<'_>, body: &'a [u8]) -> Result<&'a [u8], Fault> {
    let BodyKind::JsonBehind { prefix } = kind else {
        return Ok(body);
    };
    charset::without_bom(body)
        .trim_ascii_start()
        .strip_prefix(prefix.as_bytes())
        .ok_or_else(|| Fault::new(Problem::ConstantDiffers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_in_front_is_left_out() {
        let kind = BodyKind::JsonBehind { prefix: ")]}'" };
        assert_eq!(json_of(kind, b"\xEF\xBB\xBF)]}'\n[1]"), Ok(&b"\n[1]"[..]));
        assert!(json_of(kind, b"[1]").is_err());
        assert_eq!(json_of(BodyKind::Json, b")]}'[1]"), Ok(&b")]}'[1]"[..]));
    }
}
