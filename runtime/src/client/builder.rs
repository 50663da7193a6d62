//! What a client is made of.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::urls::{fill, is_loopback, parse_base_url};
use super::{Api, Client, Core};
use crate::auth::System;
use crate::limits::{BODY_LIMIT, DOWNLOAD_LIMIT, Timeouts};
use crate::session::{FreshLogin, LogIn, Sessions, log_in};
#[cfg(feature = "hyper")]
use crate::transport::by_default;
use crate::transport::{Configure, reqwest};
use crate::{
    Authenticator, BuildError, Endpoint, Environment, Hook, RateLimit, RateLimits, Retries, Scheme,
    Secret, Session, SessionStore, Transport,
};

/// Collects what a [`Client`] needs.
pub struct ClientBuilder {
    api: &'static Api,
    documented_limits: &'static [RateLimit],
    rate_limits: RateLimits,
    base_url: Option<String>,
    variables: HashMap<String, String>,
    credentials: HashMap<&'static str, Vec<Secret>>,
    authenticators: HashMap<&'static str, Arc<dyn Authenticator>>,
    sessions: HashMap<&'static str, Session>,
    logins: HashMap<&'static str, LogIn>,
    session_store: Option<Arc<dyn SessionStore>>,
    /// Where tokens are fetched with credentials that were given.
    token_urls: Vec<&'static str>,
    environment: Arc<dyn Environment>,
    transport: Option<Arc<dyn Transport>>,
    hooks: Vec<Arc<dyn Hook>>,
    configure: Option<Configure>,
    timeouts: Timeouts,
    retries: Retries,
    redirects: u32,
    body_limit: usize,
    download_limit: u64,
    allow_plain_http: bool,
}

