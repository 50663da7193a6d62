//! What sends unless the caller gives a transport.

use std::env;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::over_hyper::OverHyper;
#[cfg(feature = "reqwest")]
use super::over_reqwest::OverReqwest;
use super::{Configure, HAS_TLS, Transport};
use crate::BuildError;
use crate::client::is_loopback;

/// What is known of the hosts that a client will talk to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer {
    /// This machine.
    pub(super) is_loopback: bool,
    /// Spoken to in plain HTTP.
    #[cfg_attr(
        not(any(feature = "reqwest", feature = "tls-ring", feature = "tls-aws-lc")),
        expect(dead_code, reason = "only TLS asks for certificates")
    )]
    pub(super) is_plain: bool,
}

/// Makes the transport for a client of this base URL: hyper's client; reqwest, for several times the
/// instructions of each call, where its settings, a proxy or the system's own TLS are wanted.
///
/// # Errors
/// If the base URL needs TLS and there is none, if reqwest is wanted and its feature is off, or if the client
/// can't start, for want of CA certificates for example.
pub(crate) fn by_default(
    configure: Option<Configure>,
    connect_timeout: Duration,
    base_url: Option<&Url>,
) -> Result<Arc<dyn Transport>, BuildError> {
    let is_plain = base_url.is_some_and(|url| url.scheme() == "http");
    if !HAS_TLS && base_url.is_some() && !is_plain {
        return Err(BuildError::NoTls);
    }
    let peer = Peer {
        is_loopback: base_url.and_then(Url::host_str).is_some_and(is_loopback),
        is_plain,
    };
    let has_proxy = !peer.is_loopback && (cfg!(feature = "system-proxy") || names_proxy());
    if configure.is_some() || has_proxy || cfg!(feature = "tls-native") {
        #[cfg(feature = "reqwest")]
        return Ok(Arc::new(OverReqwest::build(
            configure,
            connect_timeout,
            peer,
        )?));
        #[cfg(not(feature = "reqwest"))]
        return Err(BuildError::NoSettings);
    }
    Ok(Arc::new(OverHyper::build(connect_timeout, peer)?))
}

/// Whether the environment names a proxy, for whatever host.
fn names_proxy() -> bool {
    ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"]
        .iter()
        .flat_map(|name| [(*name).to_owned(), name.to_lowercase()])
        .any(|name| env::var_os(name).is_some_and(|proxy| !proxy.is_empty()))
}
