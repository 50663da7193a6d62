//! Heads that are not HTTP/1.1 as it should be, and some that are.

use docwright_runtime::ErrorKind::{Protocol, Undocumented};
use docwright_tests::accept::faults::GetOrderRequest;

use crate::script::{Act, GOOD, Step, good, head, raw, raw_and_close};
use crate::server::Server;
use crate::shop::{End, client};
use crate::table::{Table, holds};

#[tokio::test]
async fn proto() {
    let mut table = Table::of("proto");
    wrong(&mut table).await;
    unusual(&mut table).await;
    interim(&mut table).await;
    table.finish();
}

/// A status line and the rest of a good response.
fn begins(status_line: &str) -> Act {
    raw_and_close(format!("{status_line}\r\ncontent-length: 9\r\n\r\n{GOOD}"))
}

async fn wrong(table: &mut Table) {
    let no_head = || raw_and_close("{\"id\": 7}\n");
    table.each("F27", no_head, Protocol).await;
    table
        .each("F28", || begins("HTTP/2.0 200 OK"), Protocol)
        .await;
    let folded = || begins("HTTP/1.1 200 OK\r\nx-note: a\r\n b");
    table.each("F30", folded, Protocol).await;
    table
        .each("F34", || begins("HTTP/1.1 099 Early"), Protocol)
        .await;
    let switched = || {
        raw(head(
            "101 Switching Protocols",
            "upgrade: x\r\nconnection: upgrade\r\n",
        ))
    };
    table.each("F35", switched, Protocol).await;
}

async fn unusual(table: &mut Table) {
    let no_returns = || raw(format!("HTTP/1.1 200 OK\ncontent-length: 9\n\n{GOOD}"));
    table.each("F29", no_returns, End::Ok).await;
    table.case("F31", "get", no_text_in_a_header()).await;
    table.each("F32", || begins("HTTP/1.1 200"), End::Ok).await;
    table
        .each("F33", || begins("HTTP/1.1 999 Odd"), Undocumented)
        .await;
}

async fn no_text_in_a_header() -> Result<(), String> {
    let mut bytes = b"HTTP/1.1 200 OK\r\nx-note: a\xFF\xFEb\r\n".to_vec();
    bytes.extend_from_slice(format!("content-length: 9\r\n\r\n{GOOD}").as_bytes());
    let server = Server::start(raw(bytes));
    let call = client(&server).get_order(GetOrderRequest::new("7")).reply();
    let reply = call.await.map_err(|error| error.to_string())?;
    let note = reply.headers().get("x-note");
    let is_kept = note.is_some_and(|note| note.as_bytes() == b"a\xFF\xFEb");
    holds(is_kept, || format!("{note:?}"))
}

async fn interim(table: &mut Table) {
    let early = || {
        let mut act = good();
        let first = head("100 Continue", "") + &head("103 Early Hints", "link: </a>\r\n");
        act.steps.insert(0, Step::Write(first.into_bytes()));
        act
    };
    table.each("F36", early, End::Ok).await;
    let many = || {
        let mut act = good();
        let first = head("100 Continue", "").into_bytes();
        act.steps.insert(0, Step::Repeat(first, 5000));
        act
    };
    table.each("F37", many, End::Ok).await;
}
