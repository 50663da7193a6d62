//! Whatever can go wrong, and whether the server may have acted.

mod build;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::Fault;
use http::{HeaderMap, StatusCode};

use crate::endpoint::{EndpointInfo, Method};
use crate::failure::write_excerpt;
use crate::limits::ERROR_BODY_LIMIT;
use crate::observe::without;
use crate::{SaysActed, Secret, Secrets, mask};

pub use self::build::BuildError;

/// How many characters of a body the text of an error shows.
const EXCERPT: usize = 200;

/// A call that gave no documented outcome.
///
/// It names API, endpoint, method and the documented URL with its placeholders, never the URL that
/// was sent. Status, headers and up to 64 KiB of the body are kept for the caller; the texts
/// (`Display`, `Debug`) show no headers, and of the body a masked excerpt at most.
pub struct Error(Box<Failed>);

struct Failed {
    kind: ErrorKind,
    endpoint: EndpointInfo,
    /// What went wrong, in words, without values.
    detail: String,
    may_have_been_sent: bool,
    attempts: u32,
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: Bytes,
    fault: Option<Fault>,
    outcome: Option<String>,
    idempotency_key: Option<String>,
    retry_after: Option<Duration>,
    /// Masked in the excerpt of the body.
    secrets: Vec<Secret>,
    /// What of the body is secret by the spec.
    hidden: Secrets,
    /// Of the call that this one needed.
    cause: Option<Error>,
}

/// What is known of the response.
#[derive(Clone)]
pub(crate) struct ResponseParts {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// How long the server asks to wait, seen from when it said so.
    pub(crate) retry_after: Option<Duration>,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request was refused before anything was sent: a bad parameter, a missing credential, a
    /// path that would address something else.
    Invalid,
    /// No connection could be made; nothing was sent.
    Connect,
    /// The request was sent, at least in part, and no usable answer came.
    Ambiguous,
    /// The head of the response arrived, and its body was cut.
    Interrupted,
    /// What came back is not HTTP as it should be.
    Protocol,
    /// The response fits no documented outcome.
    Undocumented,
    /// The outcome is known, but the body is not as documented; or the body is not in the coding
    /// that its head names.
    Malformed,
    /// Time was up.
    Timeout,
    /// The body is larger than allowed, or the head than the transport reads.
    TooLarge,
    /// A redirect, which is not followed; `Location` is among the headers.
    Redirected,
    /// The login that the call needed failed.
    Login,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: ErrorKind, endpoint: &EndpointInfo, detail: impl Into<String>) -> Self {
        let may_have_been_sent = !matches!(
            kind,
            ErrorKind::Invalid | ErrorKind::Connect | ErrorKind::Login
        );
        Self(Box::new(Failed {
            kind,
            endpoint: *endpoint,
            detail: detail.into(),
            may_have_been_sent,
            attempts: 0,
            status: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            fault: None,
            outcome: None,
            idempotency_key: None,
            retry_after: None,
            secrets: Vec::new(),
            hidden: Secrets::Nothing,
            cause: None,
        }))
    }

    /// With the error of the call that this one needed: of the login.
    pub(crate) fn because_of(mut self, cause: Self) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// What went wrong, in words, without values.
    pub(crate) fn detail(&self) -> &str {
        &self.0.detail
    }

    pub(crate) fn with_response(mut self, response: ResponseParts) -> Self {
        self.0.retry_after = response.retry_after;
        self.0.status = Some(response.status);
        self.0.headers = response.headers;
        // A copy of what is too long, so that the rest is freed.
        self.0.body = match response.body.get(..ERROR_BODY_LIMIT) {
            Some(beginning) => Bytes::copy_from_slice(beginning),
            None => response.body,
        };
        self
    }

    pub(crate) fn with_fault(mut self, outcome: Option<String>, fault: Fault) -> Self {
        self.0.outcome = outcome;
        self.0.fault = Some(fault);
        self
    }

    /// What texts must not show; the details have words of transports and of the caller's own code.
    pub(crate) fn with_secrets(mut self, secrets: Vec<Secret>) -> Self {
        self.0.detail = mask::mask(&self.0.detail, &secrets);
        self.0.secrets = secrets;
        self
    }

    /// What an excerpt of the body must not show, of what the server itself has put in.
    pub(crate) fn hiding(mut self, secrets: Secrets) -> Self {
        self.0.hidden = secrets;
        self
    }

    pub(crate) fn with_idempotency_key(mut self, key: Option<String>) -> Self {
        self.0.idempotency_key = key;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// With the attempts before those that are told already.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts += attempts;
        self.0.may_have_been_sent |= attempts > 0;
        self
    }

    pub(crate) fn sent(mut self, may_have_been_sent: bool) -> Self {
        self.0.may_have_been_sent = may_have_been_sent;
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Name of the API.
    #[must_use]
    pub fn api(&self) -> &'static str {
        self.0.endpoint.api
    }

    /// Name of the endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.0.endpoint.name
    }

    /// The method of the endpoint.
    #[must_use]
    pub fn method(&self) -> Method {
        self.0.endpoint.method
    }

    /// The URL as the page has it, with its placeholders: `/orders/{id}`.
    #[must_use]
    pub fn url(&self) -> &'static str {
        self.0.endpoint.url
    }

    /// The status, if a response arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The headers of the response; none if none arrived.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// What arrived of the body, up to 64 KiB; empty if nothing did.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Whether the server may have seen the request, and acted. If not, the call can be made again
    /// without risk.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.0.may_have_been_sent
    }

    /// How often the request was sent, or was about to be; 0 if it was refused before.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the server asks to wait before the next call (`Retry-After`).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The `Idempotency-Key` header that the request carried: with the same one, the call can be
    /// made again.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// Where and how a [`Malformed`](ErrorKind::Malformed) body differs from what is documented.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        self.0.fault.as_ref()
    }

    /// The name of the outcome that a [`Malformed`](ErrorKind::Malformed) body was meant to be, if
    /// only one can be.
    #[must_use]
    pub fn outcome(&self) -> Option<&str> {
        self.0.outcome.as_deref()
    }

    /// A part of the body that is fit to be printed. Those of successes may hold tokens that no
    /// one knows of yet, and those of known outcomes have a fault that says more.
    fn excerpt(&self) -> Option<String> {
        let Failed {
            kind,
            status,
            body,
            secrets,
            hidden,
            ..
        } = &*self.0;
        if *kind != ErrorKind::Undocumented
            || status.is_none_or(|status| status.is_success())
            || body.is_empty()
        {
            return None;
        }
        let shown = match hidden {
            Secrets::Nothing => String::from_utf8_lossy(body).into_owned(),
            Secrets::Members(names) => without(body, names)?,
            Secrets::Body => return None,
        };
        let masked = mask::mask(&shown, secrets);
        Some(masked.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// One line: what, where, and what is known of the response.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failed {
            kind,
            endpoint,
            detail,
            attempts,
            status,
            fault,
            outcome,
            ..
        } = &*self.0;
        write!(
            f,
            "{} {} ({} {}): ",
            endpoint.api, endpoint.name, endpoint.method, endpoint.url
        )?;
        kind.fmt(f)?;
        if let Some(status) = status {
            write!(f, ", status {}", status.as_u16())?;
        }
        if *attempts > 1 {
            write!(f, ", after {attempts} attempts")?;
        }
        if let Some(outcome) = outcome {
            write!(f, ", outcome {outcome}")?;
        }
        if let Some(fault) = fault {
            f.write_str(": ")?;
            write_excerpt(f, &fault.to_string(), EXCERPT)?;
        }
        if !detail.is_empty() {
            f.write_str(": ")?;
            write_excerpt(f, detail, EXCERPT)?;
        }
        if let Some(excerpt) = self.excerpt() {
            f.write_str(": ")?;
            write_excerpt(f, &excerpt, EXCERPT)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("api", &self.0.endpoint.api)
            .field("endpoint", &self.0.endpoint.name)
            .field("method", &self.0.endpoint.method.as_str())
            .field("url", &self.0.endpoint.url)
            .field("status", &self.status().map(|status| status.as_u16()))
            .field("headers", &format_args!("{} headers", self.0.headers.len()))
            .field("body", &format_args!("{} bytes", self.body().len()))
            .field("may_have_been_sent", &self.0.may_have_been_sent)
            .field("attempts", &self.0.attempts)
            .field("outcome", &self.0.outcome)
            .field("fault", &self.0.fault)
            .field("detail", &self.0.detail)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let fault = self.0.fault.as_ref().map(|fault| fault as _);
        fault.or(self.0.cause.as_ref().map(|cause| cause as _))
    }
}

