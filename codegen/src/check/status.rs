//! Statuses: what was written, or what its place means, as ranges.

use crate::ir::{OutcomeKind, StatusSet};
use crate::source::Spanned;
use crate::spec;

/// Every status that HTTP can carry: three digits (RFC 9110 section 15).
const ALL: (u16, u16) = (100, 999);

/// The statuses of an outcome. A success that says none is 2xx, a failure everything else.
pub(super) fn lower_status(
    written: Option<&Spanned<spec::StatusSet>>,
    kind: OutcomeKind,
) -> StatusSet {
    let (ranges, label, documented) = match (written.map(|status| &status.value), kind) {
        (Some(spec::StatusSet::Undocumented), _) => (vec![ALL], "undocumented".to_owned(), false),
        (Some(spec::StatusSet::Any), _) => (vec![ALL], "any".to_owned(), true),
        (Some(spec::StatusSet::Ranges(ranges)), _) => (merge(ranges), label(ranges), true),
        (None, OutcomeKind::Success) => (vec![(200, 299)], "2xx".to_owned(), true),
        (None, OutcomeKind::Failure) => {
            (vec![(100, 199), (300, 999)], "any but 2xx".to_owned(), true)
        }
    };
    StatusSet {
        ranges,
        label,
        documented,
    }
}

/// The statuses to try an example with whose page gives none: one of each kind that is admitted.
///
/// 401 stands for 4xx, since transports are most tempted to act on that one.
pub(super) fn representatives(status: &StatusSet) -> Vec<u16> {
    let kinds = [(200, 200..=299), (401, 400..=499), (500, 500..=599)];
    let mut statuses: Vec<u16> = kinds
        .into_iter()
        .filter_map(|(usual, class)| {
            if contains(status, usual) {
                return Some(usual);
            }
            class.into_iter().find(|code| contains(status, *code))
        })
        .collect();
    if statuses.is_empty() {
        statuses.extend(status.ranges.first().map(|(from, _)| *from));
    }
    statuses
}

/// Whether a status is among them.
pub(super) fn contains(status: &StatusSet, code: u16) -> bool {
    status
        .ranges
        .iter()
        .any(|(from, to)| (*from..=*to).contains(&code))
}

/// Whether some status is in both.
pub(super) fn intersect(a: &StatusSet, b: &StatusSet) -> bool {
    a.ranges.iter().any(|(from, to)| {
        b.ranges
            .iter()
            .any(|(start, end)| from <= end && start <= to)
    })
}

/// Whether every status of `a` is in `b`.
pub(super) fn implies(a: &StatusSet, b: &StatusSet) -> bool {
    a.ranges.iter().all(|(from, to)| {
        b.ranges
            .iter()
            .any(|(start, end)| start <= from && to <= end)
    })
}

/// Sorted, and joined where they touch, so that inclusion can be decided range by range.
fn merge(ranges: &[(u16, u16)]) -> Vec<(u16, u16)> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<(u16, u16)> = Vec::new();
    for (from, to) in sorted {
        match merged.last_mut() {
            Some((_, end)) if from <= end.saturating_add(1) => *end = (*end).max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn label(ranges: &[(u16, u16)]) -> String {
    let labels: Vec<String> = ranges
        .iter()
        .map(|(from, to)| match to - from {
            0 => from.to_string(),
            99 if from % 100 == 0 => format!("{}xx", from / 100),
            _ => format!("{from} to {to}"),
        })
        .collect();
    labels.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ranges: &[(u16, u16)]) -> StatusSet {
        StatusSet {
            ranges: merge(ranges),
            label: label(ranges),
            documented: true,
        }
    }

    #[test]
    fn touching_ranges_are_one() {
        assert_eq!(set(&[(500, 599), (400, 499)]).ranges, [(400, 599)]);
        assert!(implies(
            &set(&[(450, 550)]),
            &set(&[(400, 499), (500, 599)])
        ));
    }

    #[test]
    fn one_status_of_each_kind() {
        assert_eq!(representatives(&set(&[(100, 999)])), [200, 401, 500]);
        assert_eq!(representatives(&set(&[(403, 404), (503, 503)])), [403, 503]);
        assert_eq!(representatives(&set(&[(302, 302)])), [302]);
    }

    #[test]
    fn labels_read_like_the_spec() {
        assert_eq!(
            set(&[(400, 400), (401, 401), (500, 599)]).label,
            "400, 401, 5xx"
        );
    }
}
