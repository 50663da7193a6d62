//! Values in headers and in cookies, whose signs are bounded and have no escapes.

use docwright_runtime::Error;
use docwright_tests::accept::echo_places::CookiesRequest;
use docwright_tests::accept::request_in_every_place::{Client, SearchRequest};
use docwright_tests::accept::{echo_places, faults};

use crate::server::Server;
use crate::values::values;
use crate::{Sent, sent};

/// Of a header alone.
const PAYLOADS: &[&str] = &[
    "canary\rX-Injected: 1",
    "canary\nX-Injected: 1",
    "canary\r\n X-Folded: 1",
    "canary\r\n\r\n<canary>",
    "canary\x0B\x0C",
    "canary\x01",
    "canary\x7F",
    "canary ",
    " canary",
    "canary\t",
    "can\tary",
    "canary, canary",
    "\u{A0}canary",
];

/// RFC 9110 section 5.5: no control characters but tabs, and no blanks around it, which would be lost.
fn is_of_a_header(value: &str) -> bool {
    let has_controls = value.bytes().any(|b| b != b'\t' && (b < 0x20 || b == 0x7F));
    !has_controls && !value.starts_with([' ', '\t']) && !value.ends_with([' ', '\t'])
}

/// RFC 6265 section 4.1.1.
fn is_of_a_cookie(value: &str) -> bool {
    value
        .bytes()
        .all(|b| (0x21..=0x7E).contains(&b) && !b"\",;\\".contains(&b))
}

fn payloads() -> impl Iterator<Item = String> {
    values().chain(PAYLOADS.iter().map(|payload| (*payload).to_owned()))
}

/// Fails unless the value is refused where it should be, and else all that the server sees.
fn check(sent: Sent, is_good: bool, field: &str, wanted: &str) {
    match sent {
        Sent::Refused(error) => assert!(!is_good, "{wanted:?}: {error}"),
        Sent::Seen(request) => {
            assert!(is_good, "{wanted:?} was sent as {:?}", request.headers);
            assert_eq!(request.all(field), [wanted]);
            assert!(request.all("x-injected").is_empty(), "{wanted:?}");
            assert!(request.all("x-folded").is_empty(), "{wanted:?}");
        }
    }
}

#[tokio::test]
async fn a_header_holds_its_value_or_none() {
    let server = Server::start().await;
    let client = Client::builder().base_url(&server.url);
    let client = client.build().expect("a client");
    for value in payloads() {
        let request = SearchRequest {
            x_trace: Some(value.clone()),
            ..SearchRequest::new("a", 7, "q")
        };
        let sent = sent(&server, "X-Trace", client.search(request).await).await;
        check(sent, is_of_a_header(&value), "x-trace", &value);
    }
}

/// Of a call alone, and an idempotency key.
#[tokio::test]
async fn a_header_of_a_call_holds_its_value_or_none() {
    let server = Server::start().await;
    let client = Client::builder().base_url(&server.url);
    let client = client.build().expect("a client");
    for value in payloads() {
        let call = || client.search(SearchRequest::new("a", 7, "q"));
        for (name, call) in [
            ("x-own", call().header("x-own", &value)),
            ("idempotency-key", call().idempotency_key(&value)),
        ] {
            let sent = sent(&server, name, call.await).await;
            check(sent, is_of_a_header(&value), name, &value);
        }
    }
}

/// A key of the client, that stands in a header.
#[tokio::test]
async fn a_credential_in_a_header_is_whole_or_refused() {
    for value in payloads() {
        let server = Server::start().await;
        let client = faults::Client::builder()
            .base_url(&server.url)
            .key(value.as_str())
            .build();
        let Ok(client) = client else {
            assert!(!is_of_a_header(&value) || value.is_empty(), "{value:?}");
            continue;
        };
        let result: Result<_, Error> = client.get_order(faults::GetOrderRequest::new("7")).await;
        let sent = sent(&server, "X-Api-Key", result).await;
        check(sent, is_of_a_header(&value), "x-api-key", &value);
    }
}

#[tokio::test]
async fn a_cookie_holds_its_value_or_none() {
    let server = Server::start().await;
    let client = echo_places::Client::builder().base_url(&server.url);
    let client = client.build().expect("a client");
    for value in payloads() {
        let request = CookiesRequest {
            words: value.clone(),
            whole: 7,
            decimal: 1.into(),
            truth: true,
            day: "2026-11-20".parse().expect("a day"),
            at: docwright_runtime::jiff::Timestamp::UNIX_EPOCH,
            id: "6c3b1f60-8f0f-4f0e-9d0c-2b5f7a9c1d11"
                .parse()
                .expect("an id"),
            base64url: Vec::new(),
            maybe: None,
            joined: vec![1, 2],
        };
        let sent = sent(&server, "words", client.cookies(request).await).await;
        let wanted = format!(
            "words={value}; whole=7; decimal=1; truth=true; day=2026-11-20; at=0; \
             id=6c3b1f60-8f0f-4f0e-9d0c-2b5f7a9c1d11; base64url=; joined=1|2"
        );
        check(sent, is_of_a_cookie(&value), "cookie", &wanted);
    }
}
