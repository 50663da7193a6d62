//! Requests that must not leave as they are, and the way on which they leave.

use std::env;
use std::process::Command;

use docwright_runtime::ErrorKind::Invalid;
use docwright_runtime::examples::Recorder;
use docwright_tests::accept::faults::{Client, GetOrderRequest};

use crate::script::good;
use crate::server::Server;
use crate::shop::{End, Ended, KEY, Via, call, client};
use crate::table::{Table, holds, is_end, is_sent};

#[tokio::test]
async fn request() {
    let mut table = Table::of("request");
    for id in ["", ".", ".."] {
        let name = format!("get, {id:?}");
        table.case("F91", &name, other_resource(id)).await;
    }
    for (id, path) in [
        ("a\nb", "a%0Ab"),
        ("a/../b", "a%2F..%2Fb"),
        ("%2e", "%252e"),
    ] {
        let name = format!("get, {id:?}");
        table.case("F91", &name, one_segment(id, path)).await;
    }
    for (name, note) in [("CR LF", "canary\r\nx: y"), ("NUL", "canary\0")] {
        table.case("F92", name, no_header(note)).await;
    }
    for via in [Via::Get, Via::Post, Via::Keyed] {
        table.case("F93", &via.to_string(), in_the_clear(via)).await;
    }
    table.case("F94", "get", proxy()).await;
    table.finish();
}

async fn get(client: &Client, id: &str, note: Option<&str>) -> Ended {
    let request = GetOrderRequest {
        x_note: note.map(str::to_owned),
        ..GetOrderRequest::new(id)
    };
    client.get_order(request).await.map(|_| End::Ok)
}

async fn other_resource(id: &str) -> Result<(), String> {
    let server = Server::start(good());
    is_end(&get(&client(&server), id, None).await, Invalid)?;
    is_untouched(&server)
}

async fn one_segment(id: &str, path: &str) -> Result<(), String> {
    let server = Server::start(good());
    is_end(&get(&client(&server), id, None).await, End::Ok)?;
    is_sent(&server, 1)?;
    let line = format!("GET /orders/{path} HTTP/1.1\r\n");
    holds(server.requests_with(&line) == 1, || {
        server.requests().concat()
    })
}

/// The parameter is named, and its value isn't.
async fn no_header(note: &str) -> Result<(), String> {
    let server = Server::start(good());
    let ended = get(&client(&server), "7", Some(note)).await;
    is_end(&ended, Invalid)?;
    is_untouched(&server)?;
    let text = ended
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    holds(text.contains("X-Note") && !text.contains("canary"), || text)
}

fn is_untouched(server: &Server) -> Result<(), String> {
    let connections = server.connections();
    holds(connections == 0, || format!("{connections} connections"))
}

async fn in_the_clear(via: Via) -> Result<(), String> {
    let recorder = Recorder::answering(200, &[], b"{\"id\": 7}");
    let client = Client::builder()
        .base_url("http://shop.example")
        .key(KEY)
        .transport(recorder.clone());
    let ended = call(&client.build().expect("a client"), via).await;
    is_end(&ended, Invalid)?;
    let sent = recorder.requests().len();
    holds(sent == 0, || format!("{sent} requests"))
}

/// The environment of a process can't be changed safely, so another one makes the call.
async fn proxy() -> Result<(), String> {
    let proxy = Server::start(good());
    let mut child = Command::new(env::current_exe().map_err(|error| error.to_string())?);
    child.args(["--exact", "request::behind_a_proxy"]);
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        child.env(variable, proxy.url());
    }
    child.env_remove("NO_PROXY").env_remove("no_proxy");
    child.env_remove("REQUEST_METHOD");
    let ran = tokio::task::spawn_blocking(move || child.output());
    let output = ran.await.map_err(|error| error.to_string())?;
    let output = output.map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let has_run = output.status.success() && text.contains("1 passed");
    holds(has_run, || text.into_owned())?;
    holds(proxy.connections() == 0, || {
        "the proxy was asked".to_owned()
    })
}

/// A server on this machine is asked without the proxy that the environment names, if it names one.
#[tokio::test]
async fn behind_a_proxy() {
    let server = Server::start(good());
    let ended = call(&client(&server), Via::Get).await;
    assert_eq!(is_end(&ended, End::Ok), Ok(()));
    assert_eq!(is_sent(&server, 1), Ok(()));
}
