//! A server without a network: a function from requests to answers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use docwright_runtime::http::{Request, Response};
use docwright_runtime::{Body, Transport, TransportFuture};

/// A request as the server sees it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// Method and path: `POST /login`.
    pub(crate) line: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Seen {
    /// The value of a header; empty if it isn't there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// A member of the JSON body, as text; empty if it isn't there.
    pub(crate) fn member(&self, name: &str) -> String {
        let json: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        let member = json.get(name).and_then(serde_json::Value::as_str);
        member.unwrap_or_default().to_owned()
    }
}

/// What it answers.
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    after: Duration,
}

pub(crate) fn json(body: impl Into<String>) -> Answer {
    Answer {
        status: 200,
        headers: vec![("content-type", "application/json".to_owned())],
        body: body.into(),
        after: Duration::ZERO,
    }
}

impl Answer {
    pub(crate) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// It comes late.
    pub(crate) fn after(mut self, pause: Duration) -> Self {
        self.after = pause;
        self
    }
}

/// Clones are the same server.
pub(crate) struct Server<S>(Arc<Inner<S>>);

struct Inner<S> {
    state: Mutex<S>,
    seen: Mutex<Vec<Seen>>,
    answer: fn(&mut S, &Seen) -> Answer,
}

impl<S> Server<S> {
    pub(crate) fn new(state: S, answer: fn(&mut S, &Seen) -> Answer) -> Self {
        Self(Arc::new(Inner {
            state: Mutex::new(state),
            seen: Mutex::default(),
            answer,
        }))
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, S> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What came, in order.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        let seen = self.0.seen.lock();
        seen.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many requests of this line came.
    pub(crate) fn count(&self, line: &str) -> usize {
        self.seen().iter().filter(|seen| seen.line == line).count()
    }
}

impl<S> Server<S> {
    fn answer(&self, request: Request<Body>) -> Answer {
        let (head, body) = request.into_parts();
        let headers = head.headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.as_str().to_owned(), value.into_owned())
        });
        let body = body.into_whole().expect("a whole body");
        let seen = Seen {
            line: format!("{} {}", head.method, head.uri.path()),
            headers: headers.collect(),
            body: String::from_utf8_lossy(&body).into_owned(),
        };
        let answer = (self.0.answer)(&mut self.state(), &seen);
        let mut all = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(seen);
        answer
    }
}

impl<S> Clone for Server<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Send + 'static> Transport for Server<S> {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let answer = self.answer(request);
            tokio::time::sleep(answer.after).await;
            let mut response = Response::builder().status(answer.status);
            for (name, value) in answer.headers {
                response = response.header(name, value);
            }
            Ok(response.body(Body::whole(answer.body)).expect("a response"))
        })
    }
}
