//! Ways to members: names with dots between them, where names may have dots of their own.

/// The name that a way begins with, and the way from there on. A name that is known goes before its
/// parts: `@odata.nextLink` is one member where there is such a member, and else two.
pub(super) fn first<'w, 'k>(
    way: &'w str,
    known: impl Iterator<Item = &'k str>,
) -> (&'w str, Option<&'w str>) {
    let split = |name: &str| {
        let (name, rest) = way.split_at_checked(name.len())?;
        match rest {
            "" => Some((name, None)),
            rest => Some((name, Some(rest.strip_prefix('.')?))),
        }
    };
    let begins = known.filter(|name| !name.is_empty() && way.starts_with(name));
    let longest = begins
        .filter(|name| split(name).is_some())
        .max_by_key(|name| name.len());
    longest.and_then(split).unwrap_or_else(|| {
        way.split_once('.')
            .map_or((way, None), |(name, rest)| (name, Some(rest)))
    })
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn a_known_name_goes_before_its_parts() {
        let known = ["data", "data.next", "data.n"];
        let first = |way| first(way, known.into_iter());
        assert_eq!(first("data.next"), ("data.next", None));
        assert_eq!(first("data.next.url"), ("data.next", Some("url")));
        assert_eq!(first("data.nextest"), ("data", Some("nextest")));
        assert_eq!(first("data"), ("data", None));
        assert_eq!(first("other.next"), ("other", Some("next")));
        assert_eq!(first("other"), ("other", None));
    }
}
