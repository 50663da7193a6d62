//! Where a response lands: the outcome it is, chosen and read as generated code does it.

mod candidates;

use docwright_wire::Fault;
use docwright_wire::csv::{Column, Format};
use docwright_wire::headers::Headers;
use docwright_wire::outcome::{BodyKind, Choice, Observed, Unfit, select};
use docwright_wire::xml::Document;

use crate::ir::{Api, Endpoint, HttpResponse, Outcome, OutcomeBody, Raw, TextPattern};

use super::decode::{
    read_captures, read_event, read_headers, read_json_members, read_json_value, read_markup,
    read_properties, read_row, read_xml_members,
};

use self::candidates::Parts;
pub(super) use self::candidates::{strs, way, wire_test};

/// What a response turns out to be.
pub(super) enum Landing {
    /// The endpoint's outcome with this index, and its body fits.
    Outcome(usize),
    /// No documented outcome.
    Nothing,
    /// An outcome is meant, but the body doesn't fit.
    Malformed {
        /// The outcome's name, if it is clear which.
        outcome: Option<String>,
        fault: Fault,
    },
}

/// Judges one response of an endpoint; `facts` are what its outcomes ask of the request.
pub(super) fn land(
    api: &Api,
    endpoint: &Endpoint,
    response: &HttpResponse,
    facts: &[Option<String>],
) -> Landing {
    let facts: Vec<Option<&str>> = facts.iter().map(Option::as_deref).collect();
    let observed = Observed {
        status: response.status,
        headers: Headers::new(&response.headers),
        media_type: media_type(response),
        body: &response.body,
        facts: &facts,
    };
    let parts = Parts::of(api, endpoint);
    let conditions = parts.conditions();
    let candidates = parts.candidates(&conditions);
    let landed = select(&candidates, observed).and_then(|position| {
        let only = candidates.get(position..=position).unwrap_or_default();
        let choice = Choice::new(only, observed)?;
        let outcome = choice.outcome();
        match read(&choice, parts.outcome(position), api) {
            Ok(()) => Ok(outcome),
            Err(fault) => Err(Unfit::Malformed {
                outcome: only.first().map(|candidate| candidate.name.to_owned()),
                fault,
            }),
        }
    });
    match landed {
        Ok(outcome) => Landing::Outcome(outcome),
        Err(Unfit::Undocumented) => Landing::Nothing,
        Err(Unfit::Malformed { outcome, fault }) => Landing::Malformed { outcome, fault },
    }
}

/// The response's `Content-Type`.
pub(super) fn media_type(response: &HttpResponse) -> Option<&str> {
    response
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map(|(_, value)| value.as_str())
}

fn read(choice: &Choice<'_>, outcome: Option<&Outcome>, api: &Api) -> Result<(), Fault> {
    if let Some(outcome) = outcome {
        read_headers(choice.headers(), &outcome.headers, api)?;
    }
    match outcome.map(|outcome| &outcome.body) {
        Some(OutcomeBody::Json(members)) => {
            choice.json_with(|json| read_json_members(json, members, api))
        }
        Some(OutcomeBody::JsonValue(ty)) => choice.json_with(|json| read_json_value(json, ty, api)),
        Some(OutcomeBody::Lines(ty)) => choice
            .lines(|json| read_json_value(json, ty, api))
            .map(drop),
        Some(OutcomeBody::Csv(body)) => choice.csv(|row| read_row(row, body, api)).map(drop),
        Some(OutcomeBody::Xml(body)) => choice.xml(|xml| read_xml_members(xml, &body.members, api)),
        Some(OutcomeBody::Events(events)) => choice
            .events(|event| read_event(&event, events, api), events.has_end())
            .map(drop),
        Some(OutcomeBody::Properties(members)) => {
            choice.properties(|properties| read_properties(properties, members, api))
        }
        Some(OutcomeBody::Form(members)) => choice.form(|form| read_properties(form, members, api)),
        Some(OutcomeBody::Html(members)) => choice.html(|markup| read_markup(markup, members, api)),
        Some(OutcomeBody::Text { trim }) => choice.text(*trim).map(drop),
        Some(OutcomeBody::TextEquals { .. }) => choice.text_equals(),
        Some(OutcomeBody::TextPattern(body)) => {
            choice.text_pattern(|captures| read_captures(captures, &body.members, api))
        }
        Some(OutcomeBody::Raw(_)) => choice.raw().map(drop),
        Some(OutcomeBody::Empty) | None => choice.empty(),
    }
}

/// The namespaces that a body of XML declares.
pub(super) fn namespaces(body: &OutcomeBody) -> Vec<(&str, &str)> {
    match body {
        OutcomeBody::Xml(body) => body
            .namespaces
            .iter()
            .map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The columns that a body of CSV declares.
pub(super) fn columns<'a>(body: &OutcomeBody, api: &'a Api) -> Vec<Column<'a>> {
    match body {
        OutcomeBody::Csv(body) => body.columns(&api.types),
        _ => Vec::new(),
    }
}

/// The kind of a documented body, for the choice between outcomes.
pub(super) fn kind<'a>(
    outcome: &'a Outcome,
    namespaces: &'a [(&'a str, &'a str)],
    columns: &'a [Column<'a>],
) -> BodyKind<'a> {
    if outcome.stream {
        return if outcome.is_download() {
            BodyKind::Download
        } else {
            BodyKind::Stream
        };
    }
    if let Some(prefix) = &outcome.json_prefix {
        return BodyKind::JsonBehind { prefix };
    }
    match &outcome.body {
        OutcomeBody::Json(_) | OutcomeBody::JsonValue(_) => BodyKind::Json,
        OutcomeBody::Lines(_) => BodyKind::Lines,
        OutcomeBody::Xml(body) => BodyKind::Xml(Document {
            root: body.root.as_deref().unwrap_or_default(),
            namespaces,
        }),
        OutcomeBody::Csv(body) => BodyKind::Csv(Format {
            columns,
            ..body.format
        }),
        OutcomeBody::Events(_) => BodyKind::Events,
        OutcomeBody::Properties(_) => BodyKind::Properties,
        OutcomeBody::Form(_) => BodyKind::Form,
        OutcomeBody::Html(_) => BodyKind::Html,
        OutcomeBody::Text { .. } => BodyKind::Text,
        OutcomeBody::TextEquals { text, trim } => BodyKind::TextEquals { text, trim: *trim },
        OutcomeBody::TextPattern(TextPattern { pattern, trim, .. }) => BodyKind::TextPattern {
            pattern,
            trim: *trim,
        },
        OutcomeBody::Raw(Raw::Bytes) => BodyKind::Bytes,
        OutcomeBody::Raw(Raw::Undocumented) => BodyKind::Undocumented,
        OutcomeBody::Empty => BodyKind::Empty,
    }
}
