//! One request of a call, as a hook sees it.

use std::fmt;
use std::time::Duration;

use http::{HeaderName, Request, StatusCode, Uri, header};

use super::body::shown;
use crate::encode::{header_name, header_value};
use crate::error::ResponseParts;
use crate::{Body, EndpointInfo, Error, ErrorKind, Invalid, Secret, Secrets};

/// Headers of which a hook sets none: credentials have their own ways, and the others say where a
/// message ends or whom it is for (RFC 9110 sections 7.2, 7.6.1, 8.6 and 11.6; RFC 6265).
const KEPT: &[HeaderName] = &[
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::COOKIE,
    header::EXPECT,
    header::HOST,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Purpose {
    /// It is the call's own.
    Call,
    /// It gets a token or a session that the call needs.
    Login,
}

impl Purpose {
    /// Its name, for logs and metrics: `call`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Login => "login",
        }
    }
}

/// Which request of which call: names and numbers, no values.
#[derive(Debug, Clone)]
pub struct AttemptInfo {
    api: &'static str,
    endpoint: &'static str,
    method: &'static str,
    url_template: &'static str,
    purpose: Purpose,
    number: u32,
    server_address: Option<String>,
    server_port: Option<u16>,
}

impl AttemptInfo {
    pub(super) fn new(endpoint: &EndpointInfo, purpose: Purpose, number: u32, uri: &Uri) -> Self {
        Self {
            api: endpoint.api,
            endpoint: endpoint.name,
            method: endpoint.method.as_str(),
            url_template: endpoint.url,
            purpose,
            number,
            server_address: uri.host().map(str::to_owned),
            server_port: port(uri),
        }
    }

    /// Name of the API.
    #[must_use]
    pub fn api(&self) -> &'static str {
        self.api
    }

    /// Name of the endpoint that is called, also where this request gets a token for it.
    #[must_use]
    pub fn endpoint(&self) -> &'static str {
        self.endpoint
    }

    /// HTTP method: `POST`.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The documented URL with its placeholders: `/orders/{id}`.
    #[must_use]
    pub fn url_template(&self) -> &'static str {
        self.url_template
    }

    /// What it is for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The how many-th request of this purpose it is within its call, from 1. One that is sent once
    /// more with other credentials counts as well.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The host that it goes to.
    #[must_use]
    pub fn server_address(&self) -> Option<&str> {
        self.server_address.as_deref()
    }

    /// The port that it goes to: that of the URL, or the usual one of its scheme.
    #[must_use]
    pub fn server_port(&self) -> Option<u16> {
        self.server_port
    }
}

/// The port of a URL, or the usual one of its scheme (RFC 9110 section 4.2).
pub(super) fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    })
}

/// A request that is about to be sent, to which headers can be added.
pub struct AttemptRequest<'a> {
    request: &'a mut Request<Body>,
    masked: Masked<'a>,
}

/// What is left out where a body is shown.
#[derive(Clone, Copy)]
pub(super) struct Masked<'a> {
    /// Masked wherever it stands.
    pub(super) known: &'a [Secret],
    pub(super) secrets: Secrets,
}

impl<'a> AttemptRequest<'a> {
    pub(super) fn new(request: &'a mut Request<Body>, masked: Masked<'a>) -> Self {
        Self { request, masked }
    }

    /// The body as text, of so many characters at most, `…` behind one that goes on. Credentials and
    /// secrets among the request's values are masked in every spelling in which they are known to travel, but for those
    /// of less than four characters; all of it if it is there to get a token. `None` if there
    /// is no body, or one that is read while it is sent.
    ///
    /// It costs as much time as the body is long.
    #[must_use]
    pub fn masked_body(&self, limit: usize) -> Option<String> {
        let body = self.request.body().as_whole()?;
        // What a spec says of answers, it doesn't say of requests.
        let secrets = match self.masked.secrets {
            Secrets::Body => Secrets::Body,
            Secrets::Members(_) | Secrets::Nothing => Secrets::Nothing,
        };
        (!body.is_empty()).then(|| shown(body, self.masked.known, secrets, limit))
    }

