//! A request that is refused before anything is sent.

use std::borrow::Cow;
use std::fmt;

use docwright_wire::Fault;

/// Why a request can't be sent: the parameter, and what is wrong with it; never its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    parameter: Cow<'static, str>,
    reason: Cow<'static, str>,
}

impl Invalid {
    /// The parameter of this name is at fault, for this reason: `must not be empty`.
    #[must_use]
    #[cold]
    pub fn parameter(
        name: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            parameter: name.into(),
            reason: reason.into(),
        }
    }

    /// The request as a whole is at fault, for this reason.
    #[must_use]
    #[cold]
    pub fn request(reason: impl Into<Cow<'static, str>>) -> Self {
        Self {
            parameter: Cow::Borrowed(""),
            reason: reason.into(),
        }
    }
}

impl From<Fault> for Invalid {
    fn from(fault: Fault) -> Self {
        Self::parameter(fault.place(), fault.problem().to_string())
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.parameter.is_empty() {
            write!(f, "`{}` ", self.parameter)?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Invalid {}
