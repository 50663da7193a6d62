//! URLs that an answer names, which are asked for with the credentials of the request.

use docwright_wire::reference::resolve;
use http::Uri;

/// Why a URL is not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Astray {
    /// It is none, or one that can't be sent.
    NoUrl,
    /// It is of another origin.
    Elsewhere,
}

/// The URL that an answer to `asked` names: absolute, or relative to `asked`.
///
/// # Errors
/// If it is none, or leads to another origin: the credentials of the request are for this one alone.
pub(crate) fn same_origin(asked: &Uri, named: &str) -> Result<Uri, Astray> {
    let named = resolve(&asked.to_string(), named).ok_or(Astray::NoUrl)?;
    let named = Uri::try_from(named).map_err(|_| Astray::NoUrl)?;
    let (Some(here), Some(there)) = (origin(asked), origin(&named)) else {
        return Err(Astray::Elsewhere);
    };
    if here == there {
        Ok(named)
    } else {
        Err(Astray::Elsewhere)
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

    fn from(next: &str) -> Result<String, Astray> {
        let asked = Uri::from_static("https://api.example/v1/orders?page=1");
        same_origin(&asked, next).map(|uri| uri.to_string())
    }

    #[test]
    fn what_is_named_stays_on_the_origin() {
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
