//! Canaries: each place that a secret can stand in has one of its own, servers repeat them in every
//! spelling and every place, and no text that a program could print shows one: no log at its most talkative, of this
//! crate or another, no `Debug`, no `Display`, no error below another, no panic.
//!
//! What a documented outcome has in an ordinary member is the server's own text, and no matter here.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

mod echo;
mod h2;
mod shown;
mod slots;

use docwright_tests::capture;
use docwright_tests::search::hits;
use echo::{Echo, PLACES, SPELLINGS};

/// Each slot is repeated in each place, in a spelling that changes from one to the other;
/// `DOCWRIGHT_CASES` is how many of the spellings instead of one.
#[tokio::test]
async fn no_text_shows_a_secret() {
    let _alone = capture::begin().await;
    let cases = std::env::var("DOCWRIGHT_CASES").ok();
    let cases: usize = cases.map_or(1, |cases| cases.parse().expect("a number"));
    let mut sent = 0;
    let mut seen = Vec::new();
    for (row, slot) in slots::all().iter().enumerate() {
        for (column, (place, answer)) in PLACES.iter().enumerate() {
            let spellings = SPELLINGS.iter().cycle().skip((row + column) * cases);
            for (spelling, spell) in spellings.take(cases.min(SPELLINGS.len())) {
                let server = Echo::start(*spell, *answer).await;
                (slot.call)(server.url()).await;
                sent += server.requests_with(slot.letters());
                let text = capture::take();
                assert!(text.contains("docwright.call"), "nothing was captured");
                if let Some(hit) = hits(&text, slot.canary).first() {
                    seen.push(format!("{}, repeated {spelling} {place}: {hit}", slot.name));
                }
            }
        }
    }
    assert!(seen.is_empty(), "{} hits: {seen:#?}", seen.len());
    // The canaries were really on their way.
    assert!(sent > 300, "only {sent} requests held a canary");
}

/// The same over HTTP/2, whose implementation logs its frames.
#[tokio::test]
async fn no_log_of_http2_shows_a_secret() {
    let _alone = capture::begin().await;
    let server = h2::Echo::start().await;
    for slot in slots::over_http2() {
        (slot.call)(server.url()).await;
        let text = capture::take();
        assert!(
            text.contains("h2::"),
            "nothing of HTTP/2 was captured: {text}"
        );
        let found = hits(&text, slot.canary);
        assert!(found.is_empty(), "{} over HTTP/2: {found:#?}", slot.name);
    }
}

#[test]
fn every_slot_has_a_canary_of_its_own() {
    let mut canaries: Vec<&str> = slots::all().iter().map(|slot| slot.canary).collect();
    let count = canaries.len();
    canaries.sort_unstable();
    canaries.dedup_by(|one, other| one.get(..8) == other.get(..8));
    assert_eq!(canaries.len(), count);
    assert!(count >= 15);
}

#[test]
fn a_planted_canary_is_found_however_it_is_spelt() {
    const CANARY: &str = "Planted7Qz/+\"Kp9LmXw";
    for (name, spell) in SPELLINGS {
        for before in ["", "a", "ab"] {
            let text = format!("{before} {}", spell(&format!("{before}{CANARY} more")));
            assert!(!hits(&text, CANARY).is_empty(), "{name}: {text}");
        }
    }
    let shown = [
        format!("{:?}", CANARY.as_bytes()),
        "the end of it: p9LmXw".to_owned(),
        "it begins with Planted7Qz".to_owned(),
    ];
    for text in &shown {
        assert!(!hits(text, CANARY).is_empty(), "{text}");
    }
    assert!(hits("Planted, but nothing of it: [secret]", CANARY).is_empty());
}

#[tokio::test]
async fn what_a_program_prints_is_captured() {
    let _alone = capture::begin().await;
    tracing::trace!("Planted by an event");
    let _entered = tracing::info_span!("planted", field = "Planted by a span").entered();
    log::trace!("Planted by a record");
    shown::panicking(|| "".parse::<u8>().expect("Planted by a panic"));
    let text = capture::take();
    for by in ["an event", "a span", "a record", "a panic"] {
        assert!(text.contains(&format!("Planted by {by}")), "{by}: {text}");
    }
}
