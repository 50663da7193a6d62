//! What is sent again, how often, after which pauses, and what is not.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use docwright_runtime as rt;
use docwright_runtime::http::{Request, Response};

use crate::api::open::OpenResponse;
use crate::api::renew::RenewResponse;
use crate::api::{Client, renew};

/// What an attempt comes to.
#[derive(Clone)]
enum Step {
    Fails(rt::TransportErrorKind),
    Cut,
    Answers(u16, Option<&'static str>),
}

use Step::{Answers, Cut, Fails};
use rt::TransportErrorKind::{Ambiguous, Connect, Protocol};

/// Takes the steps one after another, and the last again and again. It is the clock as well: a pause
/// takes no time, and is as long as it may be.
#[derive(Clone, Default)]
struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    keys: Arc<Mutex<Vec<Option<String>>>>,
    pauses: Arc<Mutex<Vec<Duration>>>,
}

impl Script {
    fn new(steps: &[Step]) -> Self {
        Self {
            steps: Arc::new(Mutex::new(steps.iter().cloned().collect())),
            ..Self::default()
        }
    }

    fn client(&self) -> Client {
        crate::builder("https://library.example/api/")
            .transport(self.clone())
            .environment(self.clone())
            .build()
            .expect("a client")
    }

    /// How many requests came, and the pauses in milliseconds.
    fn seen(&self) -> (usize, Vec<u128>) {
        let pauses = self.pauses.lock().expect("no panic");
        let pauses = pauses.iter().map(Duration::as_millis).collect();
        (self.keys.lock().expect("no panic").len(), pauses)
    }

    fn step(&self) -> Step {
        let mut steps = self.steps.lock().expect("no panic");
        match steps.len() {
            1 => steps[0].clone(),
            _ => steps.pop_front().expect("a step"),
        }
    }
}

impl rt::Environment for Script {
    fn jitter(&self, longest: Duration) -> Duration {
        longest
    }

    fn sleep(&self, pause: Duration) -> rt::Sleeping<'_> {
        self.pauses.lock().expect("no panic").push(pause);
        Box::pin(async {})
    }
}

impl rt::Transport for Script {
    fn send(&self, request: Request<rt::Body>) -> rt::TransportFuture<'_> {
        let key = request.headers().get("idempotency-key");
        let key = key.map(|key| key.to_str().expect("text").to_owned());
        self.keys.lock().expect("no panic").push(key);
        let step = self.step();
        Box::pin(async move {
            match step {
                Fails(kind) => Err(rt::TransportError::new(kind, "as told")),
                Cut => Ok(Response::new(rt::Body::new(Broken))),
                Answers(status, wait) => {
                    let body: &[u8] = match (request.method().as_str(), status) {
                        ("GET", _) => b"9 to 5",
                        (_, 200) => br#"{"result":"ok","loans":[],"token":"t"}"#,
                        _ => br#"{"result":"refused","reason":"late"}"#,
                    };
                    let mut response = Response::new(rt::Body::whole(body));
                    *response.status_mut() = status.try_into().expect("a status");
                    if let Some(wait) = wait {
                        let wait = wait.parse().expect("a value");
                        response.headers_mut().insert("retry-after", wait);
                    }
                    Ok(response)
                }
            }
        })
    }
}

/// A body that breaks off at once.
struct Broken;

impl futures_core::Stream for Broken {
    type Item = Result<bytes::Bytes, rt::TransportError>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let error = rt::TransportError::new(rt::TransportErrorKind::Interrupted, "cut");
        std::task::Poll::Ready(Some(Err(error)))
    }
}

fn renewal() -> renew::RenewRequest {
    renew::RenewRequest::new("L-1", crate::PIN)
}

#[tokio::test]
async fn a_call_that_can_be_repeated_is_sent_up_to_three_times() {
    for (steps, requests, pauses, is_ok) in [
        (vec![Answers(200, None)], 1, vec![], true),
        (
            vec![Fails(Ambiguous), Cut, Answers(200, None)],
            3,
            vec![50, 100],
            true,
        ),
        (vec![Fails(Connect)], 3, vec![50, 100], false),
        (
            vec![Answers(503, None), Answers(200, None)],
            2,
            vec![50],
            true,
        ),
        (
            vec![Answers(429, None), Answers(200, None)],
            2,
            vec![1_000],
            true,
        ),
        (
            vec![Answers(429, Some("2")), Answers(200, None)],
            2,
            vec![2_000],
            true,
        ),
        // More than it may ask for.
        (vec![Answers(503, Some("31"))], 1, vec![], false),
        (
            vec![Answers(429, Some("99999999999999999999"))],
            1,
            vec![],
            false,
        ),
        // What the next attempt would end in as well.
        (vec![Fails(Protocol)], 1, vec![], false),
        (vec![Answers(404, None)], 1, vec![], false),
        (vec![Answers(501, None)], 1, vec![], false),
    ] {
        let script = Script::new(&steps);
        let result = script.client().open().await;
        assert_eq!(script.seen(), (requests, pauses));
        match result {
            Ok(OpenResponse::Hours(_)) => assert!(is_ok),
            Err(error) => {
                assert!(!is_ok, "{error}");
                assert!(
                    requests == 1 || error.to_string().contains("after 3 attempts"),
                    "{error}"
                );
            }
        }
    }
}

