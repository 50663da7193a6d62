//! Where sessions are kept beside the client, so that another one can go on with them.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use super::Session;

/// Keeps sessions beside the client: for other clients, for other processes, for the next start.
///
/// A client asks for a session before it logs in, so that it takes one that another client has opened;
/// it gives the sessions that it opens, and takes away those that are over. Without a store each client
/// and its clones keep theirs in memory.
pub trait SessionStore: Send + Sync + 'static {
    /// The session that was saved last; `None` if there is none.
    ///
    /// # Errors
    /// The future's: if the store can't be read. The call that needs the session ends as an error of
    /// the kind `Login` with that text: let no secret stand there.
    fn load<'a>(&'a self, key: &'a SessionKey) -> Storing<'a, Option<Session>>;

    /// Saves a session, in the place of an older one.
    ///
    /// # Errors
    /// The future's, as of [`load`](Self::load). The session is kept in memory all the same.
    fn save<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()>;

    /// Takes the session away, unless it is another one by now.
    ///
    /// # Errors
    /// The future's, as of [`load`](Self::load).
    fn remove<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()>;
}

/// What a [`SessionStore`] gives.
pub type Storing<'a, T> =
    Pin<Box<dyn Future<Output = Result<T, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// Which session is meant: of which API, of which scheme, and where. `Display` joins the three. It does
/// not name the account: clients of different accounts need stores of their own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionKey {
    api: &'static str,
    scheme: &'static str,
    base_url: String,
}

impl SessionKey {
    pub(crate) fn new(api: &'static str, scheme: &'static str, base_url: &str) -> Self {
        Self {
            api,
            scheme,
            base_url: base_url.to_owned(),
        }
    }

    /// Name of the API.
    #[must_use]
    pub fn api(&self) -> &'static str {
        self.api
    }

    /// Name of the auth scheme.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// The base URL of the client; empty if it has none.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }
}

impl fmt::Display for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.api, self.scheme, self.base_url)
    }
}

/// Sessions that several clients of one process share.
#[derive(Default)]
pub struct MemorySessions(Mutex<HashMap<SessionKey, Session>>);

impl MemorySessions {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn with<T>(&self, change: impl FnOnce(&mut HashMap<SessionKey, Session>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl SessionStore for MemorySessions {
    fn load<'a>(&'a self, key: &'a SessionKey) -> Storing<'a, Option<Session>> {
        let session = self.with(|all| all.get(key).cloned());
        Box::pin(async { Ok(session) })
    }

    fn save<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()> {
        self.with(|all| all.insert(key.clone(), session.clone()));
        Box::pin(async { Ok(()) })
    }

    fn remove<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()> {
        self.with(|all| {
            if all
                .get(key)
                .is_some_and(|kept| kept.is(&session.credentials))
            {
                all.remove(key);
            }
        });
        Box::pin(async { Ok(()) })
    }
}

/// One store for several clients.
impl<S: SessionStore> SessionStore for std::sync::Arc<S> {
    fn load<'a>(&'a self, key: &'a SessionKey) -> Storing<'a, Option<Session>> {
        S::load(self, key)
    }

    fn save<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()> {
        S::save(self, key, session)
    }

    fn remove<'a>(&'a self, key: &'a SessionKey, session: &'a Session) -> Storing<'a, ()> {
        S::remove(self, key, session)
    }
}

impl fmt::Debug for MemorySessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.with(|all| all.keys().cloned().collect::<Vec<_>>());
        f.debug_tuple("MemorySessions").field(&keys).finish()
    }
}
