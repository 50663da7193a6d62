//! Whatever a server answers, to whichever endpoint: an outcome or an error, and no panic.
//!
//! Replies are the documented ones, damaged, and noise. `DOCWRIGHT_CASES` says how many there are for
//! each example.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use docwright_runtime::examples::{Example, Recorder};
use docwright_tests::{Dice, damage, seeds, suites};

/// Replies to each example where nothing else is asked for.
const CASES: u64 = 8;

const STATUSES: [u16; 12] = [200, 201, 204, 206, 299, 303, 400, 401, 404, 429, 500, 503];

const MEDIA_TYPES: [&str; 8] = [
    "application/json",
    "application/json; charset=utf-16",
    "text/html",
    "text/plain; charset=iso-8859-1",
    "text/event-stream",
    "image/png",
    "/;;=",
    "",
];

#[tokio::test]
async fn any_reply_to_any_endpoint_is_an_outcome_or_an_error() {
    let mut outcomes = 0;
    let mut errors = 0;
    for suite in suites() {
        for example in &suite.examples {
            for seed in seeds(CASES) {
                match landed(example, seed).await {
                    true => outcomes += 1,
                    false => errors += 1,
                }
            }
        }
    }
    // Damage that does none, and damage that does.
    assert!(
        outcomes > 100 && errors > 100,
        "{outcomes} outcomes, {errors} errors"
    );
}

/// Whether the reply of this seed is an outcome.
async fn landed(example: &Example, seed: u64) -> bool {
    let mut dice = Dice::new(seed);
    let reply = example
        .responses
        .first()
        .expect("every example has a response");
    let mut body = reply.body.to_vec();
    damage(&mut dice, &mut body);
    let status = if dice.chance(60) {
        reply.status
    } else {
        dice.pick(&STATUSES)
    };
    let mut headers: Vec<(&str, &str)> = reply.headers.to_vec();
    if dice.chance(30) {
        headers.retain(|_| seed.is_multiple_of(2));
        headers.push(("Content-Type", dice.pick(&MEDIA_TYPES)));
    }
    let recorder = Recorder::answering(status, &headers, &body);
    let call = (example.call)("https://api.example").expect("a client");
    let at = format!(
        "{}/{}, seed {seed}: {}",
        example.api,
        example.endpoint,
        String::from_utf8_lossy(&body)
    );
    let answer = tokio::spawn(async move { call.send_by(&recorder).await }).await;
    match answer.expect(&at) {
        Ok(landed) => {
            assert!(!landed.outcome.is_empty(), "{at}");
            true
        }
        Err(error) => {
            assert!(
                !error.to_string().is_empty() && !format!("{error:?}").is_empty(),
                "{at}"
            );
            false
        }
    }
}
