//! The one path that every call takes. It isn't generic: a request goes in, a response or an error
//! comes out.

mod again;
mod authenticate;
mod login;

use std::cell::RefCell;
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::outcome::{BodyKind, Candidate, Unfit, streamed};
use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use tokio::time::{Instant, timeout_at};

use self::again::Tries;
use crate::address::is_in_the_clear;
use crate::auth::Applied;
use crate::buffer::Buffer;
use crate::call::Decode;
use crate::encode::Encoded;
use crate::endpoint::Described;
use crate::error::ResponseParts;
use crate::incoming::{Head, Incoming};
use crate::transport::TransportError;
use crate::{
    Body, Client, EndpointInfo, Error, ErrorKind, Invalid, Method, Nonce, Received, Retries,
    Secret, Timeouts, Undone, auth,
};

/// The header by which servers know a repeated request.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// A call as it is about to be sent.
pub(crate) struct Outgoing {
    pub(crate) client: Client,
    pub(crate) endpoint: Described,
    pub(crate) request: Result<Encoded, Invalid>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retries: Retries,
    pub(crate) body_limit: usize,
    pub(crate) download_limit: u64,
    /// Of this call alone; they take the place of others.
    pub(crate) headers: HeaderMap,
}

/// A response that is whole, or whose body is read while it comes, and what is needed to read it or
/// to complain about it.
pub(crate) struct Arrived {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body that is still to come.
    incoming: RefCell<Option<Box<Incoming>>>,
    pub(crate) attempts: u32,
    facts: Vec<Option<String>>,
    endpoint: EndpointInfo,
    idempotency_key: Option<String>,
    secrets: Vec<Secret>,
}

/// Sends a call and waits for the whole response, or for its head where that is enough; again where
/// that does no harm.
///
/// # Errors
/// Whatever keeps the response from arriving whole.
pub(crate) async fn send(outgoing: Outgoing) -> Result<Arrived, Error> {
    let Outgoing {
        client,
        endpoint:
            Described {
                info: endpoint,
                streamed,
                undone,
                takes_key,
            },
        request,
        timeouts,
        retries,
        body_limit,
        download_limit,
        mut headers,
    } = outgoing;
    let invalid = |invalid: Invalid| Error::new(ErrorKind::Invalid, endpoint, invalid.to_string());
    let mut encoded = request.map_err(invalid)?;
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(invalid(Invalid::request(
            "needs a Tokio runtime to be sent in",
        )));
    }
    let core = client.core();
    let is_idempotent = endpoint
        .idempotent
        .unwrap_or_else(|| endpoint.method.is_idempotent());
    let mut idempotency_key = key_of(&headers).or_else(|| key_of(&encoded.headers));
    // What is sent once needs none.
    if takes_key && !is_idempotent && idempotency_key.is_none() && retries.attempts > 1 {
        let key = core.environment.nonce(Nonce::Uuid, 0).map_err(invalid)?;
        let value = HeaderValue::from_str(&key);
        let value = value.map_err(|_| invalid(Invalid::request("has no valid key")))?;
        headers.insert(IDEMPOTENCY_KEY, value);
        idempotency_key = Some(key);
    }
    let facts: Vec<Option<String>> = encoded
        .facts
        .iter()
        .map(|fact| fact.value.clone())
        .collect();
    let deadline = later(Instant::now(), timeouts.call);
    let can_be_repeated = encoded.content.can_be_repeated();
    let is_repeatable = is_idempotent || idempotency_key.is_some();
    let mut tries = Tries::new(core, retries, is_repeatable, deadline);
    loop {
        let spare = (can_be_repeated && tries.may_go_on()).then(|| encoded.clone());
        let again = |now| deadline.min(later(now, timeouts.attempt));
        let attempt = Attempt {
            client: &client,
            endpoint,
            streamed,
            facts: &facts,
            deadline: again(Instant::now()),
            idle: timeouts.idle,
            body_limit,
            download_limit,
        };
        let result = exchange(attempt, encoded, &headers, again).await;
        let is_undone = |answer: &Answer| undone.is_some_and(|undone| answer.is(undone, &facts));
        let pause = tries.pause_after(&result, is_undone);
        let error = match (pause.zip(spare), result) {
            (Some((pause, spare)), _) => {
                core.environment.sleep(pause).await;
                encoded = spare;
                continue;
            }
            (None, Err(error)) => error,
            (None, Ok(answer)) => {
                return Ok(answer.arrived(endpoint, tries.made, facts, idempotency_key));
            }
        };
        let may_have_been_sent = tries.may_have_been_sent;
        return Err(error
            .sent(may_have_been_sent)
            .with_attempts(tries.made)
            .with_idempotency_key(idempotency_key));
    }
}

