//! What arrived, and how it is read.

use std::cell::RefCell;
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::outcome::Unfit;
use http::{HeaderMap, StatusCode};

use crate::endpoint::{Described, Slot};
use crate::error::ResponseParts;
use crate::incoming::Incoming;
use crate::redirect::is_redirect;
use crate::{Error, ErrorKind, Received, Secret};

/// A response that is whole, or whose body is read while it comes, and what is needed to read it or
/// to complain about it.
pub(crate) struct Arrived {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The body that is still to come.
    pub(super) incoming: RefCell<Option<Box<Incoming>>>,
    pub(crate) attempts: u32,
    pub(crate) retry_after: Option<Duration>,
    pub(super) facts: Vec<Option<String>>,
    pub(super) endpoint: &'static Described,
    pub(super) idempotency_key: Option<String>,
    pub(super) secrets: Vec<Secret>,
    /// Why it isn't followed, if it is a redirect.
    pub(super) unfollowed: &'static str,
}

impl Arrived {
    /// Reads it, and gives the name of the outcome.
    ///
    /// # Errors
    /// If it is no documented outcome, or not spelt as documented.
    pub(super) fn read(&self, slot: &mut dyn Slot) -> Result<&'static str, Unfit> {
        let facts: Vec<Option<&str>> = self.facts.iter().map(Option::as_deref).collect();
        let received = Received {
            status: self.status,
            headers: &self.headers,
            body: &self.body,
            incoming: Some(&self.incoming),
            facts: &facts,
        };
        received.read(self.endpoint.outcomes, slot)
    }

    /// What the error is of a response that is no documented outcome.
    pub(super) fn kind(&self, unfit: &Unfit) -> ErrorKind {
        match unfit {
            Unfit::Malformed { .. } => ErrorKind::Malformed,
            Unfit::Undocumented if is_redirect(self.status) => ErrorKind::Redirected,
            Unfit::Undocumented => ErrorKind::Undocumented,
        }
    }

    /// That error.
    pub(crate) fn into_error(self, unfit: Unfit) -> Error {
        let endpoint = &self.endpoint.info;
        let kind = self.kind(&unfit);
        let detail = match kind {
            ErrorKind::Redirected => self.unfollowed,
            _ => "",
        };
        let error = Error::new(kind, endpoint, detail);
        let error = match unfit {
            Unfit::Malformed { outcome, fault } => error.with_fault(outcome, fault),
            Unfit::Undocumented => error,
        };
        error
            .with_response(ResponseParts {
                status: self.status,
                headers: self.headers,
                body: self.body,
                retry_after: self.retry_after,
            })
            .with_attempts(self.attempts)
            .with_idempotency_key(self.idempotency_key)
            .with_secrets(self.secrets)
            .hiding(self.endpoint.secrets)
    }
}
