//! Pages over real HTTP: walks that end well, that fail on the way, and that would go in a circle.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use docwright_mock::Mock;
use docwright_runtime::{CallError, ErrorKind};
use docwright_tests::accept::{pages_cursor, pages_numbered};
use docwright_tests::suites;

/// A mock that answers with the examples of the accepted cases.
fn mock() -> Mock {
    let accepted = suites()
        .into_iter()
        .find(|suite| suite.folder.ends_with("accept"))
        .expect("the accepted cases");
    Mock::start(&accepted.checked).expect("a port")
}

/// A server that gives these answers one after another, and the targets that it was asked for.
fn server(answers: &'static [(u16, &'static str)]) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, targets) = channel();
    thread::spawn(move || {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().expect("a connection");
            let lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
            let head: Vec<String> = lines
                .map(|line| line.expect("a line"))
                .take_while(|line| !line.is_empty())
                .collect();
            let target = head.first().and_then(|line| line.split(' ').nth(1));
            sender
                .send(target.unwrap_or_default().to_owned())
                .expect("a test that listens");
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {status} Answer\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .expect("an answer");
        }
    });
    (url, targets)
}

fn cursor_client(url: &str) -> pages_cursor::Client {
    pages_cursor::Client::builder()
        .base_url(url)
        .build()
        .expect("a client")
}

fn numbered_client(url: &str) -> pages_numbered::Client {
    pages_numbered::Client::builder()
        .base_url(url)
        .build()
        .expect("a client")
}

#[tokio::test]
async fn the_documented_pages_are_walked_to_the_last() {
    let mock = mock();
    let client = cursor_client(&mock.base_url("pages_cursor"));

    let mut pages = client.list_orders_pages(pages_cursor::ListOrdersRequest::new("C1"));
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("a page").data.len());
    }
    assert_eq!(sizes, [2, 1]);

    let request = pages_cursor::ListEventsRequest::new(None);
    let mut events = client.list_events_pages(request).items();
    let event = events.next().await.expect("an event").expect("a page");
    assert_eq!((event.id, event.text.as_str()), (4, "made"));
    assert!(events.next().await.is_none());

    let mut trades = client
        .list_trades_pages(pages_cursor::ListTradesRequest::new("X"))
        .items();
    let mut numbers = Vec::new();
    while let Some(trade) = trades.next().await {
        numbers.push(trade.expect("a trade").a);
    }
    assert_eq!(numbers, [7, 8]);
}

#[tokio::test]
async fn numbers_and_offsets_count_on_and_keep_the_other_parameters() {
    let (url, targets) = server(&[
        (
            200,
            r#"{"data": ["A1", "A2"], "pagination": {"total_pages": 2}}"#,
        ),
        (200, r#"{"data": ["A3"], "pagination": {"total_pages": 2}}"#),
    ]);
    let request = pages_numbered::ListOrdersRequest {
        per_page: Some(2),
        ..Default::default()
    };
    let mut orders = numbered_client(&url).list_orders_pages(request).items();
    let mut ids = Vec::new();
    while let Some(id) = orders.next().await {
        ids.push(id.expect("an order"));
    }
    assert_eq!(ids, ["A1", "A2", "A3"]);
    let targets: Vec<String> = targets.iter().collect();
    assert_eq!(targets, ["/orders?per_page=2", "/orders?page=2&per_page=2"]);

    let (url, targets) = server(&[
        (200, r#"{"items": [5, 6]}"#),
        (200, r#"{"items": [7]}"#),
        (200, r#"{"items": []}"#),
    ]);
    let request = pages_numbered::ListItemsRequest {
        limit: Some(9),
        ..pages_numbered::ListItemsRequest::new(10)
    };
    let mut items = numbered_client(&url).list_items_pages(request).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.expect("an item"));
    }
    assert_eq!(found, [5, 6, 7]);
    let targets: Vec<String> = targets.iter().collect();
    let expected = [10, 12, 13].map(|offset| format!("/items?offset={offset}&limit=9"));
    assert_eq!(targets, expected);
}

#[tokio::test]
async fn a_page_that_fails_is_the_last_and_says_which_it_is() {
    let (url, _targets) = server(&[
        (
            200,
            r#"{"data": [{"id": "A1", "paid": true}], "meta": {"next_cursor": "c2", "has_more": true}}"#,
        ),
        (400, r#"{"reason": "expired"}"#),
    ]);
    let request = pages_cursor::ListOrdersRequest::new("C1");
    let mut orders = cursor_client(&url).list_orders_pages(request).items();
    assert_eq!(
        orders.next().await.expect("an order").expect("a page").id,
        "A1"
    );
    let error = orders.next().await.expect("an end").expect_err("a failure");
    assert_eq!((error.page(), error.cursor()), (2, Some("c2")));
    assert_eq!(error.to_string(), "page 2: Refused: reason \"expired\"");
    assert!(!format!("{error:?}").contains("c2"));
    match error.into_error() {
        CallError::Failure(failure) => assert_eq!(failure.reason, "expired"),
        CallError::Error(error) => unreachable!("{error}"),
    }
    assert!(orders.next().await.is_none());
}

#[tokio::test]
async fn a_cursor_that_was_there_before_is_not_followed() {
    const A: &str = r#"{"data": [], "meta": {"next_cursor": "a", "has_more": true}}"#;
    const B: &str = r#"{"data": [], "meta": {"next_cursor": "b", "has_more": true}}"#;
    let (url, targets) = server(&[(200, A), (200, B), (200, A)]);
    let request = pages_cursor::ListOrdersRequest::new("C1");
    let mut pages = cursor_client(&url).list_orders_pages(request);
    for _ in 0..3 {
        pages.next().await.expect("a page").expect("a success");
    }
    let error = pages.next().await.expect("an end").expect_err("a circle");
    assert_eq!((error.page(), error.cursor()), (4, Some("a")));
    match error.error() {
        CallError::Error(error) => assert_eq!(error.kind(), ErrorKind::Invalid),
        CallError::Failure(failure) => unreachable!("{failure}"),
    }
    assert!(pages.next().await.is_none());
    assert_eq!(targets.iter().count(), 3);
}
