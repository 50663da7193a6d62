//! A call: a request that is encoded already, and what is to be done with its response.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use docwright_wire::Fault;
use docwright_wire::outcome::Choice;
use http::{HeaderMap, Uri};

use crate::endpoint::Slot;
use crate::send::{self, Dispatch, Ended, IDEMPOTENCY_KEY, Outgoing};
use crate::{CallError, EndpointInfo, Error, Received, Reply, Response, Retries, Timeouts};

/// What a call succeeds with, and the headers that came with it; or what it fails with.
pub(crate) type WithHeaders<R> =
    Result<(<R as Response>::Success, HeaderMap), CallError<<R as Response>::Failure>>;

/// A call that is ready to be sent. Nothing happens until it is awaited.
///
/// Awaited as it is, it gives the response, one variant per documented outcome. [`ok`](Self::ok)
/// makes a documented failure an error, [`reply`](Self::reply) keeps status, headers and body.
///
/// It is to be awaited in a Tokio runtime that keeps time: `#[tokio::main]` does, and one made with
/// `tokio::runtime::Builder` does after `enable_all` (or `enable_io` and `enable_time`). Without a
/// runtime the call is refused with an error. Code that isn't async finishes it by `blocking()`, with the
/// feature `blocking`.
///
/// # Panics
/// Tokio panics, when the call is awaited, if its runtime was built without `enable_time`: a
/// runtime doesn't tell beforehand.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<R> {
    outgoing: Box<Outgoing>,
    response: PhantomData<fn() -> R>,
}

impl<R> Call<R> {
    pub(crate) fn new(outgoing: Box<Outgoing>) -> Self {
        Self {
            outgoing,
            response: PhantomData,
        }
    }

    /// The time that this call may take as a whole; see [`Timeouts::with_call`].
    pub fn timeout(mut self, call: Duration) -> Self {
        self.outgoing.timeouts = self.outgoing.timeouts.with_call(call);
        self
    }

    /// How long each part of this call may take. The time to connect is the client's own.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.outgoing.timeouts = timeouts;
        self
    }

    /// How often this call is sent again.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.outgoing.retries = retries;
        self
    }

    /// How many redirects of this call are followed; none unless said otherwise. A GET or HEAD is asked for
    /// again where an answer leads that is no documented outcome, on the origin of the request alone, with
    /// its credentials and without a `Referer`. What leads elsewhere ends in an error of the kind
    /// [`Redirected`](crate::ErrorKind::Redirected), as all redirects of other methods do.
    pub fn follow_redirects(mut self, most: u32) -> Self {
        self.outgoing.redirects = most;
        self
    }

    /// Sends this key in the header `Idempotency-Key`: servers that know it do the same call once,
    /// however often it comes. So the call can be sent again, by the client and, with the key that
    /// [`Error::idempotency_key`] gives, by the caller.
    ///
    /// A call whose page has such a header gets a key of its own, a UUID, if it is given none and may
    /// be sent again.
    pub fn idempotency_key(self, key: &str) -> Self {
        self.header(IDEMPOTENCY_KEY.as_str(), key)
    }

    /// How many bytes of a decompressed body are read.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.outgoing.body_limit = bytes;
        self
    }

    /// How many bytes of a decompressed [`Download`](crate::Download) are read. Other bodies are
    /// bounded by [`body_limit`](Self::body_limit).
    pub fn download_limit(mut self, bytes: u64) -> Self {
        self.outgoing.download_limit = bytes;
        self
    }

    /// Sends this header too, or instead of the one of that name. One that can't be sent is the
    /// error of the call.
    ///
    /// `Authorization`, `Proxy-Authorization` and `Cookie` are secrets: errors mask them, and they
    /// aren't sent over plain HTTP to other hosts unless the client allows it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.outgoing.set_header(name, value);
        self
    }

    /// Sends, and gives the outcome with status, headers and body.
    ///
    /// # Errors
    /// The future's: an [`Error`], if there is no documented outcome.
    pub fn reply(self) -> Sending<R, Result<Reply<R>, Error>> {
        self.send(reply)
    }

    /// The same call to another URL of its origin.
    pub(crate) fn at(mut self, uri: Uri) -> Self {
        self.outgoing.lead_to(uri);
        self
    }

    /// It isn't sent.
    #[cfg(feature = "blocking")]
    pub(crate) fn refused(&self, reason: &str) -> Error {
        Error::new(crate::ErrorKind::Invalid, self.info(), reason)
    }

    /// The URL that it goes to, without credentials; `None` if it can't be sent.
    pub(crate) fn uri(&self) -> Option<&Uri> {
        self.outgoing.uri()
    }

    fn info(&self) -> &'static EndpointInfo {
        &self.outgoing.endpoint.info
    }

    fn send<T>(self, finish: Finish<R, T>) -> Sending<R, T> {
        Sending {
            dispatch: Dispatch::begin(self.outgoing),
            finish,
        }
    }

    /// The same call, which is sent once whatever comes of it.
    #[cfg(feature = "examples")]
    pub(crate) fn sent_once(mut self) -> Self {
        self.outgoing.resend = false;
        self.retries(Retries::none())
    }

    /// The same call by another transport.
    #[cfg(feature = "examples")]
    pub(crate) fn with_transport(mut self, transport: impl crate::Transport) -> Self {
        self.outgoing.client = self.outgoing.client.with_transport(transport);
        self
    }
}

