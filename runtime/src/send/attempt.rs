//! One time that a request is sent.

use std::cell::RefCell;
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::outcome::{BodyKind, Candidate, streamed};
use http::{HeaderMap, Request, header};
use tokio::time::{Instant, timeout_at};

use super::{Arrived, later};
use crate::buffer::Buffer;
use crate::endpoint::Described;
use crate::error::ResponseParts;
use crate::incoming::{Head, Incoming};
use crate::observe::Watch;
use crate::retry_after::retry_after;
use crate::transport::{TransportError, TransportFuture};
use crate::{Body, Client, Error, ErrorKind, Method, Purpose, Received, Secret, Undone};

/// A response, and its body if that is still to come.
pub(super) type Came = (ResponseParts, Option<Box<Incoming>>);

/// One time that a request is sent.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    pub(super) client: &'a Client,
    pub(super) watch: Option<&'a Watch>,
    pub(super) purpose: Purpose,
    pub(super) endpoint: &'a Described,
    /// Whether it is sent again in a new session, where that is safe.
    pub(super) resend: bool,
    pub(super) facts: &'a [Option<String>],
    pub(super) call_deadline: Instant,
    pub(super) deadline: Instant,
    pub(super) idle: Duration,
    pub(super) body_limit: usize,
    pub(super) download_limit: u64,
}

impl<'a> Attempt<'a> {
    /// Sends a request as it is.
    pub(super) fn head(&self, request: Request<Body>) -> TransportFuture<'a> {
        self.client.core().transport.send(request)
    }

    /// Sends a request as it is, and lets those see it that watch the call, without these secrets.
    pub(super) async fn send(
        &self,
        mut request: Request<Body>,
        secrets: &[Secret],
    ) -> Result<Came, Error> {
        let Some(watch) = self.watch else {
            return self.arrival(self.head(request)).await;
        };
        let attempt = watch.attempt(&self.endpoint.info, self.purpose, &mut request, secrets);
        let sending = async { self.arrival(self.head(request)).await };
        attempt.watch(sending).await
    }

    /// Waits for a response, for its head alone where that is enough.
    pub(super) async fn arrival(&self, head: TransportFuture<'_>) -> Result<Came, Error> {
        let response = match timeout_at(self.deadline, head).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(self.transport_error(&error)),
            Err(_) => return Err(self.error(ErrorKind::Timeout, "no response")),
        };
        let (mut parts, mut chunks) = self.parts_of(response);
        // What answers HEAD has no body, whatever length its headers give (RFC 9110 section 9.3.2).
        if self.endpoint.info.method == Method::HEAD {
            return Ok((parts, None));
        }
        let streamed = self.streamed_outcome(&parts);
        let limit = match streamed {
            Some(candidate) if candidate.body == BodyKind::Download => self.download_limit,
            _ => self.body_limit as u64,
        };
        if declared_length(&parts.headers).is_some_and(|length| length > limit) {
            return Err(self.too_large(limit).with_response(parts));
        }
        if let Some(outcome) = streamed {
            let head = Head {
                parts: parts.clone(),
                outcome: outcome.name,
                endpoint: self.endpoint.info,
                limit,
                body_limit: self.body_limit,
                idle: self.idle,
            };
            return Ok((parts, Some(Incoming::new(chunks, head))));
        }
        let mut body = Buffer::default();
        loop {
            let patience = self.deadline.min(later(Instant::now(), self.idle));
            let failed = match timeout_at(patience, chunks.next()).await {
                Ok(None) => break,
                Ok(Some(Ok(chunk))) if body.len() + chunk.len() > self.body_limit => {
                    self.too_large(limit)
                }
                Ok(Some(Ok(chunk))) => {
                    body.push(chunk);
                    continue;
                }
                Ok(Some(Err(error))) => self.transport_error(&error),
                Err(_) => self.error(ErrorKind::Timeout, "the body stopped"),
            };
            parts.body = body.finish();
            return Err(failed.sent(true).with_response(parts));
        }
        parts.body = body.finish();
        if !parts.body.is_empty() && is_coded(&parts.headers) {
            let detail = "its content has a coding that was not asked for";
            let undocumented = self.error(ErrorKind::Undocumented, detail);
            return Err(undocumented.with_response(parts));
        }
        Ok((parts, None))
    }

    /// What the head says, and the body that is still to come.
    fn parts_of(&self, response: http::Response<Body>) -> (ResponseParts, Body) {
        let (head, body) = response.into_parts();
        let mut retry_after = None;
        if head.headers.contains_key(header::RETRY_AFTER) {
            let now = self.client.core().environment.now();
            retry_after = self::retry_after(&head.headers, now);
        }
        let parts = ResponseParts {
            status: head.status,
            headers: head.headers,
            body: Bytes::new(),
            retry_after,
        };
        (parts, body)
    }

    /// The outcome whose body is read while it comes, if this head is one of it.
    fn streamed_outcome(&self, head: &ResponseParts) -> Option<&'static Candidate<'static>> {
        let outcomes = self.endpoint.outcomes;
        if !outcomes.iter().any(|outcome| outcome.body.is_unread()) {
            return None;
        }
        let facts: Vec<Option<&str>> = self.facts.iter().map(Option::as_deref).collect();
        let received = Received {
            status: head.status,
            headers: &head.headers,
            body: &[],
            incoming: None,
            facts: &facts,
        };
        streamed(outcomes, &received.observed())
    }

    fn error(&self, kind: ErrorKind, detail: impl Into<String>) -> Error {
        Error::new(kind, &self.endpoint.info, detail)
    }

    fn transport_error(&self, error: &TransportError) -> Error {
        self.error(error.kind().into(), error.message())
    }

    fn too_large(&self, limit: u64) -> Error {
        self.error(ErrorKind::TooLarge, format!("more than {limit} bytes"))
    }
}

