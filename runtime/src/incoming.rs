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
use http::header;
use tokio::time::{Instant, Sleep, sleep};

use crate::error::ResponseParts;
use crate::limits::BODY_LIMIT;
use crate::send::declared_length;
use crate::{Body, EndpointInfo, Error, ErrorKind, Secret};

/// A body behind its head, and what errors say of it. It isn't generic.
pub(crate) struct Incoming {
    /// `None` once it has ended.
    pub(crate) body: Option<Body>,
    pub(crate) lines: Splitter,
    parser: Parser,
    /// How many values were given.
    given: usize,
    received: u64,
    limit: u64,
    body_limit: usize,
    idle: Duration,
    silence: Pin<Box<Sleep>>,
    /// Whether `silence` runs. What the caller does between two pieces is no silence of the server.
    is_waiting: bool,
    head: ResponseParts,
    outcome: &'static str,
    endpoint: EndpointInfo,
    idempotency_key: Option<String>,
    secrets: Vec<Secret>,
}

/// Why no more of a body comes.
pub(crate) struct Cut {
    pub(crate) kind: ErrorKind,
    /// In words.
    pub(crate) detail: String,
}

impl Cut {
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { kind, detail }
    }
}

/// What is known when the head has arrived.
pub(crate) struct Head {
    pub(crate) parts: ResponseParts,
    /// The name of the outcome.
    pub(crate) outcome: &'static str,
    pub(crate) endpoint: EndpointInfo,
    /// How many bytes may come.
    pub(crate) limit: u64,
    /// How many may be kept at once.
    pub(crate) body_limit: usize,
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
            body_limit: head.body_limit,
            idle: head.idle,
            silence: Box::pin(sleep(head.idle)),
            is_waiting: true,
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

    /// Takes the next piece of the body to the lines; false if there is none.
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool, Error>> {
        let piece = match ready!(self.poll_bytes(cx)) {
            Ok(Some(piece)) => piece,
            Ok(None) => return Poll::Ready(Ok(false)),
            Err(cut) => return Poll::Ready(Err(self.error(cut.kind, &cut.detail))),
        };
        self.lines.push(&piece);
        if self.lines.kept() > BODY_LIMIT.saturating_add(piece.len()) {
            let detail = format!("a line of more than {BODY_LIMIT} bytes");
            return Poll::Ready(Err(self.error(ErrorKind::TooLarge, &detail)));
        }
        Poll::Ready(Ok(true))
    }

    /// The next piece of the body; `None` if there is none.
    pub(crate) fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Cut>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(Ok(None));
        };
        let piece: Bytes = match body.poll_next(cx) {
            Poll::Ready(Some(Ok(piece))) => piece,
            Poll::Ready(Some(Err(error))) => {
                return Poll::Ready(Err(Cut::new(error.kind().into(), error.message())));
            }
            Poll::Ready(None) => {
                self.body = None;
                return Poll::Ready(Ok(None));
            }
            Poll::Pending => {
                if !self.is_waiting {
                    self.silence.as_mut().reset(Instant::now() + self.idle);
                    self.is_waiting = true;
                }
                ready!(self.silence.as_mut().poll(cx));
                return Poll::Ready(Err(Cut::new(ErrorKind::Timeout, "the body stopped")));
            }
        };
        self.is_waiting = false;
        self.received = self.received.saturating_add(piece.len() as u64);
        if self.received > self.limit {
            let detail = format!("more than {} bytes", self.limit);
            return Poll::Ready(Err(Cut::new(ErrorKind::TooLarge, detail)));
        }
        Poll::Ready(Ok(Some(piece)))
    }

    /// How many bytes have come.
    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// How many may be kept at once.
    pub(crate) fn body_limit(&self) -> usize {
        self.body_limit
    }

    /// How many bytes the body has as it travels, if its head says so.
    pub(crate) fn declared_length(&self) -> Option<u64> {
        let headers = &self.head.headers;
        let is_coded = headers.contains_key(header::CONTENT_ENCODING);
        declared_length(headers).filter(|_| !is_coded)
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

    pub(crate) fn error(&self, kind: ErrorKind, detail: &str) -> Error {
        Error::new(kind, &self.endpoint, detail)
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
