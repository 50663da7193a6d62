//! Host and origin of a request, as texts that are signed name them.

/// What the header `Host` says of this URL (RFC 9110 section 7.2): its host, with the port unless that
/// is the usual one of the scheme.
///
/// ```
/// use docwright_wire::recipe::host;
///
/// assert_eq!(host("https://api.example/orders"), "api.example");
/// assert_eq!(host("https://api.example:443"), "api.example");
/// assert_eq!(host("http://127.0.0.1:8080/?a=b"), "127.0.0.1:8080");
/// ```
#[must_use]
pub fn host(url: &str) -> &str {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or_default();
    let usual = match scheme {
        "https" => ":443",
        "http" => ":80",
        _ => return authority,
    };
    authority.strip_suffix(usual).unwrap_or(authority)
}

/// The URL up to its path, as it is written.
///
/// ```
/// use docwright_wire::recipe::origin;
///
/// assert_eq!(origin("https://api.example/orders?a=b"), "https://api.example");
/// assert_eq!(origin("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
/// ```
#[must_use]
pub fn origin(url: &str) -> &str {
    let authority = url.find("://").map_or(0, |at| at + "://".len());
    let rest = url.get(authority..).unwrap_or_default();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    url.get(..authority + end).unwrap_or(url)
}
