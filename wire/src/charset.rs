//! Bytes of a body to text. What isn't valid in its charset is a fault: nothing is ever replaced.

use std::borrow::Cow;

use crate::Fault;
use crate::fault::Problem;

/// The byte order mark that some servers put before UTF-8.
pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// `bytes` without a leading UTF-8 byte order mark.
#[must_use]
pub fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// Reads UTF-8, without its byte order mark.
///
/// # Errors
/// [`Problem::NotInCharset`] with the offset of the first invalid byte.
pub fn utf8(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(without_bom(bytes)).map_err(|error| {
        let offset = bytes.len() - without_bom(bytes).len() + error.valid_up_to();
        Fault::new(Problem::NotInCharset {
            charset: "UTF-8",
            offset,
        })
    })
}

/// Reads text as the `charset` parameter of its media type says: ISO-8859-1 if it is named there,
/// UTF-8 in every other case (the default of what is sent on the web, and a superset of ASCII).
///
/// # Errors
/// [`Problem::NotInCharset`] with the offset of the first invalid byte.
pub fn decode<'a>(bytes: &'a [u8], media_type: Option<&str>) -> Result<Cow<'a, str>, Fault> {
    if parameter(media_type).is_some_and(is_latin1) && !bytes.starts_with(BOM) {
        return Ok(latin1(bytes));
    }
    utf8(bytes).map(Cow::Borrowed)
}

/// Reads ISO-8859-1, whose code points are the first 256 of Unicode.
pub(crate) fn latin1(bytes: &[u8]) -> Cow<'_, str> {
    bytes.iter().copied().map(char::from).collect()
}

/// Whether a charset's name is one of ISO-8859-1.
pub(crate) fn is_latin1(name: &str) -> bool {
    ["iso-8859-1", "iso8859-1", "latin1"]
        .iter()
        .any(|latin1| name.eq_ignore_ascii_case(latin1))
}

/// The `charset` parameter of a media type (RFC 9110 section 8.3.1), unquoted.
pub(crate) fn parameter(media_type: Option<&str>) -> Option<&str> {
    media_type?.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_utf8_is_a_fault_with_its_offset() {
        let fault = utf8(b"\xEF\xBB\xBFab\xFFc").unwrap_err();
        assert_eq!(
            fault.problem(),
            Problem::NotInCharset {
                charset: "UTF-8",
                offset: 5
            }
        );
    }

    #[test]
    fn the_media_type_names_latin1() {
        assert_eq!(
            decode(b"caf\xE9", Some("text/html; charset=\"ISO-8859-1\"")).unwrap(),
            "café"
        );
        assert!(decode(b"caf\xE9", Some("text/html")).is_err());
        assert_eq!(
            decode("\u{feff}café".as_bytes(), Some("text/html;charset=latin1")).unwrap(),
            "café"
        );
    }
}
