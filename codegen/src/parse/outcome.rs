//! Outcomes: status, headers, body.

use super::csv::parse_csv;
use super::event::parse_events;
use super::excerpt;
use super::include::{parse_include, parse_presence};
use super::keys::{OUTCOME, OUTCOME_BODIES, SHARED_OUTCOME};
use super::reader::{Fields, Reader};
use super::text::parse_text;
use super::types::{parse_members, parse_type};
use super::when::parse_when;
use super::xml::parse_xml;
use super::yaml::{Entry, Kind, Node, Scalar};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned, Text};
use crate::spec::{
    Acted, Attributes, Literal, Outcome, OutcomeBody, OutcomeEntry, OutcomeUse, Raw, StatusSet,
    Type, TypeKind,
};

/// The word that stands for an outcome of `api.yaml`, and the key that names one.
const SHARED: &str = "shared";

/// `success` or `failure` of an endpoint: outcomes of its own, and shared ones.
pub(super) fn parse_outcome_entries(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
    key: &str,
) -> Vec<OutcomeEntry> {
    let Some(node) = fields.get(key) else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of outcomes")
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| parse_outcome_entry(reader, entry))
        .collect()
}

/// `outcomes` of an API, which are all written out.
pub(super) fn parse_outcomes(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Outcome> {
    let Some(node) = fields.get("outcomes") else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of outcomes")
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| parse_outcome(reader, entry))
        .collect()
}

