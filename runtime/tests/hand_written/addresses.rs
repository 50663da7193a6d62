//! Paths that span segments, and URLs that the caller gives.

use docwright_runtime as rt;
use docwright_runtime::ErrorKind;
use docwright_runtime::examples::Recorder;

use crate::TOKEN;
use crate::api::open::OpenResponse;

static BEARER: rt::Scheme = rt::Scheme {
    name: "bearer",
    credentials: &["token"],
    placements: &[rt::Placement {
        place: rt::AuthPlace::Header,
        name: "Authorization",
        value: &[rt::Segment::Literal("Bearer "), rt::Segment::Value(0)],
    }],
    ..rt::Scheme::DEFAULT
};

static API: rt::Api = rt::Api {
    name: "library",
    base_url: Some("https://library.example/api"),
    variables: &[],
};

const OPEN: rt::EndpointInfo = <crate::api::open::OpenRequest as rt::Endpoint>::INFO;

/// Declares an endpoint of one text and says how it is encoded.
macro_rules! endpoint {
    ($name:ident, $auth:expr, |$value:ident, $request:ident| $encode:expr) => {
        struct $name(String);

        impl rt::Endpoint for $name {
            type Response = OpenResponse;

            const INFO: rt::EndpointInfo = rt::EndpointInfo {
                auth: $auth,
                ..OPEN
            };

            const OUTCOMES: &'static [rt::Candidate<'static>] =
                <crate::api::open::OpenRequest as rt::Endpoint>::OUTCOMES;

            fn encode(&self, $request: &mut rt::Encoder) -> Result<(), rt::Invalid> {
                let $value = self.0.as_str();
                $encode
            }
        }
    };
}

endpoint!(Read, None, |path, request| {
    request.path("/files/");
    request.path_segments("path", path)?;
    request.query("raw", "1");
    Ok(())
});

endpoint!(Follow, None, |url, request| {
    request.url("upload", url)?;
    request.query("final", "true");
    Ok(())
});

endpoint!(Upload, Some(&BEARER), |url, request| request
    .url("upload", url));

endpoint!(UploadElsewhere, Some(&BEARER), |url, request| {
    request.url("upload", url)?;
    request.auth_origins(&["https://uploads.example", "http://old.example"]);
    Ok(())
});

fn recorder() -> Recorder {
    Recorder::answering(200, &[], b"9 to 5")
}

fn builder(recorder: &Recorder) -> rt::ClientBuilder {
    let mut builder = rt::ClientBuilder::new(&API);
    builder.credentials(&BEARER, [TOKEN.into()]);
    builder.transport(recorder.clone());
    builder
}

/// The URL that is sent to, or why nothing is sent.
async fn sent<E: rt::Endpoint<Response = OpenResponse>>(request: E) -> Result<String, String> {
    let recorder = recorder();
    let client = builder(&recorder).build().expect("a client");
    let result = client.call(&request).await;
    let requests = recorder.requests();
    match result {
        Ok(_) => Ok(requests[0].url.clone()),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
            assert!(requests.is_empty(), "nothing is sent");
            Err(error.to_string())
        }
    }
}

#[tokio::test]
async fn a_path_keeps_its_slashes_and_nothing_else() {
    let read = |path: &str| sent(Read(path.to_owned()));
    assert_eq!(
        read("notes/a b?#%2e/..c").await.as_deref(),
        Ok("https://library.example/api/files/notes/a%20b%3F%23%252e/..c?raw=1")
    );
    for hostile in ["", "/", "/etc", "a/", "a//b", ".", "..", "a/../../b", "a/."] {
        let refused = read(hostile).await.expect_err(hostile);
        assert!(refused.contains("`path` must have no segment"), "{refused}");
    }
}

#[tokio::test]
async fn a_url_that_is_given_is_sent_as_it_is() {
    for (url, expected) in [
        ("https://a.example", "https://a.example/?final=true"),
        (
            "https://a.example:8443/u/%2F?sig=a%2Bb+c",
            "https://a.example:8443/u/%2F?sig=a%2Bb+c&final=true",
        ),
        ("http://127.0.0.1:9/u", "http://127.0.0.1:9/u?final=true"),
    ] {
        let followed = sent(Follow(url.to_owned())).await;
        assert_eq!(followed.as_deref(), Ok(expected));
    }
}

#[tokio::test]
async fn a_url_that_could_lead_elsewhere_is_refused() {
    for url in [
        "",
        "/u/1",
        "u/1",
        "//a.example/u",
        "file:///etc/passwd",
        "https://reader:pin@library.example/u",
        "https://library.example@a.example/u",
        "https://library.example\\@a.example/u",
        "https://a.example/u\r\nX-Evil: 1",
        "https://a.example/a b",
        "https://a.example/../u",
        "https://a.example/u#f",
        "https://a.example:port/u",
        "http://a.example/u",
    ] {
        let refused = sent(Follow(url.to_owned())).await.expect_err(url);
        assert!(!refused.contains("pin"), "{refused}");
    }
}

#[tokio::test]
async fn credentials_stay_with_their_api() {
    for url in [
        "https://library.example/other/u?x=1",
        "https://LIBRARY.example:443/u",
    ] {
        assert!(sent(Upload(url.to_owned())).await.is_ok(), "{url}");
    }
    for url in [
        "https://a.example/u",
        "https://library.example:8443/u",
        "https://library.example.a.example/u",
        "https://alibrary.example/u",
        "https://library.example./u",
        "http://library.example/u",
        "http://127.0.0.1:9/u",
        "https://uploads.example/u",
    ] {
        let refused = sent(Upload(url.to_owned())).await.expect_err(url);
        assert!(refused.contains("leads away from the API"), "{refused}");
    }
}

#[tokio::test]
async fn credentials_go_where_the_spec_lets_them() {
    for url in ["https://uploads.example/u", "https://library.example/u"] {
        assert!(sent(UploadElsewhere(url.to_owned())).await.is_ok(), "{url}");
    }
    assert!(
        sent(UploadElsewhere("https://uploads.example:1/u".to_owned()))
            .await
            .is_err()
    );
    // A documented origin doesn't make plain http safe.
    let refused = sent(UploadElsewhere("http://old.example/u".to_owned())).await;
    assert!(refused.is_err_and(|reason| reason.contains("plain http")));
}

#[tokio::test]
async fn plain_http_can_be_allowed() {
    let recorder = recorder();
    let mut builder = builder(&recorder);
    builder.allow_plain_http();
    let client = builder.build().expect("a client");
    let answered = client.call(&Follow("http://a.example/u".to_owned())).await;
    assert!(answered.is_ok());
}
