//! Redirects that a client follows when it is told to: of a GET, on its own origin, with its credentials.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use docwright_runtime::http::{Request, Response};
use docwright_runtime::{Body, ErrorKind, Transport, TransportFuture};
use docwright_tests::accept::faults::{
    Client, GetOrderRequest, GetOrderResponse, PlaceOrderRequest,
};

/// Answers each request with the status and `Location` that belong to its path; a path without one is the
/// order.
#[derive(Clone, Default)]
struct Shop {
    leads: Vec<(&'static str, u16, &'static str)>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Shop {
    fn leading(leads: &[(&'static str, u16, &'static str)]) -> Self {
        Self {
            leads: leads.to_vec(),
            seen: Arc::default(),
        }
    }

    fn seen(&self) -> Vec<String> {
        let seen = self.seen.lock();
        seen.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn client(&self) -> Client {
        let builder = Client::builder().key("key").transport(self.clone());
        builder.follow_redirects(2).build().expect("a client")
    }
}

impl Transport for Shop {
    fn send(&self, request: Request<Body>) -> TransportFuture<'_> {
        let key = request
            .headers()
            .get("x-api-key")
            .map(|key| key.to_str().expect("a text"));
        let line = format!(
            "{} {} {}",
            request.method(),
            request.uri(),
            key.unwrap_or("-")
        );
        assert!(!request.headers().contains_key("referer"));
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
        let lead = self
            .leads
            .iter()
            .find(|(path, ..)| *path == request.uri().path());
        let response = match lead {
            Some((_, status, location)) => Response::builder()
                .status(*status)
                .header("location", *location)
                .body(Body::whole("")),
            None => Response::builder()
                .header("content-type", "application/json")
                .body(Body::whole(r#"{"id": 7}"#)),
        };
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            Ok(response.expect("a response"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_get_goes_where_it_is_led() {
    for status in [301, 302, 303, 307, 308] {
        let shop = Shop::leading(&[
            ("/orders/7", status, "/v2/orders/7?from=v1"),
            ("/v2/orders/7", status, "https://shop.example/v3/orders/7"),
        ]);
        let call = shop.client().get_order(GetOrderRequest::new("7"));
        let reply = call.reply().await.expect("an order");
        assert!(matches!(reply.outcome, GetOrderResponse::Order(_)));
        assert_eq!(reply.attempts(), 3);
        assert_eq!(
            shop.seen(),
            [
                "GET https://shop.example/orders/7 key",
                "GET https://shop.example/v2/orders/7?from=v1 key",
                "GET https://shop.example/v3/orders/7 key",
            ]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_not_followed_says_why() {
    for (lead, reason) in [
        (
            "https://other.example/orders/7",
            "it leads to another origin",
        ),
        ("http://shop.example/orders/7", "it leads to another origin"),
        (
            "https://shop.example:8443/orders/7",
            "it leads to another origin",
        ),
        (
            "https://user@shop.example/orders/7",
            "it leads to another origin",
        ),
        ("//other.example/orders/7", "it leads to another origin"),
        (
            "file:///etc/passwd",
            "`Location` is no URL that can be asked for",
        ),
        ("http://[::", "`Location` is no URL that can be asked for"),
    ] {
        let shop = Shop::leading(&[("/orders/7", 302, lead)]);
        let error = shop.client().get_order(GetOrderRequest::new("7")).await;
        let error = error.expect_err("it leads astray");
        assert_eq!(error.kind(), ErrorKind::Redirected, "{lead}");
        assert!(error.to_string().ends_with(reason), "{error}");
        assert_eq!((shop.seen().len(), error.attempts()), (1, 1), "{lead}");
    }
    let round = Shop::leading(&[("/orders/7", 302, "/orders/7")]);
    let error = round.client().get_order(GetOrderRequest::new("7")).await;
    let error = error.expect_err("it leads nowhere");
    assert!(error.to_string().ends_with("it leads on and on"), "{error}");
    assert_eq!((round.seen().len(), error.attempts()), (3, 3));
}

#[tokio::test(start_paused = true)]
async fn all_of_it_has_the_time_of_one_call() {
    let shop = Shop::leading(&[
        ("/orders/7", 302, "/orders/8"),
        ("/orders/8", 302, "/orders/9"),
    ]);
    let call = shop.client().get_order(GetOrderRequest::new("7"));
    let begun = tokio::time::Instant::now();
    let error = call.timeout(Duration::from_millis(2_500)).await;
    assert_eq!(error.expect_err("too long").kind(), ErrorKind::Timeout);
    assert_eq!(begun.elapsed(), Duration::from_millis(2_500));
}

#[tokio::test(start_paused = true)]
async fn nothing_else_is_led_on() {
    let shop = Shop::leading(&[
        ("/orders", 307, "/v2/orders"),
        ("/orders/7", 302, "/orders/8"),
    ]);
    let order = PlaceOrderRequest::new("apple");
    let error = shop
        .client()
        .place_order(order)
        .await
        .expect_err("a redirect");
    assert_eq!(error.kind(), ErrorKind::Redirected);
    let call = shop.client().get_order(GetOrderRequest::new("7"));
    let error = call.follow_redirects(0).await.expect_err("a redirect");
    assert!(
        error.to_string().ends_with("redirects are not followed"),
        "{error}"
    );
    assert_eq!(shop.seen().len(), 2);
}
