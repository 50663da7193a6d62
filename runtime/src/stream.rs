//! A body that is read while it comes: line by line or event by event.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use docwright_wire::events::{Event, Step};
use docwright_wire::json::Reader;
use docwright_wire::lines::{End, Splitter, read_one};
use docwright_wire::{Fault, Problem};

use crate::Error;
use crate::incoming::Incoming;

/// The values of a body, each as soon as it has come.
///
/// It ends when the body does. What keeps it from ending well is its last value: a body that is cut or
/// pauses for too long, more bytes than the call allows, a value that isn't as documented, or a
/// failure that the server sends inside. Dropped, it gives up the connection.
///
/// The time limits of a call hold until the head of the response is there; from then on only that
/// between two pieces does.
#[must_use = "nothing more is read until the next value is asked for"]
pub struct Stream<T, E = Error> {
    incoming: Box<Incoming>,
    decode: Decode<T, E>,
    is_done: bool,
}

type DecodeLine<T> = fn(&mut Reader<'_>) -> Result<T, Fault>;
type DecodeStep<T, E> = fn(&mut Reader<'_>) -> Result<Step<T, E>, Fault>;
type DecodeEvent<T, E> = fn(Event) -> Result<Step<T, E>, Fault>;

enum Decode<T, E> {
    Lines(DecodeLine<T>),
    /// Lines of which one can be a failure, and the last.
    LinesUntil(DecodeStep<T, E>),
    Events {
        decode: DecodeEvent<T, E>,
        /// Whether a documented event ends the stream, so that a body without it was cut.
        has_end: bool,
    },
}

impl<T, E: From<Error>> Stream<T, E> {
    /// The JSON texts of a body, one a line.
    pub(crate) fn lines(incoming: Box<Incoming>, decode: DecodeLine<T>) -> Self {
        Self {
            incoming,
            decode: Decode::Lines(decode),
            is_done: false,
        }
    }

    /// The JSON texts of a body, one a line, up to one that is a failure.
    pub(crate) fn lines_until(incoming: Box<Incoming>, decode: DecodeStep<T, E>) -> Self {
        Self {
            incoming,
            decode: Decode::LinesUntil(decode),
            is_done: false,
        }
    }

    /// The server-sent events of a body.
    pub(crate) fn events(
        mut incoming: Box<Incoming>,
        decode: DecodeEvent<T, E>,
        has_end: bool,
    ) -> Self {
        incoming.lines = Splitter::new(End::Any);
        Self {
            incoming,
            decode: Decode::Events { decode, has_end },
            is_done: false,
        }
    }

    /// No more is read.
    #[cfg(feature = "blocking")]
    pub(crate) fn refused(&self, reason: &str) -> Error {
        self.incoming.error(crate::ErrorKind::Invalid, reason)
    }

    /// Waits for the next value; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T, E>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, E>>> {
        if self.is_done {
            return Poll::Ready(None);
        }
        let step = match &self.decode {
            Decode::Lines(decode) => match ready!(self.incoming.poll_text(cx)) {
                Ok(Some(text)) => read_one(&text, *decode).map(Step::Item),
                Ok(None) => Ok(Step::End),
                Err(error) => Ok(Step::Failure(error.into())),
            },
            Decode::LinesUntil(decode) => match ready!(self.incoming.poll_text(cx)) {
                Ok(Some(text)) => read_one(&text, *decode),
                Ok(None) => Ok(Step::End),
                Err(error) => Ok(Step::Failure(error.into())),
            },
            Decode::Events { decode, has_end } => match ready!(self.incoming.poll_event(cx)) {
                Ok(Some(event)) => decode(event),
                Ok(None) if *has_end => Ok(Step::Failure(self.incoming.unended().into())),
                Ok(None) => Ok(Step::End),
                Err(error) => Ok(Step::Failure(error.into())),
            },
        };
        let step =
            step.unwrap_or_else(|fault| Step::Failure(self.incoming.malformed(fault).into()));
        Poll::Ready(match step {
            Step::Item(item) => Some(Ok(item)),
            Step::End => {
                self.end();
                None
            }
            Step::Failure(failure) => {
                self.end();
                Some(Err(failure))
            }
        })
    }

    /// Nothing more is read; the connection is given up at once, not when the stream is dropped.
    fn end(&mut self) {
        self.is_done = true;
        self.incoming.body = None;
    }
}

impl<T, E: From<Error>> futures_core::Stream for Stream<T, E> {
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T, E> fmt::Debug for Stream<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}

/// What a decoder finds where no body is to be read.
pub(crate) fn not_there() -> Fault {
    Fault::new(Problem::Empty)
}
