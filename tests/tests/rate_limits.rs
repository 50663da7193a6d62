//! Documented rate limits, as calls keep to them: on a clock that goes as fast as it is waited for.

use std::time::Duration;

use docwright_runtime::examples::Recorder;
use docwright_runtime::{BuildError, CallError, ErrorKind, Rate, RateLimits, Retries};
use docwright_tests::accept::rate_limits::{Client, ClientBuilder, PlaceOrderRequest};
use tokio::time::Instant;

fn builder(recorder: &Recorder) -> ClientBuilder {
    Client::builder().transport(recorder.clone())
}

#[tokio::test(start_paused = true)]
async fn calls_wait_for_each_of_their_limits() {
    let recorder = Recorder::answering(201, &[], br#"{"id": "A-17"}"#);
    let client = builder(&recorder).build().expect("a client");
    let began = Instant::now();
    let mut seconds = Vec::new();
    for _ in 0..5 {
        let clone = client.clone();
        let placed = clone.place_order(PlaceOrderRequest::new("XYZ")).ok().await;
        assert_eq!(placed.expect("an order").id, "A-17");
        seconds.push(began.elapsed().as_secs());
    }
    // Each counts for five of ten a second.
    assert_eq!(seconds, [0, 0, 1, 1, 2]);
    for _ in 0..20 {
        let _ = client.ping().await;
    }
    assert_eq!(began.elapsed().as_secs(), 2);
}

#[tokio::test(start_paused = true)]
async fn each_attempt_counts() {
    let recorder = Recorder::answering(503, &[("retry-after", "0")], b"");
    let client = builder(&recorder).build().expect("a client");
    let began = Instant::now();
    let error = client.get_report().await.expect_err("no report");
    assert_eq!(error.attempts(), 3);
    assert_eq!(began.elapsed().as_millis(), 3_000);
}

#[tokio::test(start_paused = true)]
async fn what_would_wait_too_long_is_not_sent() {
    let recorder = Recorder::answering(200, &[], br#"{"lines": 4}"#);
    let client = builder(&recorder).build().expect("a client");
    client.get_report().ok().await.expect("the first report");
    let began = Instant::now();
    let second = client.get_report().timeout(Duration::from_millis(1_499));
    let Err(CallError::Error(error)) = second.ok().await else {
        unreachable!("there is no time for it");
    };
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.may_have_been_sent());
    assert_eq!(error.attempts(), 0);
    assert!(error.to_string().contains("`reports`"), "{error}");
    assert_eq!(began.elapsed(), Duration::ZERO);
    assert_eq!(recorder.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_would_wait_too_long_is_left_out() {
    let recorder = Recorder::answering(503, &[("retry-after", "0")], b"");
    let client = builder(&recorder).build().expect("a client");
    let call = client.get_report().timeout(Duration::from_secs(1));
    let error = call.await.expect_err("no report");
    assert_eq!(error.kind(), ErrorKind::Undocumented);
    assert_eq!((error.attempts(), recorder.requests().len()), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn the_time_of_an_attempt_begins_when_it_is_let_through() {
    let recorder = Recorder::answering(200, &[], br#"{"lines": 4}"#);
    let rates = RateLimits::documented().with("reports", [Rate::new(1, Duration::from_secs(45))]);
    let client = builder(&recorder).rate_limits(rates).build();
    let client = client.expect("a client");
    let began = Instant::now();
    for _ in 0..2 {
        let report = client.get_report().retries(Retries::none());
        assert_eq!(report.ok().await.expect("a report").lines, 4);
    }
    assert_eq!(began.elapsed().as_secs(), 45);
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_switched_off_but_not_misspelt() {
    let recorder = Recorder::answering(200, &[], br#"{"lines": 4}"#);
    let client = builder(&recorder).rate_limits(RateLimits::none()).build();
    let client = client.expect("a client");
    let began = Instant::now();
    for _ in 0..100 {
        client.get_report().ok().await.expect("a report");
    }
    assert_eq!(began.elapsed(), Duration::ZERO);
    let misspelt = RateLimits::documented().with("report", []);
    let refused = builder(&recorder).rate_limits(misspelt).build();
    assert!(matches!(
        refused,
        Err(BuildError::UnknownRateLimit { name }) if name == "report"
    ));
}
