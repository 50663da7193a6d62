//! Values without members, in words.

use crate::ir::{DateTime, Hash, NumberSpelling, Scalar};

/// The Rust type and, behind a space, how it is spelt on the wire where that differs.
pub(super) fn scalar_words(scalar: &Scalar) -> String {
    let in_string = |name: &str, spelling: &NumberSpelling| match spelling {
        NumberSpelling::Native => name.to_owned(),
        NumberSpelling::InString => format!("{name} in a string"),
    };
    let pattern = |name: &str, pattern: Option<&str>| match pattern {
        Some(pattern) => format!("{name} as {pattern:?}"),
        None => name.to_owned(),
    };
    match scalar {
        Scalar::String => "String".to_owned(),
        Scalar::Secret(None) => "Secret".to_owned(),
        Scalar::Secret(Some(Hash::Sha256Hex)) => "Secret as sha256_hex".to_owned(),
        Scalar::Hashed(Hash::Sha256Hex) => "String as sha256_hex".to_owned(),
        Scalar::Integer(spelling) => in_string("i64", spelling),
        Scalar::Number(spelling) => in_string("f64", spelling),
        Scalar::Decimal(spelling) => in_string("Decimal", spelling),
        Scalar::Boolean(spelling) => in_string("bool", spelling),
        Scalar::Uuid => "Uuid".to_owned(),
        Scalar::Date(format) => pattern("Date", format.as_deref()),
        Scalar::Time(format) => pattern("Time", format.as_deref()),
        Scalar::DateTime(DateTime::Rfc3339) => "Timestamp".to_owned(),
        Scalar::DateTime(DateTime::UnixSeconds(spelling)) => {
            in_string("Timestamp as seconds", spelling)
        }
        Scalar::DateTime(DateTime::UnixMillis(spelling)) => {
            in_string("Timestamp as milliseconds", spelling)
        }
        Scalar::DateTime(DateTime::Civil(format)) => pattern("DateTime", Some(format)),
    }
}
