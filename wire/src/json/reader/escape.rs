//! Strings with escapes (RFC 8259 section 7).

use super::Reader;
use crate::Fault;

const NO_ESCAPE: &str = "a valid escape";

impl Reader<'_> {
    /// Reads a string, whose quote is next.
    #[cold]
    pub(super) fn unescaped(&mut self) -> Result<String, Fault> {
        let mut decoded = String::new();
        let mut start = self.at + 1;
        loop {
            let end = self.plain_end(start);
            decoded.push_str(self.piece(start, end));
            match self.byte(end) {
                Some(b'"') => {
                    self.at = end + 1;
                    return Ok(decoded);
                }
                Some(b'\\') => {
                    let (character, after) = self.escape(end + 1)?;
                    decoded.push(character);
                    start = after;
                }
                _ => return Err(self.syntax("control characters to be escaped", end)),
            }
        }
    }

    /// The character that an escape stands for, and where the text goes on behind it; `at` is the
    /// place behind the backslash.
    fn escape(&self, at: usize) -> Result<(char, usize), Fault> {
        let character = match self.byte(at) {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(at + 1),
            _ => return Err(self.syntax(NO_ESCAPE, at)),
        };
        Ok((character, at + 1))
    }

    /// As [`escape`](Self::escape), of four hexadecimal digits at `at`, or of a pair of surrogates
    /// that begins there. Half of a pair is no character.
    fn code_point(&self, at: usize) -> Result<(char, usize), Fault> {
        let first = self.four_digits(at)?;
        let after = at + 4;
        if !(0xD800..0xE000).contains(&first) {
            return self
                .character(first, at)
                .map(|character| (character, after));
        }
        for (ahead, expected) in b"\\u".iter().enumerate() {
            if self.byte(after + ahead) != Some(*expected) {
                return Err(self.syntax(NO_ESCAPE, after + ahead));
            }
        }
        let second = self.four_digits(after + 2)?;
        if first >= 0xDC00 || !(0xDC00..0xE000).contains(&second) {
            return Err(self.syntax(NO_ESCAPE, at));
        }
        let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        self.character(code, at)
            .map(|character| (character, after + 6))
    }

    fn four_digits(&self, at: usize) -> Result<u32, Fault> {
        let mut code = 0;
        for at in at..at + 4 {
            let digit = self.byte(at).and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.syntax(NO_ESCAPE, at));
            };
            code = code * 16 + digit;
        }
        Ok(code)
    }

    fn character(&self, code: u32, at: usize) -> Result<char, Fault> {
        char::from_u32(code).ok_or_else(|| self.syntax(NO_ESCAPE, at))
    }
}
