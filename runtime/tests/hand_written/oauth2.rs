//! Access tokens: fetched once, kept, renewed, and shown nowhere.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use docwright_runtime as rt;
use docwright_runtime::examples::Recorder;
use docwright_runtime::http::{Request, Response};

use crate::api::open::OpenResponse;

const SECRET: &str = "s3cret-0f-the-client";

static OAUTH2: rt::OAuth2 = rt::OAuth2 {
    token_url: "/token",
    grant: rt::Grant::ClientCredentials,
    scope: None,
    client: rt::ClientPlace::Body,
    expired: &[401],
};

static STAFF: rt::Scheme = rt::Scheme {
    name: "staff",
    credentials: &["access_token"],
    placements: &[rt::Placement {
        place: rt::AuthPlace::Header,
        name: "Authorization",
        value: &[rt::Segment::Literal("Bearer "), rt::Segment::Value(0)],
    }],
    oauth2: Some(&OAUTH2),
    ..rt::Scheme::DEFAULT
};

static API: rt::Api = rt::Api {
    name: "library",
    base_url: Some("http://127.0.0.1:9/api"),
    variables: &[],
};

struct OpenRequest;

impl rt::Endpoint for OpenRequest {
    type Response = OpenResponse;

    const INFO: rt::EndpointInfo = rt::EndpointInfo {
        auth: Some(&STAFF),
        ..<crate::api::open::OpenRequest as rt::Endpoint>::INFO
    };

    const OUTCOMES: &'static [rt::Candidate<'static>] =
        <crate::api::open::OpenRequest as rt::Endpoint>::OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        request.path("/open");
        Ok(())
    }
}

/// Gives token after token, and refuses calls with the first `dead` of them.
#[derive(Clone)]
struct Staff {
    dead: usize,
    grants: bool,
    tokens: Arc<Mutex<usize>>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Staff {
    fn new(dead: usize, grants: bool) -> Self {
        Self {
            dead,
            grants,
            tokens: Arc::default(),
            calls: Arc::default(),
        }
    }

    fn answer(&self, request: &Request<rt::Body>) -> (u16, String) {
        if request.uri().path() == "/api/token" {
            let mut tokens = self.tokens.lock().expect("no panic");
            *tokens += 1;
            return if self.grants {
                (
                    200,
                    format!(r#"{{"access_token":"t0ken-{tokens}","expires_in":3600}}"#),
                )
            } else {
                (
                    400,
                    format!(r#"{{"error":"invalid_client","note":"{SECRET}"}}"#),
                )
            };
        }
        let token = request.headers()["authorization"].to_str().expect("text");
        self.calls.lock().expect("no panic").push(token.to_owned());
        let number: usize = token
            .trim_start_matches("Bearer t0ken-")
            .parse()
            .unwrap_or(0);
        if number > 0 && number <= self.dead {
            (401, token.to_owned())
        } else {
            (200, "9 to 5".to_owned())
        }
    }
}

impl rt::Transport for Staff {
    fn send(&self, request: Request<rt::Body>) -> rt::TransportFuture<'_> {
        Box::pin(async move {
            // Others have their turn, so that calls overlap.
            tokio::task::yield_now().await;
            let (status, body) = self.answer(&request);
            tokio::task::yield_now().await;
            let mut response = Response::new(rt::Body::whole(Bytes::from(body)));
            *response.status_mut() = status.try_into().expect("a status");
            Ok(response)
        })
    }
}

fn client(staff: &Staff) -> rt::Client {
    let mut builder = rt::ClientBuilder::new(&API);
    builder.credentials(&STAFF, ["id", SECRET].map(rt::Secret::from));
    builder.transport(staff.clone());
    builder.build().expect("a client")
}

fn tokens(staff: &Staff) -> usize {
    *staff.tokens.lock().expect("no panic")
}

#[tokio::test]
async fn calls_that_wait_for_a_token_fetch_it_once() {
    let staff = Staff::new(0, true);
    let client = client(&staff);
    let calls: Vec<_> = (0..50)
        .map(|_| tokio::spawn(client.call(&OpenRequest).into_future()))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an outcome");
    }
    assert_eq!(tokens(&staff), 1);
    assert_eq!(staff.calls.lock().expect("no panic").len(), 50);
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_the_call_sent_once_more() {
    let staff = Staff::new(1, true);
    client(&staff).call(&OpenRequest).await.expect("an outcome");
    assert_eq!(tokens(&staff), 2);
    let calls = staff.calls.lock().expect("no panic").clone();
    assert_eq!(calls, ["Bearer t0ken-1", "Bearer t0ken-2"]);
}

#[tokio::test]
async fn calls_with_one_refused_token_renew_it_once() {
    let staff = Staff::new(1, true);
    let client = client(&staff);
    let calls: Vec<_> = (0..50)
        .map(|_| tokio::spawn(client.call(&OpenRequest).into_future()))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an outcome");
    }
    assert_eq!(tokens(&staff), 2);
}

#[tokio::test]
async fn a_call_is_sent_twice_at_most() {
    let staff = Staff::new(9, true);
    let error = client(&staff).call(&OpenRequest).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(staff.calls.lock().expect("no panic").len(), 2);
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("t0ken-"), "{shown}");
}

