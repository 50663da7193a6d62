//! What keeps a client from being made.

use std::fmt;

/// Why a client can't be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is none that requests can be sent to.
    BaseUrl {
        /// What is wrong with it.
        reason: String,
    },
    /// A variable of the base URL, or of the URL of a token endpoint, has no value.
    MissingVariable {
        /// Its name.
        name: String,
    },
    /// A variable's value would change more than its place in the URL.
    BadVariable {
        /// Its name.
        name: String,
    },
    /// A rate limit was changed that no page has.
    UnknownRateLimit {
        /// Its name.
        name: String,
    },
    /// The base URL is `https`, and no feature for TLS is on.
    NoTls,
    /// Neither is the feature `hyper` on, nor was a transport given.
    NoTransport,
    /// Settings of the HTTP client were given, or the environment names a proxy, and the feature `reqwest` is off.
    NoSettings,
    /// The machine has no CA certificates, and rustls is asked to check those of a server by them.
    NoCertificates,
    /// The HTTP client can't be made.
    Transport {
        /// What it says.
        reason: String,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl { reason } => write!(f, "the base URL {reason}"),
            Self::MissingVariable { name } => write!(f, "the URL needs a value for `{name}`"),
            Self::BadVariable { name } => write!(
                f,
                "the value for `{name}` in the URL holds a character that it must not hold"
            ),
            Self::UnknownRateLimit { name } => write!(f, "there is no rate limit `{name}`"),
            Self::NoTls => f.write_str(
                "https needs one of the features `tls-ring`, `tls-native` or `tls-aws-lc` of docwright-runtime",
            ),
            Self::NoTransport => f.write_str(
                "there is nothing to send with: give a transport, or turn on the feature `hyper` or `reqwest` of docwright-runtime",
            ),
            Self::NoSettings => f.write_str(
                "settings of the HTTP client, and proxies that the environment names, need the feature `reqwest` of \
                 docwright-runtime; with one of the two, turn it on, or give a transport",
            ),
            Self::NoCertificates => f.write_str(
                "https needs CA certificates, of which this machine has none: install them (most systems have a package \
                 `ca-certificates`), or name a file of them in the environment variable `SSL_CERT_FILE`, or give the builder \
                 those to trust: `.http(|http| http.tls_certs_only(…))`",
            ),
            Self::Transport { reason } => write!(f, "the HTTP client can't be made: {reason}"),
        }
    }
}

impl std::error::Error for BuildError {}
