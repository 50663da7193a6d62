//! Spans of the crate `tracing`, with the names of OpenTelemetry's semantic conventions for HTTP
//! clients. Without the feature `tracing` there are none, and all of this does nothing.
//!
//! A call is a span of the kind `internal`; below it each request is one of the kind `client`, as the
//! conventions ask for requests that are sent again. Neither holds a value of a request.

use std::future::Future;

use http::Uri;

use super::{AttemptInfo, AttemptResult, CallResult};
use crate::EndpointInfo;

/// A span, or nothing.
pub(super) struct Span(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    /// Of a whole call.
    pub(super) fn of_call(endpoint: &EndpointInfo, uri: Option<&Uri>) -> Self {
        use tracing::field::Empty;

        Self(tracing::info_span!(
            target: "docwright",
            "docwright.call",
            otel.name = %format_args!("{} {}", endpoint.api, endpoint.name),
            otel.kind = "internal",
            docwright.api = endpoint.api,
            docwright.endpoint = endpoint.name,
            docwright.outcome = Empty,
            http.request.method = endpoint.method.as_str(),
            url.template = endpoint.url,
            server.address = uri.and_then(Uri::host),
            server.port = uri.and_then(super::attempt::port),
            http.response.status_code = Empty,
            "error.type" = Empty,
        ))
    }

    /// Of one request of a call.
    pub(super) fn of_attempt(call: &Self, attempt: &AttemptInfo) -> Self {
        use tracing::field::Empty;

        Self(tracing::info_span!(
            target: "docwright",
            parent: &call.0,
            "docwright.attempt",
            otel.name = %format_args!("{} {}", attempt.method(), attempt.url_template()),
            otel.kind = "client",
            docwright.api = attempt.api(),
            docwright.endpoint = attempt.endpoint(),
            docwright.purpose = attempt.purpose().as_str(),
            http.request.method = attempt.method(),
            http.request.resend_count = (attempt.number() > 1).then(|| attempt.number() - 1),
            url.template = attempt.url_template(),
            server.address = attempt.server_address(),
            server.port = attempt.server_port(),
            http.response.status_code = Empty,
            "error.type" = Empty,
        ))
    }

    /// Whether no one sees it.
    pub(super) fn is_off(&self) -> bool {
        self.0.is_disabled()
    }

    pub(super) fn inside<T>(&self, act: impl FnOnce() -> T) -> T {
        self.0.in_scope(act)
    }

    pub(super) async fn around<T>(&self, future: impl Future<Output = T>) -> T {
        use tracing::Instrument as _;

        future.instrument(self.0.clone()).await
    }

    pub(super) fn end_attempt(&self, result: &AttemptResult<'_>) {
        self.end(result.status(), result.error(), result.was_dropped());
    }

    pub(super) fn end_call(&self, result: &CallResult) {
        if let Some(outcome) = result.outcome() {
            self.0.record("docwright.outcome", outcome);
        }
        self.end(result.status(), result.error(), result.was_dropped());
    }

    /// `error.type` is the kind of the error, or the status if that tells of one.
    fn end(
        &self,
        status: Option<http::StatusCode>,
        error: Option<crate::ErrorKind>,
        was_dropped: bool,
    ) {
        if let Some(status) = status {
            self.0.record("http.response.status_code", status.as_u16());
        }
        if let Some(error) = error {
            self.0.record("error.type", error.as_str());
        } else if was_dropped {
            self.0.record("error.type", "dropped");
        } else if let Some(status) = status.filter(|status| status.as_u16() >= 400) {
            self.0.record("error.type", status.as_str());
        }
    }
}

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(super) fn of_call(_: &EndpointInfo, _: Option<&Uri>) -> Self {
        Self()
    }

    pub(super) fn of_attempt(_: &Self, _: &AttemptInfo) -> Self {
        Self()
    }

    pub(super) fn is_off(&self) -> bool {
        true
    }

    pub(super) fn inside<T>(&self, act: impl FnOnce() -> T) -> T {
        act()
    }

    pub(super) async fn around<T>(&self, future: impl Future<Output = T>) -> T {
        future.await
    }

    pub(super) fn end_attempt(&self, _: &AttemptResult<'_>) {}

    pub(super) fn end_call(&self, _: &CallResult) {}
}
