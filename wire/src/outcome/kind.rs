//! The kind of a body, found by looking at it.

use crate::charset;
use crate::json::Reader;

/// The kind of a body that arrived. Its media type is not asked: JSON that is labelled `text/html`
/// is still JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundKind {
    /// Nothing, or nothing but white space.
    Empty,
    /// Begins with `<`.
    Markup,
    /// Begins with `{` or `[`: meant as JSON, whether whole or cut.
    Json,
    /// A JSON string, number, boolean or `null` and nothing else, which may be plain text as well.
    JsonScalar,
    /// Several JSON texts, one a line, where such a body is documented.
    Lines,
    /// Other text.
    Text,
    /// No text.
    Bytes,
    /// Not looked at, since it is read while it comes.
    Unread,
}

impl FoundKind {
    /// The kind of `body`. The media type helps where the bytes leave open whether they are text:
    /// those of a `text/…` are.
    #[must_use]
    pub fn of(body: &[u8], media_type: Option<&str>) -> Self {
        let body = charset::without_bom(body);
        match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
            None => Self::Empty,
            Some(b'<') => Self::Markup,
            Some(b'{' | b'[') => Self::Json,
            Some(first) if may_begin_scalar(*first) && is_json(body) => Self::JsonScalar,
            Some(_) if std::str::from_utf8(body).is_ok() || is_text(media_type) => Self::Text,
            Some(_) => Self::Bytes,
        }
    }
}

fn may_begin_scalar(first: u8) -> bool {
    matches!(first, b'"' | b'-' | b't' | b'f' | b'n') || first.is_ascii_digit()
}

pub(super) fn is_json(body: &[u8]) -> bool {
    Reader::new(body)
        .and_then(|mut json| json.skip().and_then(|()| json.finish()))
        .is_ok()
}

fn is_text(media_type: Option<&str>) -> bool {
    media_type
        .and_then(|media_type| media_type.trim_start().get(..5))
        .is_some_and(|top| top.eq_ignore_ascii_case("text/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_says_what_it_is() {
        for (body, kind) in [
            (&b""[..], FoundKind::Empty),
            (b"\xEF\xBB\xBF \r\n", FoundKind::Empty),
            (b"\n <html>", FoundKind::Markup),
            (b"\xEF\xBB\xBF{\"a\":1}", FoundKind::Json),
            (b"[1, ", FoundKind::Json),
            (b" 12 ", FoundKind::JsonScalar),
            (b"null", FoundKind::JsonScalar),
            (b"\"OK\"", FoundKind::JsonScalar),
            (b"12 apples", FoundKind::Text),
            (b"true=false", FoundKind::Text),
            (b"\x89PNG\xFF", FoundKind::Bytes),
        ] {
            assert_eq!(FoundKind::of(body, None), kind, "{body:?}");
        }
    }

    #[test]
    fn the_media_type_decides_between_text_and_bytes_alone() {
        assert_eq!(
            FoundKind::of(b"caf\xE9", Some("Text/plain; charset=latin1")),
            FoundKind::Text
        );
        assert_eq!(
            FoundKind::of(b"caf\xE9", Some("image/png")),
            FoundKind::Bytes
        );
        assert_eq!(FoundKind::of(b"{}", Some("text/html")), FoundKind::Json);
    }
}
