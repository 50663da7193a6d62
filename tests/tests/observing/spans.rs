//! The spans of calls and of their requests.

use std::time::Duration;

use docwright_tests::accept::faults::{Client, GetOrderRequest};

use crate::answers::{Answer, Answers};
use crate::captured;

fn client(answers: impl IntoIterator<Item = Answer>) -> Client {
    let answers = Answers::new(answers);
    let builder = Client::builder()
        .base_url("https://api.example:8443/v1")
        .key("canary-key")
        .transport(answers.clone())
        .environment(answers);
    builder.build().expect("a client")
}

#[tokio::test]
async fn a_call_is_a_span_and_so_is_each_of_its_requests() {
    let client = client([
        Answer::Status(503, "{}"),
        Answer::Status(200, r#"{"id": 7}"#),
    ]);
    client
        .get_order(GetOrderRequest::new("canary-id"))
        .await
        .expect("an order");
    insta::assert_snapshot!(captured::spans(), @r#"
    INFO docwright.call: docwright.attempt{otel.name=GET /orders/{id} otel.kind="client" docwright.api="faults" docwright.endpoint="get_order" docwright.purpose="call" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 http.response.status_code=503 error.type="503"}
    INFO docwright.call: docwright.attempt{otel.name=GET /orders/{id} otel.kind="client" docwright.api="faults" docwright.endpoint="get_order" docwright.purpose="call" http.request.method="GET" http.request.resend_count=1 url.template="/orders/{id}" server.address="api.example" server.port=8443 http.response.status_code=200}
    INFO docwright.call{otel.name=faults get_order otel.kind="internal" docwright.api="faults" docwright.endpoint="get_order" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 docwright.outcome="Order" http.response.status_code=200}
    "#);
}

#[tokio::test]
async fn an_error_has_its_kind_and_a_failure_its_status() {
    let client = client([
        Answer::Status(404, r#"{"error": "none"}"#),
        Answer::Status(200, r#"{"id": "7"}"#),
    ]);
    let order = || client.get_order(GetOrderRequest::new("7"));
    order().await.expect("a documented failure");
    order().await.expect_err("malformed");
    insta::assert_snapshot!(captured::spans(), @r#"
    INFO docwright.call: docwright.attempt{otel.name=GET /orders/{id} otel.kind="client" docwright.api="faults" docwright.endpoint="get_order" docwright.purpose="call" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 http.response.status_code=404 error.type="404"}
    INFO docwright.call{otel.name=faults get_order otel.kind="internal" docwright.api="faults" docwright.endpoint="get_order" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 docwright.outcome="NotFound" http.response.status_code=404 error.type="404"}
    INFO docwright.call: docwright.attempt{otel.name=GET /orders/{id} otel.kind="client" docwright.api="faults" docwright.endpoint="get_order" docwright.purpose="call" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 http.response.status_code=200}
    INFO docwright.call{otel.name=faults get_order otel.kind="internal" docwright.api="faults" docwright.endpoint="get_order" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 http.response.status_code=200 error.type="malformed"}
    "#);
}

#[tokio::test]
async fn a_span_follows_its_call_to_another_task_and_ends_when_it_is_dropped() {
    let client = client([Answer::Status(200, r#"{"id": 7}"#), Answer::Never]);
    let outer = tracing::info_span!("outer");
    let sending = outer.in_scope(|| client.get_order(GetOrderRequest::new("7")).reply());
    drop(outer);
    tokio::spawn(sending)
        .await
        .expect("no panic")
        .expect("an order");
    let call = client.get_order(GetOrderRequest::new("8"));
    let waited = tokio::time::timeout(Duration::from_millis(20), call).await;
    waited.expect_err("no answer");
    insta::assert_snapshot!(captured::spans(), @r#"
    INFO outer:docwright.call: docwright.attempt{otel.name=GET /orders/{id} otel.kind="client" docwright.api="faults" docwright.endpoint="get_order" docwright.purpose="call" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 http.response.status_code=200}
    INFO outer:docwright.call{otel.name=faults get_order otel.kind="internal" docwright.api="faults" docwright.endpoint="get_order" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 docwright.outcome="Order" http.response.status_code=200}
    INFO outer: observing::spans: close
    INFO docwright.call: docwright.attempt{otel.name=GET /orders/{id} otel.kind="client" docwright.api="faults" docwright.endpoint="get_order" docwright.purpose="call" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 error.type="dropped"}
    INFO docwright.call{otel.name=faults get_order otel.kind="internal" docwright.api="faults" docwright.endpoint="get_order" http.request.method="GET" url.template="/orders/{id}" server.address="api.example" server.port=8443 error.type="dropped"}
    "#);
}