impl<R: Response> Call<R> {
    /// Sends, and gives what the documented success holds. A success of which items failed is refused:
    /// the error holds it, with all its items.
    ///
    /// # Errors
    /// The future's: a documented failure, or an [`Error`] if there is no documented outcome.
    pub fn ok(self) -> Sending<R, Result<R::Success, CallError<R::Failure>>> {
        self.send(success)
    }

    /// As [`ok`](Self::ok), with the headers beside the success.
    pub(crate) fn page(self) -> Sending<R, WithHeaders<R>> {
        self.send(page)
    }
}

impl<R: Response> IntoFuture for Call<R> {
    type Output = Result<R, Error>;
    type IntoFuture = Sending<R, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send(outcome)
    }
}

impl<R> fmt::Debug for Call<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let info = self.info();
        f.debug_struct("Call")
            .field("api", &info.api)
            .field("endpoint", &info.name)
            .field("method", &info.method.as_str())
            .field("url", &info.url)
            .finish_non_exhaustive()
    }
}

/// What is made of what was read, and of what it was read from.
type Finish<R, T> = fn(&mut Option<R>, Poll<Ended>) -> Poll<T>;

/// A call that is being sent. What differs between endpoints is how a response is read and what is made of it; what
/// sends is the same for all.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Sending<R, T> {
    dispatch: Dispatch,
    finish: Finish<R, T>,
}

// What follows is compiled for each endpoint that a program calls, so it is as little as can be.

impl<R: Response, T> Future for Sending<R, T> {
    type Output = T;

    // It would be a part of each place that awaits such a call.
    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let mut slot = InPlace(None);
        let ended = self.dispatch.poll(cx, &mut slot);
        (self.finish)(&mut slot.0, ended)
    }
}

/// The slot of a response. It is read in place, so that nothing but a program that awaits the call has code that
/// drops it.
pub(crate) struct InPlace<R>(pub(crate) Option<R>);

impl<R: Response> Slot for InPlace<R> {
    fn read(&mut self, choice: &Choice<'_>, reply: &Received<'_>) -> Result<(), Fault> {
        let Self(slot) = self;
        if slot.is_none() {
            *slot = Some(R::begin(choice, reply)?);
        }
        match slot {
            Some(response) => response.read_json(choice),
            None => Ok(()),
        }
    }

    fn clear(&mut self) {
        self.0 = None;
    }
}

/// The outcome alone.
fn outcome<R>(slot: &mut Option<R>, ended: Poll<Ended>) -> Poll<Result<R, Error>> {
    let ended = ready!(ended);
    Poll::Ready(match slot.take_if(|_| ended.is_ok()) {
        Some(outcome) => Ok(outcome),
        None => Err(send::error(ended)),
    })
}

/// The outcome with status, headers and body.
fn reply<R>(slot: &mut Option<R>, ended: Poll<Ended>) -> Poll<Result<Reply<R>, Error>> {
    let arrived = ready!(ended)?;
    Poll::Ready(match slot.take() {
        Some(outcome) => Ok(Reply::new(outcome, arrived)),
        None => Err(send::error(Ok(arrived))),
    })
}

/// What the documented success holds.
fn success<R: Response>(
    slot: &mut Option<R>,
    ended: Poll<Ended>,
) -> Poll<Result<R::Success, CallError<R::Failure>>> {
    let ended = ready!(ended);
    Poll::Ready(match slot.take_if(|_| ended.is_ok()) {
        Some(outcome) => match outcome.into_result() {
            Ok(success) => Ok(success),
            Err(failure) => Err(CallError::Failure(failure)),
        },
        None => Err(CallError::Error(send::error(ended))),
    })
}

/// What the documented success holds, and the headers.
fn page<R: Response>(slot: &mut Option<R>, ended: Poll<Ended>) -> Poll<WithHeaders<R>> {
    let arrived = match ready!(ended) {
        Ok(arrived) => arrived,
        Err(error) => return Poll::Ready(Err(CallError::Error(error))),
    };
    Poll::Ready(match slot.take() {
        Some(outcome) => match outcome.into_result() {
            Ok(page) => Ok((page, arrived.headers)),
            Err(failure) => Err(CallError::Failure(failure)),
        },
        None => Err(CallError::Error(send::error(Ok(arrived)))),
    })
}

impl<R, T> fmt::Debug for Sending<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}
