//! Bytes that are read while they come: they end well, or with an error that says how many came.

use std::time::Duration;

use docwright_runtime::{Download, Error, ErrorKind, Timeouts};

use crate::client;
use crate::server::{Script, Server};

const HEAD: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\n";

fn sending(length: usize, body: &str) -> Vec<u8> {
    format!("{HEAD}content-length: {length}\r\n\r\n{body}").into_bytes()
}

/// All bytes, and the error that ends them, if one does.
async fn drained(mut body: Download) -> (Vec<u8>, Option<Error>) {
    let (mut bytes, mut error) = (Vec::new(), None);
    while let Some(piece) = body.next().await {
        assert!(error.is_none(), "an error is the last: {piece:?}");
        match piece {
            Ok(piece) => bytes.extend_from_slice(&piece),
            Err(last) => error = Some(last),
        }
    }
    assert!(body.next().await.is_none());
    (bytes, error)
}

async fn scan(server: &Server, timeouts: Timeouts) -> Download {
    let call = client(&server.url).scan().timeouts(timeouts);
    call.ok().await.expect("a head").body
}

async fn answered(bytes: Vec<u8>) -> Download {
    scan(&Server::start(Script::Answer(bytes)), Timeouts::default()).await
}

#[tokio::test]
async fn every_byte_comes_and_then_the_end() {
    let body = answered(sending(5, "a\0{}b")).await;
    assert_eq!(body.content_length(), Some(5));
    let (bytes, error) = drained(body).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(bytes, b"a\0{}b");
    let (bytes, error) = drained(answered(sending(0, "")).await).await;
    assert!(bytes.is_empty() && error.is_none(), "{error:?}");
    let chunked = format!("{HEAD}transfer-encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
    let body = answered(chunked.into_bytes()).await;
    assert_eq!(body.content_length(), None);
    assert_eq!(body.bytes().await.expect("all").as_ref(), b"abc");
}

#[tokio::test]
async fn a_cut_body_says_how_many_bytes_came() {
    let (bytes, error) = drained(answered(sending(100, "abc")).await).await;
    assert_eq!(bytes, b"abc");
    let error = error.expect("an error");
    assert_eq!(
        (error.kind(), error.may_have_been_sent()),
        (ErrorKind::Interrupted, true)
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    let text = error.to_string();
    assert!(text.contains("after 3 of 100 bytes"), "{text}");

    let chunked = format!("{HEAD}transfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n4\r\ne");
    let (bytes, error) = drained(answered(chunked.into_bytes()).await).await;
    assert!(bytes.starts_with(b"abcd"));
    let error = error.expect("an error");
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert!(error.to_string().contains("bytes"), "{error}");

    let error = answered(sending(100, "abc")).await.bytes().await;
    assert_eq!(error.expect_err("cut").kind(), ErrorKind::Interrupted);
}

#[tokio::test]
async fn the_limit_is_that_of_downloads() {
    let server = Server::start(Script::Answer(sending(10, "0123456789")));
    let call = || client(&server.url).scan().body_limit(9);
    let body = call().download_limit(10).ok().await.expect("a head").body;
    let error = body.bytes().await.expect_err("kept as a whole");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    let body = call().download_limit(10).ok().await.expect("a head").body;
    assert_eq!(body.bytes_up_to(10).await.expect("all").len(), 10);
    let error = call().download_limit(9).await.expect_err("announced");
    assert_eq!(error.kind(), ErrorKind::TooLarge);

    let chunked = format!("{HEAD}transfer-encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n");
    let server = Server::start(Script::Answer(chunked.into_bytes()));
    let body = client(&server.url).scan().download_limit(9).ok().await;
    let (bytes, error) = drained(body.expect("a head").body).await;
    assert!(bytes.len() < 10);
    assert_eq!(error.expect("an error").kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_pause_of_the_server_counts_and_one_of_the_caller_does_not() {
    let mut timeouts = Timeouts::default();
    timeouts.idle = Duration::from_millis(300);
    let server = Server::start(Script::Stall(sending(100, "abc")));
    let (bytes, error) = drained(scan(&server, timeouts).await).await;
    assert_eq!(bytes, b"abc");
    let error = error.expect("an error");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error.to_string().contains("after 3 of 100 bytes"),
        "{error}"
    );

    let server = Server::start(Script::Answer(sending(3, "abc")));
    let body = scan(&server, timeouts).await;
    tokio::time::sleep(timeouts.idle * 2).await;
    assert_eq!(body.bytes().await.expect("all").as_ref(), b"abc");
}
