//! Values without members, in words.

use std::fmt;

use super::shown;
use crate::ir::{Acted, DateTime, Literal, NumberSpelling, Scalar};

/// A Rust type, and how it is spelt on the wire where that differs.
pub(super) struct Words {
    rust: String,
    spelling: String,
}

impl Words {
    /// A type that is spelt as everybody expects.
    pub(super) fn plain(rust: impl Into<String>) -> Self {
        Self {
            rust: rust.into(),
            spelling: String::new(),
        }
    }

    fn spelt(rust: &str, spelling: impl fmt::Display) -> Self {
        Self {
            rust: rust.to_owned(),
            spelling: format!(" {spelling}"),
        }
    }

    /// The type, spelt in another way.
    pub(super) fn also_spelt(self, spelling: &str) -> Self {
        Self {
            spelling: format!("{} {spelling}", self.spelling),
            ..self
        }
    }

    /// The type between two texts, spelt as it is.
    pub(super) fn within(self, before: &str, after: &str) -> Self {
        Self {
            rust: format!("{before}{}{after}", self.rust),
            ..self
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.rust, self.spelling)
    }
}

/// What stands for `null`.
pub(super) fn null_words(nulls: &[Literal]) -> Option<String> {
    let nulls: Vec<String> = nulls.iter().map(shown).collect();
    (!nulls.is_empty()).then(|| format!("or null as {}", nulls.join(" or ")))
}

/// The words of a value without members.
pub(super) fn scalar_words(scalar: &Scalar) -> Words {
    let in_string = |name: &str, spelling: &NumberSpelling| match spelling {
        NumberSpelling::Native => Words::plain(name),
        NumberSpelling::InString => Words::spelt(name, "in a string"),
    };
    let pattern = |name: &str, pattern: Option<&str>| match pattern {
        Some(pattern) => Words::spelt(name, format_args!("as {pattern:?}")),
        None => Words::plain(name),
    };
    let since_1970 = |unit: &str, spelling: &NumberSpelling| match spelling {
        NumberSpelling::Native => Words::spelt("Timestamp", format_args!("as {unit}")),
        NumberSpelling::InString => {
            Words::spelt("Timestamp", format_args!("as {unit} in a string"))
        }
    };
    match scalar {
        Scalar::String => Words::plain("String"),
        Scalar::Secret(None) => Words::plain("Secret"),
        Scalar::Secret(Some(hash)) => Words::spelt("Secret", format_args!("as {}", hash.word())),
        Scalar::Hashed(hash) => Words::spelt("String", format_args!("as {}", hash.word())),
        Scalar::Integer(spelling) => in_string("i64", spelling),
        Scalar::Number(spelling) => in_string("f64", spelling),
        Scalar::Decimal(spelling) => in_string("Decimal", spelling),
        Scalar::Boolean(spelling) => in_string("bool", spelling),
        Scalar::File => Words::plain("File"),
        Scalar::Uuid => Words::plain("Uuid"),
        Scalar::Date(format) => pattern("Date", format.as_deref()),
        Scalar::Time(format) => pattern("Time", format.as_deref()),
        Scalar::DateTime(DateTime::Rfc3339) => Words::plain("Timestamp"),
        Scalar::DateTime(DateTime::UnixSeconds(spelling)) => since_1970("seconds", spelling),
        Scalar::DateTime(DateTime::UnixMillis(spelling)) => since_1970("milliseconds", spelling),
        Scalar::DateTime(DateTime::Civil(format)) => pattern("DateTime", Some(format)),
        Scalar::Spelt(spelt) => {
            let (rust, spelling) = crate::emit::spelt::words(spelt);
            Words::spelt(rust, spelling)
        }
    }
}

/// Whether the server acted, where the page says.
pub(super) fn acted(acted: Option<Acted>) -> &'static str {
    match acted {
        Some(Acted::No) => ", nothing done",
        Some(Acted::Unknown) => ", perhaps done",
        None => "",
    }
}