fn parse_outcome_entry(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<OutcomeEntry> {
    match &entry.value.kind {
        Kind::Scalar(scalar) if !scalar.text.is_empty() => {
            let word = reader.text(&entry.value)?;
            if word.value != SHARED {
                reader.unknown_word(&word, "outcome", &[SHARED]);
                return None;
            }
            Some(OutcomeEntry::Shared(OutcomeUse {
                name: entry.name(),
                shared: entry.name(),
                status: None,
            }))
        }
        Kind::Map(entries) if entries.iter().any(|entry| entry.key.text == SHARED) => {
            parse_outcome_use(reader, entry, entries).map(OutcomeEntry::Shared)
        }
        _ => parse_outcome(reader, entry).map(|outcome| OutcomeEntry::Own(Box::new(outcome))),
    }
}

/// `{ shared: Failed, status: [401] }`.
fn parse_outcome_use(
    reader: &mut Reader<'_, '_>,
    entry: &Entry<'_>,
    entries: &[Entry<'_>],
) -> Option<OutcomeUse> {
    let own = |entry: &&Entry<'_>| {
        OUTCOME.find(&entry.key.text).is_some() && SHARED_OUTCOME.find(&entry.key.text).is_none()
    };
    if let Some(own) = entries.iter().find(own) {
        reader.fault(
            Diagnostic::new(
                Code::ConflictingKeys,
                own.key_span,
                format!("`{}` can't stand beside `{SHARED}`", own.key.text),
            )
            .note(
                "what a shared outcome is stands in `api.yaml`; its use may only narrow the status",
            )
            .help(format!(
                "remove it, or write the outcome out without `{SHARED}`"
            )),
        );
        return None;
    }
    let fields = reader.fields(&entry.value, entry.key_span, &SHARED_OUTCOME)?;
    Some(OutcomeUse {
        name: entry.name(),
        shared: reader.text_at(&fields, SHARED)?,
        status: parse_status(reader, &fields),
    })
}

fn parse_outcome(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Outcome> {
    let fields = reader.fields(&entry.value, entry.key_span, &OUTCOME)?;
    Some(Outcome {
        name: entry.name(),
        span: entry.value.span,
        description: reader.text_at(&fields, "description"),
        notes: reader.notes(&fields),
        status: parse_status(reader, &fields),
        when: parse_when(reader, &fields),
        headers: fields
            .get("headers")
            .and_then(|node| parse_members(reader, node))
            .unwrap_or_default(),
        presence: parse_presence(reader, &fields),
        include: parse_include(reader, &fields),
        body: parse_body(reader, &fields),
        json_prefix: reader.text_at(&fields, "json_prefix"),
        stream: reader.flag_at(&fields, "stream"),
        acted: parse_acted(reader, &fields),
    })
}

/// `acted: no`. It is a word of the language, so YAML's own meaning of `no` doesn't stand in its way.
fn parse_acted(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<Spanned<Acted>> {
    let node = fields.get("acted")?;
    let word = &reader.scalar(node, "`no` or `unknown`")?.text;
    let acted = match &**word {
        "no" => Acted::No,
        "unknown" => Acted::Unknown,
        other => {
            reader.fault(
                Diagnostic::new(
                    Code::UnknownWord,
                    node.span,
                    format!("`{}` doesn't say whether the server acted", excerpt(other)),
                )
                .help("write `no` if it did nothing, or `unknown` if that can't be told"),
            );
            return None;
        }
    };
    Some(Spanned::new(acted, node.span))
}

fn parse_body(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<Spanned<OutcomeBody>> {
    let entry = reader.only_one(fields, &OUTCOME_BODIES, "an outcome has one body")?;
    let node = &entry.value;
    let body = match &*entry.key.text {
        "json" => match &node.kind {
            Kind::Map(_) => OutcomeBody::Json(parse_members(reader, node)?),
            _ => OutcomeBody::JsonValue(Box::new(parse_type(reader, node, entry.key_span)?)),
        },
        "lines" => OutcomeBody::Lines(Box::new(parse_value_body(reader, entry)?)),
        "events" => OutcomeBody::Events(parse_events(reader, entry)?),
        "xml" => OutcomeBody::Xml(parse_xml(reader, entry)?),
        "csv" => OutcomeBody::Csv(Box::new(parse_csv(reader, entry)?)),
        "properties" => OutcomeBody::Properties(parse_members(reader, node)?),
        "form" => OutcomeBody::Form(parse_members(reader, node)?),
        "html" => OutcomeBody::Html(parse_members(reader, node)?),
        "text" => parse_text(reader, entry)?,
        "bytes" => flagged(reader, entry, OutcomeBody::Raw(Raw::Bytes))?,
        "body" => parse_undocumented(reader, node)?,
        _ => flagged(reader, entry, OutcomeBody::Empty)?,
    };
    Some(Spanned::new(body, entry.key_span.to(node.span)))
}

/// The type of JSON that is one of many: members of an object, or a type that is none.
pub(super) fn parse_value_body(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Type> {
    let node = &entry.value;
    match &node.kind {
        Kind::Map(_) => Some(Type {
            span: node.span,
            kind: TypeKind::Object(parse_members(reader, node)?),
            nullable: false,
            null_as: Vec::new(),
            attributes: Attributes::default(),
        }),
        _ => parse_type(reader, node, entry.key_span),
    }
}

/// `empty: true`, `bytes: true`: what such a body is.
fn flagged(
    reader: &mut Reader<'_, '_>,
    entry: &Entry<'_>,
    body: OutcomeBody,
) -> Option<OutcomeBody> {
    let flag = reader.flag(&entry.value)?;
    if !flag.value {
        reader.fault(
            Diagnostic::new(
                Code::UnknownWord,
                flag.span,
                format!("`{}` is `true` or not there", entry.key.text),
            )
            .help("remove the line, and name the body instead: `json`, `text`, …"),
        );
        return None;
    }
    Some(body)
}

/// `body: undocumented`.
fn parse_undocumented(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<OutcomeBody> {
    const UNDOCUMENTED: &str = "undocumented";
    let word = reader.text(node)?;
    if word.value != UNDOCUMENTED {
        reader.unknown_word(&word, "body of an outcome", &[UNDOCUMENTED]);
        return None;
    }
    Some(OutcomeBody::Raw(Raw::Undocumented))
}

/// `status` behind its key.
fn parse_status(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<Spanned<StatusSet>> {
    let node = fields.get("status")?;
    let set = match &node.kind {
        Kind::Scalar(scalar) => match &*scalar.text {
            "undocumented" => StatusSet::Undocumented,
            "any" => StatusSet::Any,
            _ => StatusSet::Ranges(vec![parse_status_range(reader, scalar, node.span)?]),
        },
        Kind::List(items) => StatusSet::Ranges(parse_status_list(reader, node, items)?),
        Kind::Map(_) => {
            reader.wrong_kind(node, "a status or a list of them");
            return None;
        }
        Kind::Refused => return None,
    };
    Some(Spanned::new(set, node.span))
}

fn parse_status_list(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    items: &[Node<'_>],
) -> Option<Vec<(u16, u16)>> {
    if items.is_empty() {
        reader.fault(
            Diagnostic::new(Code::InvalidStatus, node.span, "a list of no status")
                .help("write `any`, or `undocumented` if the page gives none"),
        );
        return None;
    }
    let ranges: Vec<_> = items
        .iter()
        .map(|item| {
            let scalar = reader.scalar(item, "a status")?;
            parse_status_range(reader, scalar, item.span)
        })
        .collect();
    ranges.into_iter().collect()
}

/// `200`, or a class such as `4xx`, as an inclusive range (RFC 9110 section 15).
fn parse_status_range(
    reader: &mut Reader<'_, '_>,
    scalar: &Scalar<'_>,
    span: Span,
) -> Option<(u16, u16)> {
    let class = scalar
        .text
        .strip_suffix("xx")
        .and_then(|class| class.parse::<u16>().ok())
        .filter(|class| (1..=5).contains(class));
    if let Some(class) = class {
        return Some((class * 100, class * 100 + 99));
    }
    if let Some(code) = status_code(&scalar.text) {
        return Some((code, code));
    }
    reader.fault(
        Diagnostic::new(
            Code::InvalidStatus,
            span,
            format!("`{}` is no HTTP status", excerpt(&scalar.text)),
        )
        .help("write a status from 100 to 599, a class such as `4xx`, a list of them, `any`, or `undocumented`"),
    );
    None
}

/// A status of three digits, 100 to 599.
pub(super) fn status_code(text: &str) -> Option<u16> {
    let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let code = text.parse::<u16>().ok()?;
    (digits && (100..=599).contains(&code)).then_some(code)
}

/// A name with its values: `{ name: [INVALID_JKEY] }` of `expired`.
pub(super) fn parse_value_sets(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
) -> Vec<(Text, Vec<Spanned<Literal>>)> {
    let entries = reader
        .entries(node, "a map of member to values")
        .unwrap_or_default();
    entries
        .iter()
        .map(|entry| {
            let values = match &entry.value.kind {
                Kind::List(items) => items
                    .iter()
                    .filter_map(|item| reader.literal(item))
                    .collect(),
                _ => reader.literal(&entry.value).into_iter().collect(),
            };
            (entry.name(), values)
        })
        .collect()
}
