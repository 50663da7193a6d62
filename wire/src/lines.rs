//! JSON lines: a body of several JSON texts, each on a line of its own.
//!
//! A line ends with `\n` or `\r\n`; the last one may end without. Blank lines are skipped, and so is
//! the record separator that begins each text of a JSON text sequence (RFC 7464 section 2.2).

use crate::json::Reader;
use crate::{Fault, charset};

/// The character that begins each text of a JSON text sequence.
const RECORD_SEPARATOR: u8 = 0x1E;

/// The lines of a whole body that hold something, without what is around their texts.
pub fn split(body: &[u8]) -> impl Iterator<Item = &[u8]> {
    charset::without_bom(body)
        .split(|byte| *byte == b'\n')
        .filter_map(text_of)
}

/// The JSON text on a line; none if the line is blank.
#[must_use]
pub fn text_of(line: &[u8]) -> Option<&[u8]> {
    let line = line.trim_ascii();
    let text = line
        .strip_prefix(&[RECORD_SEPARATOR])
        .map_or(line, <[u8]>::trim_ascii);
    (!text.is_empty()).then_some(text)
}

/// Reads every line of a whole body.
///
/// ```
/// use docwright_wire::lines;
///
/// assert_eq!(lines::read(b"1\n\n2\r\n3", |json| json.integer()), Ok(vec![1, 2, 3]));
/// ```
///
/// # Errors
/// What `decode` says of a line, at the line's position: blank ones aren't counted.
pub fn read<T>(
    body: &[u8],
    mut decode: impl FnMut(&mut Reader<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    split(body)
        .enumerate()
        .map(|(index, text)| read_one(text, &mut decode).map_err(|fault| fault.at_index(index)))
        .collect()
}

/// Reads the text of one line, to its end.
///
/// # Errors
/// What `decode` says; trailing text.
pub fn read_one<T>(
    text: &[u8],
    decode: impl FnOnce(&mut Reader<'_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut json = Reader::new(text)?;
    let value = decode(&mut json)?;
    json.finish()?;
    Ok(value)
}

/// Whether a body can't be one JSON text: its first line holds one by itself, and another follows, or
/// a record separator begins it.
#[must_use]
pub fn are_lines(body: &[u8]) -> bool {
    let mut lines = split(body);
    let first = lines
        .next()
        .is_some_and(|text| read_one(text, |json| json.skip()).is_ok());
    let is_sequence = charset::without_bom(body)
        .trim_ascii_start()
        .starts_with(&[RECORD_SEPARATOR]);
    first && (is_sequence || lines.next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Problem;

    #[test]
    fn a_line_is_a_value() {
        for body in [
            &b"1\n2\n3\n"[..],
            b"1\n2\n3",
            b"1\r\n2\r\n3\r\n",
            b"\xEF\xBB\xBF1\n\n  \n\t2\n3\n\n",
            b"\x1E1\n\x1E2\n\x1E 3\n",
        ] {
            assert_eq!(
                read(body, |json| json.integer()),
                Ok(vec![1, 2, 3]),
                "{body:?}"
            );
        }
        assert_eq!(read(b"", |json| json.integer()), Ok(Vec::new()));
        assert_eq!(read(b"\r\n \n", |json| json.integer()), Ok(Vec::new()));
    }

    #[test]
    fn a_fault_names_the_line() {
        let fault = read(b"1\n\nx2\n", |json| json.integer()).unwrap_err();
        assert!(fault.to_string().contains("[1]"), "{fault}");
        let two = read(b"1 2\n", |json| json.integer()).unwrap_err();
        assert!(matches!(two.problem(), Problem::TrailingText { .. }));
        let cut = read(b"[1]\n[1", |json| json.list(|json| json.integer())).unwrap_err();
        assert!(matches!(cut.problem(), Problem::Cut { .. }), "{cut}");
    }

    #[test]
    fn several_texts_are_told_from_one_that_spans_lines() {
        assert!(are_lines(b"{\"a\":1}\n{\"a\":2}"));
        assert!(are_lines(b"{\"a\":1}\n{\"a\":"));
        assert!(are_lines(b"\"a\"\r\n\"b\"\r\n"));
        assert!(!are_lines(b"{\"a\":1}\n"));
        assert!(!are_lines(b"{\n\"a\":1}\n"));
        assert!(!are_lines(b"[1,\n2]"));
        assert!(!are_lines(b"one\ntwo"));
        assert!(!are_lines(b""));
        assert!(are_lines(b"\x1E{}\n"));
        assert!(!are_lines(b"\x1Eone\n"));
    }
}