/// The key by which servers know a repeated request.
fn key_of(headers: &HeaderMap) -> Option<String> {
    let key = headers.get(IDEMPOTENCY_KEY)?;
    key.to_str().ok().map(str::to_owned)
}

/// What an attempt came to.
struct Answer {
    response: ResponseParts,
    incoming: Option<Box<Incoming>>,
    /// Of the request.
    secrets: Vec<Secret>,
}

impl Answer {
    /// Whether it is what this function tells.
    fn is(&self, told: Undone, facts: &[Option<String>]) -> bool {
        let facts: Vec<Option<&str>> = facts.iter().map(Option::as_deref).collect();
        told(&Received {
            status: self.response.status,
            headers: &self.response.headers,
            body: &self.response.body,
            incoming: None,
            facts: &facts,
        })
    }

    fn arrived(
        self,
        endpoint: EndpointInfo,
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
            incoming: RefCell::new(incoming),
            attempts,
            facts,
            endpoint,
            idempotency_key,
            secrets: self.secrets,
        }
    }
}

/// Sends a request with the credentials that it needs; once more, until the time that `again` gives,
/// if the response says that they aren't accepted and that nothing was done.
async fn exchange(
    attempt: Attempt<'_>,
    encoded: Encoded,
    headers: &HeaderMap,
    again: impl Fn(Instant) -> Instant,
) -> Result<Answer, Error> {
    let Attempt {
        client, endpoint, ..
    } = attempt;
    let invalid = |invalid: Invalid| Error::new(ErrorKind::Invalid, endpoint, invalid.to_string());
    let mut schemes = schemes_of(client, endpoint).map_err(invalid)?;
    let core = client.core();
    if let Some(given) = encoded.given {
        let has_auth = !schemes.is_empty();
        let checked = given.check(core.base_url(), &encoded, has_auth, core.allow_plain_http);
        checked.map_err(invalid)?;
    }
    login::fill(&attempt, &mut schemes, &[]).await?;
    let may_be_refused =
        login::can_be_renewed(&schemes) || authenticate::may_be_challenged(&schemes);
    let spare = (may_be_refused && encoded.content.can_be_repeated()).then(|| encoded.clone());
    let prepared = prepare(client, endpoint, encoded, &schemes, headers).map_err(invalid)?;
    let answer = attempt.answer(prepared, &schemes).await?;
    let ended = login::ended(core, &schemes, answer.response.status);
    let is_refused = authenticate::is_challenged(&schemes, &answer) || !ended.is_empty();
    let Some(spare) = spare.filter(|_| is_refused) else {
        return Ok(answer);
    };
    let attempt = Attempt {
        deadline: again(Instant::now()),
        ..attempt
    };
    login::fill(&attempt, &mut schemes, &ended).await?;
    let prepared = prepare(client, endpoint, spare, &schemes, headers).map_err(invalid)?;
    let answer = attempt.answer(prepared, &schemes).await?;
    login::accepted(&attempt, &schemes, answer)
}

/// The schemes that are sent, with the client's credentials.
///
/// # Errors
/// If there are none.
fn schemes_of(client: &Client, endpoint: EndpointInfo) -> Result<Vec<Applied<'_>>, Invalid> {
    let Some(scheme) = endpoint.auth else {
        return Ok(Vec::new());
    };
    client.core().applied(scheme).ok_or_else(|| {
        Invalid::request(format!(
            "needs the credentials of the scheme `{}`",
            scheme.name
        ))
    })
}

/// A request as it travels.
struct Prepared {
    request: Request<Body>,
    /// Whatever errors must not show: the client's credentials, what is made of them, and secrets
    /// among the request's values.
    secrets: Vec<Secret>,
}

