//! The rate limits that an attempt waits for.

use tokio::time::Instant;

use super::attempt::Attempt;
use crate::{Error, ErrorKind};

impl Attempt<'_> {
    /// Waits until its rate limits, of which it has some, let it through. Its time, until what `again` gives, begins then.
    ///
    /// # Errors
    /// Of the kind `Timeout`, if that would be after the end of the call; nothing was sent.
    pub(super) async fn admit(&mut self, again: impl Fn(Instant) -> Instant) -> Result<(), Error> {
        let core = self.client.core();
        let environment = core.environment.as_ref();
        let admitted =
            core.limiter
                .admit(self.endpoint.rate_limits, self.call_deadline, environment);
        admitted.await.map_err(|exceeded| {
            let detail = format!(
                "the rate limit `{}` would let it through too late",
                exceeded.name
            );
            Error::new(ErrorKind::Timeout, &self.endpoint.info, detail).sent(false)
        })?;
        self.deadline = again(Instant::now());
        Ok(())
    }
}
