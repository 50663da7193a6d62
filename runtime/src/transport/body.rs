//! A body: of a response as it comes, of a request as it leaves.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// Pieces of a body, pulled one by one. It ends, or ends with an error if it was cut.
pub struct Body(Pieces);

enum Pieces {
    /// All of it in one piece; none if that was taken.
    Whole(Bytes),
    Chunks {
        chunks: Chunks,
        length: Option<u64>,
    },
}

impl Body {
    /// Pieces as they come.
    pub fn new(chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Pieces::Chunks {
            chunks: Box::pin(chunks),
            length: None,
        })
    }

    /// Says how many bytes all pieces are together, where that is known beforehand: a request
    /// then has a `Content-Length` (RFC 9110 section 8.6).
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Pieces::Chunks { length, .. } = &mut self.0 {
            *length = Some(bytes);
        }
        self
    }

    /// One piece.
    #[must_use]
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        Self(Pieces::Whole(bytes.into()))
    }

    /// Waits for the next piece; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    /// As [`next`](Self::next), for code that polls.
    pub fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        match &mut self.0 {
            Pieces::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Pieces::Whole(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Pieces::Chunks { chunks, .. } => chunks.as_mut().poll_next(cx),
        }
    }

    /// How many bytes are left, if that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Pieces::Whole(bytes) => Some(bytes.len() as u64),
            Pieces::Chunks { length, .. } => *length,
        }
    }

    /// The bytes of a body that is there already; `None` if it is yet to come.
    pub(crate) fn as_whole(&self) -> Option<&Bytes> {
        match &self.0 {
            Pieces::Whole(bytes) => Some(bytes),
            Pieces::Chunks { .. } => None,
        }
    }

    /// The bytes of a body that is there already.
    ///
    /// # Errors
    /// The body as it is, if it is yet to come.
    pub fn into_whole(self) -> Result<Bytes, Self> {
        match self.0 {
            Pieces::Whole(bytes) => Ok(bytes),
            chunks @ Pieces::Chunks { .. } => Err(Self(chunks)),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}
