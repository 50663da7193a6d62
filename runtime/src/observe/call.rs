//! A call that is over, as a hook sees it.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::{EndpointInfo, ErrorKind};

/// What came of a call: names and numbers, no values.
#[derive(Clone)]
pub struct CallResult {
    pub(super) endpoint: &'static EndpointInfo,
    pub(super) outcome: Option<&'static str>,
    pub(super) status: Option<StatusCode>,
    pub(super) error: Option<ErrorKind>,
    pub(super) requests: u32,
    pub(super) duration: Duration,
}

impl CallResult {
    /// Name of the API.
    #[must_use]
    pub fn api(&self) -> &'static str {
        self.endpoint.api
    }

    /// Name of the endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint.name
    }

    /// HTTP method: `POST`.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.endpoint.method.as_str()
    }

    /// The documented URL with its placeholders: `/orders/{id}`.
    #[must_use]
    pub fn url_template(&self) -> &'static str {
        self.endpoint.url
    }

    /// The name of the documented outcome.
    #[must_use]
    pub fn outcome(&self) -> Option<&'static str> {
        self.outcome
    }

    /// The status of the last response, if one arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Why there is no documented outcome.
    #[must_use]
    pub fn error(&self) -> Option<ErrorKind> {
        self.error
    }

    /// Whether the caller dropped the call before it was over: there is neither an outcome nor an
    /// error then.
    #[must_use]
    pub fn was_dropped(&self) -> bool {
        self.outcome.is_none() && self.error.is_none()
    }

    /// How many requests were sent for it, without those that got tokens.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// Time from when the call was begun, with all attempts and pauses.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }
}

impl fmt::Debug for CallResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallResult")
            .field("api", &self.api())
            .field("endpoint", &self.endpoint())
            .field("method", &self.method())
            .field("url_template", &self.url_template())
            .field("outcome", &self.outcome)
            .field("status", &self.status)
            .field("error", &self.error)
            .field("requests", &self.requests)
            .field("duration", &self.duration)
            .finish()
    }
}
