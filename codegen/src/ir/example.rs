//! Examples: checked against the request and the outcome they belong to.

use std::fmt;

use super::Literal;

/// One example.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its name in the spec.
    pub name: String,
    /// Meaning.
    pub description: Option<String>,
    /// Which other source shows it.
    pub from: Option<String>,
    /// Why its body differs from what the page prints.
    pub repaired: Option<String>,
    /// Value of each field of the request, by index into [`super::Request::members`]; `None` where
    /// the caller leaves it out, and for constants.
    pub values: Vec<Option<Literal>>,
    /// Schemes that are sent, by index, each with its credentials in its order.
    pub credentials: Vec<(usize, Vec<String>)>,
    /// The time at which it is sent, in milliseconds since 1970, where that is told.
    pub now: Option<i64>,
    /// The nonce that is sent.
    pub nonce: Option<String>,
    /// Values of the base URL's variables, in the API's order.
    pub variables: Vec<String>,
    /// The request as it is sent.
    pub request: HttpRequest,
    /// The same request at the endpoint's other addresses, in their order.
    pub also: Vec<HttpRequest>,
    /// What the request must not show: every secret as it travels, and as the caller gives it.
    pub secrets: Vec<String>,
    /// The responses: one, or one for each kind of status if the page gives none.
    pub responses: Vec<HttpResponse>,
    /// Index into the endpoint's outcomes.
    pub outcome: usize,
}

/// A request on the wire. `Debug` shows the body as text.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// `POST`.
    pub method: String,
    /// `https://api.shop.example`; scheme and authority.
    pub origin: String,
    /// Path, percent-encoded.
    pub path: String,
    /// Query pairs, decoded, in order.
    pub query: Vec<(String, String)>,
    /// Headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// A response on the wire. `Debug` shows the body as text.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// Status.
    pub status: u16,
    /// Headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("origin", &self.origin)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("headers", &self.headers)
            .field("body", &String::from_utf8_lossy(&self.body))
            .finish()
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &String::from_utf8_lossy(&self.body))
            .finish()
    }
}