#[tokio::test]
async fn no_token_is_an_error_of_the_login() {
    let staff = Staff::new(0, false);
    let error = client(&staff).call(&OpenRequest).await.unwrap_err();
    assert_eq!(error.kind(), rt::ErrorKind::Login);
    assert!(!error.may_have_been_sent());
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("invalid_client"), "{shown}");
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(staff.calls.lock().expect("no panic").is_empty());
}

#[tokio::test]
async fn a_token_of_the_caller_is_sent_and_not_renewed() {
    let staff = Staff::new(1, true);
    let mut builder = rt::ClientBuilder::new(&API);
    builder.token(&STAFF, rt::Secret::from("t0ken-1"));
    builder.transport(staff.clone());
    let client = builder.build().expect("a client");
    let error = client.call(&OpenRequest).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(tokens(&staff), 0);
    assert_eq!(staff.calls.lock().expect("no panic").len(), 1);
}

/// One endpoint of an API whose tokens come from an address of the customer's own.
fn of_branch(token_url: &'static str) -> (rt::ClientBuilder, Recorder) {
    static BRANCHES: rt::Api = rt::Api {
        name: "library",
        base_url: Some("https://library.example/api"),
        variables: &[
            rt::Variable {
                name: "branch",
                default: None,
            },
            rt::Variable {
                name: "version",
                default: Some("v2"),
            },
        ],
    };
    let oauth2 = Box::leak(Box::new(rt::OAuth2 {
        token_url,
        ..OAUTH2
    }));
    let scheme = Box::leak(Box::new(rt::Scheme {
        oauth2: Some(oauth2),
        ..STAFF
    }));
    let recorder = Recorder::answering(400, &[], br#"{"error":"invalid_client"}"#);
    let mut builder = rt::ClientBuilder::new(&BRANCHES);
    builder.credentials(scheme, ["id", SECRET].map(rt::Secret::from));
    builder.transport(recorder.clone());
    (builder, recorder)
}

#[test]
fn a_token_url_needs_values_for_its_variables() {
    let (builder, _) = of_branch("https://{branch}.login.example/token");
    let missing = rt::BuildError::MissingVariable {
        name: "branch".to_owned(),
    };
    assert_eq!(builder.build().err(), Some(missing));
    let (mut builder, _) = of_branch("https://{branch}.login.example/token");
    builder.variable("branch", "evil.example/");
    let bad = rt::BuildError::BadVariable {
        name: "branch".to_owned(),
    };
    assert_eq!(builder.build().err(), Some(bad));
    let (builder, _) = of_branch("https://login.example/{version}/token");
    assert!(builder.build().is_ok());
}
