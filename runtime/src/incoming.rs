//! A response whose body is still to come.

use std::fmt;
use std::future::Future as _;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::Fault;
use docwright_wire::events::{Event, Parser};
use docwright_wire::lines::{End, Splitter, text_of};
use tokio::time::{Instant, Sleep, sleep};

use crate::error::ResponseParts;
use crate::limits::BODY_LIMIT;
use crate::{Body, EndpointInfo, Error, ErrorKind, Secret};

/// A body behind its head, and what errors say of it. It isn't generic.
pub(crate) struct Incoming {
    /// `None` once it has ended.
    pub(crate) body: Option<Body>,
    pub(crate) lines: Splitter,
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
    pub(crate) fn poll_text(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<Vec<u8>>, Error>> {
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

    pub(crate) fn poll_event(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<Event>, Error>> {
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
    pub(crate) fn unended(&self) -> Error {
        self.error(ErrorKind::Interrupted, "the event that ends it never came")
    }

    /// The value that was given last isn't as documented.
    pub(crate) fn malformed(&self, fault: Fault) -> Error {
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
