//! What can be seen of calls: hooks see each request and each call, spans have the names of
//! OpenTelemetry, and neither shows a value.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

mod answers;
mod bodies;
mod captured;
mod hooks;
mod spans;
