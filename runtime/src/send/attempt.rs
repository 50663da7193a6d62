//! One time that a request is sent.

use std::cell::RefCell;
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::outcome::{BodyKind, Candidate, streamed};
use http::{HeaderMap, Request, header};
use tokio::time::{Instant, timeout_at};

use super::exchange::Prepared;
use super::{Arrived, authenticate, later};
use crate::auth::Applied;
use crate::buffer::Buffer;
use crate::error::ResponseParts;
use crate::incoming::{Head, Incoming};
use crate::observe::Watch;
use crate::retry_after::retry_after;
use crate::transport::TransportError;
use crate::{
    Body, Client, EndpointInfo, Error, ErrorKind, Method, Purpose, Received, Secret, Secrets,
    SessionRole, Undone,
};

/// A response, and its body if that is still to come.
type Came = (ResponseParts, Option<Box<Incoming>>);

/// One time that a request is sent.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    pub(super) client: &'a Client,
    pub(super) watch: Option<&'a Watch>,
    pub(super) purpose: Purpose,
    pub(super) endpoint: EndpointInfo,
    pub(super) session: SessionRole,
    pub(super) streamed: &'static [Candidate<'static>],
    pub(super) facts: &'a [Option<String>],
    /// The rate limits that it counts for.
    pub(super) rate_limits: &'static [(&'static str, u32)],
    pub(super) call_deadline: Instant,
    pub(super) deadline: Instant,
    pub(super) idle: Duration,
    pub(super) body_limit: usize,
    pub(super) download_limit: u64,
}

impl Attempt<'_> {
    /// Sends a request, with what the schemes' own code puts in.
    pub(super) async fn answer(
        &self,
        mut prepared: Prepared,
        schemes: &[Applied<'_>],
    ) -> Result<Answer, Error> {
        let authorized = authenticate::authorize(self, schemes, &mut prepared).await;
        let Prepared { request, secrets } = prepared;
        let answer = match authorized {
            Ok(()) => self.send(request, &secrets).await,
            Err(error) => Err(error),
        };
        match answer {
            Ok((response, incoming)) => Ok(Answer {
                response,
                incoming,
                secrets,
            }),
            Err(error) => Err(error.with_secrets(secrets)),
        }
    }

    /// Sends a request as it is, and lets those see it that watch the call, without these secrets.
    pub(super) async fn send(
        &self,
        mut request: Request<Body>,
        secrets: &[Secret],
    ) -> Result<Came, Error> {
        let Some(watch) = self.watch else {
            return self.run(request).await;
        };
        let attempt = watch.attempt(self.endpoint, self.purpose, &mut request, secrets);
        // Boxed, so that calls that no one watches make no room for it.
        attempt.watch(Box::pin(self.run(request))).await
    }

    async fn run(&self, request: Request<Body>) -> Result<Came, Error> {
        let head = timeout_at(self.deadline, self.client.core().transport.send(request)).await;
        let response = match head {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(self.transport_error(&error)),
            Err(_) => return Err(self.error(ErrorKind::Timeout, "no response")),
        };
        let (head, mut chunks) = response.into_parts();
        let mut parts = ResponseParts {
            status: head.status,
            headers: head.headers,
            body: Bytes::new(),
            retry_after: None,
        };
        if parts.headers.contains_key(header::RETRY_AFTER) {
            let now = self.client.core().environment.now();
            parts.retry_after = retry_after(&parts.headers, now);
        }
        // What answers HEAD has no body, whatever length its headers give (RFC 9110 section 9.3.2).
        if self.endpoint.method == Method::HEAD {
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
                endpoint: self.endpoint,
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

    /// The outcome whose body is read while it comes, if this head is one of it.
    fn streamed_outcome(&self, head: &ResponseParts) -> Option<&'static Candidate<'static>> {
        if self.streamed.is_empty() {
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
        streamed(self.streamed, &received.observed())
    }

    fn error(&self, kind: ErrorKind, detail: impl Into<String>) -> Error {
        Error::new(kind, self.endpoint, detail)
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
        endpoint: EndpointInfo,
        attempts: u32,
        facts: Vec<Option<String>>,
        idempotency_key: Option<String>,
        hidden: Secrets,
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
            hidden,
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
