//! Credentials that the caller's own code puts in: an answer to a challenge, sent once more.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use docwright_runtime as rt;
use docwright_runtime::http::{Request, Response};

use crate::api::open::OpenResponse;

const PASSWORD: &str = "Circle of Life";

static DIGEST: rt::Scheme = rt::Scheme {
    name: "digest",
    custom: true,
    ..rt::Scheme::DEFAULT
};

static API: rt::Api = rt::Api {
    name: "library",
    base_url: Some("http://127.0.0.1:9/dir"),
    variables: &[],
};

struct OpenRequest(rt::Upload);

impl rt::Endpoint for OpenRequest {
    type Response = OpenResponse;

    const INFO: rt::EndpointInfo = rt::EndpointInfo {
        auth: Some(&DIGEST),
        ..<crate::api::open::OpenRequest as rt::Endpoint>::INFO
    };

    const OUTCOMES: &'static [rt::Candidate<'static>] =
        <crate::api::open::OpenRequest as rt::Endpoint>::OUTCOMES;

    fn encode(&self, request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
        request.path("/index.html");
        request.bytes(&self.0);
        Ok(())
    }
}

/// HTTP digest with SHA-256 (RFC 7616 section 3.9.1), its client nonce as there.
#[derive(Default)]
struct Digest {
    nonce: Mutex<Option<String>>,
    fails: bool,
}

impl rt::Authenticator for Digest {
    fn authorize<'a>(&'a self, mut request: rt::AuthRequest<'a>) -> rt::Authorizing<'a> {
        Box::pin(async move {
            request.keep_secret(&rt::Secret::from(PASSWORD));
            if self.fails {
                return Err(format!("no vault holds {PASSWORD}").into());
            }
            let Some(nonce) = self.nonce.lock().expect("no panic").clone() else {
                return Ok(());
            };
            let hash =
                |text: String| rt::Coding::Hex.spell(&rt::Digest::Sha256.hash(text.as_bytes()));
            let realm = "http-auth@example.org";
            let cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            let (method, path) = (request.method(), request.uri().path());
            let user = hash(format!("Mufasa:{realm}:{PASSWORD}"));
            let target = hash(format!("{method}:{path}"));
            let response = hash(format!("{user}:{nonce}:00000001:{cnonce}:auth:{target}"));
            request.set_header(
                "Authorization",
                &rt::Secret::from(format!("Digest response=\"{response}\"")),
            )?;
            request.keep_secret(&rt::Secret::from(response));
            Ok(())
        })
    }

    fn challenged(&self, challenge: &rt::Challenge<'_>) -> bool {
        let nonce = challenge.headers().get("www-authenticate");
        let nonce = nonce.and_then(|value| value.to_str().ok()?.strip_prefix("Digest nonce="));
        *self.nonce.lock().expect("no panic") = nonce.map(str::to_owned);
        challenge.status() == 401 && nonce.is_some()
    }
}

/// Challenges each request whose answer isn't that of the RFC, and keeps what came.
#[derive(Clone, Default)]
struct Guard {
    /// Challenges whatever comes.
    always: bool,
    calls: Arc<Mutex<Vec<Option<String>>>>,
}

impl Guard {
    fn calls(&self) -> Vec<Option<String>> {
        self.calls.lock().expect("no panic").clone()
    }
}

impl rt::Transport for Guard {
    fn send(&self, request: Request<rt::Body>) -> rt::TransportFuture<'_> {
        Box::pin(async move {
            let sent = request.headers().get("authorization");
            let sent = sent.map(|value| value.to_str().expect("text").to_owned());
            self.calls.lock().expect("no panic").push(sent.clone());
            let is_known = sent.as_deref()
                == Some(
                    "Digest response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"",
                );
            let body = if is_known && !self.always {
                "9 to 5"
            } else {
                ""
            };
            let mut response = Response::new(rt::Body::whole(Bytes::from(body)));
            if body.is_empty() {
                *response.status_mut() = rt::http::StatusCode::UNAUTHORIZED;
                let nonce = "Digest nonce=7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
                let nonce = nonce.parse().expect("a header");
                response.headers_mut().insert("www-authenticate", nonce);
            }
            Ok(response)
        })
    }
}

fn client(guard: &Guard, authenticator: Option<Digest>) -> rt::Client {
    let mut builder = rt::ClientBuilder::new(&API);
    if let Some(authenticator) = authenticator {
        builder.authenticator(&DIGEST, authenticator);
    }
    builder.transport(guard.clone());
    builder.build().expect("a client")
}

#[tokio::test]
async fn a_challenge_is_answered_once() {
    let guard = Guard::default();
    let client = client(&guard, Some(Digest::default()));
    let reply = client.call(&OpenRequest("".into())).await;
    assert!(matches!(reply, Ok(OpenResponse::Hours(_))), "{reply:?}");
    // What was learned is used by the next call at once.
    let reply = client.call(&OpenRequest("".into())).await;
    assert!(reply.is_ok());
    let with_answer: Vec<bool> = guard.calls().iter().map(Option::is_some).collect();
    assert_eq!(with_answer, [false, true, true]);
}

#[tokio::test]
async fn a_second_challenge_is_the_response() {
    let guard = Guard {
        always: true,
        ..Guard::default()
    };
    let reply = client(&guard, Some(Digest::default()))
        .call(&OpenRequest("".into()))
        .await;
    let error = reply.expect_err("401 is not documented");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(guard.calls().len(), 2);
}

#[tokio::test]
async fn a_stream_is_not_sent_again() {
    let guard = Guard::default();
    let stream = rt::Upload::from(rt::Body::new(futures_once(Bytes::from("a"))));
    let reply = client(&guard, Some(Digest::default()))
        .call(&OpenRequest(stream))
        .await;
    let error = reply.expect_err("401 is not documented");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(guard.calls().len(), 1);
}

#[tokio::test]
async fn what_fails_is_a_login_that_shows_no_secret() {
    let guard = Guard::default();
    let own = Digest {
        fails: true,
        ..Digest::default()
    };
    let error = client(&guard, Some(own))
        .call(&OpenRequest("".into()))
        .await;
    let error = error.expect_err("no credentials");
    assert_eq!(error.kind(), rt::ErrorKind::Login);
    assert!(!error.may_have_been_sent());
    let text = format!("{error} {error:?}");
    assert!(text.contains("no vault holds"), "{text}");
    assert!(!text.contains(PASSWORD), "{text}");
    assert!(guard.calls().is_empty());
}

#[tokio::test]
async fn without_an_authenticator_nothing_is_sent() {
    let guard = Guard::default();
    let error = client(&guard, None).call(&OpenRequest("".into())).await;
    let error = error.expect_err("no credentials");
    assert_eq!(error.kind(), rt::ErrorKind::Invalid);
    assert!(guard.calls().is_empty());
}

fn futures_once(
    chunk: Bytes,
) -> impl futures_core::Stream<Item = Result<Bytes, rt::TransportError>> + Send {
    let mut chunk = Some(chunk);
    Once(move || chunk.take())
}

/// A stream of what a function gives, until it gives nothing.
struct Once<F>(F);

impl<F: FnMut() -> Option<Bytes> + Unpin> futures_core::Stream for Once<F> {
    type Item = Result<Bytes, rt::TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready((self.0)().map(Ok))
    }
}
