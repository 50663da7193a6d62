//! What a server does: for each request an act, for each act its steps.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// One thing that a server does.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Write(Vec<u8>),
    /// Writes the same so many times.
    Repeat(Vec<u8>, usize),
    /// Writes byte by byte, with a pause behind each.
    Drip(Vec<u8>, Duration),
    Pause(Duration),
    /// Says that nothing more comes (FIN), and waits for the client to say so.
    Close,
    /// Breaks the connection (RST).
    Reset,
    /// Says nothing until the client closes.
    Wait,
}

/// What is done with one request. Where no step ends the connection, it waits for another request.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    /// Before the first step.
    pub(crate) reads_body: bool,
    pub(crate) steps: Vec<Step>,
}

impl Act {
    pub(crate) fn new(steps: impl Into<Vec<Step>>) -> Self {
        Self {
            reads_body: true,
            steps: steps.into(),
        }
    }

    /// The steps begin when the head of the request is there.
    pub(crate) fn at_the_head(mut self) -> Self {
        self.reads_body = false;
        self
    }

    pub(crate) fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }
}

/// What a server does with all requests.
#[derive(Debug, Default)]
pub(crate) struct Script {
    /// Before anything is read.
    pub(crate) greeting: Vec<Step>,
    routes: Vec<Route>,
}

/// Requests whose head holds `part`, one after the other; the last act is that of all further ones.
#[derive(Debug)]
struct Route {
    part: String,
    acts: Vec<Act>,
    requests: AtomicUsize,
}

/// For a request that the script says nothing of.
const NOTHING: &Act = &Act {
    reads_body: true,
    steps: Vec::new(),
};

impl Script {
    /// For requests whose head holds `part`, and that no route before this is for.
    pub(crate) fn route(mut self, part: impl Into<String>, acts: impl Into<Vec<Act>>) -> Self {
        self.routes.push(Route {
            part: part.into(),
            acts: acts.into(),
            requests: AtomicUsize::new(0),
        });
        self
    }

    /// What is done with the request that has this head.
    pub(crate) fn act(&self, head: &str) -> &Act {
        let route = self
            .routes
            .iter()
            .find(|route| head.contains(route.part.as_str()));
        let Some(route) = route else { return NOTHING };
        let place = route.requests.fetch_add(1, Ordering::Relaxed);
        let act = route.acts.get(place).or(route.acts.last());
        act.unwrap_or(NOTHING)
    }
}

impl From<Act> for Script {
    fn from(act: Act) -> Self {
        Self::default().route("", [act])
    }
}

impl<const N: usize> From<[Act; N]> for Script {
    fn from(acts: [Act; N]) -> Self {
        Self::default().route("", acts)
    }
}

/// These bytes.
pub(crate) fn raw(bytes: impl AsRef<[u8]>) -> Act {
    Act::new([Step::Write(bytes.as_ref().to_vec())])
}

/// These bytes and the end.
pub(crate) fn raw_and_close(bytes: impl AsRef<[u8]>) -> Act {
    raw(bytes).then(Step::Close)
}

/// A head: status and reason, header lines with their ends, and the empty line.
pub(crate) fn head(status: &str, headers: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}\r\n")
}

/// A response with these header lines and a body of its length, which is right.
pub(crate) fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Act {
    let body = body.as_ref();
    let length = format!("content-length: {}\r\n{headers}", body.len());
    let mut bytes = head(status, &length).into_bytes();
    bytes.extend_from_slice(body);
    raw(bytes)
}

/// JSON with the status 200.
pub(crate) fn json(body: impl AsRef<[u8]>) -> Act {
    answer("200 OK", "content-type: application/json\r\n", body)
}

/// What every endpoint that is called with [`Via`](crate::shop::Via) documents as a success.
pub(crate) fn good() -> Act {
    json(GOOD)
}

pub(crate) const GOOD: &str = r#"{"id": 7}"#;

/// A failure that is documented.
pub(crate) fn failure(status: &str, headers: &str) -> Act {
    answer(status, headers, r#"{"error": "not now"}"#)
}
