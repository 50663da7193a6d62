//! What can be seen of calls while they are made: hooks of the caller, and spans of `tracing`.
//!
//! Names, numbers and times; no value of a request and no URL that was sent. Bodies are shown to a hook
//! that asks for them, without what is secret.

mod attempt;
mod body;
mod call;
mod hook;
#[cfg(feature = "tracing")]
mod log;
mod span;
mod watch;

pub use self::attempt::{AttemptInfo, AttemptRequest, AttemptResult, Purpose};
pub use self::call::CallResult;
pub use self::hook::Hook;
#[cfg(feature = "tracing")]
pub use self::log::LogBodies;

pub(crate) use self::body::without;
pub(crate) use self::watch::{Watch, Watched};
