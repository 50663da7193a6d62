//! Why a response isn't the outcome that its example names: the first thing that rules it out,
//! in the order in which outcomes are chosen.

use docwright_wire::outcome::{
    BodyCondition as Condition, BodyKind, Candidate, FoundKind, Observed, select,
};
use docwright_wire::xml;

use crate::ir::{Api, BodyCondition, Endpoint, HttpResponse, Literal, Outcome, RequestCondition};

use super::decode::wire_literal;
use super::landing::{kind, media_type, namespaces};
use super::status::contains;

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
                &format!("`{wire}` to be {}", values(condition)),
                &found,
                None,
            );
        }
    }
    let found = FoundKind::of(&response.body, media_type(response));
    let namespaces = namespaces(&outcome.body);
    let documented = kind(&outcome.body, &namespaces);
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

fn values(condition: &RequestCondition) -> String {
    let mut words: Vec<String> = condition
        .values
        .iter()
        .map(|value| format!("`{value}`"))
        .collect();
    if condition.or_missing {
        words.push("missing".to_owned());
    }
    words.join(" or ")
}

/// Whether one condition holds, asked of the rules that choose outcomes.
fn holds(outcome: &Outcome, response: &HttpResponse, condition: &BodyCondition) -> bool {
    let path: Vec<&str> = condition.path.iter().map(String::as_str).collect();
    let conditions = [Condition {
        path: &path,
        value: wire_literal(&condition.value),
        ignore_case: condition.ignore_case,
        or_missing: condition.or_missing,
    }];
    let namespaces = namespaces(&outcome.body);
    let candidate = Candidate {
        outcome: 0,
        name: "",
        statuses: &[(response.status, response.status)],
        body: kind(&outcome.body, &namespaces),
        conditions: &conditions,
        ..Candidate::DEFAULT
    };
    let observed = Observed {
        status: response.status,
        media_type: media_type(response),
        body: &response.body,
        facts: &[],
    };
    select(&[candidate], observed).is_ok()
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
        BodyKind::Properties | BodyKind::Text | BodyKind::TextEquals { .. } => {
            matches!(found, FoundKind::Text | FoundKind::JsonScalar)
        }
        BodyKind::Empty => found == FoundKind::Empty,
    }
}

fn kind_in_words(documented: BodyKind<'_>) -> &'static str {
    match documented {
        BodyKind::Json => "a body of JSON",
        BodyKind::Lines => "a body of JSON lines",
        BodyKind::Properties => "a body of `key=value` lines",
        BodyKind::Html => "a body of markup",
        BodyKind::Xml(_) => "a body of XML",
        BodyKind::Text | BodyKind::TextEquals { .. } => "a body of plain text",
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
