//! Failures inside successes, over real HTTP: what `ok` refuses, and what it keeps.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use docwright_mock::{Mock, header};
use docwright_runtime::CallError;
use docwright_tests::accept::outcome_failed_items::import_orders::{
    ImportOrdersBody, ImportOrdersFailure,
};
use docwright_tests::accept::outcome_failed_items::{Client, ImportOrdersRequest};
use docwright_tests::{accept, suites};

/// A mock that answers with the examples of the accepted cases.
fn mock() -> Mock {
    let accepted = suites()
        .into_iter()
        .find(|suite| suite.folder.ends_with("accept"))
        .expect("the accepted cases");
    Mock::start(&accepted.checked).expect("a port")
}

fn client(mock: &Mock) -> Client {
    let builder = Client::builder().base_url(&mock.base_url("outcome_failed_items"));
    builder.build().expect("a client")
}

fn import(numbers: &[i64]) -> ImportOrdersRequest {
    let lines = numbers.iter().map(|&number| ImportOrdersBody { number });
    ImportOrdersRequest::new(lines.collect())
}

#[tokio::test]
async fn a_success_without_failed_items_is_one() {
    let mock = mock();
    let imported = client(&mock).import_orders(import(&[1, 2])).ok().await;
    let imported = imported.expect("a success");
    assert_eq!((imported.lines.len(), imported.failures().count()), (2, 0));
}

#[tokio::test]
async fn a_success_with_failed_items_is_refused_and_whole() {
    let mock = mock();
    let refused = client(&mock).import_orders(import(&[3, 4])).ok().await;
    let refused = refused.expect_err("an item failed");
    assert_eq!(
        refused.to_string(),
        "Imported: 1 item failed: ReceiptFailed: reason \"sold out\""
    );
    let CallError::Failure(failure) = refused else {
        panic!("{refused:?}");
    };
    let ImportOrdersFailure::Imported(imported) = *failure else {
        panic!("{failure:?}");
    };
    assert_eq!(imported.lines.len(), 2);
    let failures: Vec<_> = imported.failures().collect();
    assert!(matches!(failures.as_slice(), [(1, failed)] if failed.reason == "sold out"));
}

#[tokio::test]
async fn every_list_of_items_has_its_failures() {
    let mock = mock();
    let refused = client(&mock).list_days().ok().await;
    let Err(CallError::Failure(days)) = refused else {
        panic!("{refused:?}");
    };
    let late: Vec<_> = days.days_orders_result_failures().collect();
    assert!(matches!(late.as_slice(), [(1, 1, failed)] if failed.reason == "late"));
    let spent: Vec<_> = days.refunds_failures().collect();
    assert!(matches!(spent.as_slice(), [(0, failed)] if failed.reason == "spent"));
    let lost: Vec<_> = days.rows_failures().collect();
    assert!(matches!(lost.as_slice(), [(1, 1, failed)] if failed.reason == "lost"));
}

#[tokio::test]
async fn a_failure_tells_whether_the_server_acted() {
    use accept::outcome_acted::Client;

    let mock = mock();
    let client = Client::builder()
        .base_url(&mock.base_url("outcome_acted"))
        .build()
        .expect("a client");
    for (example, may_have_acted) in [("too many", false), ("unclear", true), ("refused", true)] {
        let call = || client.cancel().header(header::EXAMPLE, example);
        let error = call().ok().await.expect_err("a failure");
        assert_eq!(error.may_have_acted(), may_have_acted, "{example}");
        let reply = call().reply().await.expect("an outcome");
        assert_eq!(reply.may_have_acted(), may_have_acted, "{example}");
    }
    let unsent = client.cancel().header("not a name", "").ok().await;
    assert!(!unsent.expect_err("a bad header").may_have_acted());
}

#[tokio::test]
async fn a_stream_goes_on_after_a_failed_item() {
    let mock = mock();
    let watched = client(&mock).watch_orders().ok().await.expect("a success");
    let mut lines = watched.lines;
    let first = lines.next().await.expect("a line").expect("as documented");
    assert_eq!(
        first.failure().map(|failed| failed.reason.as_str()),
        Some("closed")
    );
    let second = lines.next().await.expect("a line").expect("as documented");
    assert!(second.failure().is_none());
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_stream_ends_with_the_failure_that_says_so() {
    use accept::stream_failed::types::Part;
    use accept::stream_failed::{
        Client, WriteEventsResponse, WriteLinesResponse, write_events::WrittenEvent,
    };

    let mock = mock();
    let client = Client::builder()
        .base_url(&mock.base_url("stream_failed"))
        .build()
        .expect("a client");
    let WriteLinesResponse::Written(written) = client.write_lines().await.expect("an outcome");
    let mut lines = written.lines;
    assert!(matches!(lines.next().await, Some(Ok(Part::Text(text))) if text.text == "Hel"));
    match lines.next().await {
        Some(Err(CallError::Failure(broken))) => assert_eq!(broken.error.message, "too busy"),
        other => panic!("{other:?}"),
    }
    assert!(lines.next().await.is_none());

    let call = client.write_events().header(header::EXAMPLE, "broken off");
    let WriteEventsResponse::Written(written) = call.await.expect("an outcome");
    let mut events = written.events;
    assert!(matches!(
        events.next().await,
        Some(Ok(WrittenEvent::Message(Part::Text(text)))) if text.text == "Hel"
    ));
    match events.next().await {
        Some(Err(CallError::Failure(broken))) => {
            assert_eq!(broken.to_string(), "PartBroken: error.message \"too busy\"")
        }
        other => panic!("{other:?}"),
    }
    assert!(events.next().await.is_none());
}
