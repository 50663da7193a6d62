//! A number with every digit, as it is spelt.

use std::fmt;
use std::str::FromStr;

use super::super::writer::is_number;
use crate::{Fault, same_number, text};

/// A number of JSON (RFC 8259 section 6), of any length. Two are equal if their values are: `1.0` is
/// `1`.
///
/// ```
/// use docwright_wire::json::Number;
///
/// let number: Number = "123456789012345678901234567890.10".parse().unwrap();
/// assert_eq!(number.as_str(), "123456789012345678901234567890.10");
/// assert_eq!(number.as_i64(), None);
/// assert!("0x10".parse::<Number>().is_err());
/// ```
#[derive(Debug, Clone)]
pub struct Number(String);

impl Number {
    /// The digits, as they are spelt.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is whole, within the range, and spelt without fraction and exponent.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// As [`as_i64`](Self::as_i64), for numbers that aren't negative.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The nearest `f64`; `None` beyond its range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        text::number(&self.0).ok()
    }

    /// Digits that are known to be a number of JSON.
    pub(in crate::json) fn from_digits(digits: String) -> Self {
        Self(digits)
    }
}

impl FromStr for Number {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        if is_number(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::unreadable("number"))
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        same_number(&self.0, &other.0)
    }
}

impl Eq for Number {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {
        $(impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        })*
    };
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl TryFrom<f64> for Number {
    type Error = Fault;

    /// With the fewest digits that read back as the same number.
    fn try_from(value: f64) -> Result<Self, Fault> {
        text::print_number(value).map(Self)
    }
}

#[cfg(feature = "decimal")]
impl From<rust_decimal::Decimal> for Number {
    fn from(value: rust_decimal::Decimal) -> Self {
        Self(value.to_string())
    }
}
