//! Days and times: RFC 3339, patterns with strftime's letters, and counts since 1970.
//!
//! A pattern is read and printed as `jiff::fmt::strtime` does. Printing fails where the pattern
//! asks for what the value hasn't got, such as an hour of a day; reading, where the text is
//! another one.

mod instant;
mod spelling;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime;

use crate::Fault;

pub use self::instant::{instant, read_instant};
pub use self::spelling::Instant;

/// A day: by the pattern, or `2026-11-20`.
///
/// # Errors
/// Other text.
pub fn date(text: &str, pattern: Option<&str>) -> Result<Date, Fault> {
    match pattern {
        Some(pattern) => Date::strptime(pattern, text),
        None => text.parse(),
    }
    .map_err(|_| Fault::unreadable("date"))
}

/// A time of day: by the pattern, or `15:04:05`.
///
/// # Errors
/// Other text.
pub fn time(text: &str, pattern: Option<&str>) -> Result<Time, Fault> {
    match pattern {
        Some(pattern) => Time::strptime(pattern, text),
        None => text.parse(),
    }
    .map_err(|_| Fault::unreadable("time"))
}

/// A day and time without an offset, by the pattern.
///
/// # Errors
/// Other text.
pub fn civil(text: &str, pattern: &str) -> Result<DateTime, Fault> {
    DateTime::strptime(pattern, text).map_err(|_| Fault::unreadable("date and time"))
}

/// A point in time in RFC 3339, offset included.
///
/// # Errors
/// Other text, or one without an offset.
pub fn timestamp(text: &str) -> Result<Timestamp, Fault> {
    text.parse()
        .map_err(|_| Fault::unreadable("date and time with an offset"))
}

/// A point in time from seconds since 1970-01-01T00:00:00Z.
///
/// # Errors
/// A year that isn't within -9999 and 9999.
pub fn from_unix_s(seconds: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_second(seconds).map_err(|_| Fault::out_of_range("seconds since 1970"))
}

/// A point in time from milliseconds since 1970-01-01T00:00:00Z.
///
/// # Errors
/// A year that isn't within -9999 and 9999.
pub fn from_unix_ms(milliseconds: i64) -> Result<Timestamp, Fault> {
    // In nanoseconds, because jiff refuses the milliseconds of the last second that it has.
    Timestamp::from_nanosecond(i128::from(milliseconds) * 1_000_000)
        .map_err(|_| Fault::out_of_range("milliseconds since 1970"))
}

/// Seconds since 1970-01-01T00:00:00Z, fractions dropped.
#[must_use]
pub fn to_unix_s(timestamp: &Timestamp) -> i64 {
    timestamp.as_second()
}

/// Milliseconds since 1970-01-01T00:00:00Z, fractions dropped.
#[must_use]
pub fn to_unix_ms(timestamp: &Timestamp) -> i64 {
    timestamp.as_millisecond()
}

/// A day by the pattern, or as `2026-11-20`.
///
/// # Errors
/// A pattern that asks for more than a day.
pub fn print_date(date: &Date, pattern: Option<&str>) -> Result<String, Fault> {
    match pattern {
        Some(pattern) => {
            strtime::format(pattern, *date).map_err(|_| Fault::unreadable("pattern of a date"))
        }
        None => Ok(date.to_string()),
    }
}

/// A time of day by the pattern, or as `15:04:05`.
///
/// # Errors
/// A pattern that asks for more than a time of day.
pub fn print_time(time: &Time, pattern: Option<&str>) -> Result<String, Fault> {
    match pattern {
        Some(pattern) => {
            strtime::format(pattern, *time).map_err(|_| Fault::unreadable("pattern of a time"))
        }
        None => Ok(time.to_string()),
    }
}

/// A day and time by the pattern.
///
/// # Errors
/// A pattern that asks for an offset.
pub fn print_civil(civil: &DateTime, pattern: &str) -> Result<String, Fault> {
    strtime::format(pattern, *civil).map_err(|_| Fault::unreadable("pattern of a date and time"))
}

/// A point in time in RFC 3339, in UTC.
#[must_use]
pub fn print_timestamp(timestamp: &Timestamp) -> String {
    timestamp.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_read_what_they_print() {
        let pattern = "%H:%M:%S %d-%m-%Y";
        let text = "09:05:00 29-02-2024";
        assert_eq!(
            print_civil(&civil(text, pattern).unwrap(), pattern).unwrap(),
            text
        );
        assert!(civil("09:05:00 29-02-2023", pattern).is_err());
        assert!(civil("09:05:00 29-02-2024 x", pattern).is_err());
    }

    #[test]
    fn a_timestamp_needs_an_offset() {
        let utc = timestamp("2026-11-20T12:00:00+02:00").unwrap();
        assert_eq!(print_timestamp(&utc), "2026-11-20T10:00:00Z");
        assert!(timestamp("2026-11-20T12:00:00").is_err());
    }

    #[test]
    fn counts_are_exact_and_bounded() {
        assert_eq!(
            to_unix_ms(&from_unix_ms(1_700_000_000_123).unwrap()),
            1_700_000_000_123
        );
        assert_eq!(to_unix_s(&from_unix_s(-1).unwrap()), -1);
        assert!(from_unix_s(i64::MAX).is_err());
        assert!(from_unix_ms(i64::MAX).is_err());
        assert_eq!(
            to_unix_ms(&from_unix_ms(253_402_207_200_999).unwrap()),
            253_402_207_200_999
        );
    }

    #[test]
    fn a_pattern_that_asks_for_too_much_is_an_error() {
        assert!(print_date(&jiff::civil::date(2026, 11, 20), Some("%d %Z")).is_err());
        assert_eq!(
            print_date(&jiff::civil::date(2026, 11, 20), Some("%d/%m/%Y")).unwrap(),
            "20/11/2026"
        );
    }
}
