//! Each thing that can go wrong, and what is told of it.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use docwright_runtime::{ErrorKind, Timeouts};

use crate::api::renew::RenewRequest;
use crate::server::{Script, Server};
use crate::{PIN, builder, client};

fn renew() -> RenewRequest {
    RenewRequest::new("1", PIN)
}

#[tokio::test]
async fn a_closed_port_is_no_connection() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let error = client(&format!("http://127.0.0.1:{port}"))
        .open()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_been_sent()),
        (ErrorKind::Connect, false)
    );
    assert!(error.status().is_none() && error.headers().is_empty() && error.body().is_empty());
    let text = error.to_string();
    assert!(
        text.starts_with("library open (GET /open): no connection, after 3 attempts: "),
        "{text}"
    );
    assert!(!text.contains(&port.to_string()), "{text}");
}

#[tokio::test]
async fn silence_runs_into_the_timeout() {
    let server = Server::start(Script::Stall(Vec::new()));
    let started = Instant::now();
    let error = client(&server.url)
        .open()
        .timeout(Duration::from_millis(200))
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_been_sent()),
        (ErrorKind::Timeout, true)
    );
    assert!(
        started.elapsed() < Duration::from_millis(1200),
        "{:?}",
        started.elapsed()
    );

    let client = builder(&server.url)
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    assert_eq!(client.open().await.unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_body_that_stops_runs_into_the_idle_timeout() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf";
    let server = Server::start(Script::Stall(head.to_vec()));
    let mut timeouts = Timeouts::default();
    timeouts.idle = Duration::from_millis(200);
    let error = client(&server.url)
        .open()
        .timeouts(timeouts)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(
        (error.status().unwrap().as_u16(), error.body()),
        (200, &b"half"[..])
    );
}

#[tokio::test]
async fn a_cut_body_is_interrupted_and_never_a_success() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nopen all day",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nc\r\nopen all day\r\n",
    ] {
        let server = Server::start(Script::Answer(answer.into()));
        let error = client(&server.url).open().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.may_have_been_sent()),
            (ErrorKind::Interrupted, true),
            "{error}"
        );
        assert_eq!(
            (error.status().unwrap().as_u16(), error.body()),
            (200, &b"open all day"[..])
        );
    }
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer_is_ambiguous() {
    let server = Server::start(Script::Answer(Vec::new()));
    let error = client(&server.url).renew(renew()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_been_sent()),
        (ErrorKind::Ambiguous, true),
        "{error}"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_is_no_http_is_a_protocol_error() {
    for answer in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "\x15\x03\x01\x00\x02\x02\x46",
    ] {
        let server = Server::start(Script::Answer(answer.into()));
        let error = client(&server.url).open().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
    }
}

#[tokio::test]
async fn a_large_body_is_refused_by_its_length_and_by_what_comes() {
    let server = Server::answering(200, "", &"x".repeat(2000));
    let error = client(&server.url)
        .open()
        .body_limit(1999)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::TooLarge, 200)
    );
    assert!(error.body().is_empty());
    assert!(client(&server.url).open().body_limit(2000).await.is_ok());

    let chunk = format!("400\r\n{}\r\n", "x".repeat(0x400));
    let answer = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}0\r\n\r\n",
        chunk.repeat(4)
    );
    let server = Server::start(Script::Answer(answer.into()));
    let error = client(&server.url)
        .open()
        .body_limit(4095)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(client(&server.url).open().body_limit(4096).await.is_ok());
}

#[tokio::test]
async fn an_undocumented_response_keeps_status_headers_and_body() {
    let page = "<html><body>Service\r\n   Unavailable \u{1b}[31m</body></html>";
    let server = Server::answering(503, "Retry-After: 120\r\nX-Node: 7\r\n", page);
    let error = client(&server.url).renew(renew()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_been_sent()),
        (ErrorKind::Undocumented, true)
    );
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert_eq!(error.headers()["x-node"], "7");
    assert_eq!(error.body(), page.as_bytes());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(120)));
    assert_eq!(
        error.to_string(),
        "library renew (POST /loans/{loan}/renew): undocumented response, status 503: \
         <html><body>Service Unavailable \\u{1b}[31m</body></html>"
    );
}

#[tokio::test]
async fn an_error_keeps_64_kib_of_the_body() {
    let server = Server::answering(500, "", &"<x>".repeat(100_000));
    let error = client(&server.url).renew(renew()).await.unwrap_err();
    assert_eq!(error.body().len(), 64 * 1024);
    assert!(error.to_string().len() < 1000);
}

#[tokio::test]
async fn a_malformed_response_names_the_place() {
    let body = r#"{"result":"ok","token":"x","loans":[{"id":1},{"id":"2"}]}"#;
    let server = Server::answering(200, "", body);
    let error = client(&server.url).renew(renew()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Malformed);
    assert_eq!(error.outcome(), Some("Renewed"));
    assert_eq!(error.fault().unwrap().place(), "loans[1].id");
    assert_eq!(
        error.to_string(),
        "library renew (POST /loans/{loan}/renew): response not as documented, status 200, \
         outcome Renewed: `loans[1].id`: expected integer, found string"
    );
    assert_eq!(error.body(), body.as_bytes());

    for body in ["", r#"{"result":"ok""#] {
        let server = Server::answering(200, "", body);
        let error = client(&server.url).renew(renew()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{error}");
    }
}

#[tokio::test]
async fn an_error_tells_the_idempotency_key_that_was_sent() {
    let server = Server::start(Script::Answer(Vec::new()));
    let call = client(&server.url)
        .renew(renew())
        .header("Idempotency-Key", "once-1");
    let error = call.await.unwrap_err();
    assert_eq!(error.idempotency_key(), Some("once-1"));
    assert!(server.requests()[0].contains("idempotency-key: once-1\r\n"));
}
