//! What a request needs beside its values: the time, texts that are used once, and pauses.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use docwright_wire::recipe::Nonce;

use crate::Invalid;

/// Where a client takes the time, its nonces and its pauses from: the system, unless the builder was given
/// something else, as tests do.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// struct Launch;
///
/// impl docwright_runtime::Environment for Launch {
///     fn now(&self) -> SystemTime {
///         SystemTime::UNIX_EPOCH + Duration::from_secs(1_499_827_319)
///     }
/// }
/// ```
pub trait Environment: Send + Sync + 'static {
    /// The time.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    /// A text of this kind and length, in characters, that can't be foretold.
    ///
    /// # Errors
    /// If there is no source of random bytes.
    fn nonce(&self, nonce: Nonce, length: usize) -> Result<String, Invalid> {
        let mut random = vec![0; nonce.bytes(length)];
        getrandom::fill(&mut random)
            .map_err(|_| Invalid::request("needs random bytes, which the system doesn't give"))?;
        Ok(nonce.spell(&random))
    }

    /// A pause between none and `longest`, drawn by chance, each as probable as the others.
    fn jitter(&self, longest: Duration) -> Duration {
        let mut random = [0; 4];
        match getrandom::fill(&mut random) {
            Ok(()) => longest.mul_f64(f64::from(u32::from_le_bytes(random)) / f64::from(u32::MAX)),
            Err(_) => longest,
        }
    }

    /// Waits before a call is sent again.
    fn sleep(&self, pause: Duration) -> Sleeping<'_> {
        Box::pin(tokio::time::sleep(pause))
    }
}

/// What [`Environment::sleep`] gives.
pub type Sleeping<'e> = Pin<Box<dyn Future<Output = ()> + Send + 'e>>;

/// The system's own clock and random bytes.
pub(crate) struct System;

impl Environment for System {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_never_gives_a_nonce_twice() {
        let nonce = || System.nonce(Nonce::Hex, 32).unwrap();
        let (first, second) = (nonce(), nonce());
        assert!(Nonce::Hex.is_spelt(&first, 32));
        assert_ne!(first, second);
    }
}
