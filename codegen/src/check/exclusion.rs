//! Why a response isn't the outcome that its example names: the first thing that rules it out,
//! in the order in which outcomes are chosen.

use docwright_wire::headers::Headers;
use docwright_wire::outcome::{
    BodyCondition as Condition, BodyKind, Candidate, FoundKind, HeaderCondition, Observed,
    is_in_range, select,
};
use docwright_wire::xml;

use crate::ir::{
    Api, BodyCondition, BodyTest, Endpoint, HttpResponse, Literal, Outcome, RequestCondition,
};

use super::landing::{kind, media_type, namespaces, strs, way, wire_test};
use super::status::contains;

/// Every status.
const ANY: &[(u16, u16)] = &[(0, u16::MAX)];

/// What rules an outcome out.
pub(super) struct Exclusion {
    /// What the outcome demands, and what is there.
    pub(super) reason: String,
    /// What to type, if that is clear.
    pub(super) help: Option<&'static str>,
}

/// The reason for which a response isn't the endpoint's outcome with this index; none if nothing
/// but a more specific outcome stands in the way. `facts` are as in [`super::landing::land`].
pub(super) fn ruled_out(
    api: &Api,
    endpoint: &Endpoint,
    response: &HttpResponse,
    facts: &[Option<String>],
    index: usize,
) -> Option<Exclusion> {
    let used = endpoint.outcomes.get(index)?;
    let outcome = api.outcome(used)?;
    let name = used.variant.plain();
    let because = |demanded: &str, found: &str, help| {
        let reason = format!("`{name}` demands {demanded}; {found}");
        Some(Exclusion { reason, help })
    };
    if !contains(&used.status, response.status) {
        let demanded = format!("a status of {}", used.status.label);
        return because(
            &demanded,
            &format!("the response has {}", response.status),
            None,
        );
    }
    for condition in &used.when {
        let sent = facts.get(condition.fact)?.as_deref();
        if !admits(condition, sent) {
            let wire = &endpoint.request.facts.get(condition.fact)?.wire;
            let found = match sent {
                Some(value) => format!("the request sends `{value}`"),
                None => "the request doesn't send it".to_owned(),
            };
            return because(
                &format!(
                    "`{wire}` to be {}",
                    alternatives(&condition.values, condition.or_missing)
                ),
                &found,
                None,
            );
        }
    }
    if let Some((demanded, found)) = ruled_out_by_headers(outcome, response) {
        return because(&demanded, &found, None);
    }
    let found = FoundKind::of(&response.body, media_type(response));
    let namespaces = namespaces(&outcome.body);
    let documented = kind(outcome, &namespaces, &[]);
    if !may_be(found, documented) {
        let demanded = kind_in_words(documented);
        return because(
            demanded,
            &format!("the response has {}", found_in_words(found)),
            None,
        );
    }
    if let BodyKind::Xml(document) = documented {
        let text = xml::text(&response.body, media_type(response));
        if text.is_ok_and(|text| document.begins(&text) == Some(false)) {
            return because(
                &format!("the root element `{}`", document.root),
                "the body has another",
                None,
            );
        }
    }
    for test in &outcome.when.tests {
        let way = way(test);
        let candidate = Candidate {
            tests: &[wire_test(test, &way)],
            ..only(documented)
        };
        if !is_meant(candidate, response) {
            let (demanded, found) = test_in_words(test);
            return because(&demanded, found, None);
        }
    }
    for condition in &outcome.conditions {
        let path = condition.path.join(".");
        let demanded = format!("`{path}` to be {}", literal(&condition.value));
        if !holds(outcome, response, condition) {
            let changed = |change: fn(&mut BodyCondition)| {
                let mut changed = condition.clone();
                change(&mut changed);
                holds(outcome, response, &changed)
            };
            if changed(|condition| condition.ignore_case = true) {
                let help = "write the constant as the body does, or add `ignore_case: true` if letter case doesn't matter";
                return because(
                    &demanded,
                    "the body has it in other letter case",
                    Some(help),
                );
            }
            if changed(|condition| condition.or_missing = true) {
                return because(&demanded, "the body lacks it", None);
            }
            return because(&demanded, "the body has another value", None);
        }
    }
    match documented {
        BodyKind::TextPattern { pattern, .. } => because(
            &format!("a text such as `{pattern}`"),
            "the body is another",
            None,
        ),
        BodyKind::TextEquals { text, .. } => because(
            &format!("the text `{}`", text.trim()),
            "the body is another",
            None,
        ),
        _ => None,
    }
}

fn admits(condition: &RequestCondition, sent: Option<&str>) -> bool {
    match sent {
        Some(sent) => condition.values.iter().any(|value| value == sent),
        None => condition.or_missing,
    }
}

fn alternatives(values: &[String], or_missing: bool) -> String {
    let mut words: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    if or_missing {
        words.push("missing".to_owned());
    }
    words.join(" or ")
}

/// Whether one condition holds, asked of the rules that choose outcomes.
fn holds(outcome: &Outcome, response: &HttpResponse, condition: &BodyCondition) -> bool {
    let path: Vec<&str> = condition.path.iter().map(String::as_str).collect();
    let conditions = [Condition {
        path: &path,
        value: condition.value.as_constant(),
        ignore_case: condition.ignore_case,
        or_missing: condition.or_missing,
    }];
    let namespaces = namespaces(&outcome.body);
    let candidate = Candidate {
        conditions: &conditions,
        ..only(kind(outcome, &namespaces, &[]))
    };
    is_meant(candidate, response)
}

