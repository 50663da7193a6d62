//! Values without members whose spelling is one of several: what they mean is apart from how they
//! travel.

pub use docwright_wire::{Bytes, Unit};

use docwright_wire::date;

use super::{Literal, NumberSpelling};

/// A value without members in a spelling of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spelt {
    /// Text that is a number in JSON, every digit kept: `String`.
    Digits,
    /// A number of any number of digits: `Digits`.
    Exact {
        /// Whether there is neither a fraction nor an exponent.
        whole: bool,
        /// How it stands in JSON.
        spelling: NumberSpelling,
    },
    /// `bool`, as other values. The first of each is written.
    Flag {
        /// What means `true`.
        yes: Vec<Literal>,
        /// What means `false`.
        no: Vec<Literal>,
    },
    /// `Vec<u8>` inside of a text.
    Bytes(Bytes),
    /// `jiff::Timestamp`. The first format is written, all are read.
    Instant {
        /// The formats.
        formats: Vec<Instant>,
        /// How those that are numbers stand in JSON.
        spelling: NumberSpelling,
    },
    /// `std::time::Duration`, as a number of this unit.
    Duration {
        /// The unit.
        unit: Unit,
        /// How the number stands in JSON.
        spelling: NumberSpelling,
    },
    /// A URL: `String`, as it is sent.
    Url,
}

/// How a point in time is spelt, as [`docwright_wire::date::Instant`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instant {
    /// RFC 3339.
    Rfc3339,
    /// RFC 2822.
    Rfc2822,
    /// As in headers of HTTP.
    Http,
    /// Seconds since 1970.
    UnixS,
    /// Milliseconds since 1970.
    UnixMs,
    /// Microseconds since 1970.
    UnixUs,
    /// Nanoseconds since 1970.
    UnixNs,
    /// Seconds since 1970 with a fraction.
    UnixFraction,
    /// `/Date(1795168800000)/`.
    JsonDate,
    /// A strftime pattern.
    Pattern {
        /// The pattern.
        pattern: String,
        /// Seconds from UTC; `None` if its times hold their offset.
        offset: Option<i32>,
    },
}

/// What a value is in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeltJson {
    /// A string.
    String,
    /// A number.
    Number,
    /// What its own function reads: several kinds of values.
    Any,
}

impl Spelt {
    /// What a value is in JSON.
    #[must_use]
    pub fn json(&self) -> SpeltJson {
        match self {
            Self::Digits => SpeltJson::Number,
            Self::Flag { .. } => SpeltJson::Any,
            Self::Bytes(_) | Self::Url => SpeltJson::String,
            Self::Exact { spelling, .. } | Self::Duration { spelling, .. } => match spelling {
                NumberSpelling::Native => SpeltJson::Number,
                NumberSpelling::InString => SpeltJson::String,
            },
            Self::Instant { formats, spelling } => {
                let numbers = formats.iter().filter(|format| format.wire().is_number());
                match (numbers.count(), spelling) {
                    (0, _) | (_, NumberSpelling::InString) => SpeltJson::String,
                    (count, NumberSpelling::Native) if count == formats.len() => SpeltJson::Number,
                    (_, NumberSpelling::Native) => SpeltJson::Any,
                }
            }
        }
    }

    /// The JSON literal of a value that is printed as `text`.
    #[must_use]
    pub fn literal(&self, text: String) -> Literal {
        let is_number = match (self, self.json()) {
            (_, SpeltJson::Number) => true,
            (Self::Instant { formats, .. }, SpeltJson::Any) => formats
                .first()
                .is_some_and(|format| format.wire().is_number()),
            (_, SpeltJson::String | SpeltJson::Any) => false,
        };
        if is_number {
            Literal::Number(text)
        } else {
            Literal::Text(text)
        }
    }
}

impl Instant {
    /// The format as the readers know it.
    #[must_use]
    pub fn wire(&self) -> date::Instant<'_> {
        match self {
            Self::Rfc3339 => date::Instant::Rfc3339,
            Self::Rfc2822 => date::Instant::Rfc2822,
            Self::Http => date::Instant::Http,
            Self::UnixS => date::Instant::UnixS,
            Self::UnixMs => date::Instant::UnixMs,
            Self::UnixUs => date::Instant::UnixUs,
            Self::UnixNs => date::Instant::UnixNs,
            Self::UnixFraction => date::Instant::UnixFraction,
            Self::JsonDate => date::Instant::JsonDate,
            Self::Pattern { pattern, offset } => date::Instant::Pattern {
                pattern,
                offset: *offset,
            },
        }
    }
}
