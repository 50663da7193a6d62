//! Bodies: shown to hooks that ask for them, without what is secret.

use std::sync::{Arc, Mutex, PoisonError};

use docwright_runtime::{AttemptInfo, AttemptRequest, AttemptResult, Hook, LogBodies};
use docwright_tests::accept::faults::{Client, ClientBuilder, LoginRequest, PlaceOrderRequest};

use crate::answers::{Answer, Answers};
use crate::captured;

/// Writes down the first 60 characters of each body.
#[derive(Debug, Clone, Default)]
struct Bodies(Arc<Mutex<Vec<String>>>);

impl Bodies {
    fn note(&self, body: Option<String>) {
        let mut bodies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bodies.push(body.unwrap_or_else(|| "none".to_owned()));
    }

    fn text(&self) -> String {
        let bodies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bodies.join("\n")
    }
}

impl Hook for Bodies {
    fn before_attempt(&self, _: &AttemptInfo, request: &mut AttemptRequest<'_>) {
        self.note(request.masked_body(60));
    }

    fn after_attempt(&self, _: &AttemptInfo, result: &AttemptResult<'_>) {
        self.note(result.masked_body(60));
    }
}

fn builder(answers: impl IntoIterator<Item = Answer>) -> ClientBuilder {
    let answers = Answers::new(answers);
    Client::builder()
        .key("canary-key")
        .app("shop", "canary-secret")
        .transport(answers.clone())
        .environment(answers)
}

fn login() -> LoginRequest {
    LoginRequest::new("ada", "canary-password")
}

#[tokio::test]
async fn a_body_is_shown_without_what_is_secret() {
    let bodies = Bodies::default();
    let answers = [
        Answer::Status(
            200,
            r#"{"ticket": "canary-ticket", "until": "canary%2Dpassword"}"#,
        ),
        Answer::Status(403, "<p>canary-password</p>"),
        Answer::Status(
            200,
            r#"{"id": 7, "note": "the key is Y2FuYXJ5LWtleQ, and canary-key is what it stands for"}"#,
        ),
    ];
    let builder = builder(answers).hook(bodies.clone());
    let client = builder.build().expect("a client");
    client.login(login()).ok().await.expect("a session");
    client.login(login()).await.expect_err("no JSON");
    let order = client.place_order(PlaceOrderRequest::new("tea")).ok().await;
    order.expect("an order");
    insta::assert_snapshot!(bodies.text(), @r#"
    {"user":"ada","password":"[secret]"}
    {"ticket":"[secret]","until":"[secret]"}
    {"user":"ada","password":"[secret]"}
    <p>[secret]</p>
    {"item":"tea"}
    {"id": 7, "note": "the key is [secret], and [secret] is what…
    "#);
}

#[tokio::test]
async fn nothing_of_a_request_for_a_token_is_shown() {
    let bodies = Bodies::default();
    let answers = [
        Answer::Status(200, r#"{"access_token": "canary-token"}"#),
        Answer::Status(200, r#"{"sold": 3}"#),
    ];
    let builder = builder(answers).hook(bodies.clone());
    let client = builder.build().expect("a client");
    client.report().ok().await.expect("a report");
    insta::assert_snapshot!(bodies.text(), @r#"
    [secret] (72 bytes)
    [secret] (32 bytes)
    none
    {"sold": 3}
    "#);
}

#[tokio::test]
async fn a_log_has_bodies_of_those_who_ask_for_them() {
    let answers = || [Answer::Status(200, r#"{"ticket": "canary-ticket"}"#)];
    let silent = builder(answers()).build().expect("a client");
    silent.login(login()).ok().await.expect("a session");
    assert_eq!(captured::events(), "");
    let asked = builder(answers()).hook(LogBodies::new(500)).build();
    let asked = asked.expect("a client");
    asked.login(login()).ok().await.expect("a session");
    insta::assert_snapshot!(captured::events(), @r#"
    DEBUG docwright.call: docwright.attempt{otel.name=POST /login otel.kind="client" docwright.api="faults" docwright.endpoint="login" docwright.purpose="call" http.request.method="POST" url.template="/login" server.address="shop.example" server.port=443}: docwright::bodies: request body="{\"user\":\"ada\",\"password\":\"[secret]\"}"
    DEBUG docwright.call: docwright.attempt{otel.name=POST /login otel.kind="client" docwright.api="faults" docwright.endpoint="login" docwright.purpose="call" http.request.method="POST" url.template="/login" server.address="shop.example" server.port=443 http.response.status_code=200}: docwright::bodies: response body="{\"ticket\":\"[secret]\"}"
    "#);
}
