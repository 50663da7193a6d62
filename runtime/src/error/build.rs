//! What keeps a client from being made.

/// Why a client can't be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is none that requests can be sent to.
    #[error("the base URL {reason}")]
    BaseUrl {
        /// What is wrong with it.
        reason: String,
    },
    /// A variable of the base URL, or of the URL of a token endpoint, has no value.
    #[error("the URL needs a value for `{name}`")]
    MissingVariable {
        /// Its name.
        name: String,
    },
    /// A variable's value would change more than its place in the URL.
    #[error("the value for `{name}` in the URL holds a character that it must not hold")]
    BadVariable {
        /// Its name.
        name: String,
    },
    /// A rate limit was changed that no page has.
    #[error("there is no rate limit `{name}`")]
    UnknownRateLimit {
        /// Its name.
        name: String,
    },
    /// The base URL is `https`, and no feature for TLS is on.
    #[error(
        "https needs one of the features `tls-ring`, `tls-native` or `tls-aws-lc` of docwright-runtime"
    )]
    NoTls,
    /// Neither is the feature `reqwest` on, nor was a transport given.
    #[error(
        "there is nothing to send with: give a transport, or turn on the feature `reqwest` of docwright-runtime"
    )]
    NoTransport,
    /// The machine has no CA certificates, and rustls is asked to check those of a server by them.
    #[error(
        "https needs CA certificates, of which this machine has none: install them (most systems have a package \
         `ca-certificates`), or name a file of them in the environment variable `SSL_CERT_FILE`, or give the builder \
         those to trust: `.http(|http| http.tls_certs_only(…))`"
    )]
    NoCertificates,
    /// The HTTP client can't be made.
    #[error("the HTTP client can't be made: {reason}")]
    Transport {
        /// What it says.
        reason: String,
    },
}
