//! Whole URLs that somebody gives, such as a server that says where to upload: they are sent as they
//! are, so whatever two readers could take for different places is refused.

use std::net::Ipv6Addr;

use crate::percent;

/// Scheme and authority of a whole URL, `https://api.example:8443`.
///
/// # Errors
/// Words on a URL that isn't whole, that brings a user or a fragment, or that not all readers take for
/// the same place: white space, backslashes and other characters that no URL has (RFC 3986 appendix A), and
/// segments `.` and `..`, also percent-encoded.
///
/// ```
/// use docwright_wire::address::origin;
///
/// assert_eq!(origin("https://api.example/a?b=c"), Ok("https://api.example"));
/// assert!(origin("/a?b=c").is_err());
/// assert!(origin("https://api.example@other.example/").is_err());
/// ```
pub fn origin(url: &str) -> Result<&str, &'static str> {
    if !url.bytes().all(is_in_urls) {
        return Err(
            "must be a URL, which holds no white space, line breaks or other such characters",
        );
    }
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))
        .ok_or("must be a whole URL that begins with `https://` or `http://`")?;
    if url.contains('#') {
        return Err("must have no fragment, since it is never sent");
    }
    let rest = url.get(scheme.len()..).unwrap_or_default();
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err("must not hold a user name or password");
    }
    if !is_host_and_port(authority) {
        return Err("must name a host, and no port but a number");
    }
    let below = rest.get(authority.len()..).unwrap_or_default();
    let path = below.split('?').next().unwrap_or_default();
    if path.split('/').any(is_dots) {
        return Err("must have no segment `.` or `..` in its path");
    }
    Ok(url
        .get(..scheme.len() + authority.len())
        .unwrap_or_default())
}

/// A name or an address, that of IPv6 in brackets, perhaps with a port (RFC 3986 section 3.2).
fn is_host_and_port(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !authority.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_host = match host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => !host.is_empty() && !host.contains([':', '[', ']']),
    };
    let is_port =
        |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_host && port.is_none_or(is_port)
}

/// Reserved and unreserved characters, and the percent sign (RFC 3986 section 2).
fn is_in_urls(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

fn is_dots(segment: &str) -> bool {
    percent::decode(segment).is_ok_and(|segment| matches!(segment.as_ref(), "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_urls_have_an_origin() {
        for (url, expected) in [
            ("https://a.example", "https://a.example"),
            ("https://a.example/", "https://a.example"),
            ("HTTPS://A.example?x", "HTTPS://A.example"),
            ("http://[::1]:80/a?b=http://c", "http://[::1]:80"),
            ("https://a.example/.b/..c?d=../e", "https://a.example"),
        ] {
            assert_eq!(origin(url), Ok(expected), "{url}");
        }
    }

    #[test]
    fn what_is_no_place_for_all_readers_is_refused() {
        for url in [
            "",
            "a.example/b",
            "/a",
            "//a.example/b",
            "ftp://a.example",
            "https:/a.example",
            "https://",
            "https:///a",
            "https://:443/a",
            "https://a.example:/a",
            "https://a.example:port/a",
            "https://a.example:+80/a",
            "https://a.example:65536/a",
            "https://a:b:80/a",
            "https://[::1/a",
            "https://[a.example]/a",
            "https://?a",
            "https://user@a.example/",
            "https://a.example:b@c.example/",
            "https://a.example\\@b.example/",
            "https://a.example\\b",
            "https://a.example/a b",
            "https://a.example/a\r\nX-Header: b",
            "https://a.example/\0",
            "https://a.example/é",
            "https://a.example/a#b",
            "https://a.example/a/../b",
            "https://a.example/a/%2E./b",
            "https://a.example/.",
            "https://a.example/<b>",
        ] {
            assert!(origin(url).is_err(), "{url:?}");
        }
    }
}
