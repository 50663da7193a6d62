//! What came: the request as specs speak of it, and which answer its headers ask for.
//!
//! Pairs and names are decoded by other code than a client encodes them with, so that a fault of
//! the one is seen by the other.

use docwright_codegen::ir::HttpRequest;
use hyper::HeaderMap;
use hyper::http::request::Parts;
use percent_encoding::percent_decode;

use crate::header;

/// What the headers of a request ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    /// [`header::EXAMPLE`].
    pub(crate) example: Option<String>,
    /// [`header::OUTCOME`].
    pub(crate) outcome: Option<String>,
    /// [`header::STATUS`].
    pub(crate) status: Option<String>,
}

impl Wish {
    /// Reads the headers.
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let read = |name: &str| {
            let value = headers.get(name)?;
            Some(decode(value.as_bytes()))
        };
        Self {
            example: read(header::EXAMPLE),
            outcome: read(header::OUTCOME),
            status: read(header::STATUS),
        }
    }
}

/// The request with its query decoded. The origin is left empty: it is the mock's own.
pub(crate) fn read(head: &Parts, body: Vec<u8>) -> HttpRequest {
    let query = head.uri.query().unwrap_or_default();
    HttpRequest {
        method: head.method.as_str().to_owned(),
        origin: String::new(),
        path: head.uri.path().to_owned(),
        query: form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect(),
        headers: head
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.as_str().to_owned(), value.into_owned())
            })
            .collect(),
        body,
    }
}

/// Percent-decoded text; bytes that aren't UTF-8 become replacement characters, which match nothing.
pub(crate) fn decode(text: &[u8]) -> String {
    percent_decode(text).decode_utf8_lossy().into_owned()
}
