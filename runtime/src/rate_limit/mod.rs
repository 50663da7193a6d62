//! Rate limits: what a page lets through in which time, and how the client keeps to it.

mod limiter;
#[cfg(test)]
mod tests;
mod window;

use std::collections::BTreeMap;
use std::time::Duration;

pub(crate) use self::limiter::Limiter;
use crate::BuildError;

/// A documented rate limit, as generated code declares it. All of its rates hold at once.
#[derive(Debug, Clone, Copy)]
pub struct RateLimit {
    /// Its name in the spec.
    pub name: &'static str,
    /// Its rates.
    pub rates: &'static [Rate],
}

/// So many requests in any time of this length, wherever it begins.
///
/// ```
/// use std::time::Duration;
/// use docwright_runtime::Rate;
///
/// let ten_per_second = Rate::new(10, Duration::from_secs(1));
/// // A stock of 40 requests, to which two are added each second.
/// let stock = Rate::new(2, Duration::from_secs(1)).with_burst(40);
/// # drop((ten_per_second, stock));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    requests: u32,
    per: Duration,
    burst: Option<u32>,
}

impl Rate {
    /// This many requests in this time. None is taken for one, and no time for a nanosecond.
    #[must_use]
    pub const fn new(requests: u32, per: Duration) -> Self {
        Self {
            requests: at_least_one(requests),
            per: if per.is_zero() {
                Duration::from_nanos(1)
            } else {
                per
            },
            burst: None,
        }
    }

    /// The same, where the server grants a stock of requests that is filled again at this rate: as many
    /// may go at once, and then one whenever one is added.
    #[must_use]
    pub const fn with_burst(self, requests: u32) -> Self {
        Self {
            burst: Some(at_least_one(requests)),
            ..self
        }
    }
}

const fn at_least_one(requests: u32) -> u32 {
    if requests == 0 { 1 } else { requests }
}

/// Which rate limits a client keeps to: those of the pages, unless they are changed here.
///
/// ```
/// use std::time::Duration;
/// use docwright_runtime::{Rate, RateLimits};
///
/// // An account that may do more than the page says.
/// let more = RateLimits::documented().with("orders", [Rate::new(50, Duration::from_secs(1))]);
/// // Something else keeps to them.
/// let none = RateLimits::none();
/// # drop((more, none));
/// ```
#[derive(Debug, Clone, Default)]
pub struct RateLimits {
    are_off: bool,
    own: BTreeMap<String, Vec<Rate>>,
}

impl RateLimits {
    /// Those of the pages.
    #[must_use]
    pub fn documented() -> Self {
        Self::default()
    }

    /// None at all.
    #[must_use]
    pub fn none() -> Self {
        Self {
            are_off: true,
            own: BTreeMap::new(),
        }
    }

    /// Other rates for the limit of this name, all of which hold at once; without any, nothing is
    /// limited by it.
    #[must_use]
    pub fn with(mut self, name: &str, rates: impl IntoIterator<Item = Rate>) -> Self {
        self.own
            .insert(name.to_owned(), rates.into_iter().collect());
        self
    }

    /// What keeps to them.
    ///
    /// # Errors
    /// If one is named that no page has.
    pub(crate) fn limiter(mut self, documented: &[RateLimit]) -> Result<Limiter, BuildError> {
        let limits: Vec<(&'static str, Vec<Rate>)> = documented
            .iter()
            .map(|limit| {
                let own = self.own.remove(limit.name);
                let documented = || match self.are_off {
                    true => Vec::new(),
                    false => limit.rates.to_vec(),
                };
                (limit.name, own.unwrap_or_else(documented))
            })
            .collect();
        match self.own.into_keys().next() {
            Some(name) => Err(BuildError::UnknownRateLimit { name }),
            None => Ok(Limiter::new(limits)),
        }
    }
}
