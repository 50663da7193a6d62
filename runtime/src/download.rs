//! Bytes that are read while they come.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;

use crate::buffer::Buffer;
use crate::incoming::{Cut, Incoming};
use crate::{Error, ErrorKind};

/// The bytes of a body, piece by piece as they come: a file that needs no room in memory.
///
/// What keeps it from ending well is its last value, an error that says how many bytes had come: a
/// body that is cut, a pause that takes too long, more bytes than [`Call::download_limit`] allows.
/// Dropped, it gives up the connection.
///
/// The time limits of a call hold until the head of the response is there; from then on only that
/// between two pieces does, and it runs only while one is waited for.
///
/// ```no_run
/// # async fn save(mut download: docwright_runtime::Download, file: &mut Vec<u8>) -> Result<(), docwright_runtime::Error> {
/// while let Some(piece) = download.next().await {
///     file.extend_from_slice(&piece?);
/// }
/// # Ok(())
/// # }
/// ```
///
/// [`Call::download_limit`]: crate::Call::download_limit
#[must_use = "nothing more is read until the next piece is asked for"]
pub struct Download {
    incoming: Box<Incoming>,
    is_done: bool,
}

impl Download {
    pub(crate) fn new(incoming: Box<Incoming>) -> Self {
        Self {
            incoming,
            is_done: false,
        }
    }

    /// How many bytes it has as a whole, if the response says so beforehand. It doesn't where the
    /// body is compressed, or sent in chunks.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.incoming.declared_length()
    }

    /// How many bytes have come.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.incoming.received()
    }

    /// Waits for the next piece; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// Waits for all that is left, at most as many bytes as [`Call::body_limit`] allows for bodies
    /// that are read as a whole.
    ///
    /// # Errors
    /// If it doesn't end well, or is larger.
    ///
    /// [`Call::body_limit`]: crate::Call::body_limit
    pub async fn bytes(self) -> Result<Bytes, Error> {
        let limit = self.incoming.body_limit();
        self.bytes_up_to(limit).await
    }

    /// As [`bytes`](Self::bytes), with a limit of its own.
    ///
    /// # Errors
    /// If it doesn't end well, or is larger.
    pub async fn bytes_up_to(mut self, limit: usize) -> Result<Bytes, Error> {
        let mut kept = Buffer::default();
        while let Some(piece) = self.next().await {
            let piece = piece?;
            if kept.len().saturating_add(piece.len()) > limit {
                let detail = format!("more than {limit} bytes");
                return Err(self.error(&Cut::new(ErrorKind::TooLarge, detail)));
            }
            kept.push(piece);
        }
        Ok(kept.finish())
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if self.is_done {
            return Poll::Ready(None);
        }
        let cut = match ready!(self.incoming.poll_bytes(cx)) {
            Ok(Some(piece)) => return Poll::Ready(Some(Ok(piece))),
            Ok(None) if self.is_whole() => None,
            Ok(None) => Some(Cut::new(ErrorKind::Interrupted, "the body ended early")),
            Err(cut) => Some(cut),
        };
        self.is_done = true;
        // The connection is given up at once, not when the download is dropped.
        self.incoming.body = None;
        Poll::Ready(cut.map(|cut| Err(self.error(&cut))))
    }

    /// Whether all bytes that were announced have come.
    fn is_whole(&self) -> bool {
        self.content_length()
            .is_none_or(|length| self.received() >= length)
    }

    /// No more is read.
    #[cfg(feature = "blocking")]
    pub(crate) fn refused(&self, reason: &str) -> Error {
        self.error(&Cut::new(ErrorKind::Invalid, reason))
    }

    fn error(&self, cut: &Cut) -> Error {
        let (detail, received) = (&cut.detail, self.received());
        let detail = match self.content_length() {
            Some(length) => format!("{detail}, after {received} of {length} bytes"),
            None => format!("{detail}, after {received} bytes"),
        };
        self.incoming.error(cut.kind, &detail)
    }
}

impl futures_core::Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

/// Nothing of what it holds.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Download")
    }
}
