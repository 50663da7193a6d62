//! Connections of the default transport.

use std::error::Error;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use tokio::time::timeout;
use tower_service::Service;

use super::by_default::Peer;
use crate::BuildError;

/// How long a connection is silent before the system asks whether the other side is still there.
const KEEPALIVE: Duration = Duration::from_secs(15);

/// How often it asks in vain.
const KEEPALIVE_RETRIES: u32 = 3;

#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
type Inner = hyper_rustls::HttpsConnector<HttpConnector>;
#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
type Inner = HttpConnector;

type Connection = <Inner as Service<Uri>>::Response;

type BoxError = Box<dyn Error + Send + Sync>;

/// Makes connections, TLS included, in a bounded time.
#[derive(Clone)]
pub(super) struct Connector {
    inner: Inner,
    timeout: Duration,
}

/// Makes what makes connections.
///
/// # Errors
/// If TLS can't start.
pub(super) fn connector(timeout: Duration, peer: Peer) -> Result<Connector, BuildError> {
    let mut tcp = HttpConnector::new();
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(KEEPALIVE));
    tcp.set_keepalive_interval(Some(KEEPALIVE));
    tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
    tcp.set_connect_timeout(Some(timeout));
    #[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
    let inner = {
        tcp.enforce_http(false);
        super::tls::over(tcp, peer)?
    };
    #[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
    let inner = {
        let _ = peer;
        tcp
    };
    Ok(Connector { inner, timeout })
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Connection, Self::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx).map_err(boxed)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = timeout(self.timeout, self.inner.call(uri));
        Box::pin(async move {
            match connecting.await {
                Ok(connected) => connected.map_err(boxed),
                Err(_) => Err(boxed(io::Error::new(
                    io::ErrorKind::TimedOut,
                    "not in time",
                ))),
            }
        })
    }
}

fn boxed(error: impl Into<BoxError>) -> BoxError {
    error.into()
}
