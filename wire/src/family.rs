//! Names that are data: every name that fits a pattern with one `*`, such as `X-Used-*`.

use std::borrow::Cow;

use crate::Fault;
use crate::fault::Problem;

/// What `*` stands for in a name, if the name fits the pattern: nothing only if the pattern is `*`.
///
/// ```
/// use docwright_wire::family::key_of;
///
/// assert_eq!(key_of("X-Used-*", "X-Used-Orders"), Some("Orders"));
/// assert_eq!(key_of("X-Used-*", "X-Used-"), None);
/// assert_eq!(key_of("*_at", "paid_at"), Some("paid"));
/// assert_eq!(key_of("*", "anything"), Some("anything"));
/// ```
#[must_use]
pub fn key_of<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    let (before, after) = pattern.split_once('*')?;
    let key = name.strip_prefix(before)?.strip_suffix(after)?;
    (!key.is_empty() || pattern == "*").then_some(key)
}

/// As [`key_of`], where letter case doesn't matter, as in the names of headers. The key is as the name
/// spells it.
///
/// ```
/// use docwright_wire::family::key_in_any_case;
///
/// assert_eq!(key_in_any_case("X-Used-*", "x-used-Orders"), Some("Orders"));
/// ```
#[must_use]
pub fn key_in_any_case<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    let lower = name.to_ascii_lowercase();
    let pattern = pattern.to_ascii_lowercase();
    let length = key_of(&pattern, &lower)?.len();
    let start = pattern.find('*')?;
    // Bytes keep their places: only letters of ASCII are made small.
    name.get(start..start + length)
}

/// The name in which `*` stands for `key`. `others` are the names that other members have, and the
/// patterns that are tried before this one.
///
/// # Errors
/// If the name would be read as something else: one of `others`, or a name without a key.
///
/// ```
/// use docwright_wire::family::name_of;
///
/// assert_eq!(name_of("X-Used-*", "Orders", &[]).unwrap(), "X-Used-Orders");
/// assert!(name_of("X-Used-*", "Total", &["X-Used-Total"]).is_err());
/// ```
pub fn name_of<'k>(pattern: &str, key: &'k str, others: &[&str]) -> Result<Cow<'k, str>, Fault> {
    own_name(pattern, key, |name| {
        let mut others = others.iter();
        others.any(|other| *other == name || key_of(other, name).is_some())
    })
}

/// As [`name_of`], where letter case doesn't matter.
///
/// # Errors
/// As there.
pub fn name_in_any_case<'k>(
    pattern: &str,
    key: &'k str,
    others: &[&str],
) -> Result<Cow<'k, str>, Fault> {
    own_name(pattern, key, |name| is_any_case(others, name))
}

/// Whether a name is one of these, or fits one of these patterns, whatever its letter case.
pub(crate) fn is_any_case(others: &[&str], name: &str) -> bool {
    let mut others = others.iter();
    others.any(|other| other.eq_ignore_ascii_case(name) || key_in_any_case(other, name).is_some())
}

fn own_name<'k>(
    pattern: &str,
    key: &'k str,
    is_other: impl Fn(&str) -> bool,
) -> Result<Cow<'k, str>, Fault> {
    let name = if pattern == "*" {
        Cow::Borrowed(key)
    } else {
        Cow::Owned(pattern.replacen('*', key, 1))
    };
    if key_of(pattern, &name).is_none() {
        Err(Fault::new(Problem::Empty).at_member(name.into_owned()))
    } else if is_other(&name) {
        Err(Fault::duplicate(name.into_owned()))
    } else {
        Ok(name)
    }
}

/// Whether some name fits both patterns.
///
/// ```
/// use docwright_wire::family::overlap;
///
/// assert!(overlap("a*", "*b"));
/// assert!(!overlap("a*", "b*"));
/// ```
#[must_use]
pub fn overlap(one: &str, other: &str) -> bool {
    let (Some((start, end)), Some((other_start, other_end))) =
        (one.split_once('*'), other.split_once('*'))
    else {
        return false;
    };
    (start.starts_with(other_start) || other_start.starts_with(start))
        && (end.ends_with(other_end) || other_end.ends_with(end))
}

/// Whether every name that fits `one` fits `other` as well.
///
/// ```
/// use docwright_wire::family::is_within;
///
/// assert!(is_within("X-Used-*", "X-*"));
/// assert!(!is_within("a*", "*b"));
/// ```
#[must_use]
pub fn is_within(one: &str, other: &str) -> bool {
    match (one.split_once('*'), other.split_once('*')) {
        (Some((start, end)), Some((other_start, other_end))) => {
            start.starts_with(other_start) && end.ends_with(other_end)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_pattern_needs_a_key_between_its_ends() {
        for (pattern, name, key) in [
            ("a*c", "abc", Some("b")),
            ("a*c", "ac", None),
            ("a*a", "a", None),
            ("*", "", Some("")),
            ("plain", "plain", None),
        ] {
            assert_eq!(key_of(pattern, name), key, "{pattern} {name}");
        }
    }

    #[test]
    fn letters_beyond_ascii_keep_their_places() {
        assert_eq!(key_in_any_case("É-*-X", "É-aBç-x"), Some("aBç"));
    }

    #[test]
    fn what_another_member_would_be_read_from_has_no_name() {
        let fault = name_of("X-*", "Used-All", &["X-Id", "X-Used-*"]).unwrap_err();
        assert_eq!(fault.to_string(), "`X-Used-All`: stands there twice");
        let fault = name_of("X-*", "", &[]).unwrap_err();
        assert_eq!(fault.to_string(), "`X-`: is empty");
    }

    proptest! {
        /// A name that is written is read as the same key.
        #[test]
        fn names_are_read_as_they_are_written(
            before in "[a-c]{0,3}", after in "[a-c]{0,3}", key in "[a-c*]{0,4}",
        ) {
            let pattern = format!("{before}*{after}");
            if let Ok(name) = name_of(&pattern, &key, &[]) {
                prop_assert_eq!(key_of(&pattern, &name), Some(key.as_str()));
                prop_assert!(overlap(&pattern, &pattern) && is_within(&pattern, "*"));
            }
        }

        /// A name that fits two patterns shows that they overlap.
        #[test]
        fn patterns_of_one_name_overlap(
            name in "[ab]{1,6}", one in "[ab]{0,2}\\*[ab]{0,2}", other in "[ab]{0,2}\\*[ab]{0,2}",
        ) {
            let fits = key_of(&one, &name).is_some();
            let fits_other = key_of(&other, &name).is_some();
            prop_assert!(!(fits && fits_other) || overlap(&one, &other));
        }
    }
}
