//! Responses without a body, as they should be and as they should not.

use docwright_runtime::ErrorKind::{Malformed, Undocumented};
use docwright_runtime::Reply;
use docwright_tests::accept::faults::{CancelOrderRequest, CancelOrderResponse, Client};

use crate::pool::is_connected;
use crate::script::{Act, answer, good, head, json, raw};
use crate::server::Server;
use crate::shop::{End, Via, call, client};
use crate::table::{Table, holds, is_end, is_sent};

#[tokio::test]
async fn empty() {
    let mut table = Table::of("empty");
    let nothing = raw(head("204 No Content", ""));
    table.case("F38", "delete", cancels(nothing)).await;
    let something = answer("204 No Content", "", "{\"id\": 7}");
    table
        .case("F39", "delete", cancels_and_goes_on(something))
        .await;
    let unmodified = || raw(head("304 Not Modified", ""));
    table.each("F40", unmodified, Undocumented).await;
    table.each("F41", || json(""), Malformed).await;
    table
        .case("F41", "get, its status", keeps_the_status())
        .await;
    let long = raw(head("200 OK", "content-length: 1000000000\r\n"));
    table.one("F42", Via::Head, long, End::Ok).await;
    table.finish();
}

async fn cancel(client: &Client) -> Result<Reply<CancelOrderResponse>, String> {
    let call = client.cancel_order(CancelOrderRequest::new("7"));
    call.reply().await.map_err(|error| error.to_string())
}

async fn cancels(act: Act) -> Result<(), String> {
    let server = Server::start(act);
    let reply = cancel(&client(&server)).await?;
    let CancelOrderResponse::Cancelled(_) = reply.outcome;
    is_sent(&server, 1)
}

async fn cancels_and_goes_on(act: Act) -> Result<(), String> {
    let server = Server::start([act, good()]);
    let client = client(&server);
    let reply = cancel(&client).await?;
    holds(reply.body().is_empty(), || "a body".to_owned())?;
    is_end(&call(&client, Via::Get).await, End::Ok)?;
    is_connected(&server, 2)?;
    is_sent(&server, 2)
}

async fn keeps_the_status() -> Result<(), String> {
    let server = Server::start(json(""));
    let ended = call(&client(&server), Via::Get).await;
    let status = ended.err().and_then(|error| error.status());
    holds(status.is_some_and(|status| status == 200), || {
        format!("{status:?}")
    })
}
