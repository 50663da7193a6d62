//! A key in the body, a one-time code for each login, and a failure that says that the key is dead.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use docwright_runtime::ErrorKind;
use docwright_tests::accept::auth_session::{
    BalanceResponse, Client, ClientBuilder, LoginRequest, LoginResponse, LogoutResponse,
    TransferRequest, TransferResponse,
};

use crate::server::{Answer, Seen, Server, json};

/// How many call at once.
const CALLERS: usize = 50;

/// The bank's side.
#[derive(Default)]
pub(crate) struct Bank {
    /// How many sessions were opened.
    opened: usize,
    /// The key that counts.
    key: String,
    /// How long a login takes.
    pause: Duration,
    /// What the next login is answered with.
    next: Option<&'static str>,
    /// How long a session lasts, in seconds.
    lasts: Option<u64>,
    /// Sums that were sent.
    sent: Vec<String>,
}

impl Bank {
    /// Ends the session on the server's side.
    pub(crate) fn kill(&mut self) {
        self.key = "killed".to_owned();
    }
}

const DEAD: &str = r#"{"ok": false, "code": "EXPIRED"}"#;

fn answer(bank: &mut Bank, request: &Seen) -> Answer {
    if request.line == "POST /login" {
        if let Some(next) = bank.next.take() {
            return json(next).after(bank.pause);
        }
        bank.opened += 1;
        bank.key = format!("k-{}", bank.opened);
        let lasts = bank
            .lasts
            .map_or("null".to_owned(), |lasts| lasts.to_string());
        let body = format!(
            r#"{{"ok": true, "data": {{"key": "{}", "lasts": {lasts}}}}}"#,
            bank.key
        );
        return json(body).after(bank.pause);
    }
    if request.member("key") != bank.key || request.member("user") != "ada" {
        return json(DEAD);
    }
    match request.line.as_str() {
        "POST /balance" => json(r#"{"ok": true, "cents": 1250}"#),
        "POST /logout" => {
            bank.key = String::new();
            json(r#"{"ok": true}"#)
        }
        _ => {
            bank.sent.push(request.member("to"));
            json(r#"{"ok": true}"#)
        }
    }
}

pub(crate) fn bank() -> Server<Bank> {
    Server::new(Bank::default(), answer)
}

pub(crate) fn builder(bank: &Server<Bank>) -> ClientBuilder {
    Client::builder().transport(bank.clone())
}

/// A client that logs in with a fresh code each time.
fn client(bank: &Server<Bank>) -> Client {
    let codes = Arc::new(AtomicUsize::new(0));
    let login = move || {
        let code = codes.fetch_add(1, Ordering::Relaxed);
        async move { LoginRequest::new("ada", "open sesame", format!("code-{code}")) }
    };
    builder(bank)
        .session_login(login)
        .build()
        .expect("a client")
}

async fn balance(client: &Client) -> i64 {
    client.balance().ok().await.expect("a balance").cents
}

#[tokio::test(start_paused = true)]
async fn a_login_comes_before_the_first_call_and_no_other() {
    let bank = bank();
    let client = client(&bank);
    for _ in 0..3 {
        assert_eq!(balance(&client).await, 1250);
    }
    let lines: Vec<String> = bank.seen().into_iter().map(|seen| seen.line).collect();
    let balance = "POST /balance";
    assert_eq!(lines, ["POST /login", balance, balance, balance]);
}

#[tokio::test(start_paused = true)]
async fn a_dead_session_is_renewed_once_for_all_that_wait() {
    let bank = bank();
    bank.state().pause = Duration::from_secs(2);
    let client = client(&bank);
    balance(&client).await;
    bank.state().kill();
    let calls: Vec<_> = (0..CALLERS)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { balance(&client).await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.expect("a call"), 1250);
    }
    assert_eq!(bank.count("POST /login"), 2);
    assert_eq!(bank.count("POST /balance"), 1 + 2 * CALLERS);
    let mut codes: Vec<String> = bank.seen().iter().map(|seen| seen.member("otp")).collect();
    codes.retain(|code| !code.is_empty());
    assert_eq!(codes, ["code-0", "code-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_login_that_hangs_ends_all_that_wait_in_their_time() {
    let bank = bank();
    bank.state().pause = Duration::from_secs(3600);
    let client = client(&bank);
    let begun = tokio::time::Instant::now();
    let calls: Vec<_> = (0..CALLERS)
        .map(|_| {
            let call = client.balance().timeout(Duration::from_secs(5));
            tokio::spawn(call.into_future())
        })
        .collect();
    for call in calls {
        let error = call.await.expect("a call").expect_err("no session");
        assert_eq!(error.kind(), ErrorKind::Login, "{error}");
        assert!(!error.may_have_been_sent());
    }
    assert!(begun.elapsed() <= Duration::from_millis(5_200));
    assert_eq!(bank.count("POST /login"), 1);
    assert_eq!(bank.count("POST /balance"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_leaves_the_login_to_the_next() {
    let bank = bank();
    bank.state().pause = Duration::from_secs(2);
    let client = client(&bank);
    let given_up = tokio::time::timeout(Duration::from_secs(1), client.balance().into_future());
    given_up.await.expect_err("it takes longer");
    assert_eq!(balance(&client).await, 1250);
    assert_eq!(bank.count("POST /login"), 2);
}

#[tokio::test(start_paused = true)]
async fn a_session_is_renewed_before_it_ends() {
    let bank = bank();
    bank.state().lasts = Some(600);
    let client = client(&bank);
    balance(&client).await;
    tokio::time::sleep(Duration::from_secs(560)).await;
    balance(&client).await;
    assert_eq!(bank.count("POST /login"), 1);
    tokio::time::sleep(Duration::from_secs(15)).await;
    balance(&client).await;
    assert_eq!(bank.count("POST /login"), 2);
}

#[tokio::test(start_paused = true)]
async fn what_was_refused_late_takes_the_newer_session() {
    let bank = bank();
    bank.state().key = "given".to_owned();
    let client = builder(&bank)
        .session("ada", "given")
        .session_login(|| async { LoginRequest::new("ada", "open sesame", "1") })
        .build()
        .expect("a client");
    assert_eq!(balance(&client).await, 1250);
    assert_eq!(bank.count("POST /login"), 0);
    // Somebody logs in by hand; a call that was under way is answered with the refusal of the older key.
    bank.state().kill();
    let late = tokio::spawn({
        let client = client.clone();
        async move { balance(&client).await }
    });
    let by_hand = LoginRequest::new("ada", "open sesame", "2");
    let opened = client.login(by_hand).await.expect("a session");
    assert!(matches!(opened, LoginResponse::LoggedIn(_)));
    assert_eq!(late.await.expect("a call"), 1250);
    assert_eq!(bank.count("POST /login"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_login_that_fails_says_what_it_was_answered() {
    let bank = bank();
    bank.state().next = Some(r#"{"ok": false, "code": "WRONG_CODE"}"#);
    let client = client(&bank);
    let error = client.balance().await.expect_err("no session");
    assert_eq!(error.kind(), ErrorKind::Login);
    assert_eq!(
        error.to_string(),
        "auth_session balance (POST /balance): login failed, status 200: the login answered `Failed`"
    );
    assert!(error.body().ends_with(b"\"WRONG_CODE\"}"));
    // The next call tries again.
    assert_eq!(balance(&client).await, 1250);
}

#[tokio::test(start_paused = true)]
async fn a_login_that_fails_does_not_take_a_newer_session_away() {
    let bank = bank();
    let client = client(&bank);
    bank.state().pause = Duration::from_secs(2);
    bank.state().next = Some(r#"{"ok": false, "code": "WRONG_CODE"}"#);
    let failing = tokio::spawn(client.balance().into_future());
    tokio::time::sleep(Duration::from_secs(1)).await;
    bank.state().pause = Duration::ZERO;
    let by_hand = LoginRequest::new("ada", "open sesame", "2");
    client.login(by_hand).ok().await.expect("a session");
    let failed = failing.await.expect("a call").expect_err("no session");
    assert_eq!(failed.kind(), ErrorKind::Login);
    assert_eq!(balance(&client).await, 1250);
    assert_eq!(bank.count("POST /login"), 2);
}

#[tokio::test(start_paused = true)]
async fn a_function_that_gives_no_request_ends_the_call() {
    let bank = bank();
    let login = || async { Err::<LoginRequest, _>("no code came by mail") };
    let client = builder(&bank)
        .session_login(login)
        .build()
        .expect("a client");
    let error = client.balance().await.expect_err("no session");
    assert_eq!(error.kind(), ErrorKind::Login);
    assert!(
        error
            .to_string()
            .ends_with("no request for the login: no code came by mail")
    );
    assert!(bank.seen().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_error_of_the_login_call_is_the_source() {
    let bank = bank();
    bank.state().next = Some("<html>down</html>");
    let error = client(&bank).balance().await.expect_err("no session");
    assert_eq!(error.kind(), ErrorKind::Login);
    let source = std::error::Error::source(&error).expect("the login's error");
    assert!(
        source
            .to_string()
            .starts_with("auth_session login (POST /login): "),
        "{source}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_refused_at_once_is_not_opened_again_and_again() {
    let bank = Server::new(Bank::default(), |bank, request| {
        match request.line.as_str() {
            "POST /login" => answer(bank, request),
            _ => json(DEAD),
        }
    });
    let error = client(&bank).balance().await.expect_err("no session");
    assert_eq!(error.kind(), ErrorKind::Login);
    assert_eq!(error.body(), DEAD.as_bytes());
    assert_eq!(bank.count("POST /login"), 2);
    assert_eq!(bank.count("POST /balance"), 2);
}

#[tokio::test(start_paused = true)]
async fn what_must_not_be_sent_twice_is_not_and_the_next_call_logs_in() {
    let bank = bank();
    let client = client(&bank);
    balance(&client).await;
    bank.state().kill();
    let transfer = || client.transfer(TransferRequest::new("bob", 100));
    let refused = transfer().await.expect("a documented answer");
    assert!(
        matches!(refused, TransferResponse::Failed(_)),
        "{refused:?}"
    );
    assert_eq!(bank.count("POST /transfer"), 1);
    assert_eq!(bank.count("POST /login"), 1);
    assert!(matches!(transfer().await, Ok(TransferResponse::Sent(_))));
    assert_eq!(bank.count("POST /login"), 2);
    assert_eq!(bank.state().sent, ["bob"]);
}

#[tokio::test(start_paused = true)]
async fn without_a_function_nothing_is_automatic() {
    let bank = bank();
    let client = builder(&bank)
        .session("ada", "dead")
        .build()
        .expect("a client");
    let refused = client.balance().await.expect("a documented answer");
    assert!(matches!(refused, BalanceResponse::Failed(_)), "{refused:?}");
    assert_eq!(bank.seen().len(), 1);
    let error = builder(&bank).build().expect("a client").balance().await;
    assert_eq!(error.expect_err("no session").kind(), ErrorKind::Invalid);
    assert_eq!(bank.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_login_by_hand_opens_the_session_of_the_client_and_a_logout_ends_it() {
    let bank = bank();
    let client = builder(&bank).build().expect("a client");
    let login = || client.login(LoginRequest::new("ada", "open sesame", "1"));
    login().ok().await.expect("a session");
    assert_eq!(balance(&client.clone()).await, 1250);
    assert!(matches!(
        client.logout().await,
        Ok(LogoutResponse::LoggedOut(_))
    ));
    let error = client.balance().await.expect_err("no session");
    assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    login().ok().await.expect("a session");
    assert_eq!(balance(&client).await, 1250);
}

#[tokio::test(start_paused = true)]
async fn a_logout_never_logs_in() {
    let bank = bank();
    let logs_in = client(&bank);
    let error = logs_in
        .logout()
        .await
        .expect_err("there is no session to end");
    assert_eq!(error.kind(), ErrorKind::Login, "{error}");
    assert!(bank.seen().is_empty());
    balance(&logs_in).await;
    bank.state().kill();
    let refused = logs_in.logout().await.expect("a documented answer");
    assert!(matches!(refused, LogoutResponse::Failed(_)), "{refused:?}");
    assert_eq!(bank.count("POST /login"), 1);
    assert_eq!(bank.count("POST /logout"), 1);
    // It was over, and is forgotten.
    balance(&logs_in).await;
    assert_eq!(bank.count("POST /login"), 2);
    assert_eq!(bank.count("POST /balance"), 2);
}
