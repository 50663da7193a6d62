//! How often a call is sent again: the settings, and the budget that all calls of a client share.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::StatusCode;

/// How often a call is sent again, and after which pauses.
///
/// A call is sent again where that can't do harm: if nothing of it left this machine; if it can be
/// repeated (by its method, by what the page says, or by an idempotency key) and failed as things fail
/// that may go better a moment later; or if the page says of its outcome that the server did nothing.
///
/// ```
/// use docwright_runtime::Retries;
///
/// let mut retries = Retries::default();
/// retries.attempts = 5;
/// assert_eq!(Retries::none().attempts, 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Retries {
    /// Attempts of one call at most, the first among them.
    pub attempts: u32,
    /// The longest pause before the second attempt. It doubles with each attempt; the pause is drawn
    /// by chance from none to that ("full jitter").
    pub backoff: Duration,
    /// The same where the server says that it got too many calls (status 429).
    pub throttled: Duration,
    /// What no drawn pause is longer than.
    pub longest: Duration,
    /// The longest pause that a server may ask for with `Retry-After`. If it asks for more, or for
    /// more than there is time left, the call ends with what was answered.
    pub retry_after: Duration,
}

impl Default for Retries {
    /// 3 attempts; 50 ms, or 1 s after 429, doubled up to 20 s; `Retry-After` up to 30 s.
    fn default() -> Self {
        Self {
            attempts: 3,
            backoff: Duration::from_millis(50),
            throttled: Duration::from_secs(1),
            longest: Duration::from_secs(20),
            retry_after: Duration::from_secs(30),
        }
    }
}

impl Retries {
    /// One attempt.
    #[must_use]
    pub fn none() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// The longest pause after so many attempts.
    pub(crate) fn pause_after(&self, attempts: u32, is_throttled: bool) -> Duration {
        let first = if is_throttled {
            self.throttled
        } else {
            self.backoff
        };
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        first.saturating_mul(doubled).min(self.longest)
    }
}

/// Statuses of which the same call may get another one a moment later (RFC 9110 section 15.5.9 and 15.6,
/// RFC 6585 section 4).
pub(crate) fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// What a full budget holds.
const FULL: u32 = 500;

/// What all calls of a client may spend on being sent again, so that a server that is down isn't
/// called three times as often as one that is up. Successes fill it again.
#[derive(Debug)]
pub(crate) struct Budget(Mutex<u32>);

impl Default for Budget {
    fn default() -> Self {
        Self(Mutex::new(FULL))
    }
}

impl Budget {
    /// What an attempt costs that follows another one.
    pub(crate) fn cost(is_throttled: bool) -> u32 {
        if is_throttled { 5 } else { 14 }
    }

    /// Whether there was as much, which is spent then.
    pub(crate) fn spend(&self, cost: u32) -> bool {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = left.checked_sub(cost);
        *left = rest.unwrap_or(*left);
        rest.is_some()
    }

    /// Puts something back.
    pub(crate) fn give(&self, returned: u32) {
        let mut left = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.saturating_add(returned).min(FULL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let retries = Retries::default();
        let pauses = |is_throttled| {
            [1, 2, 3, 10, u32::MAX]
                .map(|attempts| retries.pause_after(attempts, is_throttled).as_millis())
        };
        assert_eq!(pauses(false), [50, 100, 200, 20_000, 20_000]);
        assert_eq!(pauses(true), [1_000, 2_000, 4_000, 20_000, 20_000]);
    }

    #[test]
    fn a_budget_is_spent_and_filled_again_but_never_beyond() {
        let budget = Budget::default();
        let spent = (0..100).filter(|_| budget.spend(Budget::cost(false)));
        assert_eq!(spent.count(), 35);
        budget.give(14);
        assert!(budget.spend(14));
        budget.give(u32::MAX);
        assert!(budget.spend(FULL) && !budget.spend(1));
    }
}
