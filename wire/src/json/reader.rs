//! The pull reader: typed reading without a tree in between. The only file that names the parser
//! underneath.

mod containers;

use std::borrow::Cow;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use super::Kind;
use crate::fault::Problem;
use crate::{Fault, Literal, charset};

/// How many lists and objects may stand inside each other in what is read.
pub const DEPTH_LIMIT: usize = 128;

/// How many may stand inside each other in a value that is skipped: the parser's own bound.
const SKIPPED_DEPTH_LIMIT: usize = 200;

/// Reads one JSON text from its start to its end, one value per call.
///
/// ```
/// use docwright_wire::json::{Reader, put, required};
///
/// # fn main() -> Result<(), docwright_wire::Fault> {
/// let mut json = Reader::new(br#"{"id": 7, "more": [1, 2]}"#)?;
/// let mut id = None;
/// let mut members = json.object()?;
/// while let Some(member) = members.next(&mut json)? {
///     match member {
///         "id" => put(&mut id, "id", json.integer())?,
///         _ => json.skip()?,
///     }
/// }
/// json.finish()?;
/// assert_eq!(required(id, "id")?, 7);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    text: &'a str,
    /// Bytes before `text`: a byte order mark.
    skipped: usize,
    parser: Jiter<'a>,
    depth: usize,
}

/// The members of an object, in the order of the text. Read each value before the next name.
#[derive(Debug)]
pub struct Members<'a> {
    name: Cow<'a, str>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    Inside,
    After,
}

