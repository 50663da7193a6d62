//! Percent-encoding (RFC 3986 section 2.1) for path segments and queries, and the form's own kind
//! (WHATWG URL, `application/x-www-form-urlencoded`).

use std::borrow::Cow;

use crate::Fault;
use crate::fault::Problem;

/// One segment of a path: everything but RFC 3986's unreserved characters is encoded, so that no
/// value can begin another segment, a query or a fragment.
///
/// ```
/// assert_eq!(docwright_wire::percent::encode_segment("a/b c?"), "a%2Fb%20c%3F");
/// ```
#[must_use]
pub fn encode_segment(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    push_component(&mut out, value);
    out
}

/// Whether a value can be a segment of a path: not empty, which would be no segment, and neither `.`
/// nor `..`, which name another one (RFC 3986 section 3.3).
#[must_use]
pub fn is_segment(value: &str) -> bool {
    !matches!(value, "" | "." | "..")
}

/// Several segments of a path: the slashes between them stay, everything else is as in
/// [`encode_segment`]. `None` if one of them can't be a segment.
///
/// ```
/// use docwright_wire::percent::encode_segments;
///
/// assert_eq!(encode_segments("notes/a b.txt").as_deref(), Some("notes/a%20b.txt"));
/// assert_eq!(encode_segments("notes/../secret"), None);
/// ```
#[must_use]
pub fn encode_segments(value: &str) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    for (index, segment) in value.split('/').enumerate() {
        if !is_segment(segment) {
            return None;
        }
        if index > 0 {
            out.push('/');
        }
        push_component(&mut out, segment);
    }
    Some(out)
}

/// Bytes as one segment of a path: see [`encode_segment`].
#[must_use]
pub fn encode_bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    push_bytes(&mut out, bytes);
    out
}

/// Appends a name or a value of a query, or a path segment: all but unreserved characters encoded.
pub fn push_component(out: &mut String, value: &str) {
    push_bytes(out, value.as_bytes());
}

fn push_bytes(out: &mut String, bytes: &[u8]) {
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            push_encoded(out, byte);
        }
    }
}

/// A name or a value of a form: a space is `+`.
#[must_use]
pub fn encode_form(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    push_form(&mut out, value);
    out
}

/// Appends a name or a value of a form.
pub fn push_form(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'*') {
            out.push(char::from(byte));
        } else if byte == b' ' {
            out.push('+');
        } else {
            push_encoded(out, byte);
        }
    }
}

fn push_encoded(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    for digit in [byte >> 4, byte & 0xF] {
        out.push(
            DIGITS
                .get(usize::from(digit))
                .copied()
                .map_or('0', char::from),
        );
    }
}

/// Decodes `%41`; a `%` that no two hexadecimal digits follow stays as it is, and so does `+`.
///
/// # Errors
/// If the decoded bytes are no UTF-8.
pub fn decode(text: &str) -> Result<Cow<'_, str>, Fault> {
    if !text.contains('%') {
        return Ok(Cow::Borrowed(text));
    }
    decode_bytes(text.bytes()).map(Cow::Owned)
}

/// Decodes a name or a value of a form or of a query: as [`decode`], and `+` is a space.
///
/// # Errors
/// If the decoded bytes are no UTF-8.
pub fn decode_form(text: &str) -> Result<Cow<'_, str>, Fault> {
    if !text.contains(['%', '+']) {
        return Ok(Cow::Borrowed(text));
    }
    decode_bytes(
        text.bytes()
            .map(|byte| if byte == b'+' { b' ' } else { byte }),
    )
    .map(Cow::Owned)
}

fn decode_bytes(bytes: impl Iterator<Item = u8> + Clone) -> Result<String, Fault> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        match (
            byte,
            ahead.next().and_then(digit),
            ahead.next().and_then(digit),
        ) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                rest = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        Fault::new(Problem::NotInCharset {
            charset: "UTF-8",
            offset,
        })
    })
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_comes_back() {
        let all: String = (0..=0x2ff)
            .filter_map(char::from_u32)
            .chain(['€', '😀', '\u{202e}'])
            .collect();
        assert_eq!(decode(&encode_segment(&all)).unwrap(), all);
        assert_eq!(decode_form(&encode_form(&all)).unwrap(), all);
    }

    #[test]
    fn reserved_characters_never_stand_bare() {
        let encoded = encode_segment("/?#[]@!$&'()*+,;=:% \\\"<>^`{|}\r\n\0");
        assert!(
            encoded
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'%'),
            "{encoded}"
        );
    }

    #[test]
    fn slashes_between_segments_stay() {
        assert_eq!(encode_segments("a").as_deref(), Some("a"));
        assert_eq!(encode_segments("a/b?/c#").as_deref(), Some("a/b%3F/c%23"));
        assert_eq!(encode_segments("a/.b/..c").as_deref(), Some("a/.b/..c"));
    }

    #[test]
    fn hostile_segments_are_none() {
        for value in ["", "/", "/a", "a/", "a//b", ".", "a/.", "../a", "a/../b"] {
            assert_eq!(encode_segments(value), None, "{value}");
        }
    }

    #[test]
    fn a_lone_percent_sign_stays() {
        assert_eq!(decode("100%").unwrap(), "100%");
        assert_eq!(decode("%zz%4").unwrap(), "%zz%4");
        assert_eq!(decode("%%41").unwrap(), "%A");
        assert_eq!(decode("a+b").unwrap(), "a+b");
    }

    #[test]
    fn invalid_utf8_is_never_replaced() {
        assert!(decode("%FF").is_err());
        assert!(decode_form("a+%C3").is_err());
    }
}
