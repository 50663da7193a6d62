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

/// Splits bytes that come in pieces into lines.
///
/// ```
/// use docwright_wire::lines::{End, Splitter};
///
/// let mut lines = Splitter::new(End::Newline);
/// lines.push(b"one\r\ntw");
/// assert_eq!(lines.next(), Some(&b"one\r"[..]));
/// assert_eq!(lines.next(), None);
/// lines.push(b"o\n");
/// assert_eq!(lines.next(), Some(&b"two"[..]));
/// assert_eq!(lines.rest(), None);
/// ```
#[derive(Debug)]
pub struct Splitter {
    end: End,
    held: Vec<u8>,
    /// Where the line that comes next begins.
    start: usize,
    /// No end stands before this position.
    looked: usize,
    /// A `\n` that comes next belongs to the `\r` before it.
    after_return: bool,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// `\n`; a `\r` before it is a part of the line.
    Newline,
    /// `\n`, `\r\n` or `\r`.
    Any,
}

impl Splitter {
    /// Starts without bytes.
    #[must_use]
    pub fn new(end: End) -> Self {
        Self {
            end,
            held: Vec::new(),
            start: 0,
            looked: 0,
            after_return: false,
        }
    }

    /// Takes the next piece.
    pub fn push(&mut self, piece: &[u8]) {
        self.held.drain(..self.start);
        self.looked -= self.start;
        self.start = 0;
        self.held.extend_from_slice(piece);
    }

    /// The next line that has an end, without it.
    #[expect(
        clippy::should_implement_trait,
        reason = "the line is borrowed, which no iterator allows"
    )]
    pub fn next(&mut self) -> Option<&[u8]> {
        if self.after_return && self.looked < self.held.len() {
            self.after_return = false;
            if self.held.get(self.looked) == Some(&b'\n') {
                self.start += 1;
                self.looked += 1;
            }
        }
        let end = self.end;
        let is_end = |byte: &u8| *byte == b'\n' || (*byte == b'\r' && end == End::Any);
        let ahead = self.held.get(self.looked..).unwrap_or_default();
        let Some(length) = ahead.iter().position(is_end) else {
            self.looked = self.held.len();
            return None;
        };
        let (start, end) = (self.start, self.looked + length);
        self.after_return = self.held.get(end) == Some(&b'\r');
        self.start = end + 1;
        self.looked = self.start;
        self.held.get(start..end)
    }

    /// What stands behind the last end, once all bytes have come and [`next`](Self::next) gives no
    /// more.
    pub fn rest(&mut self) -> Option<&[u8]> {
        let start = std::mem::replace(&mut self.start, self.held.len());
        self.looked = self.held.len();
        self.held.get(start..).filter(|rest| !rest.is_empty())
    }

    /// How many bytes are kept for lines that are still to come.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.held.len() - self.start
    }
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

    fn split_up(pieces: &[&[u8]], end: End) -> Vec<String> {
        let mut splitter = Splitter::new(end);
        let mut lines = Vec::new();
        let text = |line: &[u8]| String::from_utf8_lossy(line).into_owned();
        for piece in pieces {
            splitter.push(piece);
            while let Some(line) = splitter.next() {
                lines.push(text(line));
            }
        }
        lines.extend(splitter.rest().map(text));
        assert_eq!(splitter.kept(), 0);
        lines
    }

    #[test]
    fn lines_are_the_same_wherever_the_bytes_are_cut() {
        let body = b"a\r\nb\r\rc\n\nd";
        for first in 0..=body.len() {
            for second in first..=body.len() {
                let pieces = [&body[..first], &body[first..second], &body[second..]];
                let any = split_up(&pieces, End::Any);
                assert_eq!(any, ["a", "b", "", "c", "", "d"], "{first} {second}");
                let newline = split_up(&pieces, End::Newline);
                assert_eq!(newline, ["a\r", "b\r\rc", "", "d"], "{first} {second}");
            }
        }
    }

    #[test]
    fn a_line_is_given_before_the_rest_of_its_end_comes() {
        let mut splitter = Splitter::new(End::Any);
        splitter.push(b"a\r");
        assert_eq!(splitter.next(), Some(&b"a"[..]));
        assert_eq!(splitter.next(), None);
        splitter.push(b"\nb");
        assert_eq!(splitter.next(), None);
        assert_eq!(splitter.kept(), 1);
    }
}