/// What an attempt came to.
pub(super) struct Answer {
    pub(super) response: ResponseParts,
    pub(super) incoming: Option<Box<Incoming>>,
    /// Of the request.
    pub(super) secrets: Vec<Secret>,
}

impl Answer {
    /// What came of a request that had these secrets.
    ///
    /// # Errors
    /// What came, if it is an error, without them.
    pub(super) fn of(came: Result<Came, Error>, secrets: Vec<Secret>) -> Result<Self, Error> {
        match came {
            Ok((response, incoming)) => Ok(Self {
                response,
                incoming,
                secrets,
            }),
            Err(error) => Err(error.with_secrets(secrets)),
        }
    }

    /// Whether it is what this function tells.
    pub(super) fn is(&self, told: Undone, facts: &[Option<String>]) -> bool {
        self.with(facts, told)
    }

    /// What this function makes of it.
    pub(super) fn with<T>(
        &self,
        facts: &[Option<String>],
        read: impl FnOnce(&Received<'_>) -> T,
    ) -> T {
        let facts: Vec<Option<&str>> = facts.iter().map(Option::as_deref).collect();
        read(&Received {
            status: self.response.status,
            headers: &self.response.headers,
            body: &self.response.body,
            incoming: None,
            facts: &facts,
        })
    }

    pub(super) fn arrived(
        self,
        endpoint: &'static Described,
        attempts: u32,
        facts: Vec<Option<String>>,
        idempotency_key: Option<String>,
    ) -> Arrived {
        let incoming = self
            .incoming
            .map(|incoming| incoming.with_request(idempotency_key.clone(), self.secrets.clone()));
        Arrived {
            status: self.response.status,
            headers: self.response.headers,
            body: self.response.body,
            retry_after: self.response.retry_after,
            incoming: RefCell::new(incoming),
            attempts,
            facts,
            endpoint,
            idempotency_key,
            secrets: self.secrets,
            unfollowed: "redirects are not followed",
        }
    }
}

/// `Content-Length` (RFC 9110 section 8.6).
pub(crate) fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}

/// Whether the content has a coding (RFC 9110 section 8.4): the transport undoes those that it asks
/// for.
fn is_coded(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(header::CONTENT_ENCODING).iter();
    codings.any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}
