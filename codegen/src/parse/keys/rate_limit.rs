//! A rate limit.

use super::{KeyTable, other, required};

/// A rate of an entry of `rate_limits`.
pub(in crate::parse) const RATE: KeyTable = KeyTable {
    map: "a rate limit",
    keys: &[
        required(other("requests"), "requests: 10"),
        required(other("per"), "per: second"),
        other("burst"),
    ],
};