impl<'a> Reader<'a> {
    /// Starts at the first value; a UTF-8 byte order mark is skipped.
    ///
    /// # Errors
    /// If the text isn't UTF-8 all through, members that nobody reads included.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        let text = charset::utf8(bytes)?;
        Ok(Self::from_text(text, bytes.len() - text.len()))
    }

    fn from_text(text: &'a str, skipped: usize) -> Self {
        Self {
            text,
            skipped,
            parser: Jiter::new(text.as_bytes()),
            depth: 0,
        }
    }

    /// The kind of the next value, which is not read yet.
    ///
    /// # Errors
    /// If no value begins there.
    pub fn kind(&mut self) -> Result<Kind, Fault> {
        let peek = self.peek()?;
        self.kind_of(peek)
    }

    /// Goes into an object, whose members [`Members::next`] gives.
    ///
    /// # Errors
    /// If the next value is no object, or too deep inside others.
    pub fn object(&mut self) -> Result<Members<'a>, Fault> {
        let peek = self.peek()?;
        if peek != Peek::Object {
            return Err(self.unexpected("object", peek));
        }
        self.descend()?;
        Ok(Members {
            name: Cow::Borrowed(""),
            state: State::Before,
        })
    }

    /// Reads `null` as `None`, anything else with `read`.
    ///
    /// # Errors
    /// What `read` says.
    pub fn nullable<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        if self.peek()? == Peek::Null {
            self.parser
                .known_null()
                .map_err(|error| self.fault(&error))?;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Reads a string.
    ///
    /// # Errors
    /// Another kind, or an invalid one, such as half of a surrogate pair.
    pub fn string(&mut self) -> Result<String, Fault> {
        self.with_string("string", |text| Ok(text.to_owned()))
    }

    /// Reads a string whose text `read` turns into a value: a number in a string, a date.
    ///
    /// # Errors
    /// Another kind than a string, or what `read` says.
    pub fn string_as<T>(
        &mut self,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.with_string("string", read)
    }

    /// Reads one of the texts that `parse` knows.
    ///
    /// # Errors
    /// Another kind than a string; an unknown value if `parse` gives none.
    pub fn text_enum<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        self.with_string("string", |text| {
            parse(text).ok_or_else(|| Fault::new(Problem::UnknownValue))
        })
    }

    /// Reads one of the whole numbers that `parse` knows; it gets the digits, as in `"-7"`.
    ///
    /// # Errors
    /// Another kind than a whole number; an unknown value if `parse` gives none.
    pub fn integer_enum<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        let digits = self.integer()?.to_string();
        parse(&digits).ok_or_else(|| Fault::new(Problem::UnknownValue))
    }

    /// Reads a whole number.
    ///
    /// # Errors
    /// Another kind, a number with a fraction or an exponent, or one beyond 64 bits.
    pub fn integer(&mut self) -> Result<i64, Fault> {
        let digits = self.digits("integer")?;
        if digits.contains(['.', 'e', 'E']) {
            return Err(Fault::wrong_kind("integer", Kind::Number));
        }
        // The parser's own integers end at 18 digits without big ones.
        digits
            .parse()
            .map_err(|_| Fault::out_of_range("64-bit integer"))
    }

    /// Reads a number as the nearest `f64`.
    ///
    /// # Errors
    /// Another kind, or a number beyond the range of `f64`, such as `1e400`.
    pub fn number(&mut self) -> Result<f64, Fault> {
        let peek = self.peek()?;
        if !is_number(peek) {
            return Err(self.unexpected("number", peek));
        }
        let number = self
            .parser
            .known_float(peek)
            .map_err(|error| self.fault(&error))?;
        if number.is_finite() {
            Ok(number)
        } else {
            Err(Fault::out_of_range("64-bit number"))
        }
    }

    /// Reads a number whose digits, exactly as sent, `read` turns into a value.
    ///
    /// # Errors
    /// Another kind, or what `read` says.
    pub fn number_as<T>(
        &mut self,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        read(self.digits("number")?)
    }

    /// Reads a number with every digit.
    ///
    /// # Errors
    /// Another kind, or more digits than a decimal holds.
    #[cfg(feature = "decimal")]
    pub fn decimal(&mut self) -> Result<rust_decimal::Decimal, Fault> {
        self.number_as(crate::text::decimal)
    }

    /// Never a value: there is no type for it without the feature `decimal`. It exists so that the
    /// one fault that a compiler reports is that the feature is off.
    #[cfg(not(feature = "decimal"))]
    #[doc(hidden)]
    pub fn decimal(&mut self) -> Result<std::convert::Infallible, Fault> {
        Err(Fault::unreadable("decimal"))
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Another kind.
    pub fn boolean(&mut self) -> Result<bool, Fault> {
        let peek = self.peek()?;
        if peek != Peek::True && peek != Peek::False {
            return Err(self.unexpected("boolean", peek));
        }
        self.parser
            .known_bool(peek)
            .map_err(|error| self.fault(&error))
    }

    /// Reads the constant `expected`, numbers compared by value.
    ///
    /// # Errors
    /// Another kind, or another value.
    pub fn constant(&mut self, expected: Literal<'_>, ignore_case: bool) -> Result<(), Fault> {
        let same = match expected {
            Literal::Null => {
                let peek = self.peek()?;
                if peek != Peek::Null {
                    return Err(self.unexpected("null", peek));
                }
                self.parser
                    .known_null()
                    .map_err(|error| self.fault(&error))?;
                true
            }
            Literal::Boolean(own) => self.boolean()? == own,
            Literal::Number(_) => {
                expected.equals(Literal::Number(self.digits("number")?), ignore_case)
            }
            Literal::Text(_) => self.with_string("string", |text| {
                Ok(expected.equals(Literal::Text(text), ignore_case))
            })?,
        };
        if same {
            Ok(())
        } else {
            Err(Fault::new(Problem::ConstantDiffers))
        }
    }

    /// A second reader that stands where this one does, to look ahead with.
    pub(crate) fn ahead(&self) -> Self {
        let at = self.parser.current_index();
        Self {
            depth: self.depth,
            ..Self::from_text(self.text.get(at..).unwrap_or_default(), self.skipped + at)
        }
    }

    /// How many bytes of the text are read: behind [`kind`](Self::kind), where the next value begins.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.skipped + self.parser.current_index()
    }

    /// Reads past the next value, whatever it is.
    ///
    /// # Errors
    /// If it isn't JSON.
    pub fn skip(&mut self) -> Result<(), Fault> {
        self.parser.next_skip().map_err(|error| self.fault(&error))
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// If anything but white space is left.
    pub fn finish(mut self) -> Result<(), Fault> {
        self.parser.finish().map_err(|error| self.fault(&error))
    }

    /// The digits of a number, as they stand in the text.
    pub(super) fn digits(&mut self, expected: &'static str) -> Result<&'a str, Fault> {
        let peek = self.peek()?;
        if !is_number(peek) {
            return Err(self.unexpected(expected, peek));
        }
        let start = self.parser.current_index();
        match self.parser.known_number_bytes(peek) {
            Ok(_) => Ok(self
                .text
                .get(start..self.parser.current_index())
                .unwrap_or_default()),
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn with_string<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let peek = self.peek()?;
        if peek != Peek::String {
            return Err(self.unexpected(expected, peek));
        }
        match self.parser.known_str() {
            Ok(text) => read(text),
            Err(error) => Err(self.fault(&error)),
        }
    }

    fn peek(&mut self) -> Result<Peek, Fault> {
        self.parser.peek().map_err(|error| self.fault(&error))
    }

    fn descend(&mut self) -> Result<(), Fault> {
        if self.depth >= DEPTH_LIMIT {
            return Err(Fault::new(Problem::TooDeep { limit: DEPTH_LIMIT }));
        }
        self.depth += 1;
        Ok(())
    }

    fn kind_of(&self, peek: Peek) -> Result<Kind, Fault> {
        Ok(match peek {
            Peek::Null => Kind::Null,
            Peek::True | Peek::False => Kind::Boolean,
            Peek::String => Kind::String,
            Peek::Array => Kind::List,
            Peek::Object => Kind::Object,
            peek if is_number(peek) => Kind::Number,
            _ => return Err(self.syntax("a JSON value", self.parser.current_index())),
        })
    }

    #[cold]
    fn unexpected(&self, expected: &'static str, peek: Peek) -> Fault {
        match self.kind_of(peek) {
            Ok(found) => Fault::wrong_kind(expected, found),
            Err(fault) => fault,
        }
    }

    #[cold]
    fn syntax(&self, expected: &'static str, index: usize) -> Fault {
        Fault::new(Problem::Syntax {
            expected,
            offset: self.skipped + index,
        })
    }

    /// The parser's errors in our words; its own messages may hold parts of the text.
    #[cold]
    fn fault(&self, error: &JiterError) -> Fault {
        use JsonErrorType as E;
        let expected = match &error.error_type {
            JiterErrorType::WrongType { .. } => "a JSON value of another kind",
            JiterErrorType::JsonError(problem) => match problem {
                E::EofWhileParsingList
                | E::EofWhileParsingObject
                | E::EofWhileParsingString
                | E::EofWhileParsingValue => {
                    let offset = self.skipped + self.text.len();
                    return Fault::new(if self.text.trim().is_empty() {
                        Problem::Empty
                    } else {
                        Problem::Cut { offset }
                    });
                }
                E::TrailingCharacters => {
                    return Fault::new(Problem::TrailingText {
                        offset: self.skipped + error.index,
                    });
                }
                E::RecursionLimitExceeded => {
                    // Only skipping meets the parser's bound, which counts from where it begins.
                    let limit = self.depth + SKIPPED_DEPTH_LIMIT;
                    return Fault::new(Problem::TooDeep { limit });
                }
                E::NumberOutOfRange => return Fault::out_of_range("number"),
                E::ExpectedColon => "`:`",
                E::ExpectedListCommaOrEnd => "`,` or `]`",
                E::ExpectedObjectCommaOrEnd => "`,` or `}`",
                E::KeyMustBeAString => "a member name in quotes",
                E::TrailingComma => "a value after `,`",
                E::InvalidNumber => "a number as JSON spells it",
                E::ControlCharacterWhileParsingString => "control characters to be escaped",
                E::InvalidEscape
                | E::InvalidUnicodeCodePoint
                | E::LoneLeadingSurrogateInHexEscape
                | E::UnexpectedEndOfHexEscape => "a valid escape",
                _ => "a JSON value",
            },
        };
        self.syntax(expected, error.index)
    }
}

impl<'a> Members<'a> {
    /// The name of the next member, whose value is to be read from `json`; `None` after the last.
    ///
    /// # Errors
    /// If the text isn't JSON there.
    pub fn next(&mut self, json: &mut Reader<'a>) -> Result<Option<&str>, Fault> {
        let raw = match self.state {
            State::Before => json.parser.next_object_bytes(),
            State::Inside => json.parser.next_key_bytes(),
            State::After => return Ok(None),
        };
        let length = match raw {
            Ok(Some(raw)) => raw.len(),
            Ok(None) => {
                self.state = State::After;
                json.depth -= 1;
                return Ok(None);
            }
            Err(error) => return Err(json.fault(&error)),
        };
        self.state = State::Inside;
        self.name = name_before(json, length)?;
        Ok(Some(&self.name))
    }
}

/// The name in front of the parser, which stands behind the colon. `length` is how many bytes the
/// name has in the text, escapes not decoded.
fn name_before<'a>(json: &Reader<'a>, length: usize) -> Result<Cow<'a, str>, Fault> {
    let before = json
        .text
        .get(..json.parser.current_index())
        .unwrap_or_default();
    let end = before.strip_suffix(':').unwrap_or(before).trim_end().len();
    let quoted = end
        .checked_sub(length + 2)
        .and_then(|start| json.text.get(start..end))
        .unwrap_or_default();
    let raw = quoted.get(1..length + 1).unwrap_or_default();
    if !raw.contains('\\') {
        return Ok(Cow::Borrowed(raw));
    }
    Reader::from_text(quoted, 0).string().map(Cow::Owned)
}

fn is_number(peek: Peek) -> bool {
    // The parser also takes `I` and `N` for the beginning of a number.
    peek == Peek::Minus || peek.into_inner().is_ascii_digit()
}
