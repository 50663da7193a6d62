//! Booleans that are spelt as other values: `"Y"` and `"N"`, `1` and `0`.

use crate::fault::Problem;
use crate::json::{Reader, Writer};
use crate::{Fault, Literal};

/// The values that mean yes and those that mean no. The first of each is written, all are read.
///
/// ```
/// use docwright_wire::{Flag, Literal};
///
/// let flag = Flag {
///     yes: &[Literal::Text("Y")],
///     no: &[Literal::Text("N"), Literal::Text("")],
/// };
/// assert_eq!(flag.text(false), "N");
/// assert!(!flag.from_text("").unwrap());
/// assert!(flag.from_text("y").is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag<'a> {
    /// Values that mean `true`.
    pub yes: &'a [Literal<'a>],
    /// Values that mean `false`.
    pub no: &'a [Literal<'a>],
}

impl<'a> Flag<'a> {
    /// The value that is written.
    #[must_use]
    pub fn literal(&self, value: bool) -> Literal<'a> {
        let values = if value { self.yes } else { self.no };
        values.first().copied().unwrap_or(Literal::Boolean(value))
    }

    /// The value that is written where there is only text.
    #[must_use]
    pub fn text(&self, value: bool) -> &'a str {
        self.literal(value).as_text()
    }

    /// Writes the value into JSON, as text or as number as it is documented.
    pub fn write(&self, json: &mut Writer, value: bool) {
        json.literal(self.literal(value));
    }

    /// Reads a text.
    ///
    /// # Errors
    /// If it is none of the values.
    pub fn from_text(&self, text: &str) -> Result<bool, Fault> {
        self.find(|literal| literal.equals_text(text, false))
    }

    /// Reads a JSON value.
    ///
    /// # Errors
    /// If it is none of the values; `"1"` is another one than `1`.
    pub fn read(&self, json: &mut Reader<'_>) -> Result<bool, Fault> {
        json.scalar("boolean", |found| {
            self.find(|literal| literal.equals(found, false))
        })
    }

    fn find(&self, is_it: impl Fn(&Literal<'a>) -> bool) -> Result<bool, Fault> {
        if self.yes.iter().any(&is_it) {
            Ok(true)
        } else if self.no.iter().any(&is_it) {
            Ok(false)
        } else {
            Err(Fault::new(Problem::UnknownValue))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAG: Flag<'static> = Flag {
        yes: &[Literal::Number("1"), Literal::Text("Y")],
        no: &[Literal::Number("0"), Literal::Text(""), Literal::Null],
    };

    fn read(json: &str) -> Result<bool, Fault> {
        let mut reader = Reader::new(json.as_bytes())?;
        let value = FLAG.read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    }

    #[test]
    fn both_values_come_back_in_both_places() {
        for value in [true, false] {
            let mut json = Writer::new();
            FLAG.write(&mut json, value);
            let json = String::from_utf8(json.finish().unwrap()).unwrap();
            assert_eq!(read(&json).unwrap(), value);
            assert_eq!(FLAG.from_text(FLAG.text(value)).unwrap(), value);
        }
    }

    #[test]
    fn every_value_is_read_and_no_other() {
        assert!(read("1.0").unwrap());
        assert!(read("\"Y\"").unwrap());
        assert!(!read("null").unwrap());
        assert!(!read("\"\"").unwrap());
        for other in ["true", "\"1\"", "\"y\"", "2"] {
            assert!(read(other).is_err(), "{other}");
        }
        let fault = read("[1]").unwrap_err();
        assert_eq!(fault.to_string(), "expected boolean, found list");
    }
}
