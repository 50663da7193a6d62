//! `docs/cookbook.md` says what is so. Its specs are compiled with this package and called with the
//! others in `round_trip.rs`; here are the pieces of Rust that it shows, letter for letter, called as well.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that can't go on says so, and what the page shows prints"
)]

use std::error::Error;
use std::fs;
use std::path::Path;

use docwright_codegen::diagnostic::Format;
use docwright_mock::Mock;
use docwright_tests::cookbook::shop::{
    CancelOrderRequest, CancelOrderResponse, Client, DownloadArchiveResponse, GetChannelResponse,
    ListOrdersRequest, StoreItemsRequest, StoreItemsResponse, WatchOrdersResponse,
    get_channel::Channel, store_items::StoreItemsBody,
};
use docwright_tests::{cookbook_suite, page};

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cookbook.md");
    fs::read_to_string(path).expect("docs/cookbook.md")
}

fn shop(mock: &Mock) -> Client {
    let client = Client::builder().base_url(&mock.base_url("shop")).build();
    client.expect("a client")
}

#[test]
fn its_specs_have_no_warnings() {
    let suite = cookbook_suite();
    assert_eq!(suite.checked.warnings().render(Format::Text, false), "");
}

#[test]
fn each_situation_has_words_of_a_page_and_a_spec() {
    let page = page();
    let situations: Vec<&str> = page.split("\n### ").skip(1).collect();
    for situation in &situations {
        let title = situation.lines().next();
        assert!(situation.contains("\n> "), "{title:?} quotes no page");
        assert!(situation.contains("\n```yaml "), "{title:?} has no spec");
    }
    assert!(situations.len() >= 40, "{} situations", situations.len());
}

#[test]
fn its_contents_lead_to_its_headings() {
    let page = page();
    let headings = page.lines().filter_map(|line| line.strip_prefix("## "));
    let anchors: Vec<String> = headings
        .map(|heading| format!("](#{})", heading.to_lowercase().replace(' ', "-")))
        .collect();
    let contents = page.lines().filter(|line| line.starts_with("- [")).count();
    assert_eq!(anchors.len(), contents);
    for anchor in anchors {
        assert!(page.contains(&anchor), "{anchor}");
    }
}

#[test]
fn its_rust_is_what_is_called_here() {
    let here: String = include_str!("cookbook.rs")
        .lines()
        .flat_map(|line| [line.strip_prefix("    ").unwrap_or(line), "\n"])
        .collect();
    let blocks = page::blocks(&page());
    let rust: Vec<_> = blocks
        .iter()
        .filter(|block| block.language == "rust")
        .collect();
    assert!(!rust.is_empty());
    for block in rust {
        assert!(here.contains(&block.text), "line {}", block.line);
    }
}

#[tokio::test]
async fn failures_in_a_200() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start(&cookbook_suite().checked)?;
    let client = shop(&mock);
    match client.cancel_order(CancelOrderRequest::new("A-18")).await? {
        CancelOrderResponse::Cancelled(done) => println!("at {}", done.cancelled_at),
        CancelOrderResponse::NotCancelled(refusal) => println!("{}", refusal.message),
    }
    Ok(())
}

#[tokio::test]
async fn failed_items_of_a_batch() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start(&cookbook_suite().checked)?;
    let client = shop(&mock);
    let items = ["pen", ""].map(|name| StoreItemsBody {
        name: name.to_owned(),
    });
    let request = StoreItemsRequest::new(items.into());
    let StoreItemsResponse::Answered(answered) = client.store_items(request).await?;
    for (index, failed) in answered.failures() {
        println!("item {index}: {}", failed.error);
    }
    Ok(())
}

#[tokio::test]
async fn one_of_several_types() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start(&cookbook_suite().checked)?;
    let client = shop(&mock);
    let GetChannelResponse::Found(found) = client.get_channel().await?;
    match found.channel {
        Channel::Sms(sms) => println!("{}", sms.number),
        Channel::Push(push) => println!("{}", push.device),
        Channel::Unknown(other) => println!("not documented: {other}"),
    }
    Ok(())
}

#[tokio::test]
async fn a_file_as_it_comes() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start(&cookbook_suite().checked)?;
    let client = shop(&mock);
    let call = client.download_archive().download_limit(20_000_000_000);
    let mut file = Vec::new();
    if let DownloadArchiveResponse::Archive(mut archive) = call.await? {
        while let Some(piece) = archive.body.next().await {
            file.extend_from_slice(&piece?);
        }
    }
    assert_eq!(file.len(), 22);
    Ok(())
}

#[tokio::test]
async fn lines_as_they_come() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start(&cookbook_suite().checked)?;
    let client = shop(&mock);
    let WatchOrdersResponse::Orders(mut orders) = client.watch_orders().await?;
    while let Some(order) = orders.lines.next().await {
        println!("{}", order?.id);
    }
    Ok(())
}

#[tokio::test]
async fn pages_by_a_cursor() -> Result<(), Box<dyn Error>> {
    let mock = Mock::start(&cookbook_suite().checked)?;
    let client = shop(&mock);
    let request = ListOrdersRequest {
        customer: Some(7),
        ..Default::default()
    };
    let mut orders = client.list_orders_pages(request).items();
    while let Some(order) = orders.next().await {
        println!("{}", order?.id);
    }
    Ok(())
}
