//! Lengths of time as numbers of one unit.

use std::time::Duration;

use crate::{Fault, text};

/// Digits behind the point that are looked at: 1 ns is 2.8 × 10⁻¹³ hours.
const PLACES: usize = 13;

/// Ten to the power of [`PLACES`].
const SCALE: u128 = 10_000_000_000_000;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Nanoseconds.
    Ns,
    /// Microseconds.
    Us,
    /// Milliseconds.
    Ms,
    /// Seconds.
    S,
    /// Minutes.
    Min,
    /// Hours.
    H,
}

impl Unit {
    /// The unit in nanoseconds.
    fn nanos(self) -> u128 {
        match self {
            Self::Ns => 1,
            Self::Us => 1_000,
            Self::Ms => 1_000_000,
            Self::S => 1_000_000_000,
            Self::Min => 60_000_000_000,
            Self::H => 3_600_000_000_000,
        }
    }

    /// Reads a number of this unit, with or without a fraction; what is finer than nanoseconds is
    /// cut off.
    ///
    /// ```
    /// use std::time::Duration;
    /// use docwright_wire::Unit;
    ///
    /// assert_eq!(Unit::S.read("1.5").unwrap(), Duration::from_millis(1500));
    /// ```
    ///
    /// # Errors
    /// Other text, a negative number, an exponent, or more than 2⁶⁴ seconds.
    pub fn read(self, text: &str) -> Result<Duration, Fault> {
        if !text::is_number(text) || text.contains(['e', 'E', '-']) {
            return Err(Fault::unreadable("length of time"));
        }
        self.parse(text)
            .ok_or_else(|| Fault::out_of_range("length of time"))
    }

    fn parse(self, text: &str) -> Option<Duration> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let places: String = fraction.chars().take(PLACES).collect();
        let part: u128 = format!("{places:0<PLACES$}").parse().ok()?;
        let whole: u128 = whole.parse().ok()?;
        let nanos = whole
            .checked_mul(self.nanos())?
            .checked_add(part * self.nanos() / SCALE)?;
        let seconds = u64::try_from(nanos / 1_000_000_000).ok()?;
        let rest = u32::try_from(nanos % 1_000_000_000).ok()?;
        Some(Duration::new(seconds, rest))
    }

    /// The number of this unit, with a fraction where it isn't whole.
    ///
    /// # Errors
    /// A length that has no end in digits, as one second in minutes.
    pub fn print(self, duration: &Duration) -> Result<String, Fault> {
        let nanos = duration.as_nanos();
        let (whole, rest) = (nanos / self.nanos(), nanos % self.nanos());
        if rest == 0 {
            return Ok(whole.to_string());
        }
        let scaled = rest * SCALE;
        if !scaled.is_multiple_of(self.nanos()) {
            return Err(Fault::unreadable("length of time that its unit can show"));
        }
        let part = format!("{:0>PLACES$}", scaled / self.nanos());
        Ok(format!("{whole}.{}", part.trim_end_matches('0')))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNITS: [Unit; 6] = [Unit::Ns, Unit::Us, Unit::Ms, Unit::S, Unit::Min, Unit::H];

    #[test]
    fn what_is_no_length_is_refused() {
        for text in ["", "-1", "1e3", "1.", "x", "99999999999999999999999"] {
            assert!(Unit::S.read(text).is_err(), "{text}");
        }
        assert_eq!(Unit::Ns.read("1.9").unwrap(), Duration::from_nanos(1));
        assert_eq!(Unit::H.read("0.5").unwrap(), Duration::from_secs(1800));
        assert!(Unit::Min.print(&Duration::from_secs(1)).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn lengths_come_back(seconds in any::<u64>(), nanos in 0_u32..1_000_000_000) {
            let duration = Duration::new(seconds, nanos);
            for unit in UNITS {
                if let Ok(text) = unit.print(&duration) {
                    prop_assert_eq!(unit.read(&text).unwrap(), duration, "{}", text);
                } else {
                    prop_assert!(matches!(unit, Unit::Min | Unit::H));
                }
            }
        }
    }
}
