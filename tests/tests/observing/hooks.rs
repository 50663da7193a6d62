//! What hooks see, in which order, and what they can add.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use docwright_runtime::{
    AttemptInfo, AttemptRequest, AttemptResult, CallResult, Hook, TransportErrorKind,
};
use docwright_tests::accept::faults::{
    Client, ClientBuilder, GetOrderRequest, GetOrderResponse, PlaceOrderRequest,
};

use crate::answers::{Answer, Answers};

/// Writes down what it sees, and adds a header.
#[derive(Debug, Clone)]
struct Seen {
    name: &'static str,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Seen {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            lines: Arc::default(),
        }
    }

    fn note(&self, line: String) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(line);
    }

    fn text(&self) -> String {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.join("\n")
    }
}

fn name(attempt: &AttemptInfo) -> String {
    format!(
        "{} {} {} {} {} {:?}:{:?}",
        attempt.number(),
        attempt.purpose().as_str(),
        attempt.endpoint(),
        attempt.method(),
        attempt.url_template(),
        attempt.server_address().unwrap_or_default(),
        attempt.server_port().unwrap_or_default(),
    )
}

impl Hook for Seen {
    fn before_attempt(&self, attempt: &AttemptInfo, request: &mut AttemptRequest<'_>) {
        let added = request.add_header("traceparent", self.name);
        let added = added.map_or_else(|invalid| invalid.to_string(), |()| "added".to_owned());
        self.note(format!("{}: before {}, {added}", self.name, name(attempt)));
    }

    fn after_attempt(&self, attempt: &AttemptInfo, result: &AttemptResult<'_>) {
        self.note(format!(
            "{}: after {} {}, {:?} {:?} {}",
            self.name,
            attempt.number(),
            attempt.purpose().as_str(),
            result.status().map(|status| status.as_u16()),
            result.error(),
            result.was_dropped(),
        ));
    }

    fn before_retry(&self, attempt: &AttemptInfo, pause: Duration) {
        self.note(format!(
            "{}: {} again after {pause:?}",
            self.name,
            attempt.number()
        ));
    }

    fn after_call(&self, result: &CallResult) {
        self.note(format!(
            "{}: {} is over, {:?} {:?} {:?} {} {}",
            self.name,
            result.endpoint(),
            result.outcome(),
            result.status().map(|status| status.as_u16()),
            result.error(),
            result.requests(),
            result.was_dropped(),
        ));
    }
}

fn builder(answers: &Answers) -> ClientBuilder {
    Client::builder()
        .key("canary-key")
        .app("shop", "canary-secret")
        .transport(answers.clone())
        .environment(answers.clone())
}

fn watched(answers: &Answers) -> (Client, Seen) {
    let seen = Seen::new("a");
    let client = builder(answers).hook(seen.clone()).build();
    (client.expect("a client"), seen)
}

