//! What came back, as decoders see it.

use docwright_wire::headers::{Fields, Headers};
use docwright_wire::outcome::{Candidate, Choice, Observed, Unfit};
use http::{HeaderMap, StatusCode, header};

/// A response that has arrived whole, and what its request asked for.
#[derive(Debug, Clone, Copy)]
pub struct Received<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    pub(crate) facts: &'a [Option<&'a str>],
}

impl<'a> Received<'a> {
    /// Begins to choose among the documented outcomes, more specific ones first.
    ///
    /// # Errors
    /// As [`Choice::new`].
    pub fn choose(&'a self, candidates: &'a [Candidate<'a>]) -> Result<Choice<'a>, Unfit> {
        let media_type = self
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        Choice::new(
            candidates,
            Observed {
                status: self.status.as_u16(),
                headers: Headers::new(self),
                media_type,
                body: self.body,
                facts: self.facts,
            },
        )
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

impl Fields for Received<'_> {
    fn each(&self, visit: &mut dyn FnMut(&str, &[u8])) {
        for (name, value) in self.headers {
            visit(name.as_str(), value.as_bytes());
        }
    }
}
