//! Calls with an idempotency key, which may come several times: with the same key.

use std::collections::BTreeMap;

use docwright_runtime::Error;
use docwright_tests::accept::idempotency_key::{Client, PayRequest, PayResponse};
use docwright_tests::seeds;

use crate::caller::{ALL, Counts, Ended, round};
use crate::network::client_of;
use crate::server::{Server, lock};

/// Rounds where nothing else is asked for.
const ROUNDS: u64 = 10;

/// Attempts of a call.
const ATTEMPTS: usize = 3;

#[tokio::test]
async fn all_attempts_of_a_call_carry_its_key_and_no_other_call_does() {
    let mut counts = Counts::default();
    for seed in seeds(ROUNDS) {
        let server = Server::start(seed).await;
        let client = client_of!(Client::builder(), &server, seed);
        let ended = round(seed, 40, move |number| pay(client.clone(), number)).await;
        let seen = server.finish().await;
        let seen = lock(&seen);
        let mut of_keys = BTreeMap::new();
        for (number, keys) in &seen.requests {
            let [Some(key), rest @ ..] = keys.as_slice() else {
                panic!("seed {seed}: {number} came without a key: {keys:?}");
            };
            assert!(
                rest.len() < ATTEMPTS && rest.iter().all(|other| other.as_ref() == Some(key)),
                "seed {seed}: {number} came with {keys:?}"
            );
            if let Some(own) = own_key(*number) {
                assert_eq!(*key, own, "seed {seed}: {number}");
            }
            let other = of_keys.insert(key.clone(), *number);
            assert_eq!(other, None, "seed {seed}: {number} has the same key");
            let times = if rest.is_empty() {
                "once"
            } else {
                "several times"
            };
            counts.add(times, 1);
        }
        for (number, end) in &ended {
            let keys = seen.requests.get(number);
            match end {
                Ended::Cancelled => {}
                Ended::Answered(id) => {
                    assert_eq!(i64::try_from(*number).ok(), Some(*id), "seed {seed}");
                    assert!(keys.is_some(), "seed {seed}: {number} was answered unseen");
                }
                Ended::Error(error) => {
                    let told = error.idempotency_key();
                    assert!(told.is_some(), "seed {seed}: {number}: {error}");
                    assert!(
                        keys.is_none_or(|keys| keys.iter().all(|key| key.as_deref() == told)),
                        "seed {seed}: {number} came with {keys:?}, its caller is told {told:?}"
                    );
                    assert!(
                        keys.is_none() || error.may_have_been_sent(),
                        "seed {seed}: {number} came, and its caller is told otherwise: {error}"
                    );
                }
            }
            let place = if keys.is_some() { "seen" } else { "unseen" };
            counts.add(format!("{}, {place}", end.name()), 1);
        }
        counts.add_all(&seen.troubles);
    }
    println!("{counts:#?}");
    if std::env::var_os("DOCWRIGHT_CASES").is_none() {
        counts.have(&ALL);
        counts.have(&["once", "several times", "answered"]);
    }
}

/// The key that the caller gives; each second call gets one by itself.
fn own_key(number: u64) -> Option<String> {
    number.is_multiple_of(2).then(|| format!("own-{number}"))
}

async fn pay(client: Client, number: u64) -> Result<i64, Error> {
    let order = i64::try_from(number).expect("a small number");
    let call = client.pay(PayRequest::new(order));
    let call = match own_key(number) {
        Some(key) => call.idempotency_key(&key),
        None => call,
    };
    let PayResponse::Paid(paid) = call.await?;
    Ok(paid.id)
}
