//! Redirects that are followed: where the caller asks for it, of a request that is safe, on its own origin.

use http::{StatusCode, header};
use tokio::time::Instant;

use crate::Method;
use crate::limits::HAS_CLOCK;
use crate::reference::{Astray, same_origin};
use crate::send::{Arrived, Arriving, Outgoing, later, send};

/// What is needed to go where an answer leads.
pub(crate) struct Redirects {
    /// The call, as it was sent last.
    outgoing: Box<Outgoing>,
    /// How often it may be led on.
    left: u32,
    /// Of the whole call.
    deadline: Option<Instant>,
    /// How often requests to the addresses before were sent.
    attempts: u32,
}

impl Redirects {
    /// Those of a call; `None` if no redirect is followed: GET and HEAD alone are asked for elsewhere
    /// without harm (RFC 9110 section 9.2.1).
    pub(crate) fn of(outgoing: &Outgoing) -> Option<Box<Self>> {
        let method = outgoing.endpoint.info.method;
        let is_safe = method == Method::GET || method == Method::HEAD;
        (outgoing.redirects > 0 && is_safe).then(|| {
            Box::new(Self {
                outgoing: Box::new(outgoing.clone()),
                left: outgoing.redirects,
                deadline: None,
                attempts: 0,
            })
        })
    }

    /// Takes note that the call begins.
    pub(crate) fn begin(&mut self) {
        // Without a clock nothing is sent, and nothing followed.
        if HAS_CLOCK && self.deadline.is_none() {
            self.deadline = Some(later(Instant::now(), self.outgoing.timeouts.call));
        }
    }

    /// Goes where an answer leads that is no documented outcome.
    ///
    /// # Errors
    /// Why the answer isn't followed.
    pub(crate) fn follow(&mut self, arrived: &Arrived) -> Result<Arriving, &'static str> {
        let location = arrived.headers.get(header::LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        let (Some(location), Some(asked)) = (location, self.outgoing.uri()) else {
            return Err("there is no `Location` to go to");
        };
        if self.left == 0 {
            return Err("it leads on and on");
        }
        let next = match same_origin(asked, location) {
            Ok(next) => next,
            Err(Astray::NoUrl) => {
                return Err("`Location` is no URL that can be asked for");
            }
            Err(Astray::Elsewhere) => return Err("it leads to another origin"),
        };
        self.left -= 1;
        self.attempts += arrived.attempts;
        self.outgoing.lead_to(next);
        if let Some(deadline) = self.deadline {
            self.outgoing.timeouts.call = deadline.saturating_duration_since(Instant::now());
        }
        Ok(Box::pin(send(self.outgoing.clone())))
    }

    /// How often requests to the addresses before were sent.
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }
}

/// Statuses that send the client elsewhere (RFC 9110 section 15.4).
pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}
