//! Code of the caller that sees what a client does.

use std::time::Duration;

use super::{AttemptInfo, AttemptRequest, AttemptResult, CallResult};

/// Sees what a client sends and what comes of it: for metrics, for logs, and for headers that every
/// request gets, such as `traceparent` (W3C Trace Context).
///
/// A client's builder takes any number of them with `hook`; each method is called for one after the
/// other, in their order. They are called on the way of the call, so they must not wait, and a panic
/// in one of them ends the call.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use docwright_runtime::{AttemptInfo, AttemptResult, Hook};
///
/// /// Counts requests that failed or were answered with a status from 500 on.
/// #[derive(Default)]
/// struct Trouble(AtomicU64);
///
/// impl Hook for Trouble {
///     fn after_attempt(&self, _: &AttemptInfo, result: &AttemptResult<'_>) {
///         let is_at_fault = |status: docwright_runtime::http::StatusCode| status.is_server_error();
///         if result.error().is_some() || result.status().is_some_and(is_at_fault) {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
/// ```
pub trait Hook: Send + Sync + 'static {
    /// A request is about to be sent, complete but for what this adds.
    fn before_attempt(&self, attempt: &AttemptInfo, request: &mut AttemptRequest<'_>) {
        let _ = (attempt, request);
    }

    /// What came of a request: exactly one of these follows each
    /// [`before_attempt`](Self::before_attempt), also where the caller drops the call. Of a body that
    /// is read while it comes, this is the head.
    fn after_attempt(&self, attempt: &AttemptInfo, result: &AttemptResult<'_>) {
        let _ = (attempt, result);
    }

    /// The call goes on with another attempt after this pause. `attempt` is the one that failed.
    fn before_retry(&self, attempt: &AttemptInfo, pause: Duration) {
        let _ = (attempt, pause);
    }

    /// A call is over: exactly one of these for each call that was begun, also where the caller drops
    /// it, and also for one that was refused before anything was sent. What is read while it comes is
    /// not part of it.
    fn after_call(&self, result: &CallResult) {
        let _ = result;
    }
}
