//! How sending fails.

use std::fmt;

use crate::ErrorKind;

/// A request that got no whole response. Its text holds no URL and no header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
}

/// At what point sending failed, which says whether the server may have acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: nothing left. A connection that didn't stand in time is this too.
    Connect,
    /// The request can't be sent as it is: nothing left.
    Refused,
    /// The request left, at least in part, and no head came back.
    Ambiguous,
    /// A head came back, and the body was cut.
    Interrupted,
    /// What came back isn't HTTP.
    Protocol,
    /// A head came back that is larger than the transport reads, or never ends.
    TooLarge,
    /// The content isn't in the coding that its head names (RFC 9110 section 8.4).
    Coding,
    /// The transport's own time was up, after the request had left.
    Timeout,
}

impl TransportError {
    /// Failed at this point, for this reason, which must not hold URLs or values of headers.
    #[must_use]
    #[cold]
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    /// At what point it failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The reason.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl From<TransportErrorKind> for ErrorKind {
    fn from(kind: TransportErrorKind) -> Self {
        match kind {
            TransportErrorKind::Connect => Self::Connect,
            TransportErrorKind::Refused => Self::Invalid,
            TransportErrorKind::Ambiguous => Self::Ambiguous,
            TransportErrorKind::Interrupted => Self::Interrupted,
            TransportErrorKind::Protocol => Self::Protocol,
            TransportErrorKind::TooLarge => Self::TooLarge,
            TransportErrorKind::Coding => Self::Malformed,
            TransportErrorKind::Timeout => Self::Timeout,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TransportError {}
