//! What is sent.

use docwright_runtime::examples::{Pending, Recorder};
use docwright_runtime::{BuildError, ErrorKind, hash};

use crate::api::Client;
use crate::api::renew::RenewRequest;
use crate::api::search::{Format, SearchRequest};
use crate::server::Server;
use crate::{KEY, PIN, TOKEN, builder, client, recorded};

fn refused() -> Recorder {
    Recorder::answering(
        422,
        &[("content-type", "application/json")],
        br#"{"result":"refused","reason":"RESERVED"}"#,
    )
}

#[tokio::test]
async fn credentials_join_the_body_and_values_stay_in_their_segment() {
    let recorder = refused();
    let mut request = RenewRequest::new("a/b?c d", PIN);
    request.note = Some("ünicode".to_owned());
    request.fee = Some(0.1);
    let call = recorded(&recorder).renew(request).header("X-Trace", "1");
    let landed = Pending::new(call).send_by(&recorder).await.unwrap();
    assert_eq!((landed.outcome, landed.status), ("Refused", 422));

    let hashed = hash::sha256_hex(PIN);
    assert_eq!(
        recorder.requests()[0].to_text(),
        format!(
            "POST https://library.example/api/loans/a%2Fb%3Fc%20d/renew\n\
             x-note: ünicode\n\
             content-type: application/json\n\
             x-trace: 1\n\
             \n\
             {{\"card\":\"C-17\",\"key\":\"{KEY}\",\"pin\":\"{hashed}\",\"fee\":0.1}}\n"
        )
    );
}

#[tokio::test]
async fn queries_are_encoded_and_defaults_are_sent() {
    let recorder = Recorder::answering(200, &[], b"{\"titles\":[]}");
    let client = recorded(&recorder);
    client
        .search(SearchRequest {
            words: Some("a&b=ü".to_owned()),
            format: None,
        })
        .await
        .unwrap();
    assert_eq!(
        recorder.requests()[0].to_text(),
        format!(
            "GET https://library.example/api/catalogue?op=search&words=a%26b%3D%C3%BC&format=json\n\
             authorization: Bearer {TOKEN}\n"
        )
    );
}

#[tokio::test]
async fn a_real_server_sees_the_same_request() {
    let server = Server::answering(200, "", "title=x");
    let request = SearchRequest {
        words: None,
        format: Some(Format::Properties),
    };
    client(&server.url).search(request).await.unwrap();
    let sent = server.requests();
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].starts_with("GET /api/catalogue?op=search&format=properties HTTP/1.1\r\n"),
        "{}",
        sent[0]
    );
    assert!(
        sent[0].contains(&format!("authorization: Bearer {TOKEN}\r\n")),
        "{}",
        sent[0]
    );
}

#[tokio::test]
async fn hostile_path_values_are_refused_before_sending() {
    let recorder = refused();
    for loan in ["", ".", ".."] {
        let error = recorded(&recorder)
            .renew(RenewRequest::new(loan, PIN))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(
            error.to_string().contains("`loan` must not be empty"),
            "{error}"
        );
    }
    for loan in [
        "../x", "%2e%2e", "a\r\nb", "\0", "..%2F", "\u{202e}", "a#b", "a\\b", ";a=b",
    ] {
        let _ = recorded(&recorder)
            .renew(RenewRequest::new(loan, PIN))
            .await
            .unwrap();
    }
    for request in recorder.requests() {
        let path = request.url.strip_prefix("https://library.example").unwrap();
        assert_eq!(path.split('/').count(), 5, "{path}");
        assert!(
            path.starts_with("/api/loans/") && path.ends_with("/renew"),
            "{path}"
        );
        assert!(!path.contains(['?', '#', '\\', ';']), "{path}");
    }
    assert_eq!(recorder.requests().len(), 9);
}

#[tokio::test]
async fn headers_that_would_break_the_request_are_refused_before_sending() {
    let recorder = refused();
    for note in ["a\r\nX-Evil: 1", "a\nb", "a\0b", "\u{7f}"] {
        let mut request = RenewRequest::new("1", PIN);
        request.note = Some(note.to_owned());
        let error = recorded(&recorder).renew(request).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(
            error
                .to_string()
                .contains("`X-Note` must not hold line breaks"),
            "{error}"
        );

        let error = recorded(&recorder)
            .open()
            .header("X-Own", note)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
    }
    let error = recorded(&recorder)
        .open()
        .header("not a name", "x")
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.may_have_been_sent()),
        (ErrorKind::Invalid, false)
    );
    assert_eq!(recorder.requests().len(), 0);
}

