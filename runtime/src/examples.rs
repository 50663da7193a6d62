//! Documented examples as data, so that tests can go through all of them.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use docwright_wire::multipart;
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};

use crate::transport::{TransportError, TransportErrorKind, TransportFuture};
use crate::{
    AuthRequest, Authenticator, Authorizing, Body, Call, Environment, Error, Invalid, Nonce,
    Transport,
};

/// A documented example.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Name of the API.
    pub api: &'static str,
    /// Name of the endpoint.
    pub endpoint: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// The outcome that its responses are.
    pub outcome: &'static str,
    /// Statuses of its responses, in their order.
    pub statuses: &'static [u16],
    /// What must not be shown: every secret of the example, as given and as it travels.
    pub secrets: &'static [&'static str],
    /// Makes its call, with its credentials, to a base URL.
    pub call: fn(&str) -> Result<Pending, Unmade>,
    /// What the page answers it with; several where it leaves the status open.
    pub responses: &'static [Response],
}

/// Why a call can't be made: no client, or a value that its type doesn't take. Examples are checked when
/// the client is generated, so only a base URL can cause it.
pub type Unmade = Box<dyn std::error::Error + Send + Sync>;

/// A documented response.
#[derive(Debug, Clone, Copy)]
pub struct Response {
    /// Status.
    pub status: u16,
    /// Headers, in their order.
    pub headers: &'static [(&'static str, &'static str)],
    /// Body.
    pub body: &'static [u8],
}

/// When an example is sent, and its nonce.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub now: u64,
    /// The nonce, whatever kind is asked for.
    pub nonce: &'static str,
}

impl Environment for Moment {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(self.now)
    }

    fn nonce(&self, _: Nonce, _: usize) -> Result<String, Invalid> {
        Ok(self.nonce.to_owned())
    }
}

/// The authenticator of examples, which adds nothing: what it would send is not documented.
#[derive(Debug, Clone, Copy)]
pub struct NoCredentials;

impl Authenticator for NoCredentials {
    fn authorize<'a>(&'a self, _: AuthRequest<'a>) -> Authorizing<'a> {
        Box::pin(async { Ok(()) })
    }
}

/// The call of an example, whatever its response is.
pub struct Pending(Box<dyn Erased>);

/// What a call came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Landed {
    /// Name of the outcome.
    pub outcome: &'static str,
    /// Status.
    pub status: u16,
    /// Headers of the response.
    pub headers: HeaderMap,
    /// The response as `{:#?}` shows it.
    pub debug: String,
}

type Landing = Pin<Box<dyn Future<Output = Result<Landed, Error>> + Send>>;

trait Erased: Send {
    fn header(self: Box<Self>, name: &str, value: &str) -> Pending;
    fn send(self: Box<Self>) -> Landing;
    fn send_by(self: Box<Self>, transport: Recorder) -> Landing;
}

impl Pending {
    /// Any call. It is sent once, so that what its page answers with is what it comes to.
    pub fn new<R: crate::Response>(call: Call<R>) -> Self {
        Self(Box::new(call.sent_once()))
    }

    /// Adds a header, as [`Call::header`] does.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        self.0.header(name, value)
    }

    /// Sends it.
    ///
    /// # Errors
    /// If it comes to no documented outcome.
    pub async fn send(self) -> Result<Landed, Error> {
        self.0.send().await
    }

    /// Sends it by `recorder` instead of the network.
    ///
    /// # Errors
    /// If it comes to no documented outcome.
    pub async fn send_by(self, recorder: &Recorder) -> Result<Landed, Error> {
        self.0.send_by(recorder.clone()).await
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending")
    }
}

impl<R: crate::Response> Erased for Call<R> {
    fn header(self: Box<Self>, name: &str, value: &str) -> Pending {
        Pending::new((*self).header(name, value))
    }

    fn send(self: Box<Self>) -> Landing {
        let reply = self.reply();
        Box::pin(async move {
            let reply = reply.await?;
            Ok(Landed {
                outcome: reply.outcome.outcome(),
                status: reply.status().as_u16(),
                headers: reply.headers().clone(),
                debug: format!("{:#?}", reply.outcome),
            })
        })
    }

    fn send_by(self: Box<Self>, transport: Recorder) -> Landing {
        Box::new(self.with_transport(transport)).send()
    }
}

/// A request as it was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Method.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// Headers, in their order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Body.
    pub body: Bytes,
}

impl Recorded {
    /// The request as text: method and URL, headers, an empty line, and the body; bytes that are no
    /// UTF-8 as `\xFF`. The boundary between parts is shown as the word `boundary`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let text = self.as_text();
        // A boundary is a matter of chance and says nothing.
        let content_type = self.headers.iter().find(|(name, _)| name == "content-type");
        let content_type = content_type.map(|(_, value)| String::from_utf8_lossy(value));
        match content_type.as_deref().and_then(multipart::boundary_of) {
            Some(boundary) => text.replace(boundary, "boundary").replace('\r', ""),
            None => text,
        }
    }

    fn as_text(&self) -> String {
        let mut text = format!("{} {}\n", self.method, self.url);
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {}\n", readable(value)));
        }
        if !self.body.is_empty() {
            text.push('\n');
            text.push_str(&readable(&self.body));
            text.push('\n');
        }
        text
    }
}

/// It holds credentials.
impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Recorded({} request, {} bytes)",
            self.method,
            self.body.len()
        )
    }
}

fn readable(bytes: &[u8]) -> String {
    bytes
        .utf8_chunks()
        .map(|chunk| format!("{}{}", chunk.valid(), chunk.invalid().escape_ascii()))
        .collect()
}

/// A transport without a network: it keeps every request, and answers each with the same response.
#[derive(Clone)]
pub struct Recorder(Arc<Recording>);

struct Recording {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
    requests: Mutex<Vec<Recorded>>,
}

impl Recorder {
    /// Answers with this response.
    #[must_use]
    pub fn answering(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self(Arc::new(Recording {
            status,
            headers: headers.collect(),
            body: Bytes::copy_from_slice(body),
            requests: Mutex::new(Vec::new()),
        }))
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.0
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn answer(&self, request: Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let (head, mut chunks) = request.into_parts();
        let mut body = Vec::new();
        while let Some(chunk) = chunks.next().await {
            body.extend_from_slice(&chunk?);
        }
        let recorded = Recorded {
            method: head.method.to_string(),
            url: head.uri.to_string(),
            headers: head
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
                .collect(),
            body: body.into(),
        };
        self.0
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(recorded);
        let no_http = |what: &str| {
            TransportError::new(TransportErrorKind::Protocol, format!("no valid {what}"))
        };
        let mut response = http::Response::new(Body::whole(self.0.body.clone()));
        *response.status_mut() =
            StatusCode::from_u16(self.0.status).map_err(|_| no_http("status"))?;
        let mut headers = HeaderMap::new();
        for (name, value) in &self.0.headers {
            let name =
                HeaderName::from_bytes(name.as_bytes()).map_err(|_| no_http("name of a header"))?;
            let value = HeaderValue::from_bytes(value.as_bytes())
                .map_err(|_| no_http("value of a header"))?;
            headers.append(name, value);
        }
        *response.headers_mut() = headers;
        Ok(response)
    }
}

impl Transport for Recorder {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move { self.answer(request).await })
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorder({} requests)", self.requests().len())
    }
}
