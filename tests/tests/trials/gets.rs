//! Calls that share connections. None may get the answer to another.

use docwright_runtime::Error;
use docwright_tests::accept::faults::{Client, GetOrderRequest, GetOrderResponse};
use docwright_tests::seeds;

use crate::caller::{ALL, Counts, Ended, round};
use crate::network::shop;
use crate::server::{Server, lock};

/// Rounds where nothing else is asked for: 6,000 calls, more than half of which are dropped before their end.
const ROUNDS: u64 = 30;

#[tokio::test]
async fn a_call_that_is_dropped_leaves_nothing_for_the_next() {
    let mut counts = Counts::default();
    for seed in seeds(ROUNDS) {
        let server = Server::start(seed).await;
        let client = shop(&server, seed);
        let ended = round(seed, 90, move |number| get(client.clone(), number)).await;
        let seen = server.finish().await;
        let seen = lock(&seen);
        for (number, end) in &ended {
            if let Ended::Answered(answer) = end {
                assert_eq!(*answer, number.to_string(), "seed {seed}: the wrong answer");
            }
            let place = if seen.times(*number) > 0 {
                "seen"
            } else {
                "unseen"
            };
            counts.add(format!("{}, {place}", end.name()), 1);
        }
        counts.add_all(&seen.troubles);
    }
    println!("{counts:#?}");
    if std::env::var_os("DOCWRIGHT_CASES").is_none() {
        counts.have(&ALL);
        assert!(counts.of("cancelled") >= 2_000, "{counts:#?}");
    }
}

/// The number that the answer names, whatever outcome it is.
async fn get(client: Client, number: u64) -> Result<String, Error> {
    let call = client.get_order(GetOrderRequest::new(number.to_string()));
    Ok(match call.await? {
        GetOrderResponse::Order(order) => order.id.to_string(),
        GetOrderResponse::NotFound(failure) => failure.error,
        GetOrderResponse::TooMany(failure) => failure.error,
        GetOrderResponse::Busy(failure) => failure.error,
    })
}
