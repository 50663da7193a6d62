//! Sessions: opened when they are needed, once for all that wait, renewed before they end, and never for
//! nothing. The servers are transports, so that time stands still while they think.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

mod bank;
mod portal;
mod server;
mod store;
mod vendors;