impl ErrorKind {
    /// Its name, for logs and metrics: `too_large`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Connect => "connect",
            Self::Ambiguous => "ambiguous",
            Self::Interrupted => "interrupted",
            Self::Protocol => "protocol",
            Self::Undocumented => "undocumented",
            Self::Malformed => "malformed",
            Self::Timeout => "timeout",
            Self::TooLarge => "too_large",
            Self::Redirected => "redirected",
            Self::Login => "login",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "refused before sending",
            Self::Connect => "no connection",
            Self::Ambiguous => "sent, but no answer",
            Self::Interrupted => "the response was cut",
            Self::Protocol => "the answer is not HTTP as it should be",
            Self::Undocumented => "undocumented response",
            Self::Malformed => "response not as documented",
            Self::Timeout => "time is up",
            Self::TooLarge => "the response is too large",
            Self::Redirected => "redirected elsewhere",
            Self::Login => "login failed",
        })
    }
}

/// What [`Call::ok`](crate::Call::ok) fails with: a documented failure, or an error.
#[derive(Debug)]
pub enum CallError<F> {
    /// A documented failure, or a documented success of which items failed: it stands among the
    /// failures as itself, with all its items.
    Failure(Box<F>),
    /// No documented outcome.
    Error(Error),
}

impl<F: SaysActed> CallError<F> {
    /// Whether the server may have acted, by what the page says of the failure or by
    /// [`Error::may_have_been_sent`]. If not, the call can be made again without risk.
    ///
    /// It is there for endpoints whose page says so of one failure at least.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        match self {
            Self::Failure(failure) => failure.may_have_acted(),
            Self::Error(error) => error.may_have_been_sent(),
        }
    }
}

impl<F> From<Error> for CallError<F> {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl<F: fmt::Display> fmt::Display for CallError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(failure) => failure.fmt(f),
            Self::Error(error) => error.fmt(f),
        }
    }
}

/// The failure or error is itself, not a source: its text is shown already.
impl<F: std::error::Error + 'static> std::error::Error for CallError<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Failure(failure) => failure.source(),
            Self::Error(error) => error.source(),
        }
    }
}
