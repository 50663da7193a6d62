//! `docwright mock`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};

use insta::assert_snapshot;

use crate::{BROKEN, Place};

/// A running mock, ended with its test.
struct Server {
    child: Child,
    greeting: String,
}

impl Server {
    fn start(place: &Place) -> Self {
        let mut child = place
            .command("mock")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut greeting = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        while !greeting.contains("Ctrl-C") {
            assert_ne!(lines.read_line(&mut greeting).unwrap(), 0, "{greeting}");
        }
        Self { child, greeting }
    }

    /// Port and path of the first API.
    fn base(&self) -> (u16, &str) {
        let (_, address) = self.greeting.split_once("http://127.0.0.1:").unwrap();
        let (port, rest) = address.split_once('/').unwrap();
        (port.parse().unwrap(), rest.lines().next().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_documented_request_is_answered() {
    let place = Place::new();
    let server = Server::start(&place);
    let (port, api) = server.base();
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    let body = r#"{"text":"milk"}"#;
    write!(
        stream,
        "POST /{api}/notes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    assert!(answer.ends_with("\r\n\r\n{\"id\":7}"), "{answer}");
}

#[test]
fn it_says_where_it_is_and_how_to_choose() {
    let place = Place::new();
    let server = Server::start(&place);
    let (port, _) = server.base();
    assert_snapshot!(server.greeting.replace(&port.to_string(), "PORT"));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = Place::new().output(&format!("mock --port {port}"));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains(&format!("cannot listen on port {port}")),
        "{message}"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn faults_stand_in_the_way() {
    let place = Place::new();
    place.write("specs/notes/ping.yaml", BROKEN);
    let output = place.output("mock");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
}
