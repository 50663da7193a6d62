//! The default transport: hyper's client with its pool of connections. It has no settings: whoever wants
//! some, or a proxy, gets [reqwest](super::over_reqwest), which stands on the same client.

use std::error::Error as StdError;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tower_service::Service as _;

use super::by_default::Peer;
use super::connect::{Connector, connector};
use super::failure::{body_error, chain, heard};
use super::frames::{Inbound, Outbound};
use super::{Body, Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::BuildError;

/// How long a connection is kept that no one uses.
const IDLE_CONNECTION: Duration = Duration::from_secs(90);

/// What undoes codings of contents, if a feature for one is on.
#[cfg(any(
    feature = "gzip",
    feature = "brotli",
    feature = "zstd",
    feature = "deflate"
))]
type Sender = tower_http::decompression::Decompression<Client<Connector, Outbound>>;
#[cfg(not(any(
    feature = "gzip",
    feature = "brotli",
    feature = "zstd",
    feature = "deflate"
)))]
type Sender = Client<Connector, Outbound>;

#[derive(Debug)]
pub(crate) struct OverHyper(Sender);

impl OverHyper {
    /// Makes a client, which can do without CA certificates if it talks to its peer in plain HTTP.
    ///
    /// # Errors
    /// If TLS can't start, for want of CA certificates for example.
    pub(super) fn build(connect_timeout: Duration, peer: Peer) -> Result<Self, BuildError> {
        let connector = connector(connect_timeout, peer)?;
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_CONNECTION)
            .build(connector);
        #[cfg(any(
            feature = "gzip",
            feature = "brotli",
            feature = "zstd",
            feature = "deflate"
        ))]
        let client = Sender::new(client);
        Ok(Self(client))
    }
}

impl Transport for OverHyper {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let mut request = request.map(Outbound);
        let headers = request.headers_mut();
        if !headers.contains_key(header::ACCEPT) {
            headers.insert(header::ACCEPT, HeaderValue::from_static("*/*"));
        }
        let connection = capture_connection(&mut request);
        let head = self.0.clone().call(request);
        Box::pin(async move {
            let response = head.await.map_err(|error| head_error(&error))?;
            // It answers a request to switch, of which there is none (RFC 9110 section 15.2.2).
            if response.status() == StatusCode::SWITCHING_PROTOCOLS {
                return Err(TransportError::new(
                    TransportErrorKind::Protocol,
                    "the server switched to another protocol, which it was not asked for",
                ));
            }
            if has_two_ends(response.headers())
                && let Some(connection) = connection.connection_metadata().as_ref()
            {
                connection.poison();
            }
            Ok(response.map(|body| Body::new(Inbound::new(body, cut))))
        })
    }
}

/// Whether the message says twice where it ends: what comes behind one of them on the same connection may be
/// smuggled, so that it takes no other request (RFC 9112 section 6.1).
fn has_two_ends(headers: &HeaderMap) -> bool {
    headers.contains_key(header::TRANSFER_ENCODING) && headers.contains_key(header::CONTENT_LENGTH)
}

/// An error before the head of the response.
fn head_error(error: &Error) -> TransportError {
    let kind = match error.is_connect() {
        true => TransportErrorKind::Connect,
        false => heard(error).unwrap_or(TransportErrorKind::Ambiguous),
    };
    TransportError::new(kind, chain(error))
}

/// An error behind it.
fn cut(error: impl Into<Box<dyn StdError + Send + Sync>>) -> TransportError {
    body_error(&*error.into())
}
