//! What arrived, and how it is read.

use std::cell::RefCell;
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::outcome::Unfit;
use http::{HeaderMap, StatusCode};

use crate::call::Decode;
use crate::endpoint::Described;
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
}

impl Arrived {
    /// Reads the outcome.
    pub(crate) fn read<R>(&self, decode: Decode<R>) -> Result<R, Unfit> {
        let facts: Vec<Option<&str>> = self.facts.iter().map(Option::as_deref).collect();
        decode(&Received {
            status: self.status,
            headers: &self.headers,
            body: &self.body,
            incoming: Some(&self.incoming),
            facts: &facts,
        })
    }

    /// The error of a response that is no documented outcome; `unfollowed` says why a redirect isn't followed.
    pub(crate) fn into_error(self, unfit: Unfit, unfollowed: &'static str) -> Error {
        let endpoint = &self.endpoint.info;
        let error = match unfit {
            Unfit::Malformed { outcome, fault } => {
                Error::new(ErrorKind::Malformed, endpoint, "").with_fault(outcome, fault)
            }
            Unfit::Undocumented if is_redirect(self.status) => {
                Error::new(ErrorKind::Redirected, endpoint, unfollowed)
            }
            Unfit::Undocumented => Error::new(ErrorKind::Undocumented, endpoint, ""),
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
