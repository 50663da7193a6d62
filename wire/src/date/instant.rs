//! Points in time in their many spellings.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::{Offset, TimeZone};

use super::Instant;
use crate::json::Reader;
use crate::{Fault, Literal, text};

impl Instant<'_> {
    /// Reads a text of this spelling.
    ///
    /// # Errors
    /// Other text, and years that aren't within -9999 and 9999.
    pub fn read(&self, text: &str) -> Result<Timestamp, Fault> {
        let other = || Fault::unreadable("date and time in its format");
        let count = |unit| count(text, unit);
        match self {
            Self::Rfc3339 => super::timestamp(text),
            // Old ways of writing the zone, such as `GMT`, belong to RFC 2822 as well.
            Self::Rfc2822 | Self::Http => rfc2822::parse(text)
                .map(|zoned| zoned.timestamp())
                .map_err(|_| other()),
            Self::UnixS => count(1_000_000_000),
            Self::UnixMs => count(1_000_000),
            Self::UnixUs => count(1_000),
            Self::UnixNs => count(1),
            Self::UnixFraction => fraction(text),
            Self::JsonDate => json_date(text),
            Self::Pattern {
                pattern,
                offset: None,
            } => Timestamp::strptime(pattern, text).map_err(|_| other()),
            Self::Pattern {
                pattern,
                offset: Some(seconds),
            } => DateTime::strptime(pattern, text)
                .and_then(|civil| civil.to_zoned(zone(*seconds)?))
                .map(|zoned| zoned.timestamp())
                .map_err(|_| other()),
        }
    }

    /// Prints a point in time; fractions that the spelling can't hold are dropped.
    ///
    /// # Errors
    /// A pattern that asks for what a point in time hasn't got.
    pub fn print(&self, timestamp: &Timestamp) -> Result<String, Fault> {
        let unshown = || Fault::unreadable("date and time that its format can show");
        let printer = rfc2822::DateTimePrinter::new();
        match self {
            Self::Rfc3339 => Ok(timestamp.to_string()),
            // RFC 5322 section 3.3: `+0000` is universal time, `-0000` an unknown zone.
            Self::Rfc2822 => printer
                .zoned_to_string(&timestamp.to_zoned(TimeZone::UTC))
                .map_err(|_| unshown()),
            Self::Http => printer
                .timestamp_to_rfc9110_string(timestamp)
                .map_err(|_| unshown()),
            Self::UnixS => Ok(timestamp.as_second().to_string()),
            Self::UnixMs => Ok(timestamp.as_millisecond().to_string()),
            Self::UnixUs => Ok(timestamp.as_microsecond().to_string()),
            Self::UnixNs => Ok(timestamp.as_nanosecond().to_string()),
            Self::UnixFraction => Ok(print_fraction(timestamp.as_nanosecond())),
            Self::JsonDate => Ok(format!("/Date({})/", timestamp.as_millisecond())),
            Self::Pattern {
                pattern,
                offset: None,
            } => strtime::format(pattern, *timestamp).map_err(|_| unshown()),
            Self::Pattern {
                pattern,
                offset: Some(seconds),
            } => zone(*seconds)
                .and_then(|zone| strtime::format(pattern, &timestamp.to_zoned(zone)))
                .map_err(|_| unshown()),
        }
    }
}

/// Reads a text in the first of several spellings that it has.
///
/// # Errors
/// What the last one says.
pub fn instant(text: &str, formats: &[Instant<'_>]) -> Result<Timestamp, Fault> {
    let mut fault = Fault::unreadable("date and time in its format");
    for format in formats {
        match format.read(text) {
            Ok(timestamp) => return Ok(timestamp),
            Err(other) => fault = other,
        }
    }
    Err(fault)
}

/// Reads a JSON value: a number in a spelling that is one, a string in one of the others.
///
/// # Errors
/// As [`instant`].
pub fn read_instant(json: &mut Reader<'_>, formats: &[Instant<'_>]) -> Result<Timestamp, Fault> {
    let of_kind = |is_number| {
        let formats = formats
            .iter()
            .filter(move |one| one.is_number() == is_number);
        formats.copied().collect::<Vec<_>>()
    };
    json.scalar("date and time", |found| match found {
        Literal::Number(digits) => instant(digits, &of_kind(true)),
        Literal::Text(text) => instant(text, &of_kind(false)),
        Literal::Boolean(_) | Literal::Null => Err(Fault::unreadable("date and time")),
    })
}

fn zone(seconds: i32) -> Result<TimeZone, jiff::Error> {
    Offset::from_seconds(seconds).map(TimeZone::fixed)
}

/// A whole number of units, each so many nanoseconds. Most years are further from 1970 than 64 bits of
/// nanoseconds reach.
fn count(text: &str, unit: i128) -> Result<Timestamp, Fault> {
    let number: i128 = text::whole(text, "time since 1970")?;
    number
        .checked_mul(unit)
        .and_then(|nanos| Timestamp::from_nanosecond(nanos).ok())
        .ok_or_else(|| Fault::out_of_range("time since 1970"))
}

fn json_date(text: &str) -> Result<Timestamp, Fault> {
    match millis_of_json_date(text) {
        Some(millis) => count(millis, 1_000_000),
        None => Err(Fault::unreadable("date and time in its format")),
    }
}

/// The milliseconds of `/Date(1795168800000+0100)/`.
fn millis_of_json_date(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let mut behind_sign = inner.char_indices().skip(1);
    let Some((offset, _)) = behind_sign.find(|(_, character)| "+-".contains(*character)) else {
        return Some(inner);
    };
    let (millis, offset) = inner.split_at_checked(offset)?;
    let is_offset = offset.len() == 5 && offset.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    is_offset.then_some(millis)
}

