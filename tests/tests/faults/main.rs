//! What servers and networks do wrong, over real connections: each row of `faults.tsv` says what
//! happens, what a call must come to, and how often it may be sent.
//!
//! A test a group, which prints its part of the table. What the program could print meanwhile, of this
//! crate or another, shows no secret.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

mod auth;
mod body;
mod connect;
mod content;
mod empty;
mod encoding;
mod gzip;
mod head;
mod headers;
#[cfg(target_os = "linux")]
mod memory;
mod over_reqwest;
mod pool;
mod proto;
mod redirect;
mod request;
mod retry;
mod script;
mod server;
mod shop;
mod size;
mod slow;
mod table;

#[test]
fn every_group_of_rows_has_its_test() {
    let tested = [
        "connect", "head", "pool", "body", "proto", "empty", "content", "size", "encoding", "slow",
        "redirect", "retry", "auth", "headers", "request",
    ];
    assert_eq!(table::groups(), tested);
}
