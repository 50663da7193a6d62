//! Bodies that are cut, or that are not as their head says.

use docwright_runtime::ErrorKind::{Interrupted, Malformed, Protocol};

use crate::over_reqwest;
use crate::pool::is_connected;
use crate::script::{Act, GOOD, Step, good, head, raw, raw_and_close};
use crate::server::Server;
use crate::shop::{End, Via, call, client};
use crate::table::{Table, is_end, is_sent};

/// More than fits between client and server: what is written was read, but for the end.
const LARGE: usize = 1024 * 1024;

#[tokio::test]
async fn body() {
    let mut table = Table::of("body");
    cut(&mut table).await;
    wrong_lengths(&mut table).await;
    unusual(&mut table).await;
    table.finish();
}

/// A response with these header lines and this body, and the end of the connection.
fn closed(headers: &str, body: &str) -> Act {
    raw_and_close(head("200 OK", headers) + body)
}

async fn cut(table: &mut Table) {
    let reset = || {
        raw(head(
            "200 OK",
            &format!("content-length: {}\r\n", 2 * LARGE),
        ))
        .then(Step::Write(vec![b'x'; LARGE]))
        .then(Step::Reset)
    };
    table.each("F15", reset, Interrupted).await;
    let short = || closed("content-length: 100\r\n", r#"{"id": 7, x"#);
    table.each("F16", short, Interrupted).await;
    // What came is JSON as it is.
    let valid = || closed("content-length: 10\r\n", GOOD);
    table.each("F17", valid, Interrupted).await;
    let no_last_chunk = || closed(CHUNKED, "9\r\n{\"id\": 7}\r\n");
    table.each("F18", no_last_chunk, Interrupted).await;
    let no_size = || closed(CHUNKED, "nine\r\n{\"id\": 7}\r\n0\r\n\r\n");
    table.each("F19", no_size, Protocol).await;
}

const CHUNKED: &str = "transfer-encoding: chunked\r\n";

async fn wrong_lengths(table: &mut Table) {
    for via in [Via::Get, Via::Post, Via::Keyed] {
        let more = raw(head("200 OK", "content-length: 9\r\n") + GOOD + "and more");
        table
            .case("F20", &via.to_string(), next_is_clean(more, via))
            .await;
    }
    let negative = || closed("content-length: -1\r\n", GOOD);
    table.each("F21", negative, Protocol).await;
    let two = || closed("content-length: 9\r\ncontent-length: 10\r\n", GOOD);
    table.each("F22", two, Protocol).await;
    let both = || {
        let headers = format!("content-length: 3\r\n{CHUNKED}");
        raw(head("200 OK", &headers) + "9\r\n{\"id\": 7}\r\n0\r\n\r\n")
    };
    table.each("F23", both, End::Ok).await;
    // reqwest hands on no way to close it.
    for via in [Via::Get, Via::Post, Via::Keyed]
        .into_iter()
        .filter(|_| !over_reqwest::is_asked_for())
    {
        let name = format!("closed {via}");
        table.case("F23", &name, next_is_clean(both(), via)).await;
    }
}

async fn unusual(table: &mut Table) {
    let extended = || {
        let body = "4;a=b;c=\"d\"\r\n{\"id\r\n5 ; e\r\n\": 7}\r\n0\r\nx-sum: 1\r\n\r\n";
        raw(head("200 OK", CHUNKED) + body)
    };
    table.each("F24", extended, End::Ok).await;
    let old = |body: &str| raw_and_close(format!("HTTP/1.0 200 OK\r\n\r\n{body}"));
    table.each("F25", || old(GOOD), End::Ok).await;
    table.each("F26", || old(r#"{"id": "#), Malformed).await;
}

/// A call succeeds, its connection is thrown away, and the next call has its own answer.
pub(crate) async fn next_is_clean(act: Act, via: Via) -> Result<(), String> {
    let server = Server::start([act, good()]);
    let client = client(&server);
    is_end(&call(&client, via).await, End::Ok)?;
    is_end(&call(&client, via).await, End::Ok)?;
    is_connected(&server, 2)?;
    is_sent(&server, 2)
}
