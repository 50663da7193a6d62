//! Redirects, none of which is followed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use docwright_runtime::ErrorKind::Redirected;
use docwright_runtime::http::{Request, Response};
use docwright_runtime::{Body, Transport, TransportFuture};
use docwright_tests::accept::faults::Client;

use crate::script::{Act, answer, good};
use crate::server::Server;
use crate::shop::{KEY, Via, call, client};
use crate::table::{Table, holds, is_end, is_sent};

#[tokio::test]
async fn redirect() {
    let mut table = Table::of("redirect");
    table
        .each("F66", || to("302 Found", "/orders/7"), Redirected)
        .await;
    for (id, via, status) in [
        ("F67", Via::Get, "302 Found"),
        ("F68", Via::Post, "307 Temporary Redirect"),
        ("F68", Via::Keyed, "307 Temporary Redirect"),
        ("F69", Via::Post, "308 Permanent Redirect"),
        ("F69", Via::Keyed, "308 Permanent Redirect"),
        ("F71", Via::Post, "303 See Other"),
        ("F71", Via::Keyed, "303 See Other"),
    ] {
        table
            .case(id, &via.to_string(), elsewhere(via, status))
            .await;
    }
    table
        .one("F70", Via::Post, to("302 Found", "/orders/7"), Redirected)
        .await;
    for via in [Via::Get, Via::Post, Via::Keyed] {
        table
            .case("F72", &via.to_string(), into_the_clear(via))
            .await;
    }
    table
        .each("F73", || to("302 Found", "file:///etc/passwd"), Redirected)
        .await;
    table
        .each("F74", || to("302 Found", "http://[::"), Redirected)
        .await;
    table
        .each("F74", || answer("302 Found", "", ""), Redirected)
        .await;
    table.finish();
}

fn to(status: &str, location: &str) -> Act {
    answer(status, &format!("location: {location}\r\n"), "")
}

/// Nothing reaches the other origin, and the caller learns where it is.
async fn elsewhere(via: Via, status: &str) -> Result<(), String> {
    let other = Server::start(good());
    let location = format!("{}/orders/7?token=canary", other.url());
    let server = Server::start(to(status, &location));
    let ended = call(&client(&server), via).await;
    is_end(&ended, Redirected)?;
    is_sent(&server, 1)?;
    let error = ended.err().ok_or("an outcome")?;
    let is_told = error
        .headers()
        .get("location")
        .is_some_and(|told| *told == *location)
        && error
            .status()
            .is_some_and(|told| status.starts_with(told.as_str()));
    holds(is_told, || format!("{error:?}"))?;
    holds(other.connections() == 0, || {
        "the other origin was asked".to_owned()
    })
}

/// Stands for a server of https, which sends its clients to plain http. It sees all that is sent.
#[derive(Clone, Default)]
struct Downgrading {
    requests: Arc<AtomicUsize>,
    in_the_clear: Arc<AtomicUsize>,
}

impl Transport for Downgrading {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        if request.uri().scheme_str() != Some("https") {
            self.in_the_clear.fetch_add(1, Ordering::Relaxed);
        }
        let mut response = Response::new(Body::whole(""));
        *response.status_mut() = docwright_runtime::http::StatusCode::FOUND;
        let location = "http://shop.example/orders/7".parse().expect("a header");
        response.headers_mut().insert("location", location);
        Box::pin(async move { Ok(response) })
    }
}

async fn into_the_clear(via: Via) -> Result<(), String> {
    let transport = Downgrading::default();
    let client = Client::builder().key(KEY).transport(transport.clone());
    let ended = call(&client.build().expect("a client"), via).await;
    is_end(&ended, Redirected)?;
    let requests = transport.requests.load(Ordering::Relaxed);
    holds(requests == 1, || format!("{requests} requests"))?;
    let in_the_clear = transport.in_the_clear.load(Ordering::Relaxed);
    holds(in_the_clear == 0, || "sent in the clear".to_owned())
}
