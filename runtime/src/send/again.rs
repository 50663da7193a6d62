//! Whether a call is sent again after an attempt, and when.

use std::time::Duration;

use http::StatusCode;
use tokio::time::Instant;

use super::attempt::Answer;
use super::later;
use crate::client::Core;
use crate::retry::{Budget, may_pass};
use crate::{Error, ErrorKind, Retries};

/// The attempts of one call.
pub(super) struct Tries<'c> {
    core: &'c Core,
    retries: &'c Retries,
    /// Sending it twice is the same as sending it once.
    pub(super) is_repeatable: bool,
    /// What each attempt counts for.
    rate_limits: &'static [(&'static str, u32)],
    /// Of the whole call.
    deadline: Instant,
    /// Attempts that came to an end.
    pub(super) made: u32,
    /// What the last one cost that followed another.
    spent: Option<u32>,
    /// One of them may have reached the server.
    pub(super) may_have_been_sent: bool,
}

/// What comes after an attempt.
pub(super) enum Next {
    /// Another one.
    Again {
        /// What is waited before it.
        pause: Duration,
    },
    /// Nothing; the call comes to this.
    Ended(Result<Answer, Error>),
}

/// What an attempt that failed leaves open.
enum Harm {
    /// The server did nothing.
    None,
    /// It may have acted.
    Possible,
}

impl<'c> Tries<'c> {
    pub(super) fn new(
        core: &'c Core,
        retries: &'c Retries,
        is_repeatable: bool,
        rate_limits: &'static [(&'static str, u32)],
        deadline: Instant,
    ) -> Self {
        Self {
            core,
            retries,
            is_repeatable,
            rate_limits,
            deadline,
            made: 0,
            spent: None,
            may_have_been_sent: false,
        }
    }

    /// Whether another attempt may follow the next one, whatever that comes to.
    pub(super) fn may_go_on(&self) -> bool {
        self.made + 1 < self.retries.attempts
    }

    /// Takes note of what an attempt came to, and says what comes next. `stays` says that the
    /// request is there to be sent once more; `is_undone` tells whether the page says of an answer that
    /// the server did nothing.
    pub(super) fn next(
        &mut self,
        result: Result<Answer, Error>,
        stays: bool,
        is_undone: impl FnOnce(&Answer) -> bool,
    ) -> Next {
        match self.pause_after(&result, stays, is_undone) {
            Some(pause) => Next::Again { pause },
            None => Next::Ended(result),
        }
    }

    /// The pause before another attempt, if one follows.
    fn pause_after(
        &mut self,
        result: &Result<Answer, Error>,
        stays: bool,
        is_undone: impl FnOnce(&Answer) -> bool,
    ) -> Option<Duration> {
        let is_refused = |error: &Error| error.kind() == ErrorKind::Invalid || is_held_back(error);
        if !result.as_ref().is_err_and(is_refused) {
            self.made += 1;
        }
        let is_last = !stays || self.made >= self.retries.attempts;
        let (harm, status, wanted) = match result {
            // What is read while it comes has begun already.
            Ok(answer) if answer.incoming.is_some() => return self.ended_well(),
            Ok(answer) => {
                let status = answer.response.status;
                let passes = self.is_repeatable && may_pass(status);
                let harm = if !is_last && !passes && !status.is_success() && is_undone(answer) {
                    Harm::None
                } else if may_pass(status) {
                    self.may_have_been_sent = true;
                    Harm::Possible
                } else {
                    return self.ended_well();
                };
                (harm, Some(status), answer.response.retry_after)
            }
            Err(error) => {
                self.may_have_been_sent |= error.may_have_been_sent();
                (harm_of(error)?, error.status(), error.retry_after())
            }
        };
        if is_last || matches!(harm, Harm::Possible) && !self.is_repeatable {
            return None;
        }
        self.pause(status, wanted)
    }

    /// The pause, if there is time for it, and something left to be spent.
    fn pause(&mut self, status: Option<StatusCode>, wanted: Option<Duration>) -> Option<Duration> {
        let is_throttled = status == Some(StatusCode::TOO_MANY_REQUESTS);
        let pause = match wanted {
            Some(wanted) if wanted > self.retries.retry_after => return None,
            Some(wanted) => wanted,
            None => {
                let longest = self.retries.pause_after(self.made, is_throttled);
                self.core.environment.jitter(longest)
            }
        };
        let limiter = &self.core.limiter;
        if later(Instant::now(), pause) >= self.deadline
            || limiter.exceeded(self.rate_limits, self.deadline).is_some()
        {
            return None;
        }
        let cost = Budget::cost(is_throttled);
        self.core.budget.spend(cost).then(|| {
            self.spent = Some(cost);
            pause
        })
    }

    /// Fills the budget again: what the last attempt cost that followed another, or a little.
    fn ended_well(&mut self) -> Option<Duration> {
        self.core.budget.give(self.spent.unwrap_or(1));
        None
    }
}

/// Whether a rate limit held an attempt back until there was no time left.
fn is_held_back(error: &Error) -> bool {
    error.kind() == ErrorKind::Timeout && !error.may_have_been_sent()
}

/// What an error leaves open; `None` for those that the next attempt would end in as well.
fn harm_of(error: &Error) -> Option<Harm> {
    match error.kind() {
        ErrorKind::Connect => Some(Harm::None),
        ErrorKind::Ambiguous | ErrorKind::Interrupted => Some(Harm::Possible),
        ErrorKind::Timeout if is_held_back(error) => None,
        // Once the head is there, the server is slow and not gone.
        ErrorKind::Timeout if error.status().is_none() => Some(Harm::Possible),
        _ => None,
    }
}
