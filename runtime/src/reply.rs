//! A response with everything that came with it.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error::ResponseParts;
use crate::send::Arrived;
use crate::set_cookie::SetCookie;
use crate::{Response, Secret};

/// The outcome, and the status, headers and body that it was read from.
#[derive(Clone)]
pub struct Reply<R> {
    /// The documented outcome.
    pub outcome: R,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    attempts: u32,
    retry_after: Option<Duration>,
}

impl<R> Reply<R> {
    pub(crate) fn new(outcome: R, arrived: Arrived) -> Self {
        Self {
            outcome,
            status: arrived.status,
            headers: arrived.headers,
            body: arrived.body,
            attempts: arrived.attempts,
            retry_after: arrived.retry_after,
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// How often the request was sent: 1, or more if it was sent again.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How long the server asks to wait before the next call (`Retry-After`).
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The value of a cookie that the response sets (RFC 6265 section 4.1); the last one of this
    /// name. It is a secret, as session keys are.
    ///
    /// ```no_run
    /// # fn keep<R>(reply: docwright_runtime::Reply<R>) {
    /// if let Some(session) = reply.cookie("sid") {
    ///     // It is a credential of the scheme that sends it.
    /// #   drop(session);
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<Secret> {
        SetCookie::find(&self.headers, name).map(|cookie| cookie.value())
    }

    /// The body as it came, decompressed. Nothing, if it is read while it comes: it is in the outcome
    /// then.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn into_parts(self) -> (R, ResponseParts) {
        let response = ResponseParts {
            status: self.status,
            headers: self.headers,
            body: self.body,
            retry_after: self.retry_after,
        };
        (self.outcome, response)
    }

    /// The outcome alone.
    #[must_use]
    pub fn into_outcome(self) -> R {
        self.outcome
    }
}

impl<R: Response> Reply<R> {
    /// Whether the server may have acted before it answered so. It may, unless the page says that it
    /// didn't: then the call can be made again without risk.
    #[must_use]
    pub fn may_have_acted(&self) -> bool {
        self.outcome.may_have_acted()
    }
}

/// Headers and body may hold secrets that the outcome's own types hide: only their size is shown.
impl<R: fmt::Debug> fmt::Debug for Reply<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &format_args!("{} headers", self.headers.len()))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("outcome", &self.outcome)
            .finish()
    }
}
