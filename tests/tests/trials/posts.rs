//! Calls that act each time they come. No number may come twice.

use docwright_runtime::Error;
use docwright_tests::accept::faults::{Client, PlaceOrderRequest, PlaceOrderResponse};
use docwright_tests::seeds;

use crate::caller::{ALL, Counts, Ended, round};
use crate::network::shop;
use crate::server::{Seen, Server, lock};

/// Rounds where nothing else is asked for: 10,000 calls.
const ROUNDS: u64 = 50;

#[tokio::test]
async fn what_may_act_twice_is_never_sent_twice() {
    let mut counts = Counts::default();
    for seed in seeds(ROUNDS) {
        let server = Server::start(seed).await;
        let client = shop(&server, seed);
        let ended = round(seed, 40, move |number| place(client.clone(), number)).await;
        let seen = server.finish().await;
        let seen = lock(&seen);
        for (number, end) in &ended {
            check(seed, *number, end, &seen);
            counts.add(told(end, &seen, *number), 1);
        }
        counts.add_all(&seen.troubles);
    }
    println!("{counts:#?}");
    if std::env::var_os("DOCWRIGHT_CASES").is_none() {
        counts.have(&ALL);
        counts.have(&[
            "answered",
            "Ambiguous",
            "Interrupted",
            "Timeout",
            "Protocol",
        ]);
    }
}

async fn place(client: Client, number: u64) -> Result<Option<i64>, Error> {
    let call = client.place_order(PlaceOrderRequest::new(number.to_string()));
    Ok(match call.await? {
        PlaceOrderResponse::Placed(order) => Some(order.id),
        _ => None,
    })
}

/// What happened, by what the caller is told.
fn told<T>(end: &Ended<T>, seen: &Seen, number: u64) -> String {
    match (end, seen.times(number)) {
        (Ended::Cancelled, 0) => "cancelled, unseen".to_owned(),
        (Ended::Cancelled, _) => "cancelled, seen".to_owned(),
        _ => end.name(),
    }
}

fn check(seed: u64, number: u64, end: &Ended<Option<i64>>, seen: &Seen) {
    let times = seen.times(number);
    assert!(
        times <= 1,
        "seed {seed}: {number} came {times} times, and ended {end:?}"
    );
    assert!(
        times == 0 || end.may_have_been_sent(),
        "seed {seed}: {number} came, and its caller is told otherwise: {end:?}"
    );
    if let Ended::Answered(id) = end {
        assert_eq!(times, 1, "seed {seed}: {number} was answered unseen");
        let own = i64::try_from(number).ok();
        assert!(
            id.is_none() || *id == own,
            "seed {seed}: {number} got the answer to {id:?}"
        );
    }
}
