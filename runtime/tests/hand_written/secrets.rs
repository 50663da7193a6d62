//! No secret in any text.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use docwright_runtime as rt;
use docwright_runtime::examples::Recorder;

use crate::api::open::{OpenRequest, OpenResponse};
use crate::api::renew::RenewRequest;
use crate::api::search::SearchRequest;
use crate::server::Server;
use crate::{KEY, PIN, TOKEN, builder, client, recorded};

const RECEIVED: &str = "s3cret-fr0m-the-server";

fn assert_clean(text: &str) {
    let mut spellings = vec![
        RECEIVED.to_owned(),
        "t0ken%2B0f%3Dbearer".to_owned(),
        "k3y-0f-the%2Fcard".to_owned(),
    ];
    for secret in [KEY, TOKEN, PIN] {
        spellings.push(secret.to_owned());
    }
    for spelling in spellings {
        assert!(!text.contains(&spelling), "{spelling} in {text}");
    }
}

fn assert_debug_clean(value: &impl Debug) {
    assert_clean(&format!("{value:?}"));
    assert_clean(&format!("{value:#?}"));
}

#[tokio::test]
async fn requests_clients_calls_and_replies_hide_them() {
    let body = format!(r#"{{"result":"ok","loans":[],"token":"{RECEIVED}"}}"#);
    let recorder = Recorder::answering(200, &[("set-cookie", RECEIVED)], body.as_bytes());
    let request = RenewRequest::new("1", PIN);
    assert_debug_clean(&request);
    assert_debug_clean(&builder("https://library.example"));
    let client = recorded(&recorder);
    assert_debug_clean(&client);
    let call = client.renew(request);
    assert_debug_clean(&call);
    let sending = call.reply();
    assert_debug_clean(&sending);
    let reply = sending.await.unwrap();
    assert_debug_clean(&reply);
    assert!(recorder.requests()[0].to_text().contains(KEY));
    assert_debug_clean(&recorder.requests());
    assert_debug_clean(&recorder);
}

#[tokio::test]
async fn errors_mask_what_the_server_repeats() {
    let echo = format!("<html>{KEY} {TOKEN} {PIN} t0ken%2B0f%3Dbearer k3y-0f-the%2Fcard</html>");
    let server = Server::answering(500, "", &echo);
    let error = client(&server.url)
        .renew(RenewRequest::new("1", PIN))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("[secret]"), "{error}");
    assert_clean(&error.to_string());
    assert_debug_clean(&error);
    assert_eq!(error.body(), echo.as_bytes());
}

/// The opening hours as the staff sees them, by HTTP's basic authentication.
struct StaffRequest;

static STAFF: rt::Scheme = rt::Scheme {
    name: "staff",
    credentials: &["user", "password"],
    placements: &[],
    basic: true,
    ..rt::Scheme::DEFAULT
};

static STAFF_API: rt::Api = rt::Api {
    name: "library",
    base_url: None,
    variables: &[],
};

impl rt::Endpoint for StaffRequest {
    type Response = OpenResponse;

    const INFO: rt::EndpointInfo = rt::EndpointInfo {
        name: "staff",
        auth: Some(&STAFF),
        ..OpenRequest::INFO
    };

    const OUTCOMES: &'static [rt::Candidate<'static>] = OpenRequest::OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        OpenRequest {}.encode(request)
    }
}

async fn staff_error(url: &str, user: &str) -> rt::Error {
    let mut builder = rt::ClientBuilder::new(&STAFF_API);
    builder.base_url(url);
    builder.credentials(&STAFF, [user.into(), PIN.into()]);
    let client = builder.build().expect("a client for loopback");
    let result = client.call(&StaffRequest).await;
    result.expect_err("status 500 is not documented")
}

#[tokio::test]
async fn errors_mask_the_token_of_basic_authentication() {
    let echo = "Authorization: Basic QWxhZGRpbjpwMW4tMGYtdGhlLXJlYWRlcg==";
    let server = Server::answering(500, "", echo);
    let error = staff_error(&server.url, "Aladdin").await;
    assert!(server.requests()[0].contains("QWxhZGRpbjpwMW4tMGYtdGhlLXJlYWRlcg=="));
    let text = error.to_string();
    assert!(text.ends_with("Authorization: [secret]"), "{text}");
    assert_debug_clean(&error);
}

