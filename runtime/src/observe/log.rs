//! Bodies in the log, for those who ask for them.

use super::{AttemptInfo, AttemptRequest, AttemptResult, Hook};

/// A [`Hook`] that writes bodies of requests and responses as events of the crate `tracing`: at the
/// level `DEBUG`, with the target `docwright::bodies`, within the span of the request. There is no
/// other way to them: no level of a log shows a body unless the client has this hook.
///
/// Credentials and secrets of requests are masked in every spelling in which they are known to travel,
/// and members that a spec marks as secret are left out. Whatever else a body holds, names and
/// addresses of people for example, is shown.
///
/// ```
/// use docwright_runtime::LogBodies;
///
/// # fn add(mut builder: docwright_runtime::ClientBuilder) {
/// builder.hook(LogBodies::new(2_000));
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct LogBodies {
    limit: usize,
}

impl LogBodies {
    /// Shows this many characters of a body at most.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit }
    }
}

impl Hook for LogBodies {
    fn before_attempt(&self, _: &AttemptInfo, request: &mut AttemptRequest<'_>) {
        if let Some(body) = request.masked_body(self.limit) {
            tracing::debug!(target: "docwright::bodies", body, "request");
        }
    }

    fn after_attempt(&self, _: &AttemptInfo, result: &AttemptResult<'_>) {
        if let Some(body) = result.masked_body(self.limit) {
            tracing::debug!(target: "docwright::bodies", body, "response");
        }
    }
}
