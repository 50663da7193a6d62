//! A cookie and a header; several schemes that one login opens; a value that comes with a refusal.

use docwright_tests::accept::auth_session_several::{Client, EnterRequest, ProfileResponse};
use docwright_tests::accept::transmission;
use docwright_tests::accept::transmission::torrent_get::TorrentGetParams;

use crate::server::{Answer, Seen, Server, json};

#[derive(Default)]
struct Portal {
    opened: usize,
}

fn answer(portal: &mut Portal, request: &Seen) -> Answer {
    let session = |count: usize| format!("sid=s-{count}");
    match request.line.as_str() {
        "POST /enter" => {
            portal.opened += 1;
            json(format!(r#"{{"token": "t-{}"}}"#, portal.opened))
                .header(
                    "set-cookie",
                    format!("{}; Path=/; HttpOnly", session(portal.opened)),
                )
                .header("x-csrf", format!("c-{}", portal.opened))
        }
        "GET /profile"
            if request.header("cookie") == session(portal.opened)
                && request.header("x-csrf") == format!("c-{}", portal.opened) =>
        {
            json(r#"{"name": "Ada"}"#)
        }
        "DELETE /session" => json("").status(204),
        _ => json(r#"{"again": true, "reason": {"level": 1}}"#).status(403),
    }
}

#[tokio::test(start_paused = true)]
async fn a_cookie_and_the_header_that_goes_with_it() {
    let portal = Server::new(Portal::default(), answer);
    let client = Client::builder()
        .transport(portal.clone())
        .browser_login(|| async { EnterRequest::new("ada", "open sesame") })
        .build()
        .expect("a client");
    client.profile().ok().await.expect("a profile");
    assert_eq!(portal.count("POST /enter"), 1);
    portal.state().opened += 1;
    client.profile().ok().await.expect("a profile");
    assert_eq!(portal.count("POST /enter"), 2);
    // `expires_in: 1800` of the page.
    tokio::time::sleep(std::time::Duration::from_secs(1800)).await;
    client.profile().ok().await.expect("a profile");
    assert_eq!(portal.count("POST /enter"), 3);
    client.leave().ok().await.expect("an end");
    client.profile().ok().await.expect("a profile");
    assert_eq!(portal.count("POST /enter"), 4);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_another_kind_is_the_answer() {
    let portal = Server::new(Portal::default(), |portal, request| {
        match request.line.as_str() {
            "GET /profile" => json(r#"{"again": false, "reason": {"level": 1}}"#).status(403),
            _ => answer(portal, request),
        }
    });
    let client = Client::builder()
        .transport(portal.clone())
        .browser_login(|| async { EnterRequest::new("ada", "open sesame") })
        .build()
        .expect("a client");
    let refused = client.profile().await.expect("a documented answer");
    assert!(
        matches!(refused, ProfileResponse::Refused(_)),
        "{refused:?}"
    );
    assert_eq!(portal.seen().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_value_that_comes_with_the_refusal_is_sent_from_then_on() {
    let daemon = Server::new(String::from("id-1"), |id, request| {
        match request.header("x-transmission-session-id") == id {
            true => json(r#"{"jsonrpc": "2.0", "id": 7, "result": {"torrents": []}}"#),
            false => json("")
                .status(409)
                .header("x-transmission-session-id", id.as_str()),
        }
    });
    let client = transmission::Client::builder()
        .base_url("http://127.0.0.1:9091/transmission")
        .transport(daemon.clone())
        .build()
        .expect("a client");
    let get = || {
        let params = TorrentGetParams {
            fields: vec!["id".to_owned()],
            ids: None,
            format: None,
        };
        let request = transmission::TorrentGetRequest::new(params, 7);
        client.torrent_get(request).into_future()
    };
    let statuses = |daemon: &Server<String>| daemon.seen().len();
    get().await.expect("an answer");
    assert_eq!(statuses(&daemon), 2);
    get().await.expect("an answer");
    assert_eq!(statuses(&daemon), 3);
    *daemon.state() = "id-2".to_owned();
    get().await.expect("an answer");
    assert_eq!(statuses(&daemon), 5);
}

#[tokio::test(start_paused = true)]
async fn an_outcome_says_that_a_token_of_oauth_is_over() {
    let portal = Server::new(0, |tokens: &mut u32, request: &Seen| {
        if request.line == "POST /token" {
            *tokens += 1;
            return json(format!(
                r#"{{"access_token": "a-{tokens}", "token_type": "bearer"}}"#
            ));
        }
        match request.header("authorization") == format!("Bearer a-{tokens}") {
            true => json(r#"{"name": "Ada"}"#),
            false => json(r#"{"again": false, "kind": "ended"}"#).status(403),
        }
    });
    let client = Client::builder()
        .transport(portal.clone())
        .app("id", "secret")
        .build()
        .expect("a client");
    client.profile().ok().await.expect("a profile");
    *portal.state() = 5;
    client.profile().ok().await.expect("a profile");
    assert_eq!((*portal.state(), portal.count("GET /profile")), (6, 3));
}
