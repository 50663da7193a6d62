//! The transport over reqwest: the only file that knows it, and hyper below it.

use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Request, StatusCode};
use http_body::{Body as _, Frame, SizeHint};
use reqwest::{Client, ClientBuilder, redirect, retry};

use super::urls::Urls;
use super::{Body, Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::BuildError;

/// Whether a feature for TLS is on.
pub(crate) const HAS_TLS: bool = cfg!(any(
    feature = "tls-ring",
    feature = "tls-native",
    feature = "tls-aws-lc"
));

/// What the user does to the settings.
pub(crate) type Configure = Box<dyn FnOnce(ClientBuilder) -> ClientBuilder + Send>;

/// What is known of the hosts that a client will talk to.
pub(crate) struct Peer {
    /// This machine.
    pub(crate) is_loopback: bool,
    /// Spoken to in plain HTTP.
    pub(crate) is_plain: bool,
}

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
    pub(crate) fn build(
        configure: Option<Configure>,
        connect_timeout: Duration,
        peer: &Peer,
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
            Ok(response.map(|body| Body::new(Chunks(body))))
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
            Err(body) => reqwest::Body::wrap(Streamed(Mutex::new(body))),
        });
        Ok(request)
    }
}

/// A request's body as hyper pulls it. The lock is never waited for: it makes the body `Sync`.
struct Streamed(Mutex<Body>);

impl http_body::Body for Streamed {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.get_mut().0.get_mut();
        let body = body.unwrap_or_else(PoisonError::into_inner);
        body.poll_next(cx).map_ok(Frame::data)
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.length()
            .map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// The data frames of a body; trailers are left out.
struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(body_error(error.without_url())))),
            }
        }
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
        heard(&error).unwrap_or(TransportErrorKind::Ambiguous)
    };
    TransportError::new(kind, chain(&error))
}

/// What hyper's own text says of a head without measure. Its method that says so would have the
/// server's half of hyper compiled; under another text, the head is merely one that can't be read.
const HEAD_TOO_LARGE: &str = "message head is too large";

/// Why hyper could make no sense of a head, if that is what happened.
fn heard(error: &reqwest::Error) -> Option<TransportErrorKind> {
    let mut errors = sources(error).filter_map(|source| source.downcast_ref::<hyper::Error>());
    let unread = errors.find(|error| error.is_parse())?;
    Some(if unread.to_string() == HEAD_TOO_LARGE {
        TransportErrorKind::TooLarge
    } else {
        TransportErrorKind::Protocol
    })
}

/// An error behind it.
fn body_error(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if is_unreadable(&error) {
        // What undoes a coding stands above hyper.
        match sources(&error).any(<dyn StdError>::is::<hyper::Error>) {
            true => TransportErrorKind::Protocol,
            false => TransportErrorKind::Coding,
        }
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, chain(&error))
}

/// Whether bytes came that make no sense, where others are cut or missing.
fn is_unreadable(error: &reqwest::Error) -> bool {
    let mut errors = sources(error).filter_map(|source| source.downcast_ref::<io::Error>());
    errors.any(|error| {
        let kind = error.kind();
        matches!(
            kind,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        )
    })
}

/// The messages of an error and of all below it, which name no URL once reqwest's own is gone.
fn chain(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    for source in sources(error) {
        let message = source.to_string();
        if !text.ends_with(&message) {
            text.push_str(": ");
            text.push_str(&message);
        }
    }
    text
}

fn sources(error: &reqwest::Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |source| (*source).source())
}
