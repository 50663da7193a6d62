//! Conditions on headers and media types, compared.

use docwright_wire::outcome::is_in_range;
use docwright_wire::same_text;

use crate::ir::HeaderCondition;

/// Whether one response can't satisfy both.
pub(super) fn exclude(a: &[HeaderCondition], b: &[HeaderCondition]) -> bool {
    a.iter()
        .any(|first| b.iter().any(|second| excludes(first, second)))
}

/// Whether what is given includes all that is needed.
pub(super) fn imply(given: &[HeaderCondition], needed: &[HeaderCondition]) -> bool {
    needed
        .iter()
        .all(|needed| given.iter().any(|given| implies(given, needed)))
}

fn excludes(a: &HeaderCondition, b: &HeaderCondition) -> bool {
    if !a.name.eq_ignore_ascii_case(&b.name) || a.or_missing && b.or_missing {
        return false;
    }
    let ignore_case = a.ignore_case || b.ignore_case;
    match (&a.values, &b.values) {
        (None, None) => false,
        (None, Some(values)) | (Some(values), None) => values.is_empty(),
        (Some(first), Some(second)) => !first.iter().any(|value| {
            second
                .iter()
                .any(|other| same_text(value, other, ignore_case))
        }),
    }
}

fn implies(given: &HeaderCondition, needed: &HeaderCondition) -> bool {
    given.name.eq_ignore_ascii_case(&needed.name)
        && (!given.or_missing || needed.or_missing)
        && match (&given.values, &needed.values) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(given_values), Some(values)) => {
                (!given.ignore_case || needed.ignore_case)
                    && given_values.iter().all(|value| {
                        values
                            .iter()
                            .any(|other| same_text(value, other, needed.ignore_case))
                    })
            }
        }
}

/// Whether no media type is in a range of each; no range at all takes every one.
pub(super) fn media_types_exclude(a: &[String], b: &[String]) -> bool {
    let meet =
        |first: &String, second: &String| is_in_range(first, second) || is_in_range(second, first);
    let both = !a.is_empty() && !b.is_empty();
    both && !a
        .iter()
        .any(|first| b.iter().any(|second| meet(first, second)))
}

/// Whether each media type of the one is one of the other.
pub(super) fn media_types_imply(given: &[String], needed: &[String]) -> bool {
    let is_needed = |range: &String| needed.iter().any(|needed| is_in_range(range, needed));
    needed.is_empty() || !given.is_empty() && given.iter().all(is_needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(values: Option<&[&str]>, or_missing: bool) -> HeaderCondition {
        HeaderCondition {
            name: "X-Error".to_owned(),
            values: values.map(|values| values.iter().copied().map(str::to_owned).collect()),
            ignore_case: false,
            or_missing,
        }
    }

    #[test]
    fn values_of_one_header_exclude_and_imply() {
        let (busy, done) = (is(Some(&["busy"]), false), is(Some(&["done"]), false));
        let (there, missing) = (is(None, false), is(Some(&[]), true));
        assert!(excludes(&busy, &done) && excludes(&there, &missing) && excludes(&missing, &busy));
        assert!(!excludes(&busy, &there) && !excludes(&missing, &is(Some(&["busy"]), true)));
        assert!(implies(&busy, &there) && !implies(&there, &busy));
        assert!(implies(&busy, &is(Some(&["done", "busy"]), true)));
        assert!(implies(&missing, &is(Some(&["busy"]), true)) && !implies(&missing, &there));
    }

    #[test]
    fn media_types_are_compared_as_ranges() {
        let range = |text: &str| vec![text.to_owned()];
        assert!(media_types_exclude(
            &range("image/*"),
            &range("application/json")
        ));
        assert!(!media_types_exclude(&range("image/*"), &range("image/png")));
        assert!(!media_types_exclude(&range("image/*"), &[]));
        assert!(media_types_imply(&range("image/png"), &range("image/*")));
        assert!(!media_types_imply(&range("image/*"), &range("image/png")));
        assert!(media_types_imply(&range("image/*"), &[]));
        assert!(!media_types_imply(&[], &range("image/*")));
    }
}
