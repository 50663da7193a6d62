//! The URL of the next page, as a page gives it.

use docwright_wire::reference::resolve;
use http::Uri;

/// The URL to ask for next, where a page that came from `asked` names it so: absolute, or relative to
/// `asked`.
///
/// # Errors
/// If it is none, or leads to another origin: the credentials of the request are for this one alone.
pub(super) fn follow(asked: &Uri, next: &str) -> Result<Uri, &'static str> {
    const NO_URL: &str = "the page before names a URL that can't be sent";
    const ELSEWHERE: &str = "the page before names a URL of another origin";
    let next = resolve(&asked.to_string(), next).ok_or(NO_URL)?;
    let next = Uri::try_from(next).map_err(|_| NO_URL)?;
    let (Some(here), Some(there)) = (origin(asked), origin(&next)) else {
        return Err(ELSEWHERE);
    };
    if here == there {
        Ok(next)
    } else {
        Err(ELSEWHERE)
    }
}

/// Scheme, host and port (RFC 6454 section 4); none of a URL with a name or a password in it.
fn origin(uri: &Uri) -> Option<(String, String, u16)> {
    let authority = uri.authority()?;
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let port = match (authority.port_u16(), scheme.as_str()) {
        (Some(port), _) => port,
        (None, "https") => 443,
        (None, "http") => 80,
        (None, _) => return None,
    };
    let has_user = authority.as_str().contains('@');
    (!has_user).then(|| (scheme, authority.host().to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(next: &str) -> Result<String, &'static str> {
        let asked = Uri::from_static("https://api.example/v1/orders?page=1");
        follow(&asked, next).map(|uri| uri.to_string())
    }

    #[test]
    fn the_next_page_stays_on_the_origin() {
        for (next, url) in [
            ("?page=2", "https://api.example/v1/orders?page=2"),
            ("/v2/x", "https://api.example/v2/x"),
            ("https://API.example:443/y", "https://api.example:443/y"),
            ("//api.example/z", "https://api.example/z"),
        ] {
            let found = from(next).map(|found| found.to_ascii_lowercase());
            assert_eq!(found.as_deref(), Ok(url), "{next}");
        }
        for next in [
            "http://api.example/v1/orders",
            "https://api.example:8443/",
            "https://api.example.evil.example/",
            "https://api.example@evil.example/",
            "https://user@api.example/",
            "//evil.example/",
            "ftp://api.example/",
            "/a b",
            "https:///x",
            "mailto:x",
        ] {
            assert!(from(next).is_err(), "{next}");
        }
    }
}
