//! Both sides do the same work: what is compared is the same request and the same text.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use docwright_runtime as rt;
use http::Request;

use crate::{Failure, by_hand, ours, payload, shop};

const TOKEN: &str = "canary-token";

#[derive(Clone, Default)]
struct Keep(Arc<Mutex<Vec<Request<Bytes>>>>);

impl rt::Transport for Keep {
    fn send(&self, request: Request<rt::Body>) -> rt::TransportFuture<'_> {
        let request = request.map(|body| body.into_whole().unwrap_or_default());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(request);
        Box::pin(std::future::pending())
    }
}

#[test]
fn requests_are_the_same() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let _entered = runtime.enter();
    let keep = Keep::default();
    let client = shop::Client::builder()
        .token(TOKEN)
        .transport(keep.clone())
        .build()?;
    ours::hand_over(ours::list_orders(&client))?;
    ours::hand_over(ours::place_order(&client))?;
    let rival = by_hand::client()?;
    let by_hand = [
        by_hand::list_orders(&rival, TOKEN)?,
        by_hand::place_order(&rival, TOKEN)?,
    ];
    let kept = keep.0.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(kept.len(), by_hand.len());
    for (ours, by_hand) in kept.iter().zip(&by_hand) {
        assert_eq!(ours.method(), by_hand.method());
        // A query spells a space as `+` or as `%20`; both mean the same.
        let url = by_hand.url().as_str().replace('+', "%20");
        assert_eq!(ours.uri().to_string(), url);
        assert_eq!(ours.headers(), by_hand.headers());
        let body = by_hand.body().and_then(reqwest::Body::as_bytes);
        assert_eq!(ours.body().as_ref(), body.unwrap_or_default());
    }
    Ok(())
}

#[test]
fn both_decode_every_order() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    for size in [1 << 10, 1 << 20] {
        let text = payload::orders(size);
        assert!((size..size + 300).contains(&text.len()), "{}", text.len());
        let listed: by_hand::Listed = serde_json::from_str(&text)?;
        assert_eq!(listed.orders.len(), text.matches("\"id\"").count());
        ours::decode(&runtime, &Bytes::from(text), 1)?;
    }
    Ok(())
}
