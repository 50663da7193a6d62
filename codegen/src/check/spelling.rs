//! How a value is spelt once generated code has read and printed it: `1.50` of a `number` is sent
//! as `1.5`, and a time with an offset in UTC.

use docwright_wire::{Fault, date, text};

use crate::ir::{DateTime, Scalar};

/// The text that is sent for a value written as `written`.
///
/// # Errors
/// The type has no such value, or its pattern can't show it.
pub(super) fn as_sent(scalar: &Scalar, written: &str) -> Result<String, Fault> {
    Ok(match scalar {
        Scalar::String | Scalar::Secret(_) | Scalar::Hashed(_) | Scalar::File => {
            text::string(written)?
        }
        Scalar::Integer(_) => text::integer(written)?.to_string(),
        Scalar::Number(_) => text::print_number(text::number(written)?)?,
        Scalar::Decimal(_) => text::decimal(written)?.to_string(),
        Scalar::Boolean(_) => text::boolean(written)?.to_string(),
        Scalar::Uuid => text::uuid(written)?.to_string(),
        Scalar::Date(pattern) => {
            let pattern = pattern.as_deref();
            date::print_date(&date::date(written, pattern)?, pattern)?
        }
        Scalar::Time(pattern) => {
            let pattern = pattern.as_deref();
            date::print_time(&date::time(written, pattern)?, pattern)?
        }
        Scalar::DateTime(DateTime::Rfc3339) => date::print_timestamp(&date::timestamp(written)?),
        Scalar::DateTime(DateTime::UnixSeconds(_)) => {
            date::to_unix_s(&date::from_unix_s(text::integer(written)?)?).to_string()
        }
        Scalar::DateTime(DateTime::UnixMillis(_)) => {
            date::to_unix_ms(&date::from_unix_ms(text::integer(written)?)?).to_string()
        }
        Scalar::DateTime(DateTime::Civil(pattern)) => {
            date::print_civil(&date::civil(written, pattern)?, pattern)?
        }
        // Its values keep their JSON type, which a text hasn't got.
        Scalar::Spelt(_) => written.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::NumberSpelling::Native;

    #[test]
    fn values_are_spelt_as_they_are_printed() {
        let instant = Scalar::DateTime(DateTime::Rfc3339);
        for (scalar, written, sent) in [
            (instant, "2026-11-20T10:00:00+05:30", "2026-11-20T04:30:00Z"),
            (Scalar::Number(Native), "1.50", "1.5"),
            (Scalar::Decimal(Native), "1.50", "1.50"),
            (Scalar::Integer(Native), "007", "7"),
            (
                Scalar::Uuid,
                "67E55044-10B1-426F-9247-BB680E5FE0C8",
                "67e55044-10b1-426f-9247-bb680e5fe0c8",
            ),
        ] {
            assert_eq!(as_sent(&scalar, written).unwrap(), sent);
        }
    }

    #[test]
    fn a_decimal_has_no_more_digits_than_its_type_holds() {
        let written = "0.12345678901234567890123456789012345";
        assert!(as_sent(&Scalar::Number(Native), written).is_ok());
        assert!(as_sent(&Scalar::Decimal(Native), written).is_err());
    }
}
