//! Connections that are used again.

use docwright_runtime::ErrorKind::Ambiguous;

use crate::script::{Act, GOOD, Step, good, head, json, raw};
use crate::server::Server;
use crate::shop::{End, Via, call, client};
use crate::table::{Table, holds, is_end, is_sent};
use docwright_tests::accept::faults::{GetOrderRequest, GetOrderResponse};

#[tokio::test]
async fn pool() {
    let mut table = Table::of("pool");
    for via in [Via::Get, Via::Post, Via::Keyed] {
        table
            .case("F11", &via.to_string(), closed_while_idle(via))
            .await;
    }
    for (via, end, attempts) in [
        (Via::Get, End::Ok, 2),
        (Via::Post, Ambiguous.into(), 1),
        (Via::Keyed, End::Ok, 2),
    ] {
        let case = closed_as_it_comes(via, end, attempts);
        table.case("F12", &via.to_string(), case).await;
    }
    for via in [Via::Get, Via::Post, Via::Keyed] {
        table
            .case("F13", &via.to_string(), closed_by_header(via))
            .await;
    }
    table.case("F14", "get", dropped_in_the_body()).await;
    table.finish();
}

async fn closed_while_idle(via: Via) -> Result<(), String> {
    let server = Server::start([good().then(Step::Close), good()]);
    let client = client(&server);
    is_end(&call(&client, via).await, End::Ok)?;
    server.until(|seen| seen.ended == 1).await?;
    is_end(&call(&client, via).await, End::Ok)?;
    is_connected(&server, 2)?;
    is_sent(&server, 2)
}

async fn closed_as_it_comes(via: Via, end: End, attempts: usize) -> Result<(), String> {
    let server = Server::start([good(), Act::new([Step::Close]), good()]);
    let client = client(&server);
    is_end(&call(&client, via).await, End::Ok)?;
    is_end(&call(&client, via).await, end)?;
    is_sent(&server, 1 + attempts)
}

async fn closed_by_header(via: Via) -> Result<(), String> {
    let headers = format!("connection: close\r\ncontent-length: {}\r\n", GOOD.len());
    // The server doesn't do what it says, so that a second request would be answered.
    let server = Server::start(raw(head("200 OK", &headers) + GOOD));
    let client = client(&server);
    is_end(&call(&client, via).await, End::Ok)?;
    is_end(&call(&client, via).await, End::Ok)?;
    is_connected(&server, 2)?;
    is_sent(&server, 2)
}

/// The caller drops a call whose body is on its way; the next one gets its own answer.
async fn dropped_in_the_body() -> Result<(), String> {
    let half = head("200 OK", "content-length: 100\r\n") + r#"{"id": 1"#;
    let server = Server::start([raw(half).then(Step::Wait), json(r#"{"id": 2}"#)]);
    let client = client(&server);
    tokio::select! {
        _ = call(&client, Via::Get) => return Err("a half body is a whole one".to_owned()),
        written = server.until(|seen| seen.steps == 2) => written?,
    }
    match client.get_order(GetOrderRequest::new("7")).await {
        Ok(GetOrderResponse::Order(order)) => holds(order.id == 2, || format!("{order:?}"))?,
        other => return Err(format!("{other:?}")),
    }
    is_connected(&server, 2)?;
    is_sent(&server, 2)
}

/// Whether so many connections were made.
pub(crate) fn is_connected(server: &Server, times: usize) -> Result<(), String> {
    let seen = server.connections();
    holds(seen == times, || {
        format!("{seen} connections in the place of {times}")
    })
}