/// The request as it travels: credentials put in, headers of the call put over it.
///
/// # Errors
/// If credentials are missing, can't stand where they must, or would travel in the clear.
fn prepare(
    client: &Client,
    endpoint: EndpointInfo,
    mut encoded: Encoded,
    schemes: &[Applied<'_>],
    headers: &HeaderMap,
) -> Result<Prepared, Invalid> {
    let core = client.core();
    if encoded.uri.scheme().is_none() {
        return Err(Invalid::request("has no base URL to be sent to"));
    }
    encoded.secrets.extend(auth::secrets_among(headers));
    let mut carries_secret = !encoded.secrets.is_empty();
    carries_secret |= !schemes.is_empty();
    let environment = core.environment.as_ref();
    auth::apply(schemes, environment, endpoint.method, &mut encoded)?;
    if carries_secret && !core.allow_plain_http && is_in_the_clear(&encoded.uri) {
        return Err(Invalid::request(
            "carries a secret, which is not sent over plain http unless that is allowed",
        ));
    }
    let body = encoded.take_body()?;
    for (name, value) in headers {
        encoded.headers.insert(name, value.clone());
    }
    let mut request = Request::new(body);
    *request.method_mut() = http::Method::from_bytes(endpoint.method.as_str().as_bytes())
        .map_err(|_| Invalid::request("has no valid method"))?;
    *request.uri_mut() = encoded.uri;
    *request.headers_mut() = encoded.headers;
    let sent = schemes
        .iter()
        .flat_map(|applied| applied.credentials.iter());
    let secrets = core.secrets().chain(sent).cloned();
    let secrets = secrets.chain(encoded.secrets).collect();
    Ok(Prepared { request, secrets })
}

/// One time that a request is sent.
#[derive(Clone, Copy)]
struct Attempt<'a> {
    client: &'a Client,
    endpoint: EndpointInfo,
    streamed: &'static [Candidate<'static>],
    facts: &'a [Option<String>],
    deadline: Instant,
    idle: Duration,
    body_limit: usize,
    download_limit: u64,
}

impl Attempt<'_> {
    /// Sends a request, with what the schemes' own code puts in.
    async fn answer(
        &self,
        mut prepared: Prepared,
        schemes: &[Applied<'_>],
    ) -> Result<Answer, Error> {
        let authorized = authenticate::authorize(self, schemes, &mut prepared).await;
        let Prepared { request, secrets } = prepared;
        let answer = match authorized {
            Ok(()) => self.run(request).await,
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

    async fn run(
        &self,
        request: Request<Body>,
    ) -> Result<(ResponseParts, Option<Box<Incoming>>), Error> {
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
        };
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

/// A point in time, as far away as can be told if it is too far.
fn later(from: Instant, wait: Duration) -> Instant {
    const FAR: Duration = Duration::from_secs(60 * 60 * 24 * 365);
    from + wait.min(FAR)
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

impl Arrived {
    /// Reads the outcome.
    pub(crate) fn read<R>(&self, decode: Decode<R>) -> Result<R, Unfit> {
        let facts: Vec<Option<&str>> = self.facts.iter().map(Option::as_deref).collect();
        decode(&Received {
            status: self.status,
            headers: &self.headers,
            body: &self.body,
            incoming: Some(&self.incoming),
            facts: &facts,
        })
    }

    /// The error of a response that is no documented outcome.
    pub(crate) fn into_error(self, unfit: Unfit) -> Error {
        let error = match unfit {
            Unfit::Malformed { outcome, fault } => {
                Error::new(ErrorKind::Malformed, self.endpoint, "").with_fault(outcome, fault)
            }
            Unfit::Undocumented if is_redirect(self.status) => Error::new(
                ErrorKind::Redirected,
                self.endpoint,
                "redirects are not followed",
            ),
            Unfit::Undocumented => Error::new(ErrorKind::Undocumented, self.endpoint, ""),
        };
        error
            .with_response(ResponseParts {
                status: self.status,
                headers: self.headers,
                body: self.body,
            })
            .with_attempts(self.attempts)
            .with_idempotency_key(self.idempotency_key)
            .with_secrets(self.secrets)
    }
}

/// Statuses that send the client elsewhere (RFC 9110 section 15.4).
fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}
