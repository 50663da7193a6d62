//! Bodies that are read while they come, over real HTTP: values, ends and failures.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on says so"
)]

use docwright_mock::{Mock, header};
use docwright_runtime::CallError;
use docwright_tests::{accept, suites};

/// A mock that answers with the examples of the accepted cases.
fn mock() -> Mock {
    let accepted = suites()
        .into_iter()
        .find(|suite| suite.folder.ends_with("accept"))
        .expect("the accepted cases");
    Mock::start(&accepted.checked).expect("a port")
}

async fn chat(mock: &Mock, text: &str) -> accept::stream_events::chat::Streamed {
    use accept::stream_events::{ChatRequest, ChatResponse, Client};

    let client = Client::builder()
        .base_url(&mock.base_url("stream_events"))
        .build()
        .expect("a client");
    let request = ChatRequest {
        stream: Some(true),
        ..ChatRequest::new(text)
    };
    match client.chat(request).await.expect("an outcome") {
        ChatResponse::Streamed(streamed) => streamed,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn events_come_until_the_documented_end() {
    use accept::stream_events::chat::StreamedEvent;

    let mock = mock();
    let mut events = chat(&mock, "Hi").await.events;
    let mut text = String::new();
    while let Some(event) = events.next().await {
        match event.expect("an event") {
            StreamedEvent::Message(message) => text.push_str(&message.delta),
            StreamedEvent::Unknown(event) => panic!("{event:?}"),
        }
    }
    assert_eq!(text, "Hello");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_failure_among_the_events_is_typed_and_the_last() {
    let mock = mock();
    let mut events = chat(&mock, "Fail").await.events;
    assert!(matches!(events.next().await, Some(Ok(_))));
    match events.next().await {
        Some(Err(CallError::Failure(failure))) => {
            assert_eq!((failure.code, failure.message.as_str()), (7, "too long"));
            assert_eq!(
                failure.to_string(),
                "StreamedError: code \"7\", message \"too long\""
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn lines_come_one_by_one_and_other_outcomes_are_read_whole() {
    use accept::stream_lines::watch_orders::WatchOrdersSuccess;
    use accept::stream_lines::{Client, WatchOrdersResponse};

    let mock = mock();
    let client = Client::builder()
        .base_url(&mock.base_url("stream_lines"))
        .build()
        .expect("a client");
    let watched = match client.watch_orders().ok().await.expect("a success") {
        WatchOrdersSuccess::Watched(watched) => watched,
        other => panic!("{other:?}"),
    };
    assert_eq!(watched.x_from.as_deref(), Some("A1"));
    let mut lines = watched.lines;
    let mut orders = Vec::new();
    while let Some(line) = lines.next().await {
        let line = line.expect("a line");
        orders.push((line.id, line.paid));
    }
    let expected = [("A1".to_owned(), true), ("A2".to_owned(), false)];
    assert_eq!(orders, expected);

    let nothing = client
        .watch_orders()
        .header(header::EXAMPLE, "nothing to watch");
    match nothing.await.expect("an outcome") {
        WatchOrdersResponse::Nothing(nothing) => assert_eq!(nothing.reason, "closed"),
        other => panic!("{other:?}"),
    }
    let refused = client.watch_orders().header(header::STATUS, "403");
    match refused.await.expect("an outcome") {
        WatchOrdersResponse::Refused(refused) => assert_eq!(refused.reason, "not yours"),
        other => panic!("{other:?}"),
    }
}

/// The logo as it is documented.
const LOGO: &[u8] = b"\x89PNG\r\n\x1a\n";

fn downloads(mock: &Mock) -> accept::stream_bytes::Client {
    accept::stream_bytes::Client::builder()
        .base_url(&mock.base_url("stream_bytes"))
        .build()
        .expect("a client")
}

#[tokio::test]
async fn bytes_come_piece_by_piece_and_other_outcomes_are_read_whole() {
    use accept::stream_bytes::download_invoice::DownloadInvoiceSuccess;
    use accept::stream_bytes::{DownloadInvoiceRequest, DownloadInvoiceResponse};

    let mock = mock();
    let client = downloads(&mock);
    let call = client.download_invoice(DownloadInvoiceRequest::new("A-17"));
    let mut invoice = match call.ok().await.expect("a success") {
        DownloadInvoiceSuccess::Invoice(invoice) => invoice,
        other => panic!("{other:?}"),
    };
    assert_eq!(invoice.e_tag.as_deref(), Some("\"7\""));
    assert_eq!(invoice.body.content_length(), Some(12));
    let mut bytes = Vec::new();
    while let Some(piece) = invoice.body.next().await {
        bytes.extend_from_slice(&piece.expect("a piece"));
    }
    assert_eq!(bytes, b"%PDF-1.7\n\xFF\xD8\xFF");
    assert_eq!(invoice.body.received(), 12);

    let alike = client.download_invoice(DownloadInvoiceRequest::new("A-18"));
    let reply = alike.reply().await.expect("an outcome");
    assert!(reply.body().is_empty(), "it is in the outcome");
    match reply.into_outcome() {
        DownloadInvoiceResponse::Invoice(invoice) => {
            let bytes = invoice.body.bytes().await.expect("all bytes");
            assert_eq!(bytes.as_ref(), b"{\"ready_in_s\": 5}");
        }
        other => panic!("{other:?}"),
    }

    let later = client.download_invoice(DownloadInvoiceRequest::new("A-19"));
    match later.await.expect("an outcome") {
        DownloadInvoiceResponse::Preparing(preparing) => assert_eq!(preparing.ready_in_s, 5),
        other => panic!("{other:?}"),
    }
    let refused = client.download_invoice(DownloadInvoiceRequest::new("A-20"));
    match refused.ok().await {
        Err(CallError::Failure(failure)) => assert_eq!(failure.error, "no such order"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_download_has_a_limit_of_its_own() {
    use docwright_runtime::ErrorKind;

    let mock = mock();
    let client = downloads(&mock);
    let logo = client.download_logo().body_limit(1).ok().await;
    let logo = logo.expect("a success").body;
    let kept = logo.bytes_up_to(8).await.expect("all bytes");
    assert_eq!(kept.as_ref(), LOGO);

    let logo = client.download_logo().body_limit(5).ok().await;
    let error = logo.expect("a success").body.bytes().await;
    assert_eq!(error.expect_err("too large").kind(), ErrorKind::TooLarge);

    let refused = client.download_logo().download_limit(5).ok().await;
    match refused {
        Err(CallError::Error(error)) => assert_eq!(error.kind(), ErrorKind::TooLarge),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_download_can_be_sent_on_as_it_comes() {
    use accept::request_bodies::put_picture::PutPictureContentType;
    use accept::request_bodies::{Client as Pictures, PutPictureRequest};
    use accept::request_multipart::{Client as Avatars, PutAvatarRequest};
    use docwright_runtime::{File, Upload};

    let mock = mock();
    let client = downloads(&mock);
    let pictures = Pictures::builder()
        .base_url(&mock.base_url("request_bodies"))
        .build()
        .expect("a client");
    let avatars = Avatars::builder()
        .base_url(&mock.base_url("request_multipart"))
        .own("avatar-key")
        .build()
        .expect("a client");
    for length in [None, Some(LOGO.len() as u64)] {
        let sent_on = async || {
            let logo = client.download_logo().ok().await.expect("a success").body;
            assert_eq!(logo.content_length(), Some(8));
            let upload = Upload::stream(logo);
            length.map_or(upload.clone(), |length| upload.with_length(length))
        };
        let upload = sent_on().await;
        assert_eq!(upload.length(), length);
        let request =
            PutPictureRequest::new("dot.png", PutPictureContentType::ImagePng, upload.clone());
        pictures
            .put_picture(request.clone())
            .ok()
            .await
            .expect("kept");
        let again = pictures
            .put_picture(request)
            .await
            .expect_err("sent already");
        assert!(!again.may_have_been_sent(), "{again}");

        let file = File::new("dot.png", sent_on().await);
        avatars
            .put_avatar(PutAvatarRequest::new(file))
            .ok()
            .await
            .expect("kept");
    }
}
