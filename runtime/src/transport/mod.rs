//! What sends: a trait over plain HTTP types, so that another HTTP client can be put in.

mod body;
#[cfg(feature = "hyper")]
mod by_default;
#[cfg(feature = "hyper")]
mod connect;
mod error;
#[cfg(feature = "hyper")]
mod failure;
#[cfg(feature = "hyper")]
mod frames;
#[cfg(feature = "hyper")]
mod over_hyper;
#[cfg(feature = "reqwest")]
mod over_reqwest;
#[cfg(feature = "reqwest")]
mod shared;
#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
mod tls;
#[cfg(feature = "reqwest")]
mod urls;

use std::future::Future;
use std::pin::Pin;

use http::{Request, Response};

pub use self::body::Body;
#[cfg(feature = "hyper")]
pub(crate) use self::by_default::by_default;
pub use self::error::{TransportError, TransportErrorKind};

/// Whether a feature for TLS is on.
#[cfg(feature = "hyper")]
const HAS_TLS: bool = cfg!(any(
    feature = "tls-ring",
    feature = "tls-native",
    feature = "tls-aws-lc"
));

/// The HTTP client that has settings.
#[cfg(feature = "reqwest")]
pub use ::reqwest;

/// Stands for the HTTP client that has settings while the feature `reqwest` is off.
#[cfg(not(feature = "reqwest"))]
pub mod reqwest {
    /// The settings of a client that isn't there: no value of it exists.
    #[derive(Debug)]
    pub enum ClientBuilder {}
}

/// What the user does to the settings.
pub(crate) type Configure =
    Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// What [`Transport::send`] gives.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send + 'a>>;

/// Sends one request and gives the head of its response, with the body as it comes.
///
/// An implementation follows no redirects, repeats nothing, and says in its errors whether the
/// request may have left. Codings of the content that it asks for, it undoes, and takes
/// `Content-Encoding` away with them. Bounds on time and size are kept by the caller; a bound on the time to
/// connect is the transport's own.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`, which is complete: an absolute URL, all headers, and the body, which may be
    /// there whole ([`Body::into_whole`]) or be yet to come.
    fn send(&self, request: Request<Body>) -> TransportFuture<'_>;
}
