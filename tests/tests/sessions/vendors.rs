//! The specs that come with the generator: a code and a hashed password for each login, and a login in
//! XML that gives a token.

use docwright_runtime::ErrorKind;
use generated_client::{firstock, securid};

use crate::server::{Seen, Server, json};

const JKEY: &str = "ce1c4471e66b4c5e72aa7";

#[tokio::test(start_paused = true)]
async fn a_key_in_the_body_that_a_hashed_password_and_a_code_open() {
    let broker = Server::new(0, |logins: &mut u32, request: &Seen| {
        let failed = |name: &str| {
            json(format!(
                r#"{{"status": "Failed", "code": "401", "name": "{name}", "error": {{"field": "jKey", "message": "jKey parameter is invalid"}}}}"#
            ))
        };
        if request.line.ends_with("/login") {
            *logins += 1;
            // The hash of "password", and a code that is used once.
            let hash = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
            let is_right = request.member("password") == hash
                && request.member("TOTP") == format!("00000{logins}");
            return match is_right {
                true => json(format!(
                    r#"{{"status": "success", "data": {{"actid": "NP2007", "userName": "N", "susertoken": "{JKEY}-{logins}", "email": "n@example.org"}}}}"#
                )),
                false => failed("INVALID_PASSWORD"),
            };
        }
        let is_right = request.member("userId") == "AA0013"
            && request.member("jKey") == format!("{JKEY}-{logins}");
        match is_right {
            true => {
                json(r#"{"status": "success", "message": "Successfully logged out", "data": "x"}"#)
            }
            false => failed("SESSION_EXPIRED"),
        }
    });
    let codes = std::sync::atomic::AtomicU32::new(1);
    let client = firstock::Client::builder()
        .transport(broker.clone())
        .session("AA0013", "dead")
        .session_login(move || {
            let code = codes.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            async move {
                firstock::LoginRequest {
                    user_id: "AA0013".to_owned(),
                    password: "password".into(),
                    totp: format!("00000{code}").into(),
                    api_key: "key".into(),
                    vendor_code: "AA0013_API".to_owned(),
                }
            }
        })
        .build()
        .expect("a client");
    let refused = client.logout().await.expect("a documented answer");
    assert!(
        matches!(refused, firstock::LogoutResponse::Failed(_)),
        "{refused:?}"
    );
    assert_eq!(*broker.state(), 0);
    let quote = firstock::GetMultiQuotesRequest { data: Vec::new() };
    // It has the session of a login by now; the server's answer to the quote itself is another matter.
    let _ = client.get_multi_quotes(quote).await;
    assert_eq!(*broker.state(), 1);
    client.logout().ok().await.expect("an end");
    assert_eq!(*broker.state(), 1);
}

const PAGE: &str = "<html><head><title>Error</title></head><body>The token is not valid for the command 'getUserImage'. Token is invalid or expired</body></html>";

#[tokio::test(start_paused = true)]
async fn a_bearer_token_that_a_login_in_xml_gives() {
    let server = Server::new(0, |logins: &mut u32, request: &Seen| {
        let page = |status: u16| json(PAGE).status(status).header("x-page", "1");
        match request.body.as_str() {
            "<username>user01</username><password>password123</password>" => {
                *logins += 1;
                json(format!(
                    r#"{{"data": {{"type": "loginUser", "token": "ws-{logins}"}}}}"#
                ))
            }
            _ if request.header("authorization") == format!("Bearer ws-{logins}") => {
                json(r#"{"data": {"type": "logoutUser"}}"#)
            }
            _ => page(401),
        }
    });
    let client = securid::Client::builder()
        .instance("instance")
        .transport(server.clone())
        .bearer_login(|| async { securid::LoginUserRequest::new("user01", "password123") })
        .build()
        .expect("a client");
    let error = client
        .logout_user(securid::LogoutUserRequest::default())
        .await;
    assert_eq!(error.expect_err("no session").kind(), ErrorKind::Login);
    let image = || client.get_user_image(securid::GetUserImageRequest::default());
    let _ = image().await;
    assert_eq!((*server.state(), server.seen().len()), (1, 2));
    *server.state() = 7;
    let _ = image().await;
    assert_eq!((*server.state(), server.seen().len()), (8, 5));
    let ended = client
        .logout_user(securid::LogoutUserRequest::default())
        .await;
    assert!(
        matches!(ended, Ok(securid::LogoutUserResponse::LoggedOut(_))),
        "{ended:?}"
    );
}