#[tokio::test]
async fn each_request_and_each_call_is_seen() {
    let answers = Answers::new([
        Answer::Fails(TransportErrorKind::Connect),
        Answer::Status(503, "{}"),
        Answer::Status(200, r#"{"id": 7}"#),
    ]);
    let (client, seen) = watched(&answers);
    let order = client.get_order(GetOrderRequest::new("canary-id")).await;
    assert!(matches!(order, Ok(GetOrderResponse::Order(_))));
    insta::assert_snapshot!(seen.text(), @r#"
    a: before 1 call get_order GET /orders/{id} "shop.example":443, added
    a: after 1 call, None Some(Connect) false
    a: 1 again after 50ms
    a: before 2 call get_order GET /orders/{id} "shop.example":443, added
    a: after 2 call, Some(503) None false
    a: 2 again after 100ms
    a: before 3 call get_order GET /orders/{id} "shop.example":443, added
    a: after 3 call, Some(200) None false
    a: get_order is over, Some("Order") Some(200) None 3 false
    "#);
    let sent = answers.sent();
    assert!(sent.iter().all(|headers| headers["traceparent"] == "a"));
}

#[tokio::test]
async fn an_error_and_a_refused_call_are_seen() {
    let answers = Answers::new([Answer::Status(200, r#"{"id": "7"}"#)]);
    let (client, seen) = watched(&answers);
    let order = client.place_order(PlaceOrderRequest::new("tea")).await;
    order.expect_err("malformed");
    let order = client.get_order(GetOrderRequest::new("..")).await;
    order.expect_err("a hostile path");
    insta::assert_snapshot!(seen.text(), @r#"
    a: before 1 call place_order POST /orders "shop.example":443, added
    a: after 1 call, Some(200) None false
    a: place_order is over, None Some(200) Some(Malformed) 1 false
    a: get_order is over, None None Some(Invalid) 0 false
    "#);
}

#[tokio::test]
async fn the_request_for_a_token_is_marked() {
    let answers = Answers::new([
        Answer::Status(200, r#"{"access_token": "one"}"#),
        Answer::Status(401, r#"{"error": "who?"}"#),
        Answer::Status(200, r#"{"access_token": "two"}"#),
        Answer::Status(200, r#"{"sold": 3}"#),
    ]);
    let (client, seen) = watched(&answers);
    client.report().ok().await.expect("a report");
    insta::assert_snapshot!(seen.text(), @r#"
    a: before 1 login report POST /token "shop.example":443, added
    a: after 1 login, Some(200) None false
    a: before 1 call report GET /report "shop.example":443, added
    a: after 1 call, Some(401) None false
    a: before 2 login report POST /token "shop.example":443, added
    a: after 2 login, Some(200) None false
    a: before 2 call report GET /report "shop.example":443, added
    a: after 2 call, Some(200) None false
    a: report is over, Some("Report") Some(200) None 2 false
    "#);
}

#[tokio::test]
async fn a_call_that_is_dropped_is_over() {
    let answers = Answers::new([Answer::Never]);
    let (client, seen) = watched(&answers);
    let call = client.get_order(GetOrderRequest::new("7"));
    let waited = tokio::time::timeout(Duration::from_millis(20), call).await;
    waited.expect_err("no answer");
    insta::assert_snapshot!(seen.text(), @r#"
    a: before 1 call get_order GET /orders/{id} "shop.example":443, added
    a: after 1 call, None None true
    a: get_order is over, None None None 1 true
    "#);
}

#[tokio::test]
async fn several_hooks_come_in_their_order() {
    let answers = Answers::new([Answer::Status(404, r#"{"error": "none"}"#)]);
    let first = Seen::new("first");
    let second = Seen {
        name: "second",
        lines: Arc::clone(&first.lines),
    };
    let builder = builder(&answers).hook(first.clone()).hook(second);
    let client = builder.build().expect("a client");
    client
        .get_order(GetOrderRequest::new("7"))
        .await
        .expect("an outcome");
    insta::assert_snapshot!(first.text(), @r#"
    first: before 1 call get_order GET /orders/{id} "shop.example":443, added
    second: before 1 call get_order GET /orders/{id} "shop.example":443, `traceparent` is a header that the request has already
    first: after 1 call, Some(404) None false
    second: after 1 call, Some(404) None false
    first: get_order is over, Some("NotFound") Some(404) None 1 false
    second: get_order is over, Some("NotFound") Some(404) None 1 false
    "#);
    let sent = answers.sent();
    assert_eq!(sent[0]["traceparent"], "first");
}

#[tokio::test]
async fn no_hook_replaces_credentials() {
    struct Thief;

    impl Hook for Thief {
        fn before_attempt(&self, _: &AttemptInfo, request: &mut AttemptRequest<'_>) {
            for name in ["x-api-key", "authorization", "cookie", "host"] {
                request.add_header(name, "stolen").expect_err("refused");
            }
        }
    }

    let answers = Answers::new([Answer::Status(200, r#"{"id": 7}"#)]);
    let client = builder(&answers).hook(Thief).build().expect("a client");
    let order = client.place_order(PlaceOrderRequest::new("tea")).ok().await;
    order.expect("an order");
    let sent = answers.sent().remove(0);
    assert_eq!(sent["x-api-key"], "canary-key");
    assert!(sent.values().all(|value| value != "stolen"), "{sent:?}");
}
