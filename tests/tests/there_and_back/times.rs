//! Days, times and lengths: the first and the last, and those between.

use std::time::Duration;

use docwright_runtime::jiff::Timestamp;
use docwright_runtime::jiff::civil::{Date, DateTime, Time, date};
use docwright_tests::Dice;

use crate::scalars::bits;

/// Nanoseconds of a second.
pub(crate) const SECOND: i128 = 1_000_000_000;

/// Any day that there is.
pub(crate) fn day(dice: &mut Dice) -> Date {
    match dice.below(4) {
        0 => dice.pick(&[Date::MIN, Date::MAX, date(0, 1, 1), date(2024, 2, 29)]),
        _ => day_of(dice, -9999, 9999),
    }
}

/// A day of these years and those between.
pub(crate) fn day_of(dice: &mut Dice, first: i16, last: i16) -> Date {
    let years = usize::try_from(last - first).expect("years in their order");
    let year = first + dice.below(years + 1) as i16;
    let month = 1 + dice.below(12) as i8;
    date(year, month, 1)
        .with()
        .day(1 + dice.below(28) as i8)
        .build()
        .expect("a day that each month has")
}

/// Any time of day, in steps of `unit` nanoseconds.
pub(crate) fn time(dice: &mut Dice, unit: i64) -> Time {
    let nanos = match dice.below(4) {
        0 => 0,
        1 => 86_399_999_999_999,
        _ => i64::try_from(bits(dice) % 86_400_000_000_000).expect("nanoseconds of a day"),
    };
    let whole = nanos / unit * unit;
    let subsecond = i32::try_from(whole % 1_000_000_000).expect("less than a second");
    let seconds = whole / 1_000_000_000;
    Time::new(
        (seconds / 3600) as i8,
        (seconds / 60 % 60) as i8,
        (seconds % 60) as i8,
        subsecond,
    )
    .expect("a time of day")
}

/// Any day and time, in steps of `unit` nanoseconds.
pub(crate) fn civil(dice: &mut Dice, unit: i64) -> DateTime {
    day(dice).to_datetime(time(dice, unit))
}

/// Any point in time, in steps of `unit` nanoseconds.
pub(crate) fn instant(dice: &mut Dice, unit: i128) -> Timestamp {
    let (first, last) = (Timestamp::MIN, Timestamp::MAX);
    instant_of(dice, first, last, unit)
}

/// A point in time of the years from 0 to 9999, in whole seconds: mail and HTTP write four digits.
pub(crate) fn instant_of_mail(dice: &mut Dice) -> Timestamp {
    let first = "0000-01-01T00:00:00Z".parse().expect("a point in time");
    instant_of(dice, first, Timestamp::MAX, SECOND)
}

fn instant_of(dice: &mut Dice, first: Timestamp, last: Timestamp, unit: i128) -> Timestamp {
    let (from, to) = (first.as_nanosecond(), last.as_nanosecond());
    let nanos = match dice.below(5) {
        0 => dice.pick(&[from, to]),
        // On both sides of 1970.
        1 => i128::from(bits(dice) % 4_000_000_000) - 2 * SECOND,
        _ => from + (i128::from(bits(dice)) * SECOND + i128::from(bits(dice))) % (to - from),
    };
    Timestamp::from_nanosecond(nanos / unit * unit).expect("between the first and the last")
}

/// Any length of time, in steps of `unit` nanoseconds.
pub(crate) fn length(dice: &mut Dice, unit: u128) -> Duration {
    let nanos = match dice.below(4) {
        0 => dice.pick(&[0, 1, Duration::MAX.as_nanos()]),
        1 => u128::from(bits(dice) % 10_000_000_000_000),
        _ => u128::from(bits(dice)) * 1_000_000_000 + u128::from(bits(dice) % 1_000_000_000),
    };
    let whole = nanos / unit * unit;
    let seconds = u64::try_from(whole / 1_000_000_000).expect("seconds of a length");
    Duration::new(seconds, (whole % 1_000_000_000) as u32)
}
