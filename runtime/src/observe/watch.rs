//! What calls the hooks and keeps the spans, whatever becomes of a call.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{Request, StatusCode, Uri};
use tokio::time::Instant;

use super::attempt::{End, Masked};
use super::span::Span;
use super::{AttemptInfo, AttemptRequest, AttemptResult, CallResult, Hook, Purpose};
use crate::endpoint::Described;
use crate::error::ResponseParts;
use crate::limits::HAS_CLOCK;
use crate::{Body, Client, EndpointInfo, Error, ErrorKind, Secret, Secrets};

/// Watches one call.
pub(crate) struct Watch {
    client: Client,
    endpoint: &'static EndpointInfo,
    /// Of the answers.
    secrets: Secrets,
    begun: Instant,
    span: Span,
    requests: AtomicU32,
    logins: AtomicU32,
    /// The last request of the call's own.
    last: Mutex<Option<AttemptInfo>>,
}

impl Watch {
    /// Watches a call to this URL; `None` if there is no one to see it.
    pub(crate) fn begin(
        client: &Client,
        described: &'static Described,
        uri: Option<&Uri>,
    ) -> Option<Arc<Self>> {
        let endpoint = &described.info;
        let span = Span::of_call(endpoint, uri);
        if !HAS_CLOCK || client.core().hooks.is_empty() && span.is_off() {
            return None;
        }
        Some(Arc::new(Self {
            client: client.clone(),
            endpoint,
            secrets: described.secrets,
            begun: Instant::now(),
            span,
            requests: AtomicU32::new(0),
            logins: AtomicU32::new(0),
            last: Mutex::new(None),
        }))
    }

    fn hooks(&self) -> &[Arc<dyn Hook>] {
        &self.client.core().hooks
    }

    /// A request is about to be sent to this endpoint. `known` are its secrets.
    pub(crate) fn attempt<'w>(
        &'w self,
        endpoint: &EndpointInfo,
        purpose: Purpose,
        request: &mut Request<Body>,
        known: &'w [Secret],
    ) -> WatchedAttempt<'w> {
        let (counter, secrets) = match purpose {
            Purpose::Call => (&self.requests, self.secrets),
            Purpose::Login => (&self.logins, Secrets::Body),
        };
        let masked = Masked { known, secrets };
        let number = counter.fetch_add(1, Ordering::Relaxed) + 1;
        let info = AttemptInfo::new(endpoint, purpose, number, request.uri());
        let span = Span::of_attempt(&self.span, &info);
        span.inside(|| {
            for hook in self.hooks() {
                hook.before_attempt(&info, &mut AttemptRequest::new(request, masked));
            }
        });
        WatchedAttempt {
            watch: self,
            info: Some(info),
            span,
            begun: Instant::now(),
            masked,
        }
    }

    /// The call goes on after a pause.
    pub(crate) fn retries(&self, pause: Duration) {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.as_ref() {
            for hook in self.hooks() {
                hook.before_retry(last, pause);
            }
        }
    }

    fn end(
        &self,
        outcome: Option<&'static str>,
        status: Option<StatusCode>,
        error: Option<ErrorKind>,
    ) {
        let result = CallResult {
            endpoint: self.endpoint,
            outcome,
            status,
            error,
            requests: self.requests.load(Ordering::Relaxed),
            duration: self.begun.elapsed(),
        };
        self.span.end_call(&result);
        for hook in self.hooks() {
            hook.after_call(&result);
        }
    }
}

/// A request that is on its way. Dropped before its end, it says so.
pub(crate) struct WatchedAttempt<'w> {
    watch: &'w Watch,
    /// `None` once it is over.
    info: Option<AttemptInfo>,
    span: Span,
    begun: Instant,
    masked: Masked<'w>,
}

impl WatchedAttempt<'_> {
    /// Does this inside of the span, and takes note of what comes of it.
    pub(crate) async fn watch<T>(
        mut self,
        sending: impl Future<Output = Result<(ResponseParts, T), Error>>,
    ) -> Result<(ResponseParts, T), Error> {
        let result = self.span.around(sending).await;
        self.end(match &result {
            Ok((response, _)) => End::Answered(response),
            Err(error) => End::Failed(error),
        });
        result
    }

    fn end(&mut self, end: End<'_>) {
        let Some(info) = self.info.take() else { return };
        let result = AttemptResult::new(end, self.begun.elapsed(), self.masked);
        self.span.end_attempt(&result);
        self.span.inside(|| {
            for hook in self.watch.hooks() {
                hook.after_attempt(&info, &result);
            }
        });
        if info.purpose() == Purpose::Call {
            let last = self.watch.last.lock();
            *last.unwrap_or_else(PoisonError::into_inner) = Some(info);
        }
    }
}

impl Drop for WatchedAttempt<'_> {
    fn drop(&mut self) {
        self.end(End::Dropped);
    }
}

/// A call that is being sent, if there is someone to see it. Dropped before its end, it says so.
pub(crate) struct Watched(Option<Arc<Watch>>);

impl Watched {
    pub(crate) fn new(watch: Option<Arc<Watch>>) -> Self {
        Self(watch)
    }

    /// Does this inside of the call's span.
    pub(crate) fn inside<T>(&self, act: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(watch) => watch.span.inside(act),
            None => act(),
        }
    }

    /// The call is over.
    pub(crate) fn end(
        &mut self,
        outcome: Option<&'static str>,
        status: Option<StatusCode>,
        error: Option<ErrorKind>,
    ) {
        if let Some(watch) = self.0.take() {
            watch.end(outcome, status, error);
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.end(None, None, None);
    }
}

impl fmt::Debug for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watched")
    }
}
