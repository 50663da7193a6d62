//! Bodies as hyper has them: frames, and ours within.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{Body, TransportError};

/// A request's body as hyper pulls it.
pub(super) struct Outbound(pub(super) Body);

impl HttpBody for Outbound {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.0.poll_next(cx).map_ok(Frame::data)
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_whole().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.0.length();
        length.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// The data frames of a response's body; trailers are left out.
pub(super) struct Inbound<B: HttpBody> {
    body: B,
    failed: fn(B::Error) -> TransportError,
}

impl<B: HttpBody> Inbound<B> {
    /// Those of this body; `failed` says what its errors are.
    pub(super) fn new(body: B, failed: fn(B::Error) -> TransportError) -> Self {
        Self { body, failed }
    }
}

impl<B: HttpBody<Data = Bytes> + Unpin> Stream for Inbound<B> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err((self.failed)(error)))),
            }
        }
    }
}
