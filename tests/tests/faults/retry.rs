//! Servers that are busy, and when they are asked again.

use std::time::Duration;

use docwright_tests::accept::faults::GetOrderRequest;

use crate::script::{Act, Script, Step, failure, good, head, raw};
use crate::server::Server;
use crate::shop::{End, ONCE, Pauses, Via, builder, call, client};
use crate::table::{Table, holds, is_end, is_sent};

#[tokio::test]
async fn retry() {
    let mut table = Table::of("retry");
    let too_many = || [limited("1"), good()];
    table.one("F75", Via::Get, too_many(), End::Ok).await;
    table.one("F75", Via::Keyed, too_many(), End::Ok).await;
    let failed = End::Failure("TooMany");
    table.one("F75", Via::Post, too_many(), failed).await;
    table.once("F75", Via::Get, too_many(), failed).await;
    table
        .case("F75", "get, its pause", waits(too_many(), &[1]))
        .await;
    let cut = raw(head("503 Busy", "retry-after: 1\r\ncontent-length: 100\r\n") + "x");
    let cut = || [cut.clone().then(Step::Close), good()];
    table
        .case("F75", "get, the pause after a cut body", waits(cut(), &[1]))
        .await;
    let for_ever = || [limited("99999999999999999999"), good()];
    table.each("F76", for_ever, failed).await;
    table
        .case("F76", "get, its pause", waits(for_ever(), &[]))
        .await;
    table
        .case("F76", "get, the time to wait", tells_the_time())
        .await;

    let twice = || [busy(), busy(), good()];
    table.one("F77", Via::Get, twice(), End::Ok).await;
    table.one("F77", Via::Keyed, twice(), End::Ok).await;
    table
        .one("F77", Via::Post, twice(), End::Failure("Busy"))
        .await;
    let closed = End::Failure("Busy");
    table.once("F77", Via::Get, twice(), closed).await;
    table.case("F78", "get", a_hundred(Via::Get, 135)).await;
    table.case("F78", "post", a_hundred(Via::Post, 100)).await;
    table.case("F79", "post with a key", same_key()).await;
    table.finish();
}

fn limited(seconds: &str) -> Act {
    failure(
        "429 Too Many Requests",
        &format!("retry-after: {seconds}\r\n"),
    )
}

fn busy() -> Act {
    failure("503 Service Unavailable", "")
}

/// Of so many seconds each are the pauses before a call is sent again.
async fn waits(script: impl Into<Script>, seconds: &[u64]) -> Result<(), String> {
    let server = Server::start(script);
    let pauses = Pauses::default();
    let client = builder(&server).environment(pauses.clone()).build();
    // What it comes to is another case.
    let _ = call(&client.expect("a client"), Via::Get).await;
    let made = pauses.made();
    let is_so = made
        .iter()
        .map(Duration::as_secs)
        .eq(seconds.iter().copied());
    holds(is_so, || format!("{made:?}"))
}

/// The time that a server asks for is there for whoever calls again, however long it is.
async fn tells_the_time() -> Result<(), String> {
    let server = Server::start(limited("99999999999999999999"));
    let call = client(&server).get_order(GetOrderRequest::new("7"));
    let reply = call.reply().await.map_err(|error| error.to_string())?;
    let wait = reply.retry_after();
    holds(wait == Some(Duration::from_secs(u64::MAX)), || {
        format!("{wait:?}")
    })
}

/// A hundred calls at once, all of which fail: what is repeated stays within the budget that they
/// share.
async fn a_hundred(via: Via, requests: usize) -> Result<(), String> {
    let server = Server::start(busy());
    let client = client(&server);
    let calls = (0..100).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { call(&client, via).await })
    });
    for ended in calls.collect::<Vec<_>>() {
        let ended = ended.await.map_err(|error| error.to_string())?;
        is_end(&ended, End::Failure("Busy"))?;
    }
    is_sent(&server, requests)
}

async fn same_key() -> Result<(), String> {
    let server = Server::start([busy(), good()]);
    is_end(&call(&client(&server), Via::Keyed).await, End::Ok)?;
    is_sent(&server, 2)?;
    let keyed = server.requests_with(&format!("idempotency-key: {ONCE}\r\n"));
    holds(keyed == 2, || format!("{keyed} requests have the key"))
}
