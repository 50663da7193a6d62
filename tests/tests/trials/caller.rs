//! Calls, some of which are dropped at a moment that is drawn by chance.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use docwright_runtime::{Error, ErrorKind};
use tokio::task::{JoinSet, yield_now};

use crate::server::dice_of;
use crate::trouble::Trouble;
use crate::{CALLS, LANES};

/// What a call came to.
#[derive(Debug)]
pub(crate) enum Ended<T> {
    Cancelled,
    Answered(T),
    Error(Error),
}

impl<T> Ended<T> {
    /// Whether its caller is told that the server may have acted.
    pub(crate) fn may_have_been_sent(&self) -> bool {
        match self {
            Self::Cancelled | Self::Answered(_) => true,
            Self::Error(error) => error.may_have_been_sent(),
        }
    }

    /// Its kind, to be counted.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Cancelled => "cancelled".to_owned(),
            Self::Answered(_) => "answered".to_owned(),
            Self::Error(error) => {
                let kind = error.kind();
                assert!(
                    !matches!(kind, ErrorKind::Invalid | ErrorKind::Login),
                    "{error}"
                );
                format!("{kind:?}")
            }
        }
    }
}

/// Makes the calls of a round, several at a time; drops so many of a hundred before their end, if they
/// last that long. What each came to, by number.
pub(crate) async fn round<T, F>(
    seed: u64,
    dropped: usize,
    call: impl Fn(u64) -> F + Clone + Send + 'static,
) -> BTreeMap<u64, Ended<T>>
where
    T: Send + 'static,
    F: Future<Output = Result<T, Error>> + Send + 'static,
{
    let next = Arc::new(AtomicU64::new(1));
    let mut lanes = JoinSet::new();
    for _ in 0..LANES {
        let (next, call) = (Arc::clone(&next), call.clone());
        lanes.spawn(async move {
            let mut ended = BTreeMap::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number > CALLS {
                    return ended;
                }
                let end = match perhaps_dropped(seed, number, dropped, call(number)).await {
                    None => Ended::Cancelled,
                    Some(Ok(answer)) => Ended::Answered(answer),
                    Some(Err(error)) => Ended::Error(error),
                };
                ended.insert(number, end);
            }
        });
    }
    let mut ended = BTreeMap::new();
    while let Some(lane) = lanes.join_next().await {
        ended.append(&mut lane.expect("a lane that ends well"));
    }
    ended
}

/// Waits for a future; or drops it: after so many polls, and so many turns of all other tasks. `None`
/// if it was dropped.
async fn perhaps_dropped<F: Future>(
    seed: u64,
    number: u64,
    dropped: usize,
    future: F,
) -> Option<F::Output> {
    let dice = &mut dice_of(seed, u64::from(u8::MAX), number);
    if !dice.chance(dropped) {
        return Some(future.await);
    }
    let mut polls = dice.below(7);
    let turns = dice.below(12);
    let mut future = Box::pin(future);
    let ended = poll_fn(|cx| {
        if polls == 0 {
            return Poll::Ready(None);
        }
        polls -= 1;
        match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if polls == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await;
    if ended.is_none() {
        for _ in 0..turns {
            yield_now().await;
        }
    }
    ended
}

/// How often each thing happened in all rounds.
#[derive(Debug, Default)]
pub(crate) struct Counts(BTreeMap<String, u64>);

impl Counts {
    pub(crate) fn add(&mut self, name: impl Into<String>, times: u64) {
        *self.0.entry(name.into()).or_default() += times;
    }

    /// What a server did.
    pub(crate) fn add_all(&mut self, troubles: &BTreeMap<Trouble, u64>) {
        for (trouble, times) in troubles {
            self.add(format!("{trouble:?}"), *times);
        }
    }

    /// How often this happened.
    pub(crate) fn of(&self, name: &str) -> u64 {
        let found = self.0.iter().filter(|(found, _)| found.starts_with(name));
        found.map(|(_, times)| times).sum()
    }

    /// Fails if one of these never happened: the trial would show less than it says.
    pub(crate) fn have(&self, names: &[&str]) {
        for name in names {
            assert!(self.of(name) > 0, "`{name}` never happened: {self:#?}");
        }
    }
}

/// What is to happen in a trial. A seed alone needn't have it all.
pub(crate) const ALL: [&str; 18] = [
    "Refused",
    "Unread",
    "UnreadReset",
    "Closed",
    "Reset",
    "CutHead",
    "CutBody",
    "CutChunks",
    "Garbage",
    "Slow",
    "Status",
    "None",
    "InPieces",
    "ThenClosed",
    "ThenReset",
    "Last",
    "cancelled, unseen",
    "cancelled, seen",
];
