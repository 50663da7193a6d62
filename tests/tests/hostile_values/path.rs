//! Values in paths: alone in a segment, beside others in one, and over several of them.

use docwright_runtime::ErrorKind;
use docwright_runtime::reqwest::Url;
use docwright_tests::accept::url_path_forms::candles::CandlesFormat;
use docwright_tests::accept::url_path_forms::{
    CandlesRequest, Client, FileHistoryRequest, ReadFileRequest,
};

use crate::server::Server;
use crate::values::values;
use crate::{Sent, sent};

async fn server_and_client() -> (Server, Client) {
    let server = Server::start().await;
    let base = format!("{}/v1", server.url);
    let client = Client::builder().base_url(&base);
    (server, client.build().expect("a client"))
}

/// Whether a segment is one, and stays where it is.
fn is_segment(value: &str) -> bool {
    !["", ".", ".."].contains(&value)
}

/// The segments of a path as the server got them, decoded. Those who write URLs anew before they look
/// at them (WHATWG URL) see as many.
fn segments(target: &str) -> Vec<String> {
    assert!(!target.contains(['?', '#']), "{target}");
    let path = target.strip_prefix('/').expect("a path");
    let anew = Url::parse(&format!("http://shop.example{target}")).expect("a URL");
    let as_it_came: Vec<&str> = path.split('/').collect();
    let anew: Vec<&str> = anew.path_segments().expect("a path").collect();
    assert_eq!(anew, as_it_came, "{target}");
    as_it_came.into_iter().map(decoded).collect()
}

/// Percent-decoded by another's code, for which a plus must be escaped.
fn decoded(segment: &str) -> String {
    let pair = format!("v={}", segment.replace('+', "%2B"));
    let mut pairs = form_urlencoded::parse(pair.as_bytes());
    let (_, value) = pairs.next().expect("a pair");
    assert_eq!(pairs.next(), None, "{segment}");
    value.into_owned()
}

/// Fails unless the value is refused where it should be, and else gives these segments.
fn check(sent: Sent, is_good: bool, segments_wanted: &[&str], value: &str) {
    match sent {
        Sent::Refused(error) => assert!(!is_good, "{value:?}: {error}"),
        Sent::Seen(request) => {
            assert!(is_good, "{value:?} was sent as {}", request.target);
            assert_eq!(segments(&request.target), segments_wanted, "{value:?}");
        }
    }
}

#[tokio::test]
async fn a_value_stays_within_its_segment() {
    let (server, client) = server_and_client().await;
    for value in values() {
        let result = client.read_file(ReadFileRequest::new(&value, "a/b")).await;
        let sent = sent(&server, "folder", result).await;
        let wanted = ["v1", "folders", &value, "files", "a", "b"];
        check(sent, is_segment(&value), &wanted, &value);
    }
}

#[tokio::test]
async fn values_share_a_segment_and_stay_within_it() {
    let (server, client) = server_and_client().await;
    for value in values() {
        for is_first in [true, false] {
            let (base, quote) = if is_first {
                (value.as_str(), "EUR")
            } else {
                ("EUR", value.as_str())
            };
            let request = CandlesRequest::new(base, quote, CandlesFormat::Csv);
            let name = if is_first { "base" } else { "quote" };
            let sent = sent(&server, name, client.candles(request).await).await;
            let segment = format!("{base}-{quote}.csv");
            let wanted = ["v1", "candles", &segment];
            check(sent, is_segment(&value), &wanted, &value);
        }
    }
}

#[tokio::test]
async fn a_value_of_several_segments_stays_below_its_place() {
    let (server, client) = server_and_client().await;
    for value in values() {
        let result = client.read_file(ReadFileRequest::new("mine", &value)).await;
        let sent = sent(&server, "path", result).await;
        let mut wanted = vec!["v1", "folders", "mine", "files"];
        wanted.extend(value.split('/'));
        check(sent, value.split('/').all(is_segment), &wanted, &value);
    }
}

/// Each element is a segment: one with a slash would be two, and is named by its place in the list.
#[tokio::test]
async fn an_element_is_a_segment() {
    let (server, client) = server_and_client().await;
    for value in values() {
        let elements = vec!["notes".to_owned(), value.clone()];
        let result = client.file_history(FileHistoryRequest::new(elements)).await;
        let name = if value.contains('/') { "[1]" } else { "path" };
        let sent = sent(&server, name, result).await;
        let wanted = ["v1", "files", "notes", &value, "history"];
        let is_good = is_segment(&value) && !value.contains('/');
        check(sent, is_good, &wanted, &value);
    }
}

/// A URL that nothing could send is no one parameter's fault.
#[tokio::test]
async fn a_value_without_measure_is_refused() {
    let (server, client) = server_and_client().await;
    let value = "canary".repeat(20_000);
    let request = ReadFileRequest::new("mine", value);
    let error = client.read_file(request).await.expect_err("no URL");
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let text = error.to_string();
    assert!(
        text.ends_with("has a URL of more than 65534 bytes"),
        "{text}"
    );
    assert_eq!(server.taken().0, 0);
}
