//! Secrets don't print: neither those that a caller gives nor those that a server answers with, in
//! no `{:?}`, no `{}` and no snapshot.

use std::error::Error as _;
use std::fmt::Debug;

use docwright_runtime::examples::Recorder;
use docwright_tests::accept::{auth_in_form_body, auth_recipe, type_secrets};
use docwright_tests::suites;
use generated_client::{firstock, securid};

const J_KEY: &str = "canary-j-key-4711";
const TOKEN: &str = "canary-token-4712";

#[tokio::test]
async fn nothing_that_a_caller_holds_shows_a_credential() {
    let mut shown = Vec::new();
    for (status, body) in [
        (200, r#"{"status": "success", "data": "gone"}"#),
        (200, r#"{"status": "success", "data": 1}"#),
        (503, "<html>canary-j-key-4711</html>"),
        (302, ""),
    ] {
        let builder = firstock::Client::builder()
            .base_url("https://api.example")
            .session("AA0013", J_KEY)
            .transport(Recorder::answering(
                status,
                &[("x-echo", J_KEY)],
                body.as_bytes(),
            ));
        shown.push(debug(&builder));
        let client = builder.build().expect("a client");
        shown.push(debug(&client));
        let call = client.logout();
        shown.push(debug(&call));
        match call.reply().await {
            Ok(reply) => shown.push(debug(&reply)),
            Err(error) => {
                shown.extend([debug(&error), error.to_string()]);
                shown.extend(
                    std::iter::successors(error.source(), |below| (*below).source())
                        .map(|below| below.to_string()),
                );
            }
        }
    }
    let client = securid::Client::builder()
        .base_url("http://api.example")
        .bearer(TOKEN)
        .build()
        .expect("a client");
    let refused = client
        .logout_user(securid::LogoutUserRequest::default())
        .await
        .expect_err("plain http");
    shown.extend([debug(&client), debug(&refused), refused.to_string()]);
    assert_hidden(&shown, &[J_KEY, TOKEN]);
}

#[tokio::test]
async fn secret_members_do_not_print() {
    let request = type_secrets::LoginRequest {
        user: "u".to_owned(),
        password: "canary-password".into(),
        pin: Some("canary-pin".into()),
        device: "d".to_owned(),
        card: Some(type_secrets::login::LoginCard {
            holder: "h".to_owned(),
            codes: vec!["canary-inner".into()],
        }),
    };
    let body =
        br#"{"token": "canary-token", "profile": {"mail": "m", "backup_codes": ["canary-code"]}}"#;
    let recorder = Recorder::answering(200, &[], body);
    let client = type_secrets::Client::builder()
        .base_url("https://api.example")
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let mut shown = vec![debug(&request)];
    let call = client.login(request);
    shown.push(debug(&call));
    let reply = call.reply().await.expect("an outcome");
    shown.extend([debug(&reply), debug(&reply.outcome), debug(&recorder)]);
    shown.extend(recorder.requests().iter().map(debug));
    // What is shown is not empty, and what is hidden was really there.
    assert!(debug(&reply.outcome).contains("mail: \"m\""));
    let sent = recorder.requests().remove(0).to_text();
    assert!(
        sent.contains("canary-pin") && !sent.contains("canary-password"),
        "{sent}"
    );
    assert_hidden(
        &shown,
        &[
            "canary-password",
            "canary-inner",
            "canary-pin",
            "canary-token",
            "canary-code",
        ],
    );
}

#[tokio::test]
async fn every_place_for_credentials_is_hidden() {
    let recorder = Recorder::answering(500, &[], b"canary-recipe canary-form");
    let recipe = auth_recipe::Client::builder()
        .base_url("https://api.example")
        .app("app-7", "canary-recipe")
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let form = auth_in_form_body::Client::builder()
        .base_url("https://api.example")
        .session("u-1", "canary-form")
        .transport(recorder.clone())
        .build()
        .expect("a client");
    let mut shown = vec![debug(&recipe), debug(&form)];
    let errors = [
        recipe.ping().await.expect_err("undocumented"),
        form.ping(auth_in_form_body::PingRequest::new("w"))
            .await
            .expect_err("undocumented"),
    ];
    for error in errors {
        assert_eq!(
            error.body(),
            b"canary-recipe canary-form",
            "the caller can still look"
        );
        shown.extend([debug(&error), error.to_string()]);
    }
    let sent: String = recorder
        .requests()
        .iter()
        .map(|request| request.to_text())
        .collect();
    assert!(
        sent.contains("canary-recipe") && sent.contains("key=canary-form"),
        "{sent}"
    );
    // Each error masks the credentials of its own client.
    assert!(
        !shown[2].contains("canary-recipe") && !shown[3].contains("canary-recipe"),
        "{shown:?}"
    );
    assert!(
        !shown[4].contains("canary-form") && !shown[5].contains("canary-form"),
        "{shown:?}"
    );
    assert_hidden(&shown[..2], &["canary-recipe", "canary-form"]);
}

#[test]
fn no_snapshot_shows_a_secret_of_an_example() {
    let mut looked_at = 0;
    for suite in suites() {
        for example in suite
            .examples
            .iter()
            .filter(|example| !example.secrets.is_empty())
        {
            let path = suite
                .folder
                .join(example.api)
                .join(format!("{}.snap", example.endpoint));
            // A new endpoint has none until it is accepted; another test asks for it.
            let Ok(snapshot) = std::fs::read_to_string(&path) else {
                continue;
            };
            for secret in example.secrets {
                assert!(
                    !snapshot.contains(secret),
                    "{} shows a secret",
                    path.display()
                );
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 10, "only {looked_at} secrets");
}

fn debug(value: &impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

fn assert_hidden(shown: &[String], secrets: &[&str]) {
    for text in shown {
        assert!(!text.is_empty());
        for secret in secrets {
            assert!(!text.contains(secret), "{text}");
        }
    }
}
