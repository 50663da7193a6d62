//! Calls and bodies that keep a thread waiting, over real sockets and a canned transport.

use std::io::Read as _;
use std::thread;
use std::time::Duration;

use docwright_runtime::examples::Recorder;
use docwright_runtime::{CallError, ErrorKind, Timeouts};

use crate::api::renew::{RenewRequest, RenewResponse};
use crate::server::{Script, Server};
use crate::{PIN, client, recorded};

const HEAD: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\n";

const RENEWED: &str =
    r#"{"loans":[{"id":1,"due":null},{"id":2}],"result":"Ok","token":"secret-1"}"#;

fn answering(body: &str) -> Server {
    let length = body.len();
    let answer = format!("{HEAD}content-length: {length}\r\n\r\n{body}");
    Server::start(Script::Answer(answer.into_bytes()))
}

#[test]
fn a_call_is_sent_and_read_without_a_runtime() {
    let server = Server::answering(200, "x-a: 1\r\n", RENEWED);
    let renew = || client(&server.url).renew(RenewRequest::new("L-1", PIN));
    assert!(matches!(
        renew().blocking().send(),
        Ok(RenewResponse::Renewed(_))
    ));
    let reply = renew().blocking().reply().expect("a reply");
    assert_eq!(reply.headers()["x-a"], "1");
    renew().blocking().ok().expect("a success");
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn many_threads_wait_at_once() {
    let server = Server::answering(200, "", RENEWED);
    let client = client(&server.url);
    let waiting: Vec<_> = (0..16)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || {
                let call = client.renew(RenewRequest::new("L-1", PIN));
                call.blocking().ok().is_ok()
            })
        })
        .collect();
    for thread in waiting {
        assert!(thread.join().expect("no panic"));
    }
}

#[test]
fn time_is_up_for_those_who_wait_too() {
    let server = Server::start(Script::Stall(Vec::new()));
    let call = client(&server.url).renew(RenewRequest::new("L-1", PIN));
    let mut timeouts = Timeouts::default();
    timeouts.call = Duration::from_millis(50);
    let error = call.timeouts(timeouts).blocking().send();
    assert_eq!(error.expect_err("no answer").kind(), ErrorKind::Timeout);
}

#[test]
fn a_transport_of_one_s_own_is_waited_for() {
    let recorder = Recorder::answering(200, &[], RENEWED.as_bytes());
    let call = recorded(&recorder).renew(RenewRequest::new("L-1", PIN));
    call.blocking().ok().expect("a success");
    assert_eq!(recorder.requests().len(), 1);
}

#[test]
fn bodies_are_read_while_they_come() {
    let server = answering("1\n2\n3");
    let watched = client(&server.url).watch().blocking().ok().expect("a head");
    let lines: Vec<i64> = watched.lines.blocking().map_while(Result::ok).collect();
    assert_eq!(lines, [1, 2, 3]);
    let server = answering("pieces of a scan");
    let scan = || {
        client(&server.url)
            .scan()
            .blocking()
            .ok()
            .expect("a head")
            .body
    };
    let pieces = scan().blocking().map(|piece| piece.expect("a piece"));
    assert_eq!(pieces.collect::<Vec<_>>().concat(), b"pieces of a scan");
    let bytes = scan().blocking().bytes().expect("all bytes");
    assert_eq!(&bytes[..], b"pieces of a scan");
    let mut text = String::new();
    let mut reader = scan().blocking().reader();
    assert_eq!(reader.read(&mut []).expect("nothing to read into"), 0);
    reader.read_to_string(&mut text).expect("all bytes");
    assert_eq!(text, "pieces of a scan");
}

#[test]
fn a_body_that_is_cut_is_an_error_of_its_reader() {
    let cut = format!("{HEAD}content-length: 9\r\n\r\nhalf");
    let server = Server::start(Script::Answer(cut.into_bytes()));
    let scan = client(&server.url).scan().blocking().ok().expect("a head");
    let mut bytes = Vec::new();
    let error = scan.body.blocking().reader().read_to_end(&mut bytes);
    let error = error.expect_err("a cut body");
    assert_eq!(bytes, b"half");
    let error = error.get_ref().expect("the error of the body");
    let error = error.downcast_ref::<docwright_runtime::Error>();
    assert_eq!(error.expect("ours").kind(), ErrorKind::Interrupted);
}

#[tokio::test]
async fn async_code_is_never_blocked() {
    let recorder = Recorder::answering(200, &[], RENEWED.as_bytes());
    let renew = || recorded(&recorder).renew(RenewRequest::new("L-1", PIN));
    let error = renew().blocking().send().expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(!error.may_have_been_sent());
    assert!(error.to_string().contains("await it"), "{error}");
    let Err(CallError::Error(error)) = renew().blocking().ok() else {
        unreachable!("it is refused");
    };
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(renew().blocking().reply().is_err());
    assert!(recorder.requests().is_empty());

    let server = answering("1\n2\n3");
    let watched = client(&server.url).watch().ok().await.expect("a head");
    let mut lines = watched.lines.blocking();
    assert!(lines.next().is_some_and(|line| line.is_err()));
    assert!(lines.next().is_none());
    let scan = client(&server.url).scan().ok().await.expect("a head");
    assert!(scan.body.blocking().bytes().is_err());
    let scan = client(&server.url).scan().ok().await.expect("a head");
    let mut pieces = scan.body.blocking();
    assert!(pieces.next().is_some_and(|piece| piece.is_err()));
    assert!(pieces.next().is_none());
}
