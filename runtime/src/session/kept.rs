//! The sessions and tokens of a client.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::Session;
use crate::{Scheme, Secret};

/// A session is renewed this long before it ends, or at half its time if that is shorter: what is sent
/// in it has yet to arrive.
const MARGIN: Duration = Duration::from_secs(30);

/// The sessions of a client, by scheme. Clones of a client share them.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<&'static str, Arc<Kept>>>);

/// What is kept of a scheme.
#[derive(Default)]
pub(crate) struct Kept {
    state: Mutex<State>,
    /// Held while a session is opened, so that calls which wait for one open it once.
    pub(crate) renewing: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// How many renewals failed.
    failures: u64,
    /// Why the last one did.
    reason: String,
}

struct Held {
    session: Session,
    /// When to open another one.
    renew_at: Option<Instant>,
}

impl Sessions {
    /// Starts with sessions that the caller has.
    pub(crate) fn new(given: impl IntoIterator<Item = (&'static str, Session)>) -> Self {
        let kept = given.into_iter().map(|(scheme, session)| {
            let kept = Kept::default();
            // Without a known end, since not every platform that builds a client keeps time.
            kept.state().held = Some(Held {
                session,
                renew_at: None,
            });
            (scheme, Arc::new(kept))
        });
        Self(Mutex::new(kept.collect()))
    }

    /// What is kept of a scheme.
    pub(crate) fn of(&self, scheme: &Scheme) -> Arc<Kept> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(scheme.name).or_default())
    }
}

impl Kept {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session, unless it ends soon or is the one that was refused.
    pub(crate) fn usable(&self, refused: Option<&[Secret]>) -> Option<Session> {
        let state = self.state();
        let held = state.held.as_ref()?;
        let is_refused = refused.is_some_and(|refused| held.session.is(refused));
        let ends = held.renew_at.is_some_and(|at| at <= Instant::now());
        (!is_refused && !ends).then(|| held.session.clone())
    }

    /// The session, whether it has ended or not.
    pub(crate) fn any(&self) -> Option<Session> {
        let state = self.state();
        state.held.as_ref().map(|held| held.session.clone())
    }

    /// Keeps a session, in the place of any other; `now` is the time by which its end is told.
    pub(crate) fn keep(&self, session: Session, now: SystemTime) {
        let renew_at = session.lasts(now).and_then(|lasts| {
            Instant::now().checked_add(lasts.saturating_sub(MARGIN.min(lasts / 2)))
        });
        self.state().held = Some(Held { session, renew_at });
    }

    /// Forgets a session, unless it is another one by now.
    pub(crate) fn forget(&self, credentials: &[Secret]) {
        let mut state = self.state();
        if state
            .held
            .as_ref()
            .is_some_and(|held| held.session.is(credentials))
        {
            state.held = None;
        }
    }

    /// Takes note that none could be opened, and why.
    pub(crate) fn fail(&self, reason: String) {
        let mut state = self.state();
        state.failures += 1;
        state.reason = reason;
    }

    /// How often none could be opened.
    pub(crate) fn failures(&self) -> u64 {
        self.state().failures
    }

    /// Why none could be opened, if one more try than these failed.
    pub(crate) fn failed_since(&self, failures: u64) -> Option<String> {
        let state = self.state();
        (state.failures > failures).then(|| state.reason.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    fn session(token: &str, seconds: Option<u64>) -> Session {
        Session {
            credentials: vec![Secret::from(token)],
            refresh: None,
            expires_at: seconds.map(|seconds| NOW + Duration::from_secs(seconds)),
        }
    }

    fn usable(kept: &Kept, refused: Option<&str>) -> bool {
        let refused = refused.map(|refused| [Secret::from(refused)]);
        let refused = refused.as_ref().map(<[Secret; 1]>::as_slice);
        kept.usable(refused).is_some()
    }

    #[tokio::test(start_paused = true)]
    async fn a_session_is_renewed_before_it_ends() {
        let kept = Kept::default();
        assert!(!usable(&kept, None));
        kept.keep(session("a", Some(3600)), NOW);
        tokio::time::advance(Duration::from_secs(3569)).await;
        assert!(usable(&kept, None));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!usable(&kept, None));
        assert!(kept.any().is_some());
        kept.keep(session("b", Some(20)), NOW);
        tokio::time::advance(Duration::from_secs(9)).await;
        assert!(usable(&kept, None));
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!usable(&kept, None));
        kept.keep(session("c", None), NOW);
        tokio::time::advance(Duration::from_secs(1_000_000)).await;
        assert!(usable(&kept, None));
    }

    #[tokio::test]
    async fn what_is_refused_late_does_not_touch_a_newer_session() {
        let kept = Kept::default();
        kept.keep(session("newer", None), NOW);
        assert!(usable(&kept, Some("older")));
        assert!(!usable(&kept, Some("newer")));
        kept.forget(&[Secret::from("older")]);
        assert!(usable(&kept, None));
        kept.fail("refused".to_owned());
        assert!(usable(&kept, None));
        kept.forget(&[Secret::from("newer")]);
        assert!(!usable(&kept, None));
    }
}
