//! URLs as a page gives them: absolute, or relative to the one that was asked for (RFC 3986 section
//! 5).

/// The URL that a reference names, seen from `base`, which is absolute. Its fragment is left out: it
/// isn't sent.
///
/// `None` if `base` has no authority.
///
/// ```
/// use docwright_wire::reference::resolve;
///
/// let base = "https://api.example/v1/orders?page=1";
/// assert_eq!(resolve(base, "?page=2").as_deref(), Some("https://api.example/v1/orders?page=2"));
/// assert_eq!(resolve(base, "/v1/orders/2").as_deref(), Some("https://api.example/v1/orders/2"));
/// assert_eq!(resolve(base, "https://b.example/x").as_deref(), Some("https://b.example/x"));
/// ```
#[must_use]
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    let reference = reference.trim();
    let reference = reference.split('#').next().unwrap_or_default();
    if has_scheme(reference) {
        return Some(reference.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    if reference.starts_with("//") {
        return Some(format!("{scheme}:{reference}"));
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (authority, target) = match rest.find(['/', '?']) {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let (path, query) = split_query(target);
    let (own_path, own_query) = split_query(reference);
    let target = match (own_path, own_query) {
        ("", "") => format!("{path}{query}"),
        ("", own) => format!("{path}{own}"),
        (own, query) if own.starts_with('/') => format!("{}{query}", without_dots(own)),
        (own, query) => {
            let folder = path.rfind('/').and_then(|end| path.get(..=end));
            let joined = format!("{}{own}", folder.unwrap_or("/"));
            format!("{}{query}", without_dots(&joined))
        }
    };
    Some(format!("{scheme}://{authority}{target}"))
}

/// Whether a reference begins with a scheme and a colon (RFC 3986 section 3.1).
fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// A path, and the query with its question mark.
fn split_query(target: &str) -> (&str, &str) {
    target.split_at(target.find('?').unwrap_or(target.len()))
}

/// A path without its segments `.` and `..` (RFC 3986 section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut last = "";
    for segment in path.split('/').skip(1) {
        last = segment;
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    if matches!(last, "." | "..") {
        segments.push("");
    }
    format!("/{}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_the_rfc_shows() {
        // RFC 3986 section 5.4, but for what has to do with parameters and fragments.
        let base = "http://a/b/c/d;p?q";
        for (reference, url) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g?y#s", "http://a/b/c/g?y"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
        ] {
            assert_eq!(
                resolve(base, reference).as_deref(),
                Some(url),
                "{reference}"
            );
        }
        assert_eq!(resolve("http://a", "g").as_deref(), Some("http://a/g"));
        assert_eq!(resolve("http://a?q", "?y").as_deref(), Some("http://a?y"));
        assert_eq!(resolve("/a", "g"), None);
    }
}
