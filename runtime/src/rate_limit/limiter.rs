//! Who waits for a rate limit, and how long.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::Rate;
use super::window::Window;
use crate::Environment;

/// The rate limits of a client, which its clones share.
#[derive(Debug)]
pub(crate) struct Limiter(Vec<Limit>);

#[derive(Debug)]
struct Limit {
    name: &'static str,
    /// Held by the request that goes next. Those behind it come in their order.
    turn: tokio::sync::Mutex<()>,
    counted: Mutex<Counted>,
}

#[derive(Debug)]
struct Counted {
    windows: Vec<Window>,
    /// What the requests that wait count for.
    waiting: u64,
    /// When it was first asked for the time.
    began: Option<Instant>,
    /// Pauses that were shorter than asked for, as tests make them: their rest counts as waited for.
    skipped: Duration,
}

/// A rate limit lets a request through only after its time is up.
#[derive(Debug)]
pub(crate) struct Exceeded {
    /// Name of the limit.
    pub(crate) name: &'static str,
}

/// A request among those that wait. It counts no more when it is dropped.
struct Waiting<'l> {
    limit: &'l Limit,
    cost: u32,
}

impl Limiter {
    /// Limits in the order in which they are waited for.
    pub(super) fn new(limits: Vec<(&'static str, Vec<Rate>)>) -> Self {
        let limits = limits.into_iter().filter(|(_, rates)| !rates.is_empty());
        Self(
            limits
                .map(|(name, rates)| Limit::new(name, rates))
                .collect(),
        )
    }

    /// Waits until a request may be sent that counts for these limits, and counts it. Who comes first goes
    /// first. Nothing is counted if this is dropped before its end.
    ///
    /// # Errors
    /// At once, if the time until `deadline` is not enough.
    pub(crate) async fn admit(
        &self,
        counts_for: &[(&str, u32)],
        deadline: Instant,
        environment: &dyn Environment,
    ) -> Result<(), Exceeded> {
        if let Some(exceeded) = self.exceeded(counts_for, deadline) {
            return Err(exceeded);
        }
        let waiting: Vec<Waiting<'_>> = self
            .among(counts_for)
            .map(|(limit, cost)| limit.queue(cost))
            .collect();
        // The limits are taken in one order by all, so that no two requests wait for each other.
        let mut turns = Vec::with_capacity(waiting.len());
        for Waiting { limit, cost } in &waiting {
            let exceeded = Exceeded { name: limit.name };
            let Ok(turn) = timeout_at(deadline, limit.turn.lock()).await else {
                return Err(exceeded);
            };
            turns.push(turn);
            let pause = limit.counted().wait(0, *cost);
            if pause > left(deadline) {
                return Err(exceeded);
            }
            if !pause.is_zero() {
                let until = limit.counted().now().saturating_add(pause);
                environment.sleep(pause).await;
                limit.counted().skip_to(until);
            }
        }
        // A moment for all of them: one that was waited for first has as much room as then, or more.
        for Waiting { limit, cost } in &waiting {
            limit.counted().take(*cost);
        }
        Ok(())
    }

    /// The limit that lets such a request through too late, if one does.
    pub(crate) fn exceeded(
        &self,
        counts_for: &[(&str, u32)],
        deadline: Instant,
    ) -> Option<Exceeded> {
        let left = left(deadline);
        let mut among = self.among(counts_for);
        let exceeded = among.find(|(limit, cost)| limit.counted().wait_in_queue(*cost) > left);
        exceeded.map(|(limit, _)| Exceeded { name: limit.name })
    }

    fn among<'l>(
        &'l self,
        counts_for: &'l [(&str, u32)],
    ) -> impl Iterator<Item = (&'l Limit, u32)> {
        self.0.iter().filter_map(|limit| {
            let mut names = counts_for.iter();
            let (_, cost) = names.find(|(name, _)| *name == limit.name)?;
            Some((limit, *cost))
        })
    }
}

fn left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

impl Limit {
    fn new(name: &'static str, rates: Vec<Rate>) -> Self {
        Self {
            name,
            turn: tokio::sync::Mutex::new(()),
            counted: Mutex::new(Counted {
                windows: rates.into_iter().map(Window::new).collect(),
                waiting: 0,
                began: None,
                skipped: Duration::ZERO,
            }),
        }
    }

    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(&self, cost: u32) -> Waiting<'_> {
        let mut counted = self.counted();
        counted.waiting = counted.waiting.saturating_add(u64::from(cost));
        Waiting { limit: self, cost }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut counted = self.limit.counted();
        counted.waiting = counted.waiting.saturating_sub(u64::from(self.cost));
    }
}

impl Counted {
    fn now(&mut self) -> Duration {
        let began = self.began.get_or_insert_with(Instant::now);
        began.elapsed().saturating_add(self.skipped)
    }

    fn wait_in_queue(&mut self, cost: u32) -> Duration {
        self.wait(self.waiting, cost)
    }

    /// How long a request has to wait behind others that count for `ahead`.
    fn wait(&mut self, ahead: u64, cost: u32) -> Duration {
        let now = self.now();
        let windows = self.windows.iter_mut();
        let waits = windows.map(|window| window.wait(now, ahead, cost));
        waits.max().unwrap_or_default()
    }

    fn take(&mut self, cost: u32) {
        let now = self.now();
        for window in &mut self.windows {
            window.take(now, cost);
        }
    }

    /// A pause is over that was to end then.
    fn skip_to(&mut self, until: Duration) {
        let short = until.saturating_sub(self.now());
        self.skipped = self.skipped.saturating_add(short);
    }
}
