//! Specificity: which outcome is tried first, and which can't be told apart.
//!
//! A is more specific than B if A's conditions (statuses included) imply B's and not the other
//! way round. Conditions are never counted.

mod body_tests;
mod headers;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{BodyCondition, Literal, Outcome, OutcomeBody, OutcomeUse, Raw, RequestCondition};
use crate::source::Span;

use super::status;
use super::text_pattern;
use super::types::Medium;

/// An outcome as an endpoint uses it, with the place it is written at.
pub(super) struct Contender<'i> {
    pub(super) used: &'i OutcomeUse,
    pub(super) outcome: &'i Outcome,
    pub(super) span: Span,
}

/// What is told apart in pairs: outcomes of an endpoint, variants of a union.
pub(super) const MOST: usize = 500;

/// The first of those that are too many.
pub(super) fn too_many(span: Span, holder: &str, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::TooMany,
        span,
        format!("{holder} more than {MOST} {what}"),
    )
    .label("the first beyond")
    .note("each is told apart from each other")
    .help("where the page lists codes, write them as an `enum` of one member")
}

/// The order in which outcomes are tried: more specific ones first, the page's order otherwise.
///
/// Two that could both match, none of them more specific, are a fault:
/// `A: { status: 200, json: { a: string } }` beside `B: { status: 200, json: { b: string } }`.
pub(super) fn order(contenders: &[Contender<'_>], report: &mut Report) -> Vec<usize> {
    if let Some(beyond) = contenders.get(MOST) {
        report.push(too_many(beyond.span, "an endpoint has", "outcomes"));
        return (0..contenders.len()).collect();
    }
    for (index, second) in contenders.iter().enumerate() {
        if !could_both_match(second, second) {
            report.push(contradiction(second));
            continue;
        }
        for first in contenders.iter().take(index) {
            if could_both_match(first, second) && implies(first, second) == implies(second, first) {
                report.push(overlap(first, second));
            }
        }
    }
    // A stable order by how many others an outcome is more specific than would count conditions;
    // insertion before the first less specific one keeps to implication.
    let mut order: Vec<usize> = Vec::new();
    for (index, contender) in contenders.iter().enumerate() {
        let before = order
            .iter()
            .position(|other| {
                contenders
                    .get(*other)
                    .is_some_and(|other| is_more_specific(contender, other))
            })
            .unwrap_or(order.len());
        order.insert(before, index);
    }
    // Bytes stand behind every kind that can be told, and what isn't documented behind them.
    order.sort_by_key(|index| {
        let kind = contenders.get(*index).map(|found| kind(found.outcome));
        match kind {
            Some(Kind::Undocumented) => 2,
            Some(Kind::Bytes) => 1,
            _ => 0,
        }
    });
    order
}

fn is_more_specific(a: &Contender<'_>, b: &Contender<'_>) -> bool {
    could_both_match(a, b) && implies(a, b) && !implies(b, a)
}

/// The kind that a body is found to be; outcomes of different kinds never meet.
#[derive(PartialEq, Eq)]
enum Kind {
    Json,
    Xml,
    Markup,
    Text,
    Bytes,
    Undocumented,
    Empty,
}

fn kind(outcome: &Outcome) -> Kind {
    match &outcome.body {
        // The text in front of the JSON makes it no JSON.
        _ if outcome.json_prefix.is_some() => Kind::Text,
        // One line is a JSON text as well.
        OutcomeBody::Json(_) | OutcomeBody::JsonValue(_) | OutcomeBody::Lines(_) => Kind::Json,
        OutcomeBody::Xml(_) => Kind::Xml,
        OutcomeBody::Html(_) => Kind::Markup,
        OutcomeBody::Events(_)
        | OutcomeBody::Csv(_)
        | OutcomeBody::Properties(_)
        | OutcomeBody::Form(_)
        | OutcomeBody::Text { .. }
        | OutcomeBody::TextEquals { .. }
        | OutcomeBody::TextPattern(_) => Kind::Text,
        OutcomeBody::Raw(Raw::Bytes) => Kind::Bytes,
        OutcomeBody::Raw(Raw::Undocumented) => Kind::Undocumented,
        OutcomeBody::Empty => Kind::Empty,
    }
}

/// A body that is read while it comes tells nothing: only what is known before it counts.
fn is_unread(a: &Contender<'_>, b: &Contender<'_>) -> bool {
    a.outcome.stream || b.outcome.stream
}

fn could_both_match(a: &Contender<'_>, b: &Contender<'_>) -> bool {
    heads_intersect(a, b) && (is_unread(a, b) || bodies_intersect(a, b))
}

fn heads_intersect(a: &Contender<'_>, b: &Contender<'_>) -> bool {
    status::intersect(&a.used.status, &b.used.status)
        && requests_intersect(&a.used.when, &b.used.when)
        && !headers::exclude(&a.outcome.when.headers, &b.outcome.when.headers)
        && !headers::media_types_exclude(&a.outcome.when.media_types, &b.outcome.when.media_types)
}

fn bodies_intersect(a: &Contender<'_>, b: &Contender<'_>) -> bool {
    kind(a.outcome) == kind(b.outcome)
        && !texts_differ(&a.outcome.body, &b.outcome.body)
        && !roots_differ(&a.outcome.body, &b.outcome.body)
        && !body_tests::exclude(a.outcome, b.outcome)
        && !constants_exclude(
            &a.outcome.conditions,
            &b.outcome.conditions,
            medium(a.outcome),
        )
}

fn implies(a: &Contender<'_>, b: &Contender<'_>) -> bool {
    status::implies(&a.used.status, &b.used.status)
        && b.used.when.iter().all(|needed| {
            a.used
                .when
                .iter()
                .any(|given| request_implies(given, needed))
        })
        && headers::imply(&a.outcome.when.headers, &b.outcome.when.headers)
        && headers::media_types_imply(&a.outcome.when.media_types, &b.outcome.when.media_types)
        && (is_unread(a, b) || body_implies(a, b))
}

fn body_implies(a: &Contender<'_>, b: &Contender<'_>) -> bool {
    text_implies(&a.outcome.body, &b.outcome.body)
        && root_implies(&a.outcome.body, &b.outcome.body)
        && body_tests::imply(a.outcome, b.outcome)
        && b.outcome.conditions.iter().all(|needed| {
            a.outcome
                .conditions
                .iter()
                .any(|given| constant_implies(given, needed, medium(a.outcome)))
        })
}

fn requests_intersect(a: &[RequestCondition], b: &[RequestCondition]) -> bool {
    a.iter().all(|first| {
        b.iter()
            .filter(|second| second.fact == first.fact)
            .all(|second| {
                first.or_missing && second.or_missing
                    || first
                        .values
                        .iter()
                        .any(|value| second.values.contains(value))
            })
    })
}

fn request_implies(given: &RequestCondition, needed: &RequestCondition) -> bool {
    given.fact == needed.fact
        && (!given.or_missing || needed.or_missing)
        && given
            .values
            .iter()
            .all(|value| needed.values.contains(value))
}

fn texts_differ(a: &OutcomeBody, b: &OutcomeBody) -> bool {
    match (a, b) {
        (
            OutcomeBody::TextEquals {
                text: first,
                trim: first_trim,
            },
            OutcomeBody::TextEquals {
                text: second,
                trim: second_trim,
            },
        ) => {
            let (first, second) = if *first_trim || *second_trim {
                (first.trim(), second.trim())
            } else {
                (first.as_str(), second.as_str())
            };
            first != second
        }
        _ => text_pattern::exclude(a, b),
    }
}

fn text_implies(given: &OutcomeBody, needed: &OutcomeBody) -> bool {
    match (given, needed) {
        (
            OutcomeBody::TextEquals { trim: given, .. },
            OutcomeBody::TextEquals { trim: needed, .. },
        ) => !given || *needed,
        (_, OutcomeBody::TextEquals { .. }) => false,
        (_, OutcomeBody::TextPattern(needed)) => text_pattern::implies(given, needed),
        _ => true,
    }
}

/// Whether no document has both roots.
fn roots_differ(a: &OutcomeBody, b: &OutcomeBody) -> bool {
    match (root(a), root(b)) {
        (Some((first, a)), Some((second, b))) => {
            first != second || a.is_some() && b.is_some() && a != b
        }
        _ => false,
    }
}

/// Whether a document with the one root has the other: a name with a namespace demands more.
fn root_implies(given: &OutcomeBody, needed: &OutcomeBody) -> bool {
    match (root(given), root(needed)) {
        (Some((_, given)), Some((_, needed))) => needed.is_none() || given == needed,
        _ => true,
    }
}

/// The root of a document, by its local name and its namespace.
fn root(body: &OutcomeBody) -> Option<(&str, Option<&str>)> {
    let OutcomeBody::Xml(body) = body else {
        return None;
    };
    let name = body.root.as_deref()?;
    Some(match name.split_once(':') {
        Some((prefix, local)) => {
            let declared = body.namespaces.iter().find(|(own, _)| own == prefix);
            (local, declared.map(|(_, namespace)| namespace.as_str()))
        }
        None => (name, None),
    })
}

/// Whether one body can't satisfy both: a member would need two values at once.
pub(super) fn constants_exclude(a: &[BodyCondition], b: &[BodyCondition], medium: Medium) -> bool {
    a.iter().any(|first| {
        b.iter().any(|second| {
            first.path == second.path
                && !(first.or_missing && second.or_missing)
                && !same_value(
                    &first.value,
                    &second.value,
                    first.ignore_case || second.ignore_case,
                    medium,
                )
        })
    })
}

pub(super) fn constant_implies(
    given: &BodyCondition,
    needed: &BodyCondition,
    medium: Medium,
) -> bool {
    given.path == needed.path
        && (!given.or_missing || needed.or_missing)
        && (!given.ignore_case || needed.ignore_case)
        && same_value(&given.value, &needed.value, needed.ignore_case, medium)
}

/// Whether two constants are one, as the readers compare them: where there is only text, by how they
/// are spelt.
fn same_value(a: &Literal, b: &Literal, ignore_case: bool, medium: Medium) -> bool {
    match (medium, a.as_text(), b.as_text()) {
        (Medium::Text, Some(a), Some(b)) => docwright_wire::same_text(a, b, ignore_case),
        _ => a.as_constant().equals(b.as_constant(), ignore_case),
    }
}

/// What the constants of an outcome stand in.
fn medium(outcome: &Outcome) -> Medium {
    match outcome.body {
        OutcomeBody::Properties(_)
        | OutcomeBody::Form(_)
        | OutcomeBody::Xml(_)
        | OutcomeBody::TextPattern(_) => Medium::Text,
        _ => Medium::Json,
    }
}

/// `when: { text: { begins: OK, equals: done } }`: what it demands can't all be true.
fn contradiction(contender: &Contender<'_>) -> Diagnostic {
    let name = contender.used.variant.plain();
    Diagnostic::new(
        Code::InvalidValue,
        contender.span,
        format!("no reply can be `{name}`: its conditions contradict each other"),
    )
    .help("remove the one that the page doesn't ask for")
}

fn overlap(first: &Contender<'_>, second: &Contender<'_>) -> Diagnostic {
    let (a, b) = (&first.used.variant, &second.used.variant);
    let diagnostic = Diagnostic::new(
        Code::OverlappingOutcomes,
        second.span,
        format!("a reply could be both `{}` and `{}`", a.plain(), b.plain()),
    )
    .label("could match the same reply")
    .also(first.span, "this one");
    if is_unread(first, second) {
        return diagnostic
            .note("a body with `stream: true` is read while it comes, so it can't tell outcomes apart")
            .help("give one of them another `status`, or a `when` that the other doesn't have: `when: { media_type: … }`");
    }
    diagnostic
    .note("two outcomes that could both match must differ so that the conditions of one imply those of the other")
    .help("give one of them another `status`, a `when`, or a `const` member that tells them apart")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn condition(value: &str, or_missing: bool) -> BodyCondition {
        BodyCondition {
            path: vec!["status".to_owned()],
            value: Literal::Text(value.to_owned()),
            ignore_case: true,
            or_missing,
        }
    }

    #[test]
    fn two_values_of_one_member_exclude() {
        assert!(constants_exclude(
            &[condition("a", false)],
            &[condition("b", true)],
            Medium::Json
        ));
        assert!(!constants_exclude(
            &[condition("a", true)],
            &[condition("b", true)],
            Medium::Json
        ));
        assert!(!constants_exclude(
            &[condition("a", false)],
            &[condition("A", false)],
            Medium::Json
        ));
    }

    #[test]
    fn a_condition_with_missing_implies_none_without() {
        assert!(constant_implies(
            &condition("a", false),
            &condition("a", true),
            Medium::Json
        ));
        assert!(!constant_implies(
            &condition("a", true),
            &condition("a", false),
            Medium::Json
        ));
    }

    #[test]
    fn constants_are_compared_as_readers_do() {
        let number = |text: &str| Literal::Number(text.to_owned());
        let text = |text: &str| Literal::Text(text.to_owned());
        let same = |a: &Literal, b: &Literal, medium| same_value(a, b, false, medium);
        assert!(same(&number("1"), &number("1.0"), Medium::Json));
        assert!(!same(
            &number("9007199254740992"),
            &number("9007199254740993"),
            Medium::Json
        ));
        assert!(!same(&number("1"), &text("1"), Medium::Json));
        assert!(same(&number("1"), &text("1"), Medium::Text));
    }
}
