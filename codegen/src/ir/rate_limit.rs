//! How many requests a page lets through in which time.

use std::time::Duration;

/// A documented rate limit: all of its rates hold at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimit {
    /// Its name, as the spec has it.
    pub name: String,
    /// Its rates; one at least.
    pub rates: Vec<Rate>,
}

/// So many requests in any time of this length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many; one at least.
    pub requests: u32,
    /// In which time; not zero.
    pub per: Duration,
    /// The stock of requests that the page grants, which is filled again at this rate; one at least.
    pub burst: Option<u32>,
}

/// A rate limit that the requests of an endpoint count for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Index into the API's rate limits.
    pub limit: usize,
    /// For how many requests each counts; one at least.
    pub cost: u32,
}

impl Rate {
    /// Most requests that it ever lets through at once.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.burst.unwrap_or(self.requests)
    }
}
