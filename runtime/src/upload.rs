//! Bytes that a request sends.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use crate::transport::{TransportError, TransportErrorKind};
use crate::{Body, Invalid};

/// Bytes to be sent: there already, or to be read while the request is on its way.
///
/// A clone of a stream is the same stream. It can be sent once: a second request with it is refused
/// before anything is sent.
#[derive(Clone)]
pub struct Upload(Source);

#[derive(Clone)]
enum Source {
    Whole(Bytes),
    Stream {
        /// Nothing once it is sent.
        body: Arc<Mutex<Option<Body>>>,
        length: Option<u64>,
    },
}

impl Upload {
    /// Bytes as they come. If the stream fails, so does the call, and the server has got a part.
    pub fn stream<E: fmt::Display + 'static>(
        chunks: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Self::from(Body::new(Failing(Box::pin(chunks))))
    }

    /// Says how many bytes a stream has, where that is known beforehand: the request then has a
    /// `Content-Length`, and is sent in chunks otherwise (RFC 9112 section 6). Bytes know it themselves.
    ///
    /// A stream that has another length fails the call.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Source::Stream { body, length } = &mut self.0 {
            *length = Some(bytes);
            let mut body = body.lock().unwrap_or_else(PoisonError::into_inner);
            *body = body.take().map(|body| body.with_length(bytes));
        }
        self
    }

    /// How many bytes they are, if that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Source::Whole(bytes) => Some(bytes.len() as u64),
            Source::Stream { length, .. } => *length,
        }
    }

    /// The bytes, if they are there already.
    pub(crate) fn whole(&self) -> Option<&Bytes> {
        match &self.0 {
            Source::Whole(bytes) => Some(bytes),
            Source::Stream { .. } => None,
        }
    }

    /// The body, which a stream gives once.
    ///
    /// # Errors
    /// If it was given before.
    pub(crate) fn take(&self) -> Result<Body, Invalid> {
        match &self.0 {
            Source::Whole(bytes) => Ok(Body::whole(bytes.clone())),
            Source::Stream { body, .. } => {
                let taken = body.lock().unwrap_or_else(PoisonError::into_inner).take();
                taken.ok_or_else(|| {
                    Invalid::request("has a stream that was sent already, and can't be sent again")
                })
            }
        }
    }
}

impl Default for Upload {
    fn default() -> Self {
        Self(Source::Whole(Bytes::new()))
    }
}

impl From<Body> for Upload {
    fn from(body: Body) -> Self {
        Self(match body.into_whole() {
            Ok(bytes) => Source::Whole(bytes),
            Err(body) => Source::Stream {
                length: body.length(),
                body: Arc::new(Mutex::new(Some(body))),
            },
        })
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Whole(bytes))
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Self::from(Bytes::from(text))
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from(Bytes::from_static(bytes))
    }
}

impl<const N: usize> From<&'static [u8; N]> for Upload {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::from(Bytes::from_static(bytes))
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        Self::from(Bytes::from_static(text.as_bytes()))
    }
}

/// Bytes by their value; a stream equals its clones alone.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Source::Whole(bytes), Source::Whole(other)) => bytes == other,
            (Source::Stream { body, .. }, Source::Stream { body: other, .. }) => {
                Arc::ptr_eq(body, other)
            }
            _ => false,
        }
    }
}

/// How much it is, since it may be large or a secret.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Whole(bytes) => write!(f, "Upload({} bytes)", bytes.len()),
            Source::Stream {
                length: Some(length),
                ..
            } => write!(f, "Upload(a stream of {length} bytes)"),
            Source::Stream { length: None, .. } => f.write_str("Upload(a stream)"),
        }
    }
}

/// A stream of the caller's own, whose errors become ours.
struct Failing<S>(std::pin::Pin<Box<S>>);

impl<S, E> Stream for Failing<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: fmt::Display,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map_err(|error| {
            let message = format!("the stream of the request failed: {error}");
            TransportError::new(TransportErrorKind::Ambiguous, message)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Never;

    impl Stream for Never {
        type Item = Result<Bytes, std::io::Error>;

        fn poll_next(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(None)
        }
    }

    #[test]
    fn a_stream_is_given_once_and_bytes_as_often_as_wanted() {
        let stream = Upload::stream(Never);
        let clone = stream.clone();
        assert_eq!(stream, clone);
        assert!(stream.take().is_ok());
        assert!(
            clone
                .take()
                .unwrap_err()
                .to_string()
                .contains("sent already")
        );
        let bytes = Upload::from("text");
        assert!(bytes.take().is_ok() && bytes.take().is_ok());
        assert_eq!(bytes.length(), Some(4));
        assert_ne!(bytes, stream);
    }

    #[test]
    fn nothing_of_it_is_printed() {
        assert_eq!(format!("{:?}", Upload::from("secret")), "Upload(6 bytes)");
        let sized = Upload::stream(Never).with_length(9);
        assert_eq!(sized.take().unwrap().length(), Some(9));
        assert_eq!(format!("{sized:?}"), "Upload(a stream of 9 bytes)");
    }
}
