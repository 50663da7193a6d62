//! Sessions that clients share: in memory, and in a file.

use std::sync::Arc;

use docwright_runtime::{
    ErrorKind, MemorySessions, Session, SessionFile, SessionKey, SessionStore, Storing,
};
use docwright_tests::accept::auth_session::{BalanceResponse, Client, LoginRequest};

use crate::bank::{Bank, bank, builder};
use crate::server::Server;

fn client(bank: &Server<Bank>, store: impl SessionStore) -> Client {
    builder(bank)
        .session_store(store)
        .session_login(|| async { LoginRequest::new("ada", "open sesame", "1") })
        .build()
        .expect("a client")
}

async fn balance(client: &Client) -> i64 {
    client.balance().ok().await.expect("a balance").cents
}

#[tokio::test(start_paused = true)]
async fn a_second_client_goes_on_with_the_session_of_the_first() {
    let bank = bank();
    let store = Arc::new(MemorySessions::new());
    let (first, second) = (
        client(&bank, Arc::clone(&store)),
        client(&bank, Arc::clone(&store)),
    );
    balance(&first).await;
    balance(&second).await;
    assert_eq!(bank.count("POST /login"), 1);
    // The first finds out that it is over; the second takes what the first has opened since.
    bank.state().kill();
    balance(&first).await;
    balance(&second).await;
    assert_eq!(bank.count("POST /login"), 2);
    assert_eq!(bank.count("POST /balance"), 6);
    // What is ended is taken out of the store.
    second.logout().ok().await.expect("an end");
    let third = builder(&bank)
        .session_store(store)
        .build()
        .expect("a client");
    let error = third.balance().await.expect_err("no session");
    assert_eq!(error.kind(), ErrorKind::Login, "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_session_in_a_file_outlives_the_client() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("session.json");
    let bank = bank();
    balance(&client(&bank, SessionFile::new(&path))).await;
    balance(&client(&bank, SessionFile::new(&path))).await;
    assert_eq!(bank.count("POST /login"), 1);
    // One that can't log in itself takes it as well.
    let reader = builder(&bank).session_store(SessionFile::new(&path));
    balance(&reader.build().expect("a client")).await;
    let elsewhere = client(&bank, SessionFile::new(folder.path().join("other.json")));
    balance(&elsewhere).await;
    assert_eq!(bank.count("POST /login"), 2);
}

/// A store that is out of order.
struct Broken;

impl SessionStore for Broken {
    fn load<'a>(&'a self, _: &'a SessionKey) -> Storing<'a, Option<Session>> {
        Box::pin(async { Err("no disk".into()) })
    }

    fn save<'a>(&'a self, _: &'a SessionKey, _: &'a Session) -> Storing<'a, ()> {
        Box::pin(async { Err("no disk".into()) })
    }

    fn remove<'a>(&'a self, _: &'a SessionKey, _: &'a Session) -> Storing<'a, ()> {
        Box::pin(async { Err("no disk".into()) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_fails_ends_the_call_with_its_reason() {
    let bank = bank();
    let client = client(&bank, Broken);
    let error = client.balance().await.expect_err("no session");
    assert_eq!(error.kind(), ErrorKind::Login);
    assert!(error.to_string().ends_with("the store: no disk"), "{error}");
    assert!(bank.seen().is_empty());
    let by_hand = client
        .login(LoginRequest::new("ada", "open sesame", "1"))
        .await;
    let error = by_hand.expect_err("it can't be stored");
    assert!(error.may_have_been_sent());
    let error = error.to_string();
    assert!(
        error.ends_with("the session is open, but can't be stored: no disk"),
        "{error}"
    );
    assert_eq!(balance(&client).await, 1250);
}

#[tokio::test(start_paused = true)]
async fn a_stored_session_that_is_over_is_no_reason_to_fail() {
    let bank = bank();
    let store = Arc::new(MemorySessions::new());
    balance(&client(&bank, Arc::clone(&store))).await;
    bank.state().kill();
    // Given a dead session, it finds a dead one in the store, and logs in.
    let late = builder(&bank)
        .session("ada", "dead")
        .session_store(Arc::clone(&store))
        .session_login(|| async { LoginRequest::new("ada", "open sesame", "1") })
        .build()
        .expect("a client");
    balance(&late).await;
    assert_eq!(bank.count("POST /login"), 2);
    assert_eq!(bank.count("POST /balance"), 4);
    // One that can't log in ends with the documented answer.
    bank.state().kill();
    let reader = builder(&bank).session("ada", "dead").session_store(store);
    let answer = reader.build().expect("a client").balance().await;
    assert!(
        matches!(answer, Ok(BalanceResponse::Failed(_))),
        "{answer:?}"
    );
    assert_eq!(bank.count("POST /login"), 2);
}
