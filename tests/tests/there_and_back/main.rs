//! There and back: what a generated request sends, a generated response reads as the same value.
//!
//! The server of these tests sends back what it got. Values are made of a seed, which a failure names.
//! `DOCWRIGHT_SEED` begins with another seed than 0, `DOCWRIGHT_CASES` says how many follow.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

mod csv;
mod echo;
mod json;
mod places;
mod scalars;
mod shapes;
mod text;
mod times;

use std::fmt::Debug;

/// Values of each endpoint where nothing else is asked for.
const CASES: u64 = 300;

/// Fails unless both are the same. Numbers that are equal may differ in their digits, so what `Debug`
/// shows is compared as well.
fn assert_same<T: Debug + PartialEq>(sent: &T, back: &T, what: &str, seed: u64) {
    assert_eq!(back, sent, "`{what}`, seed {seed}");
    assert_eq!(
        format!("{back:?}"),
        format!("{sent:?}"),
        "`{what}`, seed {seed}"
    );
}
