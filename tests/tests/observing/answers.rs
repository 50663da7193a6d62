//! A transport that gives the answers it was told to, one after the other.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use docwright_runtime::http::{HeaderMap, Request, Response};
use docwright_runtime::{
    Body, Environment, Sleeping, Transport, TransportError, TransportErrorKind, TransportFuture,
};

use crate::captured;

/// What a request comes to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answer {
    Status(u16, &'static str),
    Fails(TransportErrorKind),
    Never,
}

/// It is the clock as well: pauses take no time, and are as long as they may be.
#[derive(Debug, Clone)]
pub(crate) struct Answers {
    left: Arc<Mutex<VecDeque<Answer>>>,
    sent: Arc<Mutex<Vec<HeaderMap>>>,
}

impl Answers {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        captured::install();
        Self {
            left: Arc::new(Mutex::new(answers.into_iter().collect())),
            sent: Arc::default(),
        }
    }

    /// The headers of each request so far.
    pub(crate) fn sent(&self) -> Vec<HeaderMap> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.clone()
    }
}

impl Transport for Answers {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.push(request.headers().clone());
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = left.pop_front().expect("an answer for each request");
        Box::pin(async move {
            match answer {
                Answer::Status(status, body) => {
                    let response = Response::builder().status(status);
                    let response = response.header("content-type", "application/json");
                    Ok(response.body(Body::whole(body)).expect("a response"))
                }
                Answer::Fails(kind) => Err(TransportError::new(kind, "as told")),
                Answer::Never => std::future::pending().await,
            }
        })
    }
}

impl Environment for Answers {
    fn jitter(&self, longest: Duration) -> Duration {
        longest
    }

    fn sleep(&self, _: Duration) -> Sleeping<'_> {
        Box::pin(std::future::ready(()))
    }
}
