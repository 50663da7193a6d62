//! Bounds on time and size.

use std::time::Duration;

/// Whether the platform keeps time. Where it doesn't, asking for the time panics, so nothing is sent.
pub(crate) const HAS_CLOCK: bool = !cfg!(all(target_family = "wasm", target_os = "unknown"));

/// How long things may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// Until a connection stands, TLS included. Per client.
    pub connect: Duration,
    /// One attempt, from the first byte sent to the last received.
    pub attempt: Duration,
    /// Between two pieces of the response.
    pub idle: Duration,
    /// The whole call.
    pub call: Duration,
}

impl Default for Timeouts {
    /// 5 s to connect, 30 s an attempt, 20 s between two pieces, 60 s a call.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            attempt: Duration::from_secs(30),
            idle: Duration::from_secs(20),
            call: Duration::from_secs(60),
        }
    }
}

impl Timeouts {
    /// The same with `call` for the whole call. An attempt may then take as long as the call, if
    /// that is longer than it may by default.
    #[must_use]
    pub fn with_call(mut self, call: Duration) -> Self {
        self.call = call;
        self.attempt = self.attempt.max(call);
        self
    }
}

/// How many decoded bytes of a body are read.
pub(crate) const BODY_LIMIT: usize = 8 * 1024 * 1024;

/// How many decoded bytes of a download are read.
pub(crate) const DOWNLOAD_LIMIT: u64 = 1024 * 1024 * 1024;

/// How many bytes of a body an error keeps.
pub(crate) const ERROR_BODY_LIMIT: usize = 64 * 1024;
