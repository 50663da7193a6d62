//! Pages without async code, over real HTTP.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use docwright_mock::Mock;
use docwright_runtime::{CallError, ErrorKind};
use docwright_tests::accept::pages_cursor::{Client, ListOrdersRequest, ListTradesRequest};
use docwright_tests::suites;

fn client(base_url: &str) -> Client {
    let builder = Client::builder().base_url(base_url);
    builder.build().expect("a client")
}

#[test]
fn pages_and_items_are_iterators() {
    let accepted = suites()
        .into_iter()
        .find(|suite| suite.folder.ends_with("accept"))
        .expect("the accepted cases");
    let mock = Mock::start(&accepted.checked).expect("a port");
    let client = client(&mock.base_url("pages_cursor"));
    let pages = client.list_orders_pages(ListOrdersRequest::new("C1"));
    let sizes = pages
        .blocking()
        .map(|page| page.expect("a page").data.len());
    assert_eq!(sizes.collect::<Vec<_>>(), [2, 1]);
    let trades = client.list_trades_pages(ListTradesRequest::new("X"));
    let trades = trades.items().blocking();
    let numbers = trades.map(|trade| trade.expect("a trade").a);
    assert_eq!(numbers.collect::<Vec<_>>(), [7, 8]);
}

#[tokio::test]
async fn a_walk_never_blocks_async_code() {
    let client = client("http://127.0.0.1:9");
    let pages = || client.list_orders_pages(ListOrdersRequest::new("C1"));
    let mut errors = pages().blocking().map(Result::err);
    let error = errors.next().flatten().expect("an error");
    assert_eq!(error.page(), 0);
    assert!(matches!(
        error.error(),
        CallError::Error(error) if error.kind() == ErrorKind::Invalid
    ));
    assert!(errors.next().is_none());
    let items = pages().items().blocking();
    assert_eq!(items.filter_map(Result::ok).count(), 0);
}
