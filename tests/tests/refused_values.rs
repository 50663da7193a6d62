//! What can't be sent is refused before anything is, with its place in the body.

use docwright_runtime::examples::Recorder;
use docwright_runtime::{Error, ErrorKind, Nullable};
use docwright_tests::accept::request_rules_of_objects::place_order::{
    PlaceOrderRequest, PlaceOrderShip, PlaceOrderShipPickup,
};
use docwright_tests::accept::request_rules_of_objects::types::{Line, LineKind};
use docwright_tests::accept::{request_rules_of_objects, type_exact_numbers, type_named_tuples};
use type_exact_numbers::TransferRequest;
use type_named_tuples::CandlesRequest;
use type_named_tuples::candles::{Candle, CandleType};

/// Fails unless the request was refused with these words and nothing was sent.
#[track_caller]
fn assert_refused(error: &Error, recorder: &Recorder, words: &str) {
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains(words), "{error}");
    assert!(recorder.requests().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn a_broken_rule_of_an_object_names_the_object() {
    let recorder = Recorder::answering(201, &[], b"{}");
    let client = request_rules_of_objects::Client::builder()
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let line = |name: Option<&str>| Line {
        sku: Some("7".to_owned()),
        name: name.map(str::to_owned),
        kind: LineKind::Item,
        price: None,
        parts: None,
    };
    let outer = Line {
        parts: Some(vec![line(None), line(Some("Box"))]),
        ..line(None)
    };
    let request = PlaceOrderRequest::new(
        vec![line(None), outer],
        PlaceOrderShip::Pickup(PlaceOrderShipPickup),
    );
    let error = client.place_order(request).await.expect_err("a rule");
    assert_refused(
        &error,
        &recorder,
        "`lines[1].parts[1]` must have exactly one of `sku`, `name`: A line has",
    );
}

#[tokio::test]
async fn an_element_that_is_missing_before_another_is_refused_or_null() {
    let recorder = Recorder::answering(200, &[], br#"{"candles": {}}"#);
    let client = type_named_tuples::Client::builder()
        .transport(recorder.clone())
        .build()
        .expect("a client");
    #[expect(deprecated, reason = "the page still documents it")]
    let candle = |trades, tags| Candle {
        time: docwright_runtime::jiff::Timestamp::UNIX_EPOCH,
        close: 1.into(),
        volume: None,
        number_of_trades: trades,
        tags,
        r#type: Some(CandleType::Full),
    };
    let gap = candle(None, Some(Nullable::Null));
    let request = CandlesRequest::new(vec![candle(Some(1), None), gap]);
    let error = client.candles(request).await.expect_err("a gap");
    let words = "`wanted[1][3][\"number of trades\"]` is missing";
    assert_refused(&error, &recorder, words);

    let request = CandlesRequest::new(vec![candle(Some(1), None)]);
    client.candles(request).await.expect("no gap");
    let requests = recorder.requests();
    let body = String::from_utf8_lossy(&requests[0].body).into_owned();
    assert_eq!(body, r#"{"wanted":[[0,"1",-1,1,null,"full"]]}"#);
}

#[tokio::test]
async fn a_fraction_is_no_whole_number() {
    let recorder = Recorder::answering(200, &[], b"");
    let client = type_exact_numbers::Client::builder()
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let request = TransferRequest {
        account: "1.5".parse().expect("a number"),
        above: None,
        ids: Vec::new(),
        x_nonce: 1.into(),
        id: 1.into(),
        amount: 1.into(),
    };
    let error = client.transfer(request).await.expect_err("a fraction");
    assert_refused(&error, &recorder, "expected whole number");
}