fn fraction(text: &str) -> Result<Timestamp, Fault> {
    let other = || Fault::unreadable("seconds since 1970");
    if !text::is_number(text) || text.contains(['e', 'E']) {
        return Err(other());
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let places: String = fraction.chars().take(9).collect();
    let part: i128 = format!("{places:0<9}").parse().map_err(|_| other())?;
    let seconds: i128 = whole.parse().map_err(|_| other())?;
    let part = if text.starts_with('-') { -part } else { part };
    seconds
        .checked_mul(1_000_000_000)
        .and_then(|nanos| nanos.checked_add(part))
        .and_then(|nanos| Timestamp::from_nanosecond(nanos).ok())
        .ok_or_else(|| Fault::out_of_range("seconds since 1970"))
}

fn print_fraction(nanos: i128) -> String {
    let sign = if nanos < 0 { "-" } else { "" };
    let nanos = nanos.unsigned_abs();
    let (seconds, rest) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    if rest == 0 {
        return format!("{sign}{seconds}");
    }
    let rest = format!("{rest:09}");
    format!("{sign}{seconds}.{}", rest.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn milliseconds_stand_inside_of_a_text() {
        let read = |text| Instant::JsonDate.read(text).map(|at| at.as_millisecond());
        assert_eq!(read("/Date(1530316800000)/"), Ok(1_530_316_800_000));
        assert_eq!(read("/Date(1530316800000+0200)/"), Ok(1_530_316_800_000));
        assert_eq!(read("/Date(-1-0700)/"), Ok(-1));
        for other in [
            "1530316800000",
            "/Date(1530316800000)",
            "/Date()/",
            "/Date(+1)/",
            "/Date(1+02:00)/",
            "/Date(1+020x)/",
            "/Date(1.5)/",
            "/Date(99999999999999999)/",
        ] {
            assert!(read(other).is_err(), "{other}");
        }
        let at = Timestamp::from_millisecond(-1).unwrap();
        assert_eq!(Instant::JsonDate.print(&at).unwrap(), "/Date(-1)/");
    }

    const INDIA: Instant<'static> = Instant::Pattern {
        pattern: "%d-%m-%Y %H:%M:%S",
        offset: Some(19_800),
    };

    fn read(text: &str, format: Instant<'_>) -> String {
        format.read(text).unwrap().to_string()
    }

    #[test]
    fn each_spelling_is_read() {
        let ten = "2026-11-20T10:00:00Z";
        for (text, format) in [
            ("2026-11-20T12:00:00+02:00", Instant::Rfc3339),
            ("Fri, 20 Nov 2026 12:00:00 +0200", Instant::Rfc2822),
            ("Fri, 20 Nov 2026 10:00:00 GMT", Instant::Http),
            ("20-11-2026 15:30:00", INDIA),
            ("1795168800", Instant::UnixS),
            ("1795168800000", Instant::UnixMs),
            ("1795168800000000", Instant::UnixUs),
            ("1795168800000000000", Instant::UnixNs),
            ("1795168800.000", Instant::UnixFraction),
        ] {
            assert_eq!(read(text, format), ten, "{text}");
            let printed = format.print(&ten.parse().unwrap()).unwrap();
            assert_eq!(read(&printed, format), ten, "{printed}");
        }
    }

    #[test]
    fn the_first_spelling_that_fits_is_taken_and_numbers_are_no_texts() {
        let formats = [Instant::UnixS, Instant::Rfc3339];
        assert!(instant("7", &formats).is_ok());
        assert!(instant("2026-11-20T10:00:00Z", &formats).is_ok());
        let json = |text: &str| {
            read_instant(&mut Reader::new(text.as_bytes()).unwrap(), &formats).map(drop)
        };
        assert!(json("7").is_ok());
        assert!(json("\"2026-11-20T10:00:00Z\"").is_ok());
        assert!(json("\"7\"").is_err());
        assert!(json("true").is_err());
        assert_eq!(print_fraction(-500_000_000), "-0.5");
        assert_eq!(
            read("-0.5", Instant::UnixFraction),
            "1969-12-31T23:59:59.5Z"
        );
    }

    #[test]
    fn the_first_and_the_last_time_come_back_and_larger_numbers_are_faults() {
        for end in [Timestamp::MIN, Timestamp::MAX] {
            for format in [Instant::UnixNs, Instant::UnixFraction, Instant::Rfc3339] {
                let printed = format.print(&end).unwrap();
                assert_eq!(format.read(&printed).unwrap(), end, "{printed}");
            }
        }
        for text in [
            "170141183460469231731687303715884105727",
            "-170141183460469231731687303715884105728",
            "170141183460469231731687303715.999999999",
            "9999999999999999999999999999999999999999",
        ] {
            assert!(Instant::UnixS.read(text).is_err(), "{text}");
            assert!(Instant::UnixNs.read(text).is_err(), "{text}");
            assert!(Instant::UnixFraction.read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn times_come_back(seconds in -2_000_000_000_i64..8_000_000_000, nanos in 0..1_000_000_000_i32) {
            let whole = Timestamp::new(seconds, 0).unwrap();
            for format in [Instant::UnixS, Instant::Rfc2822, Instant::Http, INDIA] {
                prop_assert_eq!(format.read(&format.print(&whole).unwrap()).unwrap(), whole);
            }
            let exact = Timestamp::from_nanosecond(
                i128::from(seconds) * 1_000_000_000 + i128::from(nanos)
            ).unwrap();
            for format in [Instant::UnixNs, Instant::UnixFraction, Instant::Rfc3339] {
                prop_assert_eq!(format.read(&format.print(&exact).unwrap()).unwrap(), exact);
            }
        }
    }
}
