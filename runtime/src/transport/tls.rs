//! TLS of the default transport: rustls, with the CA certificates of the system.

use std::sync::Arc;

use hyper_rustls::{ConfigBuilderExt as _, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};

use super::by_default::Peer;
use crate::BuildError;

/// The same connections, and TLS over those of `https`. A machine without CA certificates can still
/// speak plain HTTP, to a server of its own for example; https then trusts no one.
///
/// # Errors
/// If there are no CA certificates and the peer is one that is spoken to in TLS.
pub(super) fn over(
    tcp: HttpConnector,
    peer: Peer,
) -> Result<HttpsConnector<HttpConnector>, BuildError> {
    let config = || {
        let config = ClientConfig::builder_with_provider(provider());
        let config = config.with_safe_default_protocol_versions();
        config.map_err(|error| BuildError::Transport {
            reason: error.to_string(),
        })
    };
    let config = match config()?.try_with_platform_verifier() {
        Ok(config) => config,
        Err(_) if peer.is_plain => config()?.with_root_certificates(RootCertStore::empty()),
        Err(_) => return Err(BuildError::NoCertificates),
    };
    let config = config.with_no_client_auth();
    let builder = HttpsConnectorBuilder::new()
        .with_tls_config(config)
        .https_or_http()
        .enable_http1();
    #[cfg(feature = "http2")]
    let builder = builder.enable_http2();
    Ok(builder.wrap_connector(tcp))
}

/// rustls takes its cryptography from a place that is one for the whole process. One that the program
/// has put there is taken.
fn provider() -> Arc<CryptoProvider> {
    CryptoProvider::get_default().cloned().unwrap_or_else(|| {
        #[cfg(feature = "tls-ring")]
        let provider = rustls::crypto::ring::default_provider();
        #[cfg(not(feature = "tls-ring"))]
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        Arc::new(provider)
    })
}
