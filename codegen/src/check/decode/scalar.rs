//! Reading values without members.

use docwright_wire::json::Reader;
use docwright_wire::{Fault, date, text};

use crate::check::spelt;
use crate::ir::{DateTime, NumberSpelling, Scalar};

pub(super) fn read_scalar(json: &mut Reader<'_>, scalar: &Scalar) -> Result<(), Fault> {
    use NumberSpelling::Native;
    match scalar {
        Scalar::String | Scalar::Secret(_) | Scalar::Hashed(_) => json.string().map(drop),
        Scalar::Integer(Native) => json.integer().map(drop),
        Scalar::Number(Native) => json.number().map(drop),
        Scalar::Decimal(Native) => json.decimal().map(drop),
        Scalar::Boolean(Native) => json.boolean().map(drop),
        Scalar::DateTime(DateTime::UnixSeconds(Native)) => {
            date::from_unix_s(json.integer()?).map(drop)
        }
        Scalar::DateTime(DateTime::UnixMillis(Native)) => {
            date::from_unix_ms(json.integer()?).map(drop)
        }
        Scalar::Spelt(spelt) => spelt::read(json, spelt),
        scalar => json.string_as(|value| read_text_scalar(value, scalar)),
    }
}

pub(super) fn read_text_scalar(value: &str, scalar: &Scalar) -> Result<(), Fault> {
    match scalar {
        Scalar::String | Scalar::Secret(_) | Scalar::Hashed(_) | Scalar::File => Ok(()),
        Scalar::Integer(_) => text::integer(value).map(drop),
        Scalar::Number(_) => text::number(value).map(drop),
        Scalar::Decimal(_) => text::decimal(value).map(drop),
        Scalar::Boolean(_) => text::boolean(value).map(drop),
        Scalar::Uuid => text::uuid(value).map(drop),
        Scalar::Date(pattern) => date::date(value, pattern.as_deref()).map(drop),
        Scalar::Time(pattern) => date::time(value, pattern.as_deref()).map(drop),
        Scalar::DateTime(datetime) => read_datetime(value, datetime),
        Scalar::Spelt(spelt) => spelt::read_text(value, spelt),
    }
}

/// Reads a day and time spelt as text.
fn read_datetime(value: &str, datetime: &DateTime) -> Result<(), Fault> {
    match datetime {
        DateTime::Rfc3339 => date::timestamp(value).map(drop),
        DateTime::UnixSeconds(_) => date::from_unix_s(text::integer(value)?).map(drop),
        DateTime::UnixMillis(_) => date::from_unix_ms(text::integer(value)?).map(drop),
        DateTime::Civil(pattern) => date::civil(value, pattern).map(drop),
    }
}
