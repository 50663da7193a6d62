//! Tokens: white space, words, numbers, strings.

use std::borrow::Cow;

use super::super::eight::plain_length;
use super::{DEPTH_LIMIT, Kind, Reader};
use crate::Fault;
use crate::fault::Problem;
use crate::short::Short;

/// Other spellings than those of RFC 8259 section 6.
const NO_NUMBER: &str = "a number as JSON spells it";

impl<'a> Reader<'a> {
    /// The byte that the next token begins with, behind white space; `None` at the end of the text.
    #[inline]
    pub(super) fn next_byte(&mut self) -> Option<u8> {
        loop {
            match self.byte(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(byte),
            }
        }
    }

    /// Reads `true`, `false` or `null`, whose first letter is next.
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), Fault> {
        for (ahead, letter) in word.bytes().enumerate() {
            if self.byte(self.at + ahead) != Some(letter) {
                return Err(self.syntax("a JSON value", self.at + ahead));
            }
        }
        self.at += word.len();
        Ok(())
    }

    /// The digits of a number, as they stand in the text.
    pub(in crate::json) fn digits(&mut self, expected: &'static str) -> Result<&'a str, Fault> {
        let first = self.next_byte();
        if !first.is_some_and(begins_number) {
            return Err(self.unexpected(expected));
        }
        let start = self.at;
        self.pass_number()?;
        Ok(self.piece(start, self.at))
    }

    /// Goes past a number, which begins here.
    pub(super) fn pass_number(&mut self) -> Result<(), Fault> {
        if self.byte(self.at) == Some(b'-') {
            self.at += 1;
        }
        let leads_with_zero = self.byte(self.at) == Some(b'0');
        let start = self.at;
        self.pass_digits()?;
        if leads_with_zero && self.at > start + 1 {
            return Err(self.syntax(NO_NUMBER, start + 1));
        }
        if self.byte(self.at) == Some(b'.') {
            self.at += 1;
            self.pass_digits()?;
        }
        if let Some(b'e' | b'E') = self.byte(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte(self.at) {
                self.at += 1;
            }
            self.pass_digits()?;
        }
        Ok(())
    }

    /// Goes past one digit or more.
    fn pass_digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while self.byte(self.at).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start {
            Ok(())
        } else {
            Err(self.syntax(NO_NUMBER, start))
        }
    }

    /// Reads a string: a piece of the text, unless it holds escapes.
    pub(super) fn text(&mut self, expected: &'static str) -> Result<Cow<'a, str>, Fault> {
        if self.next_byte() == Some(b'"') {
            self.quoted()
        } else {
            Err(self.unexpected(expected))
        }
    }

    /// As [`text`](Self::text), where the quote that begins it is next.
    pub(super) fn quoted(&mut self) -> Result<Cow<'a, str>, Fault> {
        match self.plain() {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => self.unescaped().map(Cow::Owned),
        }
    }

    /// Reads a string without escapes, where the quote that begins it is next; nothing is read of
    /// others.
    #[inline]
    pub(super) fn plain(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let end = self.plain_end(start);
        if self.byte(end) != Some(b'"') {
            return None;
        }
        self.at = end + 1;
        Some(self.piece(start, end))
    }

    /// Where the plain text that begins at `start` ends.
    #[inline]
    pub(super) fn plain_end(&self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        start + plain_length(rest)
    }

    /// Reads a number of few digits as `read` does; nothing is read of other values.
    #[inline]
    pub(super) fn short<T>(&mut self, read: impl FnOnce(Short) -> Option<T>) -> Option<T> {
        self.next_byte()?;
        let rest = self.text.as_bytes().get(self.at..)?;
        let short = Short::leading(rest).filter(|short| !short.is_padded)?;
        let value = read(short)?;
        self.at += short.length;
        Some(value)
    }

    #[inline]
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// A piece of the text, both of whose ends are beside ASCII.
    #[inline]
    pub(super) fn piece(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Goes into a list or an object, whose bracket is next.
    pub(super) fn descend(&mut self) -> Result<(), Fault> {
        if self.depth >= DEPTH_LIMIT {
            return Err(Fault::new(Problem::TooDeep { limit: DEPTH_LIMIT }));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Leaves a list or an object, whose bracket is next.
    pub(super) fn ascend(&mut self) {
        self.depth -= 1;
        self.at += 1;
    }

    /// What stands here in the place of what is `expected`.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &'static str) -> Fault {
        match self.kind() {
            Ok(found) => Fault::wrong_kind(expected, found),
            Err(fault) => fault,
        }
    }

    /// Something else than is `expected` stands at an offset of the text, or nothing any more.
    #[cold]
    pub(super) fn syntax(&self, expected: &'static str, at: usize) -> Fault {
        let length = self.text.len();
        Fault::new(if at < length {
            let offset = self.skipped + at;
            Problem::Syntax { expected, offset }
        } else if self.text.trim().is_empty() {
            Problem::Empty
        } else {
            let offset = self.skipped + length;
            Problem::Cut { offset }
        })
    }
}

/// The kind of the values that begin with this byte.
pub(super) fn kind_of(first: u8) -> Option<Kind> {
    Some(match first {
        b'n' => Kind::Null,
        b't' | b'f' => Kind::Boolean,
        b'"' => Kind::String,
        b'[' => Kind::List,
        b'{' => Kind::Object,
        first if begins_number(first) => Kind::Number,
        _ => return None,
    })
}

fn begins_number(byte: u8) -> bool {
    byte == b'-' || byte.is_ascii_digit()
}
