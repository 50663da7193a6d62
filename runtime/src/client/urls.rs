//! URLs of an API: the base URL, and others that hold variables.

use std::collections::HashMap;
use std::net::Ipv4Addr;

use url::{Host, Url};

use super::Api;
use crate::BuildError;

/// A documented URL with values for its variables.
///
/// # Errors
/// If a variable has no value, or one that would change more than its place.
pub(super) fn fill(
    api: &Api,
    given: &HashMap<String, String>,
    template: &str,
) -> Result<String, BuildError> {
    let mut url = template.to_owned();
    for variable in api.variables {
        let placeholder = format!("{{{}}}", variable.name);
        if !template.contains(&placeholder) {
            continue;
        }
        let name = || variable.name.to_owned();
        let value = given
            .get(variable.name)
            .map(String::as_str)
            .or(variable.default)
            .ok_or_else(|| BuildError::MissingVariable { name: name() })?;
        // Only one that begins the template may bring a scheme and a host with it.
        let may_hold_url = template.starts_with(&placeholder);
        if value.is_empty() || (!may_hold_url && !value.bytes().all(is_harmless)) {
            return Err(BuildError::BadVariable { name: name() });
        }
        url = url.replace(&placeholder, value);
    }
    Ok(url)
}

/// Nothing that could end a host or a path segment, or give user names.
fn is_harmless(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// A base URL: of the web, and without anything that the URLs below it can't have.
///
/// # Errors
/// If it can't be read, or holds a user, a query or a fragment.
pub(super) fn parse_base_url(text: &str) -> Result<Url, BuildError> {
    let fault = |reason: &str| BuildError::BaseUrl {
        reason: reason.to_owned(),
    };
    let url = Url::parse(text).map_err(|error| fault(&format!("can't be read: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(fault("is neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(fault("holds a user name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(fault("has a query or a fragment"));
    }
    Ok(url)
}

/// Whether a host is this machine: `localhost`, names below it (RFC 6761 section 6.3), and loopback
/// addresses.
pub(crate) fn is_loopback(host: &str) -> bool {
    // Asked of each request that isn't encrypted, mostly in this spelling.
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_loopback();
    }
    match Host::parse(host) {
        Ok(Host::Ipv4(address)) => address.is_loopback(),
        Ok(Host::Ipv6(address)) => address.is_loopback(),
        Ok(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Err(_) => false,
    }
}
