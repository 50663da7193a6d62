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

    /// The same, seen from further up: what stands at `place` holds the parameter, or is it.
    #[must_use]
    #[cold]
    pub(crate) fn within(mut self, place: String) -> Self {
        if place.is_empty() {
            return self;
        }
        let between = match self.parameter.chars().next() {
            None | Some('[') => "",
            Some(_) => ".",
        };
        self.parameter = Cow::Owned(format!("{place}{between}{}", self.parameter));
        self
    }
}

impl From<Fault> for Invalid {
    fn from(fault: Fault) -> Self {
        Self::parameter(fault.place(), fault.reason())
    }
}

/// A rule that an inner object breaks is a fault of a value, whose place is found further up.
impl From<Invalid> for Fault {
    fn from(invalid: Invalid) -> Self {
        Self::broken_rule(invalid.reason)
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
