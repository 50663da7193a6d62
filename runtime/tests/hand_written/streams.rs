//! Bodies that are read while they come: they end well or with an error, never in silence.

use std::time::{Duration, Instant};

use docwright_runtime::{Error, ErrorKind, Timeouts};

use crate::client;
use crate::server::{Script, Server};

const HEAD: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\n";

fn sending(length: usize, body: &str) -> Vec<u8> {
    format!("{HEAD}content-length: {length}\r\n\r\n{body}").into_bytes()
}

/// All values, and the error that ends them, if one does.
async fn watch(server: &Server, limit: usize, timeouts: Timeouts) -> (Vec<i64>, Option<Error>) {
    let call = client(&server.url).watch().body_limit(limit);
    let mut lines = call.timeouts(timeouts).ok().await.expect("a head").lines;
    let (mut values, mut error) = (Vec::new(), None);
    while let Some(line) = lines.next().await {
        assert!(error.is_none(), "an error is the last: {line:?}");
        match line {
            Ok(value) => values.push(value),
            Err(last) => error = Some(last),
        }
    }
    assert!(lines.next().await.is_none());
    (values, error)
}

async fn answered(bytes: Vec<u8>, limit: usize) -> (Vec<i64>, Option<Error>) {
    let server = Server::start(Script::Answer(bytes));
    watch(&server, limit, Timeouts::default()).await
}

#[tokio::test]
async fn every_value_comes_and_then_the_end() {
    let (values, error) = answered(sending(7, "1\n2\r\n\n3"), 100).await;
    assert_eq!(values, [1, 2, 3]);
    assert!(error.is_none(), "{error:?}");
    let (values, error) = answered(sending(0, ""), 100).await;
    assert!(values.is_empty() && error.is_none(), "{error:?}");
}

#[tokio::test]
async fn a_cut_body_is_an_error_behind_what_came() {
    let (values, error) = answered(sending(100, "1\n2\n3"), 1000).await;
    assert_eq!(values, [1, 2]);
    let error = error.expect("an error");
    assert_eq!(
        (error.kind(), error.may_have_been_sent()),
        (ErrorKind::Interrupted, true)
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    let chunked = format!("{HEAD}transfer-encoding: chunked\r\n\r\n4\r\n1\n2\n\r\n4\r\n3\n");
    let (values, error) = answered(chunked.into_bytes(), 1000).await;
    assert!(values.starts_with(&[1, 2]));
    assert_eq!(error.expect("an error").kind(), ErrorKind::Interrupted);
}

#[tokio::test]
async fn more_bytes_than_allowed_end_it() {
    let body = "1\n".repeat(50);
    let chunked = format!("{HEAD}transfer-encoding: chunked\r\n\r\n64\r\n{body}\r\n0\r\n\r\n");
    let (values, error) = answered(chunked.into_bytes(), 99).await;
    assert!(values.len() < 50);
    assert_eq!(error.expect("an error").kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_value_that_does_not_fit_ends_it_and_is_named() {
    let (values, error) = answered(sending(10, "1\ntwo\n3\n\n\n"), 100).await;
    assert_eq!(values, [1]);
    let error = error.expect("an error");
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Malformed, Some("Lent"))
    );
    let text = error.to_string();
    assert!(text.contains("`[1]`") && !text.contains("two"), "{text}");
}

#[tokio::test]
async fn a_pause_may_not_take_too_long_while_the_whole_may() {
    let server = Server::start(Script::Stall(sending(100, "1\n")));
    let mut timeouts = Timeouts::default();
    timeouts.idle = Duration::from_millis(300);
    timeouts.call = Duration::from_millis(200);
    let started = Instant::now();
    let (values, error) = watch(&server, 1000, timeouts).await;
    assert_eq!(values, [1]);
    assert_eq!(error.expect("an error").kind(), ErrorKind::Timeout);
    let elapsed = started.elapsed();
    assert!(
        elapsed >= timeouts.idle && elapsed < Duration::from_secs(3),
        "{elapsed:?}"
    );
}
