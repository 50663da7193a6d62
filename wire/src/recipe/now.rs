//! The time as a scheme sends it.

use std::time::Duration;

use crate::Fault;

/// How a point in time is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now<'p> {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    UnixSeconds,
    /// Whole milliseconds since then.
    UnixMillis,
    /// In UTC, by a pattern with strftime's letters; it takes the feature `jiff`.
    Pattern(&'p str),
}

impl Now<'_> {
    /// The time that is this long after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// A year after 9999, or a pattern that asks for more than a time has.
    pub fn spell(self, since_1970: Duration) -> Result<String, Fault> {
        match self {
            Self::UnixSeconds => Ok(since_1970.as_secs().to_string()),
            Self::UnixMillis => Ok(since_1970.as_millis().to_string()),
            Self::Pattern(pattern) => {
                by_pattern(pattern, since_1970).ok_or(Fault::unreadable("pattern of a time"))
            }
        }
    }
}

#[cfg(feature = "jiff")]
fn by_pattern(pattern: &str, since_1970: Duration) -> Option<String> {
    let since = jiff::SignedDuration::try_from(since_1970).ok()?;
    let time = jiff::Timestamp::from_duration(since).ok()?;
    jiff::fmt::strtime::format(pattern, time).ok()
}

#[cfg(not(feature = "jiff"))]
fn by_pattern(_: &str, _: Duration) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_spelt_in_utc() {
        let time = Duration::from_millis(1_499_827_319_559);
        let spelt = |now: Now<'_>| now.spell(time).unwrap();
        assert_eq!(spelt(Now::UnixSeconds), "1499827319");
        assert_eq!(spelt(Now::UnixMillis), "1499827319559");
        assert_eq!(spelt(Now::Pattern("%Y%m%dT%H%M%SZ")), "20170712T024159Z");
        assert_eq!(
            spelt(Now::Pattern("%Y-%m-%dT%H:%M:%S.%3fZ")),
            "2017-07-12T02:41:59.559Z"
        );
        assert_eq!(
            spelt(Now::Pattern("%a, %d %b %Y %H:%M:%S GMT")),
            "Wed, 12 Jul 2017 02:41:59 GMT"
        );
    }

    #[test]
    fn what_no_time_has_is_refused() {
        assert!(Now::Pattern("%Q!%").spell(Duration::ZERO).is_err());
        assert!(Now::Pattern("%Y").spell(Duration::MAX).is_err());
    }
}
