//! Headers that are large, many, or there twice.

use docwright_runtime::ErrorKind::TooLarge;
use docwright_runtime::http::HeaderMap;
use docwright_tests::accept::faults::{Client, GetOrderRequest};

use crate::script::{Act, GOOD, Step, answer, raw};
use crate::server::Server;
use crate::shop::{End, client};
use crate::table::{Table, holds};

#[tokio::test]
async fn headers() {
    let mut table = Table::of("headers");
    table
        .each("F85", || with(&large(1024 * 1024)), TooLarge)
        .await;
    table.each("F86", || with(&large(64 * 1024)), End::Ok).await;
    let many = (0..200).map(|number| format!("x-note-{number}: a\r\n"));
    let many: String = many.collect();
    table.each("F87", || with(&many), TooLarge).await;
    table.each("F88", endless, TooLarge).await;
    table.case("F89", "get", twice()).await;
    table.case("F90", "get", no_cookie_comes_back()).await;
    table.finish();
}

fn with(headers: &str) -> Act {
    answer("200 OK", headers, GOOD)
}

fn large(length: usize) -> String {
    format!("x-note: {}\r\n", "a".repeat(length))
}

/// 64 MiB of headers.
fn endless() -> Act {
    let headers = "x-note: a\r\n".repeat(1000).into_bytes();
    raw("HTTP/1.1 200 OK\r\n").then(Step::Repeat(headers, 6000))
}

/// The headers of a good answer.
async fn answered(client: &Client) -> Result<HeaderMap, String> {
    let call = client.get_order(GetOrderRequest::new("7")).reply();
    let reply = call.await.map_err(|error| error.to_string())?;
    Ok(reply.headers().clone())
}

async fn twice() -> Result<(), String> {
    let server = Server::start(with("x-note: a\r\nX-Note: b\r\n"));
    let headers = answered(&client(&server)).await?;
    let notes: Vec<_> = headers.get_all("x-note").iter().collect();
    holds(notes == ["a", "b"], || format!("{notes:?}"))
}

async fn no_cookie_comes_back() -> Result<(), String> {
    let server = Server::start(with("set-cookie: sid=1; Path=/\r\n"));
    let client = client(&server);
    for _ in 0..2 {
        let headers = answered(&client).await?;
        let cookie = headers.get("set-cookie");
        holds(cookie.is_some(), || "no cookie came".to_owned())?;
    }
    let cookies = server.requests_with("cookie:");
    holds(cookies == 0, || "a cookie was sent".to_owned())
}