#[tokio::test]
async fn headers_of_one_call_are_as_secret_as_credentials() {
    for (name, value) in [
        ("Authorization", format!("Bearer {RECEIVED}")),
        ("proxy-authorization", format!("Basic {RECEIVED}")),
        ("Cookie", format!("lang=de; sid={RECEIVED}")),
    ] {
        let server = Server::answering(500, "", &format!("no {RECEIVED} here, nor {value}"));
        let error = client(&server.url)
            .open()
            .header(name, &value)
            .await
            .unwrap_err();
        assert!(
            error.to_string().contains("no [secret] here, nor [secret]"),
            "{error}"
        );

        let recorder = Recorder::answering(200, &[], b"9 to 5");
        let elsewhere = builder("http://library.example").transport(recorder.clone());
        let call = elsewhere.build().unwrap().open().header(name, &value);
        let error = call.await.unwrap_err();
        assert!(error.to_string().contains("plain http"), "{error}");
        assert_eq!(recorder.requests().len(), 0);
    }
    let recorder = Recorder::answering(200, &[], b"9 to 5");
    let elsewhere = builder("http://library.example").transport(recorder.clone());
    let call = elsewhere.build().unwrap().open();
    call.header("X-Trace", "7").await.unwrap();
    assert_eq!(recorder.requests().len(), 1);
}

/// Keeps how `Debug` shows the headers of what is sent.
#[derive(Clone)]
struct Shown(Arc<Mutex<String>>, Recorder);

impl rt::Transport for Shown {
    fn send(&self, request: rt::http::Request<rt::Body>) -> rt::TransportFuture<'_> {
        *self.0.lock().expect("no panic in a test") = format!("{:?}", request.headers());
        self.1.send(request)
    }
}

#[tokio::test]
async fn transports_that_print_headers_print_no_values() {
    let shown = Shown(Arc::default(), Recorder::answering(200, &[], b"9 to 5"));
    let client = builder("https://library.example")
        .transport(shown.clone())
        .build()
        .unwrap();
    client.open().header("X-Session", RECEIVED).await.unwrap();
    let text = shown.0.lock().unwrap().clone();
    assert!(text.contains("x-session"), "{text}");
    assert_clean(&text);
}

#[tokio::test]
async fn errors_show_nothing_of_bodies_that_may_hold_tokens() {
    for body in [
        format!(r#"{{"result":"ok","loans":0,"token":"{RECEIVED}"}}"#),
        format!(r#"{{"result":"new","token":"{RECEIVED}"}}"#),
        format!(r#"{{"result":"ok","token":"{RECEIVED}"#),
        RECEIVED.to_owned(),
    ] {
        let server = Server::answering(200, "", &body);
        let error = client(&server.url)
            .renew(RenewRequest::new("1", PIN))
            .await
            .unwrap_err();
        assert_clean(&error.to_string());
        assert_debug_clean(&error);
        if let Some(source) = error.source() {
            assert_clean(&source.to_string());
            assert_debug_clean(&source);
        }
    }
}

#[tokio::test]
async fn errors_of_the_network_name_no_url() {
    let client = builder("http://127.0.0.1:9").build().unwrap();
    let words = Some(PIN.to_owned());
    let error = client
        .search(SearchRequest {
            words,
            format: None,
        })
        .await
        .unwrap_err();
    assert_clean(&error.to_string());
    assert_debug_clean(&error);
    assert!(
        !format!("{error:?} {error}").contains("op=search&"),
        "{error:?}"
    );
    assert!(error.source().is_none());
}

#[tokio::test]
async fn secrets_that_cannot_travel_are_refused_unseen() {
    let recorder = Recorder::answering(200, &[], b"");
    let client = builder("https://library.example")
        .bearer("t0ken+0f=bearer\r\nX-Evil: 1")
        .transport(recorder.clone())
        .build()
        .unwrap();
    let error = client.search(SearchRequest::default()).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`Authorization` must not hold line breaks"),
        "{error}"
    );
    assert_clean(&error.to_string());
    assert_eq!(recorder.requests().len(), 0);
}
