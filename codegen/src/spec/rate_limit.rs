//! How many requests a page lets through in which time.

use crate::source::{Span, Text};

/// An entry of `rate_limits` of an `api.yaml`: all of its rates hold at once.
#[derive(Debug, Clone)]
pub struct RateLimit {
    /// Its name.
    pub name: Text,
    /// Its rates, in the order of the file.
    pub rates: Vec<Rate>,
}

/// `{ requests: 10, per: second, burst: 40 }`. Numbers as they are written.
#[derive(Debug, Clone)]
pub struct Rate {
    /// The whole of it.
    pub span: Span,
    /// `requests`; `None` if it couldn't be read.
    pub requests: Option<Text>,
    /// `per`: `second`, or a number with a unit; `None` if it couldn't be read.
    pub per: Option<Text>,
    /// `burst`: how many at once, where they are counted by what is left of a stock.
    pub burst: Option<Text>,
}

/// `rate_limit` of an endpoint or of `defaults`: what a request counts for; none for `none`.
#[derive(Debug, Clone)]
pub struct RateLimitUse(pub Vec<Counted>);

/// One rate limit that a request counts for.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Name of the rate limit.
    pub name: Text,
    /// For how many requests it counts, as it is written; for one unless said.
    pub cost: Option<Text>,
}
