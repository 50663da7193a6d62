//! What a day or time looks like in its format, for messages.

use docwright_wire::{Fault, date};

use crate::ir::{DateTime, Scalar, Spelt};

/// The day and time that every sample shows.
const SAMPLE: &str = "2026-11-20T15:04:05Z";

/// A value of a scalar as it is spelt on the wire; `None` for those that have no format.
pub(super) fn sample(scalar: &Scalar) -> Option<String> {
    spell(scalar).ok().flatten()
}

fn spell(scalar: &Scalar) -> Result<Option<String>, Fault> {
    let timestamp = date::timestamp(SAMPLE)?;
    let text = match scalar {
        Scalar::Date(pattern) => {
            let day = date::date("2026-11-20", None)?;
            date::print_date(&day, pattern.as_deref())?
        }
        Scalar::Time(pattern) => {
            let time = date::time("15:04:05", None)?;
            date::print_time(&time, pattern.as_deref())?
        }
        Scalar::DateTime(DateTime::Rfc3339) => SAMPLE.to_owned(),
        Scalar::DateTime(DateTime::Civil(pattern)) => {
            let civil = date::civil("2026-11-20T15:04:05", "%Y-%m-%dT%H:%M:%S")?;
            date::print_civil(&civil, pattern)?
        }
        Scalar::Spelt(Spelt::Instant { formats, .. }) => match formats.first() {
            Some(format) => format.wire().print(&timestamp)?,
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(text))
}
