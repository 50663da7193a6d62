//! Credentials that no recipe can say: code of the caller's own.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, Uri};

use crate::{Body, Invalid, Secret};

/// Puts credentials into requests in a way that a spec can't describe: the answer to a challenge, as
/// in HTTP digest (RFC 7616), a token out of a vault, a signature of the vendor's own making.
///
/// A spec asks for one with `custom` as an auth scheme; the builder's method of that scheme takes it.
///
/// ```
/// use docwright_runtime::{AuthRequest, Authenticator, Authorizing, Secret};
///
/// /// Sends what another program has written to a file.
/// struct FromFile(std::path::PathBuf);
///
/// impl Authenticator for FromFile {
///     fn authorize<'a>(&'a self, mut request: AuthRequest<'a>) -> Authorizing<'a> {
///         Box::pin(async move {
///             let token = std::fs::read_to_string(&self.0)?;
///             request.set_header("X-Token", &Secret::from(token.trim()))?;
///             Ok(())
///         })
///     }
/// }
/// ```
pub trait Authenticator: Send + Sync + 'static {
    /// Puts credentials into a request that is about to be sent, with everything else in its place.
    ///
    /// It is awaited within the time of the call. What it fails with ends the call as an error of the
    /// kind `Login`, whose text has that of the failure: let no secret stand there.
    fn authorize<'a>(&'a self, request: AuthRequest<'a>) -> Authorizing<'a>;

    /// Looks at each response to such a request. If it says `true`, the request is authorized anew and
    /// sent once more, whatever its method is: only a response by which the server says that it
    /// did nothing for want of credentials may be answered so, as a 401 with a challenge does
    /// (RFC 9110 section 11.6.1). A response to the second request is taken as it is.
    fn challenged(&self, challenge: &Challenge<'_>) -> bool {
        let _ = challenge;
        false
    }
}

/// What [`Authenticator::authorize`] gives.
pub type Authorizing<'a> =
    Pin<Box<dyn Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// A request that is about to be sent.
pub struct AuthRequest<'a> {
    request: &'a mut Request<Body>,
    secrets: &'a mut Vec<Secret>,
}

/// A response that may ask for credentials, or for other ones.
#[derive(Clone, Copy)]
pub struct Challenge<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> AuthRequest<'a> {
    pub(crate) fn new(request: &'a mut Request<Body>, secrets: &'a mut Vec<Secret>) -> Self {
        Self { request, secrets }
    }

    /// The method: `POST`.
    #[must_use]
    pub fn method(&self) -> &str {
        self.request.method().as_str()
    }

    /// The whole URL, as it is sent.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// The headers, but for those that the transport adds.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The body; `None` if it is a stream that is read while it is sent.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.request.body().as_whole()
    }

    /// Sets a header, in the place of one of that name. Its value is masked wherever a text could
    /// show it; so are the parts of it that are given to [`keep_secret`](Self::keep_secret).
    ///
    /// # Errors
    /// If the name is none, or the value can't stand in a header: it has a line break, say.
    pub fn set_header(&mut self, name: &str, value: &Secret) -> Result<(), Invalid> {
        let refused = |reason| Invalid::parameter(name.to_owned(), reason);
        let header = HeaderName::try_from(name).map_err(|_| refused("is no name of a header"))?;
        let mut text = HeaderValue::try_from(value.expose())
            .map_err(|_| refused("holds what can't stand in a header"))?;
        text.set_sensitive(true);
        self.request.headers_mut().insert(header, text);
        self.secrets.push(value.clone());
        Ok(())
    }

    /// Masks this as well wherever a text could show it.
    pub fn keep_secret(&mut self, value: &Secret) {
        self.secrets.push(value.clone());
    }
}

impl<'a> Challenge<'a> {
    pub(crate) fn new(status: StatusCode, headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self {
            status,
            headers,
            body,
        }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Its headers, `WWW-Authenticate` among them.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// Its body; empty if that is read while it comes.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

/// Its headers and URL may hold credentials.
impl fmt::Debug for AuthRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthRequest({})", self.method())
    }
}

/// Its headers may hold credentials.
impl fmt::Debug for Challenge<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Challenge({})", self.status.as_u16())
    }
}
