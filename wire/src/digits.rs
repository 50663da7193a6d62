//! Numbers of any number of digits.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::json::is_number;
use crate::literal::Normal;
use crate::{Fault, text};

/// A number of JSON (RFC 8259 section 6) with all of its digits, as it is spelt: for amounts that
/// machine numbers don't hold. At most [`Digits::MOST`] characters.
///
/// It is compared by its value: `1.50` is `1.5`. It is printed, and sent, as it is spelt.
///
/// ```
/// use docwright_wire::Digits;
///
/// let wei: Digits = "1000000000000000000000000000001".parse().unwrap();
/// assert_eq!(wei.to_string(), "1000000000000000000000000000001");
/// assert!(wei > "1e30".parse().unwrap());
/// assert_eq!("1.50".parse::<Digits>(), "15e-1".parse());
/// assert!("0x10".parse::<Digits>().is_err());
/// ```
#[derive(Debug, Clone)]
pub struct Digits(String);

/// Zero.
impl Default for Digits {
    fn default() -> Self {
        Self("0".to_owned())
    }
}

impl Digits {
    /// The most characters that a number has.
    pub const MOST: usize = 1024;

    /// The number as it is spelt.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is spelt as a whole number: without fraction and exponent.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }

    /// The number, if it is spelt as a whole one and within the range.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        self.0.parse().ok()
    }

    /// The nearest `f64`; `None` beyond its range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        text::number(&self.0).ok()
    }

    /// What is compared. Each number that is made has one.
    fn normal(&self) -> Option<Normal> {
        Normal::of(&self.0)
    }
}

impl FromStr for Digits {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        if !is_number(text) {
            return Err(Fault::unreadable("number"));
        }
        if text.len() > Self::MOST || Normal::of(text).is_none() {
            return Err(Fault::out_of_range("number of up to 1024 characters"));
        }
        Ok(Self(text.to_owned()))
    }
}

impl PartialEq for Digits {
    fn eq(&self, other: &Self) -> bool {
        self.normal() == other.normal()
    }
}

impl Eq for Digits {}

impl PartialOrd for Digits {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Digits {
    fn cmp(&self, other: &Self) -> Ordering {
        self.normal().cmp(&other.normal())
    }
}

impl Hash for Digits {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal().hash(state);
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {
        $(impl From<$integer> for Digits {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        })*
    };
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Digits {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_keep_their_spelling_and_are_compared_by_value() {
        let long = "9".repeat(Digits::MOST);
        for text in ["0", "-0.00", "1.50E+5000", &long, "1e999999999"] {
            assert_eq!(digits(text).to_string(), text);
        }
        let rising = [
            "-1e400", "-10", "-9.99", "-1e-400", "0", "1e-400", "0.1", "0.11", "2", "10", "1e30",
        ];
        for (index, low) in rising.iter().enumerate() {
            for high in rising.iter().skip(index + 1) {
                assert!(digits(low) < digits(high), "{low} {high}");
                assert!(digits(high) > digits(low), "{low} {high}");
            }
        }
        for (one, same) in [("0", "-0.0e7"), ("1.50", "15e-1"), ("-20", "-2E1")] {
            assert_eq!(digits(one).cmp(&digits(same)), Ordering::Equal);
            assert_eq!(digits(one), digits(same));
        }
    }

    #[test]
    fn other_texts_and_endless_numbers_are_refused() {
        let long = "9".repeat(Digits::MOST + 1);
        for text in [
            "", "-", "+1", "01", ".5", "1.", "1e", "NaN", " 1", "0x1", "1_0", &long,
        ] {
            assert!(text.parse::<Digits>().is_err(), "{text}");
        }
        assert!("1e99999999999999999999".parse::<Digits>().is_err());
    }

    #[test]
    fn whole_numbers_have_neither_fraction_nor_exponent() {
        assert!(digits("-12").is_whole() && digits("0").is_whole());
        assert!(!digits("1.0").is_whole() && !digits("1e3").is_whole());
        assert_eq!(Digits::from(i128::MIN).as_i128(), Some(i128::MIN));
        assert_eq!(digits("1.5").as_i128(), None);
        assert_eq!(digits("1.5").as_f64(), Some(1.5));
    }
}
