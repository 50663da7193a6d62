//! An enum that is sent and received keeps what a server adds, and refuses to send it back.

use docwright_runtime::ErrorKind;
use docwright_runtime::examples::Recorder;
use docwright_tests::accept::type_enums::trade::{Side, TradeKind, TradeLevel, TradeRequest};
use docwright_tests::accept::type_enums::{Client, TradeResponse};

#[tokio::test]
async fn an_unknown_value_is_kept_and_not_sent() {
    let body = br#"{"side": "X", "state": "DONE", "closed": "a", "level": 1}"#;
    let recorder = Recorder::answering(200, &[], body);
    let client = Client::builder()
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let request = |side| TradeRequest {
        level: Some(TradeLevel::N1),
        ..TradeRequest::new(side, TradeKind::N2x)
    };

    let TradeResponse::Traded(traded) = client.trade(request(Side::B)).await.expect("an outcome");
    assert_eq!(traded.side, Side::Unknown("X".to_owned()));
    assert_eq!(traded.side.as_str(), "X");

    let refused = client
        .trade(request(traded.side))
        .await
        .expect_err("closed in requests");
    assert_eq!(refused.kind(), ErrorKind::Invalid);
    assert!(!refused.may_have_been_sent());
    assert_eq!(recorder.requests().len(), 1, "nothing was sent");
}
