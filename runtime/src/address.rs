//! Requests to a URL that the caller gives, such as one that an earlier reply told: credentials stay
//! with their API.

use docwright_wire::address;
use http::Uri;
use url::{Origin, Url};

use crate::client::is_loopback;
use crate::encode::Encoded;
use crate::{Encoder, Invalid};

/// The parameter that is the URL, and where credentials may go beside the origin of the base URL.
#[derive(Clone, Copy)]
pub(crate) struct Given {
    name: &'static str,
    auth_origins: &'static [&'static str],
}

impl Encoder {
    /// Sends to this URL as it is, instead of one below the base URL.
    ///
    /// # Errors
    /// If it isn't a whole URL, names a user, or could be read as another place.
    pub fn url(&mut self, name: &'static str, url: &str) -> Result<(), Invalid> {
        let origin = address::origin(url).map_err(|reason| Invalid::parameter(name, reason))?;
        self.begin_at(url, origin.len());
        self.given = Some(Given {
            name,
            auth_origins: &[],
        });
        Ok(())
    }

    /// Lets credentials go to these origins too, for a request whose URL is given.
    pub fn auth_origins(&mut self, origins: &'static [&'static str]) {
        if let Some(given) = &mut self.given {
            given.auth_origins = origins;
        }
    }
}

impl Given {
    /// Whether the request may go where its URL says.
    ///
    /// # Errors
    /// If it would take credentials to an origin that isn't known to be of the API, or lead from
    /// https to http.
    pub(crate) fn check(
        &self,
        base_url: Option<&str>,
        request: &Encoded,
        has_auth: bool,
        allow_plain_http: bool,
    ) -> Result<(), Invalid> {
        let refused = |reason| Err(Invalid::parameter(self.name, reason));
        if has_auth {
            let target = origin_of(&request.uri.to_string());
            let known = self.auth_origins.iter().copied().chain(base_url);
            let mut known = known.filter_map(origin_of);
            if !target.is_some_and(|target| known.any(|origin| origin == target)) {
                return refused("leads away from the API, where credentials are not sent");
            }
        }
        let base_is_plain = base_url.is_some_and(|url| url.starts_with("http://"));
        if !(allow_plain_http || base_is_plain) && is_in_the_clear(&request.uri) {
            return refused("is plain http, which is not used unless that is allowed");
        }
        Ok(())
    }
}

/// Scheme, host and port, the port also where it is the usual one (RFC 6454 section 4).
fn origin_of(url: &str) -> Option<Origin> {
    Some(Url::parse(url).ok()?.origin())
}

/// Whether others can read what is sent there.
pub(crate) fn is_in_the_clear(uri: &Uri) -> bool {
    uri.scheme_str() != Some("https") && !uri.host().is_some_and(is_loopback)
}
