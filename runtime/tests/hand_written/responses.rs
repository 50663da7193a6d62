//! How responses are read.

use docwright_runtime::examples::Recorder;
use docwright_runtime::{CallError, ErrorKind, Nullable, Response as _};

use crate::api::open::OpenResponse;
use crate::api::outcomes::{Refused, RefusedReason};
use crate::api::renew::{Loan, RenewRequest, RenewResponse};
use crate::api::search::{Format, SearchFailure, SearchRequest, SearchResponse, SearchSuccess};
use crate::server::Server;
use crate::{PIN, builder, client, recorded};

fn renew() -> RenewRequest {
    RenewRequest::new("1", PIN)
}

fn asking(format: Format) -> SearchRequest {
    SearchRequest {
        words: None,
        format: Some(format),
    }
}

#[tokio::test]
async fn json_lands_in_its_outcome_whatever_the_label_and_the_status() {
    let body = r#"{"result":"REFUSED","reason":"RESERVED"}"#;
    for status in [200, 401, 500] {
        let server = Server::answering(status, "content-type: text/html\r\n", body);
        let response = client(&server.url).renew(renew()).await.unwrap();
        let RenewResponse::Refused(refused) = response else {
            panic!("{response:?}")
        };
        assert_eq!(
            refused,
            Refused {
                reason: RefusedReason::Reserved
            }
        );
    }
    let body =
        r#"{"loans":[{"id":1,"due":null,"x":{}},{"id":2}],"result":"Ok","token":"secret-1"}"#;
    let server = Server::answering(201, "", body);
    let renewed = client(&server.url).renew(renew()).ok().await.unwrap();
    assert_eq!(
        renewed.loans,
        [
            Loan {
                id: 1,
                due: Some(Nullable::Null)
            },
            Loan { id: 2, due: None }
        ]
    );
    assert_eq!(renewed.token.expose(), "secret-1");
}

#[tokio::test]
async fn unknown_values_of_open_enums_are_kept() {
    let recorder = Recorder::answering(409, &[], br#"{"result":"refused","reason":"NEW"}"#);
    let failure = recorded(&recorder).renew(renew()).ok().await.unwrap_err();
    let CallError::Failure(failure) = failure else {
        panic!("{failure:?}")
    };
    assert_eq!(failure.reason, RefusedReason::Unknown("NEW".to_owned()));
    assert_eq!(failure.to_string(), "Refused: reason \"NEW\"");
}

#[tokio::test]
async fn the_request_decides_between_formats() {
    let server = Server::answering(200, "", "title=a=b\r\ncount=2\r\n");
    let response = client(&server.url)
        .search(asking(Format::Properties))
        .ok()
        .await
        .unwrap();
    let SearchSuccess::FoundLines(lines) = response else {
        panic!("{response:?}")
    };
    assert_eq!((lines.title.as_str(), lines.count), ("a=b", Some(2)));

    // The same body is no answer to a request for JSON.
    let error = client(&server.url)
        .search(asking(Format::Json))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Undocumented);
}

#[tokio::test]
async fn pages_are_read_by_element() {
    let page = "<HTML><head><title>Error</title></head><body>Token &quot;x&quot; is dead. Query: a=b</body></HTML>";
    let server = Server::answering(401, "content-type: text/html\r\n", page);
    let failure = client(&server.url)
        .search(SearchRequest::default())
        .ok()
        .await
        .unwrap_err();
    let CallError::Failure(failure) = failure else {
        panic!("{failure:?}")
    };
    let SearchFailure::InvalidToken(invalid) = *failure else {
        panic!("{failure:?}")
    };
    assert_eq!(
        (invalid.title.as_str(), invalid.message.as_str()),
        ("Error", "Token \"x\" is dead.")
    );
}

#[tokio::test]
async fn a_reply_keeps_everything() {
    let server = Server::answering(200, "X-Left: 7\r\n", " 9 to 5\n");
    let reply = client(&server.url).open().reply().await.unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.headers()["x-left"], "7");
    assert_eq!(reply.body(), b" 9 to 5\n");
    assert_eq!(reply.outcome.outcome(), "Hours");
    let OpenResponse::Hours(hours) = reply.into_outcome();
    assert_eq!(hours.text, "9 to 5");
}

#[tokio::test]
async fn a_documented_redirect_is_an_outcome_and_another_one_is_an_error() {
    let server = Server::answering(301, "Location: /elsewhere\r\n", "");
    let response = client(&server.url)
        .search(SearchRequest::default())
        .await
        .unwrap();
    assert!(matches!(response, SearchResponse::Moved(_)));

    let server = Server::answering(302, "Location: http://127.0.0.1:1/\r\n", "");
    let error = client(&server.url).open().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirected);
    assert_eq!(error.headers()["location"], "http://127.0.0.1:1/");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn settings_of_the_http_client_hold_but_for_ours() {
    use docwright_runtime::reqwest::redirect::Policy;

    let server = Server::answering(307, "Location: /api/other\r\n", "");
    let client = builder(&server.url)
        .http(|settings| settings.user_agent("first").redirect(Policy::limited(5)))
        .http(|settings| settings.user_agent("reader/1"))
        .build()
        .unwrap();
    let error = client.open().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirected);
    assert_eq!(server.requests().len(), 1);
    assert!(server.requests()[0].contains("user-agent: reader/1\r\n"));
}

#[test]
fn calls_can_be_sent_to_other_threads_and_outlive_their_client() {
    fn is_send_and_owned<T: Send + 'static>(value: T) -> T {
        value
    }
    let call = client("http://127.0.0.1:1").open();
    let call = is_send_and_owned(call);
    drop(is_send_and_owned(call.ok()));
}
