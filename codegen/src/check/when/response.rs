//! `when` without `request`: what must be true of a response beside status and constants.

use docwright_wire::headers::is_token;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{BodyTest, Content, HeaderCondition, Member, OutcomeBody, When};
use crate::source::{Span, Text};
use crate::spec;

/// Resolves the conditions of an outcome; `body` is where its body is written.
pub(in crate::check) fn lower_when(
    written: &spec::When,
    headers: &[Member],
    lowered: &OutcomeBody,
    body: Span,
    report: &mut Report,
) -> When {
    let constants = headers.iter().filter_map(constant);
    let conditions = written
        .headers
        .iter()
        .filter_map(|header| lower_header(header, report));
    let headers = constants.chain(conditions).collect();
    let media_types = written
        .media_types
        .iter()
        .filter(|range| is_media_range(range, report));
    let media_types = media_types.map(|range| range.value.clone()).collect();
    let mut tests = Vec::new();
    for text in &written.texts {
        tests.extend(lower_text(text, lowered, report));
    }
    for (ways, key, test) in [
        (
            &written.has,
            "has",
            BodyTest::Has as fn(Vec<String>) -> BodyTest,
        ),
        (&written.lacks, "lacks", BodyTest::Lacks),
    ] {
        for way in ways {
            tests.extend(lower_way(way, key, lowered, body, report).map(test));
        }
    }
    When {
        headers,
        media_types,
        tests,
    }
}

/// A constant among the headers is a condition.
fn constant(member: &Member) -> Option<HeaderCondition> {
    let Content::Constant(constant) = &member.content else {
        return None;
    };
    Some(HeaderCondition {
        name: member.wire.clone(),
        values: Some(vec![constant.value.as_text()?.to_owned()]),
        ignore_case: constant.ignore_case,
        or_missing: member.optional,
    })
}

/// `{ X-Error: [busy, missing] }`.
fn lower_header(written: &spec::HeaderCondition, report: &mut Report) -> Option<HeaderCondition> {
    if !is_token(written.name.as_str()) {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                written.name.span,
                format!("`{}` can't be the name of a header", written.name.value),
            )
            .help("letters, digits and `-`, as in `X-Error`"),
        );
        return None;
    }
    let mut values = Some(Vec::new());
    let mut or_missing = false;
    for value in &written.values {
        match &value.value {
            spec::HeaderValue::Missing => or_missing = true,
            spec::HeaderValue::There => values = None,
            spec::HeaderValue::Is(text) => {
                if let Some(values) = &mut values {
                    values.push(text.trim().to_owned());
                }
            }
        }
    }
    if values.is_none() && written.values.len() > 1 {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                written.name.span,
                format!(
                    "`true` says of `{}` all there is to say",
                    written.name.value
                ),
            )
            .help("write `true` alone, or the values without it"),
        );
    }
    Some(HeaderCondition {
        name: written.name.value.clone(),
        values,
        ignore_case: false,
        or_missing,
    })
}

/// `image/png`, `image/*` or `*/*`, without parameters.
fn is_media_range(range: &Text, report: &mut Report) -> bool {
    let fits = match range.as_str().split_once('/') {
        Some(("*", subtype)) => subtype == "*",
        Some((kind, subtype)) => is_token(kind) && is_token(subtype),
        None => false,
    };
    if !fits {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                range.span,
                format!("`{}` is no media type", range.value),
            )
            .help("write `application/pdf`, or `image/*` for all of a kind; no parameters"),
        );
    }
    fits
}

fn lower_text(
    written: &spec::TextTest,
    body: &OutcomeBody,
    report: &mut Report,
) -> Option<BodyTest> {
    let (text, test): (&Text, fn(String) -> BodyTest) = match written {
        spec::TextTest::Begins(text) => (text, BodyTest::Begins),
        spec::TextTest::Contains(text) => (text, BodyTest::Contains),
        spec::TextTest::Equals(text) => (text, BodyTest::Equals),
    };
    if matches!(body, OutcomeBody::Empty) {
        report.push(misplaced(text, "text", "there is no body to look at"));
        return None;
    }
    let lost = match written {
        spec::TextTest::Begins(_) => text.as_str().starts_with(char::is_whitespace),
        spec::TextTest::Equals(_) => text.as_str().trim() != text.as_str(),
        spec::TextTest::Contains(_) => false,
    };
    if lost || text.as_str().is_empty() {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                "a text is looked at without the white space around it",
            )
            .help("write the text that stands there, without outer white space"),
        );
        return None;
    }
    Some(test(text.value.clone()))
}

/// `results.*.error`: names from the top, `*` for every element of a list.
fn lower_way(
    way: &Text,
    key: &str,
    lowered: &OutcomeBody,
    body: Span,
    report: &mut Report,
) -> Option<Vec<String>> {
    let names: Vec<String> = match lowered {
        OutcomeBody::Json(_) | OutcomeBody::JsonValue(_) | OutcomeBody::Xml(_) => {
            way.as_str().split('.').map(str::to_owned).collect()
        }
        OutcomeBody::Properties(_) | OutcomeBody::Form(_) => vec![way.value.clone()],
        OutcomeBody::Lines(_)
        | OutcomeBody::Csv(_)
        | OutcomeBody::Events(_)
        | OutcomeBody::Html(_)
        | OutcomeBody::Raw(_)
        | OutcomeBody::Text { .. }
        | OutcomeBody::TextEquals { .. }
        | OutcomeBody::TextPattern(_)
        | OutcomeBody::Empty => {
            report.push(
                misplaced(
                    way,
                    key,
                    "only JSON, XML, `key=value` and forms have members",
                )
                .also(body, "this body has none"),
            );
            return None;
        }
    };
    if names.iter().any(String::is_empty) {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                way.span,
                format!("`{}` leads nowhere", way.value),
            )
            .help("write the names of members with dots between them: `results.*.error`"),
        );
        return None;
    }
    if let OutcomeBody::Xml(document) = lowered {
        let prefixes = names.iter().filter_map(|name| name.split_once(':'));
        for (prefix, local) in prefixes {
            let prefix = prefix.trim_start_matches('@');
            let mut known = document.namespaces.iter();
            if prefix != "xml" && !known.any(|(known, _)| known == prefix) {
                report.push(unknown_prefix(way, prefix, local));
            }
        }
    }
    Some(names)
}

/// `has: q:Fault`, where `q` isn't declared.
fn unknown_prefix(way: &Text, prefix: &str, local: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownNamespace,
        way.span,
        format!("the prefix `{prefix}` stands for no namespace"),
    )
    .help(format!(
        "declare it under `xml`: `namespaces: {{ {prefix}: \"…\" }}`, or write `{local}`"
    ))
}

fn misplaced(place: &Text, key: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedAttribute,
        place.span,
        format!("`{key}` means nothing here"),
    )
    .note(reason)
}
