//! The spellings of points in time.

/// How a point in time is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instant<'a> {
    /// RFC 3339, with an offset.
    Rfc3339,
    /// RFC 2822, as in mail: `Fri, 20 Nov 2026 10:00:00 +0000`.
    Rfc2822,
    /// As in headers of HTTP (RFC 9110 section 5.6.7): `Fri, 20 Nov 2026 10:00:00 GMT`.
    Http,
    /// Whole seconds since 1970-01-01T00:00:00Z.
    UnixS,
    /// Milliseconds since then.
    UnixMs,
    /// Microseconds since then.
    UnixUs,
    /// Nanoseconds since then.
    UnixNs,
    /// Seconds since then, with up to nine digits behind a point.
    UnixFraction,
    /// `/Date(1795168800000)/`: milliseconds since then inside of a text. An offset, as in
    /// `/Date(1795168800000+0100)/`, is that of whoever wrote it, and changes nothing.
    JsonDate,
    /// A strftime pattern.
    Pattern {
        /// The pattern.
        pattern: &'a str,
        /// The offset of its times from UTC in seconds; `None` if they hold one themselves.
        offset: Option<i32>,
    },
}

impl Instant<'_> {
    /// Whether it is a number where there are numbers.
    #[must_use]
    pub fn is_number(&self) -> bool {
        match self {
            Self::UnixS | Self::UnixMs | Self::UnixUs | Self::UnixNs | Self::UnixFraction => true,
            Self::Rfc3339 | Self::Rfc2822 | Self::Http | Self::JsonDate | Self::Pattern { .. } => {
                false
            }
        }
    }
}
