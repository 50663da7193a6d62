//! The pull reader: typed reading without a tree in between.

mod escape;
mod lists;
mod members;
mod object;
mod token;

use self::token::kind_of;
use super::Kind;
use crate::fault::Problem;
use crate::short::Short;
use crate::{Fault, Literal, charset};

pub use self::members::Members;
pub use self::object::Member;

/// How many lists and objects may stand inside each other, in what is read and in what is skipped.
pub const DEPTH_LIMIT: usize = 128;

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
    /// Where the text goes on.
    at: usize,
    /// Bytes before `text`: a byte order mark.
    skipped: usize,
    /// How many lists and objects are open.
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Starts at the first value; a UTF-8 byte order mark is skipped.
    ///
    /// # Errors
    /// If the text isn't UTF-8 all through, members that nobody reads included.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        let text = charset::utf8(bytes)?;
        Ok(Self {
            text,
            at: 0,
            skipped: bytes.len() - text.len(),
            depth: 0,
        })
    }

    /// The kind of the next value, which is not read yet.
    ///
    /// # Errors
    /// If no value begins there.
    pub fn kind(&mut self) -> Result<Kind, Fault> {
        let kind = self.next_byte().and_then(kind_of);
        kind.ok_or_else(|| self.syntax("a JSON value", self.at))
    }

    /// Goes into an object, whose members [`Members::next`] gives.
    ///
    /// # Errors
    /// If the next value is no object, or too deep inside others.
    pub fn object(&mut self) -> Result<Members<'a>, Fault> {
        self.open_object()?;
        Ok(Members::new())
    }

    fn open_object(&mut self) -> Result<(), Fault> {
        if self.next_byte() != Some(b'{') {
            return Err(self.unexpected("object"));
        }
        self.descend()
    }

    /// Reads `null` as `None`, anything else with `read`.
    ///
    /// # Errors
    /// What `read` says.
    pub fn nullable<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        if self.next_byte() == Some(b'n') {
            self.word("null")?;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Reads a string.
    ///
    /// # Errors
    /// Another kind, or an invalid one, such as half of a surrogate pair.
    pub fn string(&mut self) -> Result<String, Fault> {
        if self.next_byte() != Some(b'"') {
            return Err(self.unexpected("string"));
        }
        match self.plain() {
            Some(text) => Ok(text.to_owned()),
            None => self.unescaped(),
        }
    }

    /// Reads a string whose text `read` turns into a value: a number in a string, a date.
    ///
    /// # Errors
    /// Another kind than a string, or what `read` says.
    pub fn string_as<T>(
        &mut self,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        read(&self.text("string")?)
    }

    /// Reads one of the texts that `parse` knows.
    ///
    /// # Errors
    /// Another kind than a string; an unknown value if `parse` gives none.
    pub fn text_enum<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
        parse(&self.text("string")?).ok_or_else(|| Fault::new(Problem::UnknownValue))
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
        if let Some(value) = self.short(Short::integer) {
            return Ok(value);
        }
        let digits = self.digits("integer")?;
        if digits.contains(['.', 'e', 'E']) {
            return Err(Fault::wrong_kind("integer", Kind::Number));
        }
        digits
            .parse()
            .map_err(|_| Fault::out_of_range("64-bit integer"))
    }

    /// Reads a number as the nearest `f64`.
    ///
    /// # Errors
    /// Another kind, or a number beyond the range of `f64`, such as `1e400`.
    pub fn number(&mut self) -> Result<f64, Fault> {
        if let Some(value) = self.short(Short::number) {
            return Ok(value);
        }
        let digits = self.digits("number")?;
        let number: f64 = digits.parse().map_err(|_| Fault::unreadable("number"))?;
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
        if let Some(value) = self.short(|short| Some(short.decimal())) {
            return Ok(value);
        }
        self.number_as(crate::text::decimal)
    }

    /// Never a value: there is no type for it without the feature `decimal`. It exists so that the
    /// one fault that a compiler reports is that the feature is off.
    #[cfg(not(feature = "decimal"))]
    #[doc(hidden)]
    pub fn decimal(&mut self) -> Result<crate::Absent, Fault> {
        Err(Fault::unreadable("decimal"))
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Another kind.
    pub fn boolean(&mut self) -> Result<bool, Fault> {
        let (word, value) = match self.next_byte() {
            Some(b't') => ("true", true),
            Some(b'f') => ("false", false),
            _ => return Err(self.unexpected("boolean")),
        };
        self.word(word)?;
        Ok(value)
    }

    /// Reads the constant `expected`, numbers compared by value.
    ///
    /// # Errors
    /// Another kind, or another value.
    pub fn constant(&mut self, expected: Literal<'_>, ignore_case: bool) -> Result<(), Fault> {
        let same = match expected {
            Literal::Null => {
                if self.next_byte() != Some(b'n') {
                    return Err(self.unexpected("null"));
                }
                self.word("null")?;
                true
            }
            Literal::Boolean(own) => self.boolean()? == own,
            Literal::Number(_) => {
                expected.equals(Literal::Number(self.digits("number")?), ignore_case)
            }
            Literal::Text(_) => expected.equals(Literal::Text(&self.text("string")?), ignore_case),
        };
        if same {
            Ok(())
        } else {
            Err(Fault::new(Problem::ConstantDiffers))
        }
    }

    /// How many bytes of the text are read: behind [`kind`](Self::kind), where the next value begins.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.skipped + self.at
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// If anything but white space is left.
    pub fn finish(mut self) -> Result<(), Fault> {
        match self.next_byte() {
            None => Ok(()),
            Some(_) => Err(Fault::new(Problem::TrailingText {
                offset: self.offset(),
            })),
        }
    }
}