impl ClientBuilder {
    /// Starts with what is documented, and no credentials.
    #[must_use]
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            documented_limits: &[],
            rate_limits: RateLimits::documented(),
            base_url: None,
            variables: HashMap::new(),
            credentials: HashMap::new(),
            authenticators: HashMap::new(),
            sessions: HashMap::new(),
            logins: HashMap::new(),
            session_store: None,
            token_urls: Vec::new(),
            environment: Arc::new(System),
            transport: None,
            hooks: Vec::new(),
            configure: None,
            timeouts: Timeouts::default(),
            retries: Retries::default(),
            redirects: 0,
            body_limit: BODY_LIMIT,
            download_limit: DOWNLOAD_LIMIT,
            allow_plain_http: false,
        }
    }

    /// The same for an API whose pages have rate limits, in the order in which a call waits for them.
    #[must_use]
    pub fn with_rate_limits(mut self, documented: &'static [RateLimit]) -> Self {
        self.documented_limits = documented;
        self
    }

    /// Which rate limits are kept to.
    pub fn rate_limits(&mut self, limits: RateLimits) {
        self.rate_limits = limits;
    }

    /// Sends to this base URL instead of the documented one, whose variables then need no values.
    pub fn base_url(&mut self, url: &str) {
        self.base_url = Some(url.to_owned());
    }

    /// A variable of the documented base URL.
    pub fn variable(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    /// The credentials of a scheme, in its order.
    pub fn credentials(
        &mut self,
        scheme: &'static Scheme,
        values: impl IntoIterator<Item = Secret>,
    ) {
        self.token_urls
            .extend(scheme.oauth2.map(|oauth2| oauth2.token_url));
        let values: Vec<Secret> = values.into_iter().collect();
        if scheme.session.is_some() {
            self.sessions
                .insert(scheme.name, Session::new(values.iter().cloned()));
        }
        self.credentials.insert(scheme.name, values);
    }

    /// What puts the credentials of a scheme into requests, where no template can.
    pub fn authenticator(&mut self, scheme: &'static Scheme, authenticator: impl Authenticator) {
        self.authenticators
            .insert(scheme.name, Arc::new(authenticator));
    }

    /// An access token of a scheme, in the place of one that is fetched.
    pub fn token(&mut self, scheme: &'static Scheme, token: Secret) {
        self.sessions.insert(scheme.name, Session::new([token]));
    }

    /// What opens sessions of a scheme: an async function that gives a fresh login request each time.
    pub fn login<E: Endpoint>(&mut self, scheme: &'static Scheme, login: impl FreshLogin<E>) {
        self.logins.insert(scheme.name, log_in(login));
    }

    /// Keeps sessions here as well, so that other clients can go on with them.
    pub fn session_store(&mut self, store: impl SessionStore) {
        self.session_store = Some(Arc::new(store));
    }

    /// Takes the time and nonces from here instead of the system.
    pub fn environment(&mut self, environment: impl Environment) {
        self.environment = Arc::new(environment);
    }

    /// Changes the settings of reqwest, which sends then. Redirects, repetitions and the time to connect
    /// are set behind it. Without the feature `reqwest` no client can be made with them.
    pub fn http(
        &mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) {
        let before = self.configure.take();
        self.configure = Some(Box::new(move |settings| {
            configure(match before {
                Some(before) => before(settings),
                None => settings,
            })
        }));
    }

    /// Sends by this instead of the default transport.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// Lets this see what is sent and what comes of it, behind those that were given before.
    pub fn hook(&mut self, hook: impl Hook) {
        self.hooks.push(Arc::new(hook));
    }

    /// The time that a whole call may take; see [`Timeouts::with_call`].
    pub fn timeout(&mut self, call: Duration) {
        self.timeouts = self.timeouts.with_call(call);
    }

    /// How long each part of a call may take.
    pub fn timeouts(&mut self, timeouts: Timeouts) {
        self.timeouts = timeouts;
    }

    /// How often calls are sent again.
    pub fn retries(&mut self, retries: Retries) {
        self.retries = retries;
    }

    /// How many redirects of a call are followed; see [`Call::follow_redirects`](crate::Call::follow_redirects).
    pub fn follow_redirects(&mut self, most: u32) {
        self.redirects = most;
    }

    /// How many bytes of a decompressed body are read; 8 MiB unless said otherwise.
    pub fn body_limit(&mut self, bytes: usize) {
        self.body_limit = bytes;
    }

    /// How many bytes of a decompressed [`Download`](crate::Download) are read; 1 GiB unless said
    /// otherwise.
    pub fn download_limit(&mut self, bytes: u64) {
        self.download_limit = bytes;
    }

    /// Lets credentials travel over plain HTTP to hosts that are not this machine.
    pub fn allow_plain_http(&mut self) {
        self.allow_plain_http = true;
    }

    /// Makes the client.
    ///
    /// # Errors
    /// If the base URL is unusable or misses a variable, or if the HTTP client can't be made.
    pub fn build(self) -> Result<Client, BuildError> {
        let base_url = match (&self.base_url, self.api.base_url) {
            (Some(own), _) => Some(own.clone()),
            (None, Some(template)) => Some(fill(self.api, &self.variables, template)?),
            (None, None) => None,
        };
        let base_url = base_url.as_deref().map(parse_base_url).transpose()?;
        for token_url in &self.token_urls {
            fill(self.api, &self.variables, token_url)?;
        }
        let limiter = Arc::new(self.rate_limits.limiter(self.documented_limits)?);
        let transport = match &self.transport {
            Some(transport) => Arc::clone(transport),
            #[cfg(feature = "hyper")]
            None => by_default(self.configure, self.timeouts.connect, base_url.as_ref())?,
            #[cfg(not(feature = "hyper"))]
            None => return Err(BuildError::NoTransport),
        };
        let is_base_in_the_clear = base_url
            .as_ref()
            .is_some_and(|url| url.scheme() != "https" && !url.host_str().is_some_and(is_loopback));
        Ok(Client(Arc::new(Core {
            api: self.api,
            is_base_in_the_clear,
            secrets: self.credentials.values().flatten().cloned().collect(),
            base_url: base_url.map(|url| url.as_str().trim_end_matches('/').to_owned()),
            variables: self.variables,
            credentials: self.credentials,
            authenticators: self.authenticators,
            limiter,
            sessions: Arc::new(Sessions::new(self.sessions)),
            logins: self.logins,
            session_store: self.session_store,
            environment: self.environment,
            transport,
            hooks: self.hooks,
            timeouts: self.timeouts,
            retries: self.retries,
            redirects: self.redirects,
            budget: Arc::default(),
            body_limit: self.body_limit,
            download_limit: self.download_limit,
            allow_plain_http: self.allow_plain_http,
        })))
    }
}

/// Values stay out: credentials and variables alike.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("schemes", &self.credentials.keys().collect::<Vec<_>>())
            .field("timeouts", &self.timeouts)
            .field("body_limit", &self.body_limit)
            .finish_non_exhaustive()
    }
}