    /// Adds a header. It isn't part of what a scheme signs.
    ///
    /// # Errors
    /// If the request has one of that name already, if its name is that of credentials (`Authorization`,
    /// `Proxy-Authorization`, `Cookie`) or of what the transport says (`Host`, `Content-Length` and
    /// others), or if name or value can't be those of a header. The request stays as it is then.
    pub fn add_header(&mut self, name: &str, value: &str) -> Result<(), Invalid> {
        let header = header_name(name)?;
        let refused = |reason| Err(Invalid::parameter(name.to_owned(), reason));
        if KEPT.contains(&header) {
            return refused("is no header that a hook sets");
        }
        if self.request.headers().contains_key(&header) {
            return refused("is a header that the request has already");
        }
        let value = header_value(name, value)?;
        self.request.headers_mut().insert(header, value);
        Ok(())
    }
}

/// What came of a request.
pub struct AttemptResult<'a> {
    end: End<'a>,
    duration: Duration,
    masked: Masked<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum End<'a> {
    Answered(&'a ResponseParts),
    Failed(&'a Error),
    Dropped,
}

impl<'a> AttemptResult<'a> {
    pub(super) fn new(end: End<'a>, duration: Duration, masked: Masked<'a>) -> Self {
        Self {
            end,
            duration,
            masked,
        }
    }

    /// The body of the response as text, of so many characters at most, `…` behind one that goes
    /// on. Masked as that of the request is, where the server repeats something; without the
    /// members that the spec says to be secret, and without anything where those can't be found. `None` if there is no
    /// body, one that is cut, or one that is read while it comes.
    ///
    /// It costs as much time as the body is long.
    #[must_use]
    pub fn masked_body(&self, limit: usize) -> Option<String> {
        let End::Answered(ResponseParts { body, .. }) = self.end else {
            return None;
        };
        let Masked { known, secrets } = self.masked;
        (!body.is_empty()).then(|| shown(body, known, secrets, limit))
    }

    /// The status, if the head of a response arrived.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.end {
            End::Answered(response) => Some(response.status),
            End::Failed(error) => error.status(),
            End::Dropped => None,
        }
    }

    /// Why no usable response arrived. Whether a response is a documented outcome is not known yet.
    #[must_use]
    pub fn error(&self) -> Option<ErrorKind> {
        match self.end {
            End::Failed(error) => Some(error.kind()),
            End::Answered(_) | End::Dropped => None,
        }
    }

    /// Whether the caller dropped the call before it was over.
    #[must_use]
    pub fn was_dropped(&self) -> bool {
        matches!(self.end, End::Dropped)
    }

    /// Time from before the request was sent until this.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.duration
    }
}

/// URL, headers and body stay out.
impl fmt::Debug for AttemptRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptRequest")
            .field("method", self.request.method())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AttemptResult<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttemptResult")
            .field("status", &self.status())
            .field("error", &self.error())
            .field("was_dropped", &self.was_dropped())
            .field("duration", &self.duration)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Masked<'_> = Masked {
        known: &[],
        secrets: Secrets::Nothing,
    };

    #[test]
    fn headers_are_added_and_none_is_replaced() {
        let mut request = Request::new(Body::whole(Vec::new()));
        let mut seen = AttemptRequest::new(&mut request, NOTHING);
        seen.add_header("TraceParent", "00-1-2-01").unwrap();
        for (name, value, reason) in [
            (
                "traceparent",
                "2",
                "`traceparent` is a header that the request has already",
            ),
            (
                "Authorization",
                "x",
                "`Authorization` is no header that a hook sets",
            ),
            ("cookie", "x", "`cookie` is no header that a hook sets"),
            (
                "content-length",
                "1",
                "`content-length` is no header that a hook sets",
            ),
            ("a b", "x", "`a b` is no name of a header"),
            (
                "x-a",
                "1\r\nx-b: 2",
                "`x-a` must not hold line breaks or other control characters, since it is a header",
            ),
        ] {
            assert_eq!(
                seen.add_header(name, value).unwrap_err().to_string(),
                reason
            );
        }
        assert_eq!(request.headers().len(), 1);
        assert_eq!(request.headers()["traceparent"], "00-1-2-01");
    }

    #[test]
    fn a_port_is_that_of_the_url_or_of_its_scheme() {
        let ports = [
            ("https://api.example/x", Some(443)),
            ("http://api.example/x", Some(80)),
            ("http://api.example:8080/x", Some(8080)),
            ("/x", None),
        ];
        for (url, expected) in ports {
            assert_eq!(port(&url.parse().unwrap()), expected, "{url}");
        }
    }
}
