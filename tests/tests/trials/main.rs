//! Thousands of calls under faults and cancels that are drawn by chance: what a server gets, and what
//! callers are told.
//!
//! A seed is a round: a server, a client and two hundred calls, some of them at the same time. A failure
//! names it. `DOCWRIGHT_SEED` begins with another one than 0, `DOCWRIGHT_CASES` says how many follow.
//! What is drawn is the same each time; which of two calls is faster is not. With `-- --nocapture` each
//! trial prints how often what happened.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]
#![expect(clippy::print_stdout, reason = "the counts are to be read")]

mod caller;
mod gets;
mod keys;
mod network;
mod posts;
mod server;
mod trouble;

/// Calls of a round.
const CALLS: u64 = 200;

/// How many calls of a round are under way at the same time.
const LANES: usize = 16;