#[tokio::test]
async fn numbers_without_a_spelling_are_refused_before_sending() {
    let recorder = refused();
    let mut request = RenewRequest::new("1", PIN);
    request.fee = Some(f64::NAN);
    let error = recorded(&recorder).renew(request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(
        error.to_string().contains("`fee` expected finite number"),
        "{error}"
    );
    assert_eq!(recorder.requests().len(), 0);
}

#[tokio::test]
async fn missing_credentials_are_refused_before_sending() {
    let recorder = refused();
    let client = Client::builder()
        .base_url("https://library.example")
        .transport(recorder.clone())
        .build()
        .unwrap();
    let error = client.search(SearchRequest::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("scheme `bearer`"), "{error}");
    assert_eq!(recorder.requests().len(), 0);
    let reply = client.open().await.unwrap_err();
    assert_eq!(reply.kind(), ErrorKind::Undocumented);
}

#[tokio::test]
async fn credentials_are_not_sent_in_the_clear_unless_allowed() {
    let recorder = refused();
    let other = |allow: bool, url: &str| {
        let builder = builder(url).transport(recorder.clone());
        if allow {
            builder.allow_plain_http()
        } else {
            builder
        }
        .build()
        .unwrap()
    };
    for url in [
        "http://library.example",
        "http://10.0.0.1",
        "http://localhost.example",
        "http://[::2]",
    ] {
        let error = other(false, url)
            .search(SearchRequest::default())
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.may_have_been_sent()),
            (ErrorKind::Invalid, false),
            "{url}"
        );
        assert!(error.to_string().contains("plain http"), "{error}");
    }
    assert_eq!(recorder.requests().len(), 0);
    for url in [
        "http://localhost:1",
        "http://127.8.9.1",
        "http://[::1]:80",
        "http://mock.localhost",
    ] {
        let error = other(false, url)
            .search(SearchRequest::default())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Undocumented, "{url}");
    }
    // Without credentials, and where it is allowed.
    let error = other(false, "http://library.example")
        .open()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Undocumented);
    let error = other(true, "http://library.example")
        .search(SearchRequest::default())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Undocumented);
    assert_eq!(recorder.requests().len(), 6);
}

#[tokio::test]
async fn variables_fill_the_base_url_and_nothing_else() {
    let recorder = Recorder::answering(200, &[], b"9 to 5");
    let build = |value: Option<&str>| {
        let builder = Client::builder().transport(recorder.clone());
        match value {
            Some(value) => builder.branch(value),
            None => builder,
        }
        .build()
    };
    build(Some("north-1")).unwrap().open().await.unwrap();
    assert_eq!(
        recorder.requests()[0].url,
        "https://north-1.library.example/api/open"
    );
    let missing = BuildError::MissingVariable {
        name: "branch".to_owned(),
    };
    assert_eq!(build(None).map(|_| ()), Err(missing));
    for value in ["", "evil.example/", "a@b", "a:b", "a?b", "a#b", "a b", "ü"] {
        let bad = BuildError::BadVariable {
            name: "branch".to_owned(),
        };
        assert_eq!(build(Some(value)).map(|_| ()), Err(bad), "{value}");
    }
}

#[test]
fn unusable_base_urls_are_refused() {
    for url in [
        "library.example",
        "ftp://library.example",
        "https://u:p@library.example",
        "https://x/?a=b",
        "https://x/#a",
        "",
    ] {
        let error = builder(url).build().unwrap_err();
        assert!(
            matches!(error, BuildError::BaseUrl { .. }),
            "{url}: {error}"
        );
        assert!(!error.to_string().contains("u:p"), "{error}");
    }
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error() {
    let mut call = Box::pin(std::future::IntoFuture::into_future(
        client("http://127.0.0.1:1").open(),
    ));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut cx) else {
        panic!("it should be ready");
    };
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("Tokio"), "{error}");
}
