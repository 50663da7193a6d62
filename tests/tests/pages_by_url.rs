//! Pages that name the next one by its URL, over real HTTP: walks that end well, and URLs that lead
//! elsewhere.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use docwright_runtime::{CallError, ErrorKind};
use docwright_tests::accept::pages_urls::{Client, ListOrdersRequest};

/// A server that gives these answers one after another, `{origin}` standing for its own, and the heads
/// of what it was asked.
fn server(answers: &'static [(&'static str, &'static str)]) -> (String, Receiver<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, heads) = channel();
    let own = origin.clone();
    thread::spawn(move || {
        for (header, body) in answers {
            let (mut stream, _) = listener.accept().expect("a connection");
            let lines = BufReader::new(stream.try_clone().expect("a stream")).lines();
            let head: Vec<String> = lines
                .map(|line| line.expect("a line"))
                .take_while(|line| !line.is_empty())
                .collect();
            sender.send(head).expect("a test that listens");
            let (header, body) = (
                header.replace("{origin}", &own),
                body.replace("{origin}", &own),
            );
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\n{header}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .expect("an answer");
        }
    });
    (origin, heads)
}

fn client(origin: &str) -> Client {
    Client::builder()
        .base_url(&format!("{origin}/v1"))
        .token("T1")
        .key("K1")
        .build()
        .expect("a client")
}

fn target(head: &[String]) -> &str {
    head.first().map_or("", String::as_str)
}

fn has_header(head: &[String], wanted: &str) -> bool {
    head.iter().any(|line| line.eq_ignore_ascii_case(wanted))
}

#[tokio::test]
async fn link_headers_are_followed_with_headers_and_credentials() {
    let (origin, heads) = server(&[
        (
            "Link: <{origin}/v1/orders?page=2>; rel=\"next\", </x>; rel=last\r\n",
            r#"["A1"]"#,
        ),
        ("Link: <?page=3>; rel=next\r\n", r#"["A2"]"#),
        ("Link: </v1/orders>; rel=first\r\n", r#"["A3"]"#),
    ]);
    let request = ListOrdersRequest { per_page: Some(1) };
    let mut orders = client(&origin)
        .list_orders_pages(request)
        .header("X-Trace", "t1")
        .items();
    let mut ids = Vec::new();
    while let Some(id) = orders.next().await {
        ids.push(id.expect("an order"));
    }
    assert_eq!(ids, ["A1", "A2", "A3"]);
    let heads: Vec<Vec<String>> = heads.iter().collect();
    let targets: Vec<&str> = heads.iter().map(|head| target(head)).collect();
    assert_eq!(
        targets,
        [
            "GET /v1/orders?per_page=1 HTTP/1.1",
            "GET /v1/orders?page=2 HTTP/1.1",
            "GET /v1/orders?page=3 HTTP/1.1"
        ]
    );
    for head in &heads {
        assert!(has_header(head, "authorization: Bearer T1"), "{head:?}");
        assert!(has_header(head, "x-trace: t1"), "{head:?}");
    }
}

#[tokio::test]
async fn a_url_in_the_body_has_its_credential_once() {
    let (origin, heads) = server(&[
        (
            "",
            r#"{"data": [1], "links": {"next": "{origin}/v1/items?api_key=old&after=1"}}"#,
        ),
        ("", r#"{"data": [2], "links": {"next": null}}"#),
    ]);
    let mut items = client(&origin).list_items_pages().items();
    let mut numbers = Vec::new();
    while let Some(number) = items.next().await {
        numbers.push(number.expect("an item"));
    }
    assert_eq!(numbers, [1, 2]);
    let targets: Vec<String> = heads.iter().map(|head| target(&head).to_owned()).collect();
    assert_eq!(
        targets,
        [
            "GET /v1/items?api_key=K1 HTTP/1.1",
            "GET /v1/items?after=1&api_key=K1 HTTP/1.1"
        ]
    );
}

#[tokio::test]
async fn another_origin_ends_the_walk_before_anything_is_sent() {
    let (origin, heads) = server(&[(
        "Link: <http://localhost:1/v1/orders?page=2>; rel=next\r\n",
        r#"["A1"]"#,
    )]);
    let mut pages = client(&origin).list_orders_pages(ListOrdersRequest::default());
    assert!(pages.next().await.expect("a page").is_ok());
    let error = pages.next().await.expect("an end").expect_err("an error");
    assert_eq!(
        (error.page(), error.cursor()),
        (2, Some("http://localhost:1/v1/orders?page=2"))
    );
    assert!(
        matches!(error.error(), CallError::Error(error) if error.kind() == ErrorKind::Invalid && !error.may_have_been_sent())
    );
    assert!(error.to_string().contains("another origin"), "{error}");
    assert!(pages.next().await.is_none());
    assert_eq!(heads.iter().count(), 1);
}

#[tokio::test]
async fn a_url_that_was_asked_for_before_ends_the_walk() {
    let (origin, heads) = server(&[
        ("Link: <?page=2>; rel=next\r\n", r#"["A1"]"#),
        ("Link: </v1/orders>; rel=next\r\n", r#"["A2"]"#),
    ]);
    let mut pages = client(&origin).list_orders_pages(ListOrdersRequest::default());
    assert!(pages.next().await.expect("a page").is_ok());
    assert!(pages.next().await.expect("a page").is_ok());
    let error = pages.next().await.expect("an end").expect_err("an error");
    assert!(error.to_string().contains("there already"), "{error}");
    assert_eq!(heads.iter().count(), 2);
}
