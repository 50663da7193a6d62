//! A body that is read while it comes: line by line or event by event.

use std::fmt;
use std::future::{Future as _, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::events::{Event, Parser, Step};
use docwright_wire::json::Reader;
use docwright_wire::lines::{End, Splitter, read_one, text_of};
use docwright_wire::{Fault, Problem};
use tokio::time::{Instant, Sleep, sleep};

use crate::error::ResponseParts;
use crate::limits::BODY_LIMIT;
use crate::{Body, EndpointInfo, Error, ErrorKind, Secret};

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

/// A body behind its head, and what errors say of it. It isn't generic.
pub(crate) struct Incoming {
    /// `None` once it has ended.
    body: Option<Body>,
    lines: Splitter,
    parser: Parser,
    /// How many values were given.
    given: usize,
    received: usize,
    limit: usize,
    idle: Duration,
    silence: Pin<Box<Sleep>>,
    head: ResponseParts,
    outcome: &'static str,
    endpoint: EndpointInfo,
    idempotency_key: Option<String>,
    secrets: Vec<Secret>,
}

/// What is known when the head has arrived.
pub(crate) struct Head {
    pub(crate) parts: ResponseParts,
    /// The name of the outcome.
    pub(crate) outcome: &'static str,
    pub(crate) endpoint: EndpointInfo,
    pub(crate) limit: usize,
    pub(crate) idle: Duration,
}

impl Incoming {
    pub(crate) fn new(body: Body, head: Head) -> Box<Self> {
        Box::new(Self {
            body: Some(body),
            lines: Splitter::new(End::Newline),
            parser: Parser::default(),
            given: 0,
            received: 0,
            limit: head.limit,
            idle: head.idle,
            silence: Box::pin(sleep(head.idle)),
            head: head.parts,
            outcome: head.outcome,
            endpoint: head.endpoint,
            idempotency_key: None,
            secrets: Vec::new(),
        })
    }

    /// What errors say and hide.
    pub(crate) fn with_request(
        mut self: Box<Self>,
        key: Option<String>,
        secrets: Vec<Secret>,
    ) -> Box<Self> {
        self.idempotency_key = key;
        self.secrets = secrets;
        self
    }

    /// The text of the next line that holds one.
    fn poll_text(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Vec<u8>>, Error>> {
        loop {
            while let Some(line) = self.lines.next() {
                if let Some(text) = text_of(line).map(<[u8]>::to_vec) {
                    self.given += 1;
                    return Poll::Ready(Ok(Some(text)));
                }
            }
            if !ready!(self.poll_piece(cx))? {
                let text = self.lines.rest().and_then(text_of).map(<[u8]>::to_vec);
                self.given += usize::from(text.is_some());
                return Poll::Ready(Ok(text));
            }
        }
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Event>, Error>> {
        loop {
            while let Some(line) = self.lines.next() {
                match self.parser.line(line) {
                    Ok(None) => {}
                    Ok(Some(event)) => {
                        self.given += 1;
                        return Poll::Ready(Ok(Some(event)));
                    }
                    Err(fault) => return Poll::Ready(Err(self.malformed(fault))),
                }
            }
            if !ready!(self.poll_piece(cx))? {
                if let Some(Err(fault)) = self.lines.rest().map(|line| self.parser.line(line)) {
                    return Poll::Ready(Err(self.malformed(fault)));
                }
                let event = self.parser.finish();
                self.given += usize::from(event.is_some());
                return Poll::Ready(Ok(event));
            }
        }
    }

    /// Takes the next piece of the body; false if there is none.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool, Error>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(Ok(false));
        };
        let piece: Bytes = match body.poll_next(cx) {
            Poll::Ready(Some(Ok(piece))) => piece,
            Poll::Ready(Some(Err(error))) => {
                return Poll::Ready(Err(self.error(error.kind().into(), error.message())));
            }
            Poll::Ready(None) => {
                self.body = None;
                return Poll::Ready(Ok(false));
            }
            Poll::Pending => {
                ready!(self.silence.as_mut().poll(cx));
                return Poll::Ready(Err(self.error(ErrorKind::Timeout, "the body stopped")));
            }
        };
        self.received = self.received.saturating_add(piece.len());
        if self.received > self.limit {
            let detail = format!("more than {} bytes", self.limit);
            return Poll::Ready(Err(self.error(ErrorKind::TooLarge, &detail)));
        }
        self.lines.push(&piece);
        if self.lines.kept() > BODY_LIMIT.saturating_add(piece.len()) {
            let detail = format!("a line of more than {BODY_LIMIT} bytes");
            return Poll::Ready(Err(self.error(ErrorKind::TooLarge, &detail)));
        }
        self.silence.as_mut().reset(Instant::now() + self.idle);
        Poll::Ready(Ok(true))
    }

    /// The body ended well, but not the stream.
    fn unended(&self) -> Error {
        self.error(ErrorKind::Interrupted, "the event that ends it never came")
    }

    /// The value that was given last isn't as documented.
    fn malformed(&self, fault: Fault) -> Error {
        let fault = fault.at_index(self.given.saturating_sub(1));
        self.error(ErrorKind::Malformed, "")
            .with_fault(Some(self.outcome.to_owned()), fault)
    }

    fn error(&self, kind: ErrorKind, detail: &str) -> Error {
        Error::new(kind, self.endpoint, detail)
            .sent(true)
            .with_response(self.head.clone())
            .with_idempotency_key(self.idempotency_key.clone())
            .with_secrets(self.secrets.clone())
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Incoming")
    }
}

/// What a decoder finds where no body is to be read.
pub(crate) fn not_there() -> Fault {
    Fault::new(Problem::Empty)
}
