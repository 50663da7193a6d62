//! What arrived, and how it is read.

use std::cell::RefCell;
use std::time::Duration;

use bytes::Bytes;
use docwright_wire::outcome::Unfit;
use http::{HeaderMap, StatusCode};

use crate::call::Decode;
use crate::error::ResponseParts;
use crate::incoming::Incoming;
use crate::redirect::is_redirect;
use crate::{EndpointInfo, Error, ErrorKind, Received, Secret, Secrets};

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
    pub(super) endpoint: EndpointInfo,
    pub(super) idempotency_key: Option<String>,
    pub(super) secrets: Vec<Secret>,
    /// What of the body is secret by the spec.
    pub(super) hidden: Secrets,
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
        let error = match unfit {
            Unfit::Malformed { outcome, fault } => {
                Error::new(ErrorKind::Malformed, self.endpoint, "").with_fault(outcome, fault)
            }
            Unfit::Undocumented if is_redirect(self.status) => {
                Error::new(ErrorKind::Redirected, self.endpoint, unfollowed)
            }
            Unfit::Undocumented => Error::new(ErrorKind::Undocumented, self.endpoint, ""),
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
            .hiding(self.hidden)
    }
}
