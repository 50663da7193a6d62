//! The client that all generated ones hold: where to send, with which credentials, by what.

mod urls;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

pub(crate) use self::urls::is_loopback;
use self::urls::{fill, parse_base_url};
use crate::auth::{Applied, System};
use crate::call::{Call, Decode};
use crate::endpoint::Described;
use crate::limits::{BODY_LIMIT, DOWNLOAD_LIMIT, Timeouts};
use crate::rate_limit::Limiter;
use crate::retry::Budget;
use crate::session::{FreshLogin, LogIn, Sessions, log_in};
use crate::transport::reqwest;
use crate::{
    Authenticator, BuildError, Encoder, Endpoint, EndpointInfo, Environment, Hook, OAuth2, Paged,
    Pages, RateLimit, RateLimits, Response as _, Retries, Scheme, Secret, Session, SessionKey,
    SessionStore, Transport,
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
    /// Values for variables of URLs.
    variables: HashMap<String, String>,
    credentials: HashMap<&'static str, Vec<Secret>>,
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
        let mut encoder = self.encoder(&E::INFO);
        let encoded = request
            .encode(&mut encoder)
            .map_err(|invalid| encoder.locate(invalid));
        let decode: Decode<E::Response> = E::decode;
        Call::new(
            self.clone(),
            Described::of::<E>(),
            encoded.and_then(|()| encoder.finish()),
            decode,
            E::Response::outcome,
        )
    }

    /// Walks through pages, from that of the request on. Nothing is sent until one is asked for.
    pub fn pages<Q: Paged>(&self, request: Q) -> Pages<Q> {
        Pages::new(self.clone(), request)
    }

    /// Not generic, so that it exists once.
    fn encoder(&self, endpoint: &EndpointInfo) -> Encoder {
        Encoder::new(
            endpoint
                .origin
                .or(self.0.base_url.as_deref())
                .unwrap_or_default(),
        )
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
            variables: self.0.variables.clone(),
            credentials: self.0.credentials.clone(),
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

    /// Every credential, to be masked.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.credentials.values().flatten()
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
    #[cfg(feature = "reqwest")]
    configure: Option<crate::transport::over_reqwest::Configure>,
    timeouts: Timeouts,
    retries: Retries,
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
            #[cfg(feature = "reqwest")]
            configure: None,
            timeouts: Timeouts::default(),
            retries: Retries::default(),
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

    /// Changes the settings of the default transport. Redirects, repetitions and the time to connect
    /// are set behind it; without the feature `reqwest` it has no effect.
    #[cfg_attr(
        not(feature = "reqwest"),
        expect(unused_variables, reason = "there is nothing to configure")
    )]
    pub fn http(
        &mut self,
        configure: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    ) {
        #[cfg(feature = "reqwest")]
        {
            let before = self.configure.take();
            self.configure = Some(Box::new(move |settings| {
                configure(match before {
                    Some(before) => before(settings),
                    None => settings,
                })
            }));
        }
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
            None => default_transport(
                #[cfg(feature = "reqwest")]
                self.configure,
                #[cfg(feature = "reqwest")]
                self.timeouts.connect,
                base_url.as_ref(),
            )?,
        };
        Ok(Client(Arc::new(Core {
            api: self.api,
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

#[cfg(feature = "reqwest")]
fn default_transport(
    configure: Option<crate::transport::over_reqwest::Configure>,
    connect_timeout: Duration,
    base_url: Option<&Url>,
) -> Result<Arc<dyn Transport>, BuildError> {
    use crate::transport::over_reqwest::{HAS_TLS, OverReqwest, Peer};

    if !HAS_TLS && base_url.is_some_and(|url| url.scheme() == "https") {
        return Err(BuildError::NoTls);
    }
    let peer = Peer {
        is_loopback: base_url.and_then(Url::host_str).is_some_and(is_loopback),
        is_plain: base_url.is_some_and(|url| url.scheme() == "http"),
    };
    Ok(Arc::new(OverReqwest::build(
        configure,
        connect_timeout,
        &peer,
    )?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Option<&Url>) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}
