//! The client that all generated ones hold: where to send, with which credentials, by what.

mod builder;
mod urls;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

pub use self::builder::ClientBuilder;
use self::urls::fill;
pub(crate) use self::urls::is_loopback;
use crate::auth::Applied;
use crate::call::Call;
use crate::endpoint::Described;
use crate::limits::Timeouts;
use crate::rate_limit::Limiter;
use crate::retry::Budget;
use crate::send::Outgoing;
use crate::session::{LogIn, Sessions};
use crate::{
    Authenticator, BuildError, Encoder, Endpoint, Environment, Hook, OAuth2, Paged, Pages, Retries,
    Scheme, Secret, SessionKey, SessionStore, Transport,
};

/// An API, as generated code declares it.
#[derive(Debug)]
pub struct Api {
    /// Its name.
    pub name: &'static str,
    /// The documented base URL, `{variables}` as they stand there.
    pub base_url: Option<&'static str>,
    /// Its variables.
    pub variables: &'static [Variable],
}

/// A variable of a base URL.
#[derive(Debug)]
pub struct Variable {
    /// Its name, without braces.
    pub name: &'static str,
    /// Its value if none is given.
    pub default: Option<&'static str>,
}

/// Sends the requests of one API. Clones share everything.
#[derive(Clone)]
pub struct Client(Arc<Core>);

pub(crate) struct Core {
    api: &'static Api,
    /// Without a slash at its end; `None` if all endpoints have URLs of their own.
    base_url: Option<String>,
    /// Whether others can read what is sent below it.
    pub(crate) is_base_in_the_clear: bool,
    /// Values for variables of URLs.
    variables: HashMap<String, String>,
    credentials: HashMap<&'static str, Vec<Secret>>,
    /// All of them, to be masked.
    pub(crate) secrets: Vec<Secret>,
    /// Of the schemes that have code of the caller's own.
    authenticators: HashMap<&'static str, Arc<dyn Authenticator>>,
    pub(crate) limiter: Arc<Limiter>,
    /// Sessions and access tokens that were given or opened.
    pub(crate) sessions: Arc<Sessions>,
    /// What opens sessions, by scheme.
    logins: HashMap<&'static str, LogIn>,
    /// Where sessions are kept beside this client.
    pub(crate) session_store: Option<Arc<dyn SessionStore>>,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: Retries,
    /// How many are followed.
    pub(crate) redirects: u32,
    /// What calls may spend on being sent again.
    pub(crate) budget: Arc<Budget>,
    pub(crate) body_limit: usize,
    pub(crate) download_limit: u64,
    pub(crate) allow_plain_http: bool,
}

impl Client {
    /// Encodes a request and makes a call of it, to be awaited. What can't be encoded is the error
    /// of that call.
    pub fn call<E: Endpoint>(&self, request: &E) -> Call<E::Response> {
        let encode = |encoder: &mut Encoder| request.encode(encoder);
        Call::new(Outgoing::new(self, Described::of::<E>(), &encode))
    }

    /// Walks through pages, from that of the request on. Nothing is sent until one is asked for.
    pub fn pages<Q: Paged>(&self, request: Q) -> Pages<Q> {
        Pages::new(self.clone(), request)
    }

    pub(crate) fn core(&self) -> &Core {
        &self.0
    }

    /// The same client with another transport.
    #[cfg(feature = "examples")]
    pub(crate) fn with_transport(&self, transport: impl Transport) -> Self {
        Self(Arc::new(Core {
            api: self.0.api,
            base_url: self.0.base_url.clone(),
            is_base_in_the_clear: self.0.is_base_in_the_clear,
            variables: self.0.variables.clone(),
            credentials: self.0.credentials.clone(),
            secrets: self.0.secrets.clone(),
            authenticators: self.0.authenticators.clone(),
            limiter: Arc::clone(&self.0.limiter),
            sessions: Arc::clone(&self.0.sessions),
            logins: self.0.logins.clone(),
            session_store: self.0.session_store.clone(),
            environment: Arc::clone(&self.0.environment),
            transport: Arc::new(transport),
            hooks: self.0.hooks.clone(),
            timeouts: self.0.timeouts,
            retries: self.0.retries,
            redirects: self.0.redirects,
            budget: Arc::clone(&self.0.budget),
            body_limit: self.0.body_limit,
            download_limit: self.0.download_limit,
            allow_plain_http: self.0.allow_plain_http,
        }))
    }
}

impl Core {
    /// What is sent for a scheme: its own credentials, or those of the first alternative that has
    /// all of them. `None` if there is none.
    pub(crate) fn applied(&self, scheme: &'static Scheme) -> Option<Vec<Applied<'_>>> {
        let with_credentials = |scheme: &'static Scheme| {
            let own = self.authenticators.get(scheme.name).map(Arc::as_ref);
            let credentials = match self.credentials.get(scheme.name) {
                Some(credentials) => credentials.as_slice(),
                None if own.is_some() => &[],
                None if self.may_have_session(scheme) => &[],
                None => return None,
            };
            Some(Applied {
                scheme,
                credentials: credentials.into(),
                own,
            })
        };
        if scheme.alternatives.is_empty() {
            return with_credentials(scheme).map(|applied| vec![applied]);
        }
        let mut alternatives = scheme.alternatives.iter();
        alternatives.find_map(|schemes| {
            let schemes = schemes.iter().copied();
            schemes.map(with_credentials).collect()
        })
    }

    /// The credentials of a scheme; none if they weren't given.
    pub(crate) fn credentials(&self, scheme: &Scheme) -> &[Secret] {
        let credentials = self.credentials.get(scheme.name);
        credentials.map_or(&[], Vec::as_slice)
    }

    /// Whether there is a session of a scheme, or a way to one, without credentials.
    fn may_have_session(&self, scheme: &Scheme) -> bool {
        scheme.is_renewed()
            && (scheme.is_handed()
                || self.logins.contains_key(scheme.name)
                || self.session_store.is_some()
                || self.sessions.of(scheme).any().is_some())
    }

    /// What opens sessions of a scheme.
    pub(crate) fn login(&self, scheme: &Scheme) -> Option<&LogIn> {
        self.logins.get(scheme.name)
    }

    /// What a session of a scheme is called in a store.
    pub(crate) fn session_key(&self, scheme: &Scheme) -> SessionKey {
        let base_url = self.base_url.as_deref().unwrap_or_default();
        SessionKey::new(self.api.name, scheme.name, base_url)
    }

    /// Where a request without a URL of its own goes.
    pub(crate) fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// The URL of a token endpoint: absolute, or below the base URL.
    ///
    /// # Errors
    /// If a variable in it has no value.
    pub(crate) fn token_url(&self, oauth2: &OAuth2) -> Result<String, BuildError> {
        let url = fill(self.api, &self.variables, oauth2.token_url)?;
        Ok(if url.starts_with('/') {
            format!("{}{url}", self.base_url.as_deref().unwrap_or_default())
        } else {
            url
        })
    }
}

/// The base URL and the credentials stay out.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("schemes", &self.0.credentials.keys().collect::<Vec<_>>())
            .field("timeouts", &self.0.timeouts)
            .field("body_limit", &self.0.body_limit)
            .finish_non_exhaustive()
    }
}
