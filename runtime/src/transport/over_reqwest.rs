//! The transport over reqwest: the only file that knows it, for its settings.

use std::time::Duration;

use http::{Request, StatusCode};
use reqwest::{Client, ClientBuilder, redirect, retry};

use super::by_default::Peer;
use super::failure::{self, chain};
use super::frames::{Inbound, Outbound};
use super::shared::Shared;
use super::urls::Urls;
use super::{Body, Configure, Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::BuildError;

#[derive(Debug)]
pub(crate) struct OverReqwest {
    client: Client,
    urls: Urls,
}

impl OverReqwest {
    /// Makes a client. Proxies from the environment are left out for this machine; what the user
    /// sets comes next; redirects, repetitions and the time to connect are ours, whatever the user set,
    /// and what travels isn't logged.
    ///
    /// # Errors
    /// If there are no CA certificates, or if reqwest can't start for another reason.
    pub(super) fn build(
        configure: Option<Configure>,
        connect_timeout: Duration,
        peer: Peer,
    ) -> Result<Self, BuildError> {
        provide_crypto();
        let mut builder = Client::builder().referer(false);
        if peer.is_loopback {
            builder = builder.no_proxy();
        }
        if peer.is_plain {
            builder = without_certificates(builder);
        }
        if let Some(configure) = configure {
            builder = configure(builder);
        }
        builder
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .connect_timeout(connect_timeout)
            .connection_verbose(false)
            .build()
            .map(|client| Self {
                client,
                urls: Urls::default(),
            })
            .map_err(|error| match has_no_certificates() {
                true => BuildError::NoCertificates,
                false => BuildError::Transport {
                    reason: chain(&error.without_url()),
                },
            })
    }
}

/// rustls takes its cryptography from a place that is one for the whole process. One that the
/// program has put there is left alone.
fn provide_crypto() {
    #[cfg(feature = "tls-ring")]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // It fails if another thread was faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}

/// Whether rustls finds no CA certificates: then a client can be made without them only. reqwest says so
/// in words that may change.
#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
fn has_no_certificates() -> bool {
    let without = || Client::builder().tls_certs_only([]);
    Client::builder().build().is_err() && without().build().is_ok()
}

/// The system's TLS looks for them when it needs them.
#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
fn has_no_certificates() -> bool {
    false
}

/// A machine without CA certificates can still speak plain HTTP, to a server of its own for
/// example; https then trusts no one.
fn without_certificates(builder: ClientBuilder) -> ClientBuilder {
    #[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
    {
        use std::sync::OnceLock;

        /// Set once certificates were found: reading them all takes milliseconds.
        static FOUND: OnceLock<()> = OnceLock::new();
        if FOUND.get().is_none() {
            if Client::builder().build().is_err() {
                return builder.tls_certs_only([]);
            }
            FOUND.get_or_init(|| ());
        }
    }
    builder
}

impl Transport for OverReqwest {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let request = self.translate(request);
        let head = request.map(|request| self.client.execute(request));
        Box::pin(async move {
            let response = head?.await;
            let response = response.map_err(|error| head_error(error.without_url()))?;
            // It answers a request to switch, of which there is none (RFC 9110 section 15.2.2).
            if response.status() == StatusCode::SWITCHING_PROTOCOLS {
                return Err(TransportError::new(
                    TransportErrorKind::Protocol,
                    "the server switched to another protocol, which it was not asked for",
                ));
            }
            let response: http::Response<reqwest::Body> = response.into();
            Ok(response.map(|body| Body::new(Inbound::new(body, body_error))))
        })
    }
}

impl OverReqwest {
    /// The same request in reqwest's types. Its own conversion spells and reads the URL anew, which takes
    /// longer than all else that is done to a small request.
    ///
    /// # Errors
    /// Of the kind `Refused`, if browsers don't know such a URL.
    fn translate(&self, request: Request<Body>) -> Result<reqwest::Request, TransportError> {
        let (head, body) = request.into_parts();
        let url = self.urls.url(&head.uri);
        let url = url.map_err(|reason| TransportError::new(TransportErrorKind::Refused, reason))?;
        let mut request = reqwest::Request::new(head.method, url);
        *request.headers_mut() = head.headers;
        *request.version_mut() = head.version;
        *request.body_mut() = Some(match body.into_whole() {
            Ok(bytes) => reqwest::Body::from(bytes),
            Err(body) => reqwest::Body::wrap(Shared::from(Outbound(body))),
        });
        Ok(request)
    }
}

/// An error before the head of the response.
fn head_error(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_builder() {
        TransportErrorKind::Refused
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        failure::heard(&error).unwrap_or(TransportErrorKind::Ambiguous)
    };
    TransportError::new(kind, chain(&error))
}

/// An error behind it.
fn body_error(error: reqwest::Error) -> TransportError {
    let error = &error.without_url();
    match error.is_timeout() {
        true => TransportError::new(TransportErrorKind::Timeout, chain(error)),
        false => failure::body_error(error),
    }
}