/// A candidate that only the kind of the body can rule out.
fn only(body: BodyKind<'_>) -> Candidate<'_> {
    Candidate {
        statuses: ANY,
        body,
        ..Candidate::DEFAULT
    }
}

fn is_meant(candidate: Candidate<'_>, response: &HttpResponse) -> bool {
    let observed = Observed {
        status: response.status,
        headers: Headers::new(&response.headers),
        media_type: media_type(response),
        body: &response.body,
        facts: &[],
    };
    select(&[candidate], observed).is_ok()
}

/// What the outcome demands of headers and media type, and what there is.
fn ruled_out_by_headers(outcome: &Outcome, response: &HttpResponse) -> Option<(String, String)> {
    let headers = Headers::new(&response.headers);
    for condition in &outcome.when.headers {
        let name = &condition.name;
        let values = condition.values.as_deref().map(strs);
        let wire = HeaderCondition {
            name,
            values: values.as_deref(),
            ignore_case: condition.ignore_case,
            or_missing: condition.or_missing,
        };
        if wire.holds(headers) {
            continue;
        }
        let demanded = match &condition.values {
            None => format!("a header `{name}`"),
            Some(values) => format!(
                "the header `{name}` to be {}",
                alternatives(values, condition.or_missing)
            ),
        };
        let found = match headers.text(name) {
            Ok(Some(value)) => format!("the response has `{value}`"),
            Ok(None) => "the response has none".to_owned(),
            Err(fault) => fault.to_string(),
        };
        return Some((demanded, found));
    }
    let ranges = &outcome.when.media_types;
    let found = media_type(response);
    let fits = |range: &String| found.is_some_and(|found| is_in_range(found, range));
    if ranges.is_empty() || ranges.iter().any(fits) {
        return None;
    }
    let found = match found {
        Some(found) => format!("the response has `{found}`"),
        None => "the response has no `Content-Type`".to_owned(),
    };
    Some((
        format!("a media type of {}", alternatives(ranges, false)),
        found,
    ))
}

/// What a test demands, and that it isn't so.
fn test_in_words(test: &BodyTest) -> (String, &'static str) {
    match test {
        BodyTest::Has(way) => (
            format!("`{}` to be there", way.join(".")),
            "the body lacks it",
        ),
        BodyTest::Lacks(way) => (
            format!("`{}` to be missing", way.join(".")),
            "the body has it",
        ),
        BodyTest::Begins(text) => (
            format!("a text that begins with `{text}`"),
            "the body doesn't",
        ),
        BodyTest::Contains(text) => (format!("a text with `{text}` in it"), "the body has none"),
        BodyTest::Equals(text) => (format!("the text `{text}`"), "the body is another"),
    }
}

/// Whether a body that was found can be of a documented kind, if no other outcome claims it.
fn may_be(found: FoundKind, documented: BodyKind<'_>) -> bool {
    match documented {
        BodyKind::Json => matches!(found, FoundKind::Json | FoundKind::JsonScalar),
        BodyKind::Lines => matches!(
            found,
            FoundKind::Json | FoundKind::JsonScalar | FoundKind::Lines | FoundKind::Empty
        ),
        BodyKind::Html | BodyKind::Xml(_) => found == FoundKind::Markup,
        BodyKind::Bytes => found != FoundKind::Empty,
        BodyKind::Undocumented => true,
        BodyKind::Csv(format) => match found {
            FoundKind::Text | FoundKind::JsonScalar => true,
            FoundKind::Empty => !format.header,
            _ => false,
        },
        BodyKind::Events => matches!(found, FoundKind::Text | FoundKind::Empty),
        BodyKind::Stream | BodyKind::Download => true,
        BodyKind::JsonBehind { .. }
        | BodyKind::Properties
        | BodyKind::Form
        | BodyKind::Text
        | BodyKind::TextEquals { .. }
        | BodyKind::TextPattern { .. } => {
            matches!(found, FoundKind::Text | FoundKind::JsonScalar)
        }
        BodyKind::Empty => found == FoundKind::Empty,
    }
}

fn kind_in_words(documented: BodyKind<'_>) -> &'static str {
    match documented {
        BodyKind::Json => "a body of JSON",
        BodyKind::Lines => "a body of JSON lines",
        BodyKind::Csv(_) => "a body of CSV",
        BodyKind::Events => "a body of server-sent events",
        BodyKind::Stream | BodyKind::Download => "a body that is read while it comes",
        BodyKind::JsonBehind { .. } => "a body of JSON behind a text",
        BodyKind::Properties => "a body of `key=value` lines",
        BodyKind::Form => "a form as the body",
        BodyKind::Html => "a body of markup",
        BodyKind::Xml(_) => "a body of XML",
        BodyKind::Text | BodyKind::TextEquals { .. } | BodyKind::TextPattern { .. } => {
            "a body of plain text"
        }
        BodyKind::Bytes => "a body",
        BodyKind::Undocumented => "anything",
        BodyKind::Empty => "no body",
    }
}

fn found_in_words(found: FoundKind) -> &'static str {
    match found {
        FoundKind::Empty => "none",
        FoundKind::Markup => "markup: it begins with `<`",
        FoundKind::Json => "JSON: it begins with `{` or `[`",
        FoundKind::JsonScalar => "a single value of JSON",
        FoundKind::Lines => "JSON texts, one a line",
        FoundKind::Text => "plain text",
        FoundKind::Bytes => "bytes that are no text",
        FoundKind::Unread => "one",
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Text(text) => format!("`\"{text}\"`"),
        Literal::Number(text) => format!("`{text}`"),
        Literal::Boolean(value) => format!("`{value}`"),
        Literal::Null | Literal::List(_) | Literal::Object(_) => "`null`".to_owned(),
    }
}
