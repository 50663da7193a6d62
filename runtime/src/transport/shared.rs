//! A request's body as reqwest has it.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::TransportError;
use super::frames::Outbound;

/// What hyper pulls, for reqwest, which wants bodies that threads can share. The lock is never waited for.
pub(super) struct Shared(Mutex<Outbound>);

impl From<Outbound> for Shared {
    fn from(body: Outbound) -> Self {
        Self(Mutex::new(body))
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.get_mut().0.get_mut();
        Pin::new(body.unwrap_or_else(PoisonError::into_inner)).poll_frame(cx)
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.size_hint()
    }
}
