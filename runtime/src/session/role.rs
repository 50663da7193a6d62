//! What an endpoint has to do with sessions: it opens them, closes them, or tells that one is over.

use std::time::Duration;

use crate::set_cookie::SetCookie;
use crate::{Endpoint, Received, Response, Scheme, Secret, Undone};

/// What an endpoint has to do with the sessions of its API.
#[derive(Debug, Clone, Copy)]
pub struct SessionRole {
    /// Tells answers by which the server says that the session is over, and that it did nothing.
    pub expired: Option<Undone>,
    /// Whether the call is made again in a new session after such an answer.
    pub resend: bool,
    /// The sessions that it opens.
    pub opens: &'static [Opens],
    /// The sessions that it ends.
    pub closes: &'static [Closes],
}

impl SessionRole {
    /// None.
    pub const NONE: Self = Self {
        expired: None,
        resend: true,
        opens: &[],
        closes: &[],
    };

    /// Whether it opens or ends sessions of the scheme: it is sent in the one that there is, and
    /// nobody logs in for it.
    pub(crate) fn concerns(&self, scheme: &Scheme) -> bool {
        let opens = self.opens.iter().map(|opens| opens.scheme);
        let opens = opens.filter(|scheme| !scheme.is_handed());
        let mut all = opens.chain(self.closes.iter().map(|closes| closes.scheme));
        all.any(|concerned| concerned.name == scheme.name)
    }
}

/// Where the sessions of a scheme come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionSource {
    /// An endpoint opens them.
    Login,
    /// The refusal of a request brings one with it: the first request is sent without.
    Refusal,
}

/// A session that an endpoint opens.
#[derive(Debug, Clone, Copy)]
pub struct Opens {
    /// Its scheme.
    pub scheme: &'static Scheme,
    /// What the session consists of, out of an answer; `None` if the answer opens none.
    pub session: fn(&Received<'_>) -> Option<Opened>,
}

/// A session that an endpoint ends.
#[derive(Debug, Clone, Copy)]
pub struct Closes {
    /// Its scheme.
    pub scheme: &'static Scheme,
    /// Whether an answer says that it is over.
    pub is_closed: fn(&Received<'_>) -> bool,
}

/// Whether what came back is an outcome by which the server says that the session is over.
pub fn expired<E: Endpoint>(received: &Received<'_>) -> bool {
    E::decode(received).is_ok_and(|response| response.has_expired())
}

/// Whether what came back is a documented success.
pub fn succeeded<E: Endpoint>(received: &Received<'_>) -> bool {
    E::decode(received).is_ok_and(|response| response.into_result().is_ok())
}

/// What the answer to a login gives of a session.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// Places among the scheme's credentials, and values.
    pub(crate) credentials: Vec<(usize, Secret)>,
    pub(crate) expires_in: Option<Duration>,
}

impl Opened {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With the credential at this place; `None` if it isn't there: then there is no session.
    pub fn with(mut self, place: usize, value: Option<impl Into<Secret>>) -> Option<Self> {
        let value: Secret = value?.into();
        if value.expose().is_empty() {
            return None;
        }
        self.credentials.push((place, value));
        Some(self)
    }

    /// With the time that it lasts, in seconds. What isn't there or below zero says nothing.
    #[must_use]
    pub fn expiring_in(mut self, seconds: Option<impl TryInto<u64>>) -> Self {
        let seconds = seconds.and_then(|seconds| seconds.try_into().ok());
        self.expires_in = seconds.map(Duration::from_secs);
        self
    }
}

impl Received<'_> {
    /// The value of a response header, as a credential.
    #[must_use]
    pub fn header_credential(&self, name: &str) -> Option<Secret> {
        let value = self.headers.get(name)?;
        Some(Secret::from(value.to_str().ok()?))
    }

    /// The value of a cookie that the response sets; `None` if it takes the cookie away.
    #[must_use]
    pub fn cookie_credential(&self, name: &str) -> Option<Secret> {
        let cookie = SetCookie::find(self.headers, name)?;
        (!cookie.is_removal()).then(|| cookie.value())
    }

    /// What the request said at this place among its facts, as a credential.
    #[must_use]
    pub fn request_credential(&self, fact: usize) -> Option<Secret> {
        self.facts.get(fact).copied().flatten().map(Secret::from)
    }
}
