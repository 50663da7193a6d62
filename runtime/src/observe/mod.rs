//! What can be seen of calls while they are made: hooks of the caller, and spans of `tracing`.
//!
//! Names, numbers and times; no value of a request and no URL that was sent.

mod attempt;
mod call;
mod hook;
mod span;
mod watch;

pub use self::attempt::{AttemptInfo, AttemptRequest, AttemptResult, Purpose};
pub use self::call::CallResult;
pub use self::hook::Hook;

pub(crate) use self::watch::{Watch, Watched};
