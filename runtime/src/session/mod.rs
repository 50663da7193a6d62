//! Sessions: credentials that a login gives and that end, by themselves, by a logout or because the
//! server says so. Access tokens of OAuth 2.0 are kept in the same way.

#[cfg(feature = "session-file")]
mod file;
mod kept;
mod login;
mod role;
mod store;

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::Secret;

#[cfg(feature = "session-file")]
pub use self::file::SessionFile;
pub use self::login::{FreshLogin, IntoLogin};
pub use self::role::{Closes, Opened, Opens, SessionRole, SessionSource, expired, succeeded};
pub use self::store::{MemorySessions, SessionKey, SessionStore, Storing};

pub(crate) use self::kept::{Kept, Sessions};
pub(crate) use self::login::{LogIn, LoginFailure, log_in};

/// A session as it is kept: the credentials that stand for it, and when it ends.
///
/// `Debug` shows neither.
#[derive(Clone)]
pub struct Session {
    /// In the order of the scheme.
    pub(crate) credentials: Vec<Secret>,
    /// By which OAuth 2.0 gets the next token, if it was given one.
    pub(crate) refresh: Option<Secret>,
    pub(crate) expires_at: Option<SystemTime>,
}

impl Session {
    /// A session of these credentials, in the order of the scheme; for an access token of OAuth 2.0,
    /// the token alone.
    pub fn new(credentials: impl IntoIterator<Item = Secret>) -> Self {
        Self {
            credentials: credentials.into_iter().collect(),
            refresh: None,
            expires_at: None,
        }
    }

    /// When it ends: calls get another one before that.
    #[must_use]
    pub fn expiring_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// With the refresh token that came with an access token (RFC 6749 section 6).
    #[must_use]
    pub fn with_refresh_token(mut self, token: Secret) -> Self {
        self.refresh = Some(token);
        self
    }

    /// The credentials, in the order of the scheme.
    #[must_use]
    pub fn credentials(&self) -> &[Secret] {
        &self.credentials
    }

    /// When it ends, if that is known.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The refresh token that came with an access token.
    #[must_use]
    pub fn refresh_token(&self) -> Option<&Secret> {
        self.refresh.as_ref()
    }

    /// Whether both stand for the same session.
    pub(crate) fn is(&self, credentials: &[Secret]) -> bool {
        self.credentials.len() == credentials.len()
            && self
                .credentials
                .iter()
                .zip(credentials)
                .all(|(own, other)| own.expose() == other.expose())
    }

    /// How long it lasts from `now` on; `None` if that isn't known.
    pub(crate) fn lasts(&self, now: SystemTime) -> Option<Duration> {
        let end = self.expires_at?;
        Some(end.duration_since(now).unwrap_or_default())
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("credentials", &self.credentials.len())
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
