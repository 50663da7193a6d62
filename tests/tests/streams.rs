//! Bodies that are read while they come, over real HTTP: values, ends and failures.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on says so"
)]

use docwright_mock::{Mock, header};
use docwright_runtime::CallError;
use docwright_tests::{accept, suites};

/// A mock that answers with the examples of the accepted cases.
fn mock() -> Mock {
    let accepted = suites()
        .into_iter()
        .find(|suite| suite.folder.ends_with("accept"))
        .expect("the accepted cases");
    Mock::start(&accepted.checked).expect("a port")
}

async fn chat(mock: &Mock, text: &str) -> accept::stream_events::chat::Streamed {
    use accept::stream_events::{ChatRequest, ChatResponse, Client};

    let client = Client::builder()
        .base_url(&mock.base_url("stream_events"))
        .build()
        .expect("a client");
    let request = ChatRequest {
        stream: Some(true),
        ..ChatRequest::new(text)
    };
    match client.chat(request).await.expect("an outcome") {
        ChatResponse::Streamed(streamed) => streamed,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn events_come_until_the_documented_end() {
    use accept::stream_events::chat::StreamedEvent;

    let mock = mock();
    let mut events = chat(&mock, "Hi").await.events;
    let mut text = String::new();
    while let Some(event) = events.next().await {
        match event.expect("an event") {
            StreamedEvent::Message(message) => text.push_str(&message.delta),
            StreamedEvent::Unknown(event) => panic!("{event:?}"),
        }
    }
    assert_eq!(text, "Hello");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_failure_among_the_events_is_typed_and_the_last() {
    let mock = mock();
    let mut events = chat(&mock, "Fail").await.events;
    assert!(matches!(events.next().await, Some(Ok(_))));
    match events.next().await {
        Some(Err(CallError::Failure(failure))) => {
            assert_eq!((failure.code, failure.message.as_str()), (7, "too long"));
            assert_eq!(
                failure.to_string(),
                "StreamedError: code \"7\", message \"too long\""
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn lines_come_one_by_one_and_other_outcomes_are_read_whole() {
    use accept::stream_lines::watch_orders::WatchOrdersSuccess;
    use accept::stream_lines::{Client, WatchOrdersResponse};

    let mock = mock();
    let client = Client::builder()
        .base_url(&mock.base_url("stream_lines"))
        .build()
        .expect("a client");
    let watched = match client.watch_orders().ok().await.expect("a success") {
        WatchOrdersSuccess::Watched(watched) => watched,
        other => panic!("{other:?}"),
    };
    assert_eq!(watched.x_from.as_deref(), Some("A1"));
    let mut lines = watched.lines;
    let mut orders = Vec::new();
    while let Some(line) = lines.next().await {
        let line = line.expect("a line");
        orders.push((line.id, line.paid));
    }
    let expected = [("A1".to_owned(), true), ("A2".to_owned(), false)];
    assert_eq!(orders, expected);

    let nothing = client
        .watch_orders()
        .header(header::EXAMPLE, "nothing to watch");
    match nothing.await.expect("an outcome") {
        WatchOrdersResponse::Nothing(nothing) => assert_eq!(nothing.reason, "closed"),
        other => panic!("{other:?}"),
    }
    let refused = client.watch_orders().header(header::STATUS, "403");
    match refused.await.expect("an outcome") {
        WatchOrdersResponse::Refused(refused) => assert_eq!(refused.reason, "not yours"),
        other => panic!("{other:?}"),
    }
}