#[tokio::test]
async fn an_order_is_sent_again_only_if_it_never_left() {
    for (steps, requests) in [
        (vec![Fails(Connect), Answers(200, None)], 2),
        (vec![Fails(Ambiguous)], 1),
        (vec![Cut], 1),
        (vec![Answers(429, Some("1"))], 1),
        (vec![Answers(503, None)], 1),
    ] {
        let script = Script::new(&steps);
        let result = script.client().renew(renewal()).await;
        assert_eq!(script.seen().0, requests);
        match result {
            Ok(RenewResponse::Renewed(_)) => assert_eq!(requests, 2),
            Ok(RenewResponse::Refused(_)) => {}
            Err(error) => {
                assert!(error.may_have_been_sent());
                assert_eq!(error.attempts(), 1);
                assert_eq!(error.idempotency_key(), None);
            }
        }
    }
}

#[tokio::test]
async fn a_key_makes_an_order_repeatable_and_stays_the_same() {
    let script = Script::new(&[Fails(Ambiguous), Answers(503, None), Answers(200, None)]);
    let renewed = script
        .client()
        .renew(renewal())
        .idempotency_key("k-1")
        .await;
    assert!(matches!(renewed, Ok(RenewResponse::Renewed(_))));
    let key = Some("k-1".to_owned());
    assert_eq!(*script.keys.lock().expect("no panic"), vec![key; 3]);
}

#[tokio::test]
async fn what_an_earlier_attempt_did_isnt_forgotten() {
    let script = Script::new(&[Fails(Ambiguous), Fails(Connect)]);
    let error = script.client().open().await.expect_err("no answer");
    assert_eq!(error.kind(), rt::ErrorKind::Connect);
    assert!(error.may_have_been_sent());
    assert_eq!(error.attempts(), 3);
}

#[tokio::test]
async fn no_pause_reaches_beyond_the_call() {
    let script = Script::new(&[Answers(503, Some("10"))]);
    let client = script.client();
    let error = client.open().timeout(Duration::from_secs(9)).await;
    assert_eq!(error.expect_err("no answer").attempts(), 1);
    assert_eq!(script.seen(), (1, vec![]));
}

#[tokio::test]
async fn one_attempt_can_be_asked_for() {
    let script = Script::new(&[Fails(Connect)]);
    let error = script.client().open().retries(rt::Retries::none()).await;
    assert_eq!(error.expect_err("no answer").attempts(), 1);
    assert_eq!(script.seen(), (1, vec![]));
}

#[tokio::test]
async fn all_calls_of_a_client_share_one_budget() {
    let script = Script::new(&[Answers(503, None)]);
    let client = script.client();
    for _ in 0..100 {
        client.open().await.expect_err("no answer");
    }
    assert_eq!(script.seen().0, 135);
}

/// A renewal whose page has a header for a key, which may be left out.
struct Keyed(renew::RenewRequest);

impl rt::Endpoint for Keyed {
    type Response = RenewResponse;

    const INFO: rt::EndpointInfo = <renew::RenewRequest as rt::Endpoint>::INFO;
    const TAKES_KEY: bool = true;

    const OUTCOMES: &'static [rt::Candidate<'static>] =
        <renew::RenewRequest as rt::Endpoint>::OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        self.0.encode(request)
    }
}

#[tokio::test]
async fn a_key_is_made_once_for_a_call_whose_page_has_one() {
    let script = Script::new(&[Fails(Ambiguous)]);
    let client = script.client();
    let request = Keyed(renewal());
    let error = client.core.call(&request).await.expect_err("no answer");
    let key = error.idempotency_key().map(str::to_owned);
    assert_eq!(key.as_ref().map(String::len), Some(36));
    assert_eq!(*script.keys.lock().expect("no panic"), vec![key.clone(); 3]);
    let other = client.core.call(&request).await.expect_err("no answer");
    assert_ne!(other.idempotency_key(), key.as_deref());
    let once = client.core.call(&request).retries(rt::Retries::none());
    let once = once.await.expect_err("no answer");
    assert_eq!((once.idempotency_key(), once.attempts()), (None, 1));
}
