//! Outcomes: struct, body, and the constants that tell them apart.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{BodyTest, Content, Outcome, OutcomeBody, Raw, Scope, Type};
use crate::names::Names;
use crate::source::Span;
use crate::spec;

use super::body;
use super::csv;
use super::event::lower_events;
use super::member::lower_members_beside;
use super::text_pattern;
use super::types::{Context, Direction, Medium, TypeTable, type_name};
use super::when::response::lower_when;
use super::xml;

/// Resolves an outcome, own or shared. `None` only if its body can't be read.
pub(super) fn lower_outcome<'s>(
    outcome: &'s spec::Outcome,
    scope: Scope,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<Outcome> {
    let name = types.claim(scope, type_name(&outcome.name));
    let cx = |medium| Context {
        scope,
        prefix: name.clone(),
        medium,
        direction: Direction::Received,
        owner: name.clone(),
        member: None,
    };
    let Some(body) = &outcome.body else {
        report.push(
            Diagnostic::new(
                Code::MissingKey,
                outcome.name.span,
                format!("`{}` doesn't say what its body is", outcome.name.value),
            )
            .help(
                "add `json:`, `lines:`, `events:`, `xml:`, `csv:`, `properties:`, `form:`, `html:`, `text:`, `bytes: true`, `empty: true` or `body: undocumented`",
            ),
        );
        return None;
    };
    let mut fields = Names::default();
    let mut members = |members, medium, types: &mut TypeTable<'s>, report: &mut Report| {
        lower_members_beside(members, &cx(medium), &mut fields, types, report)
    };
    let lowered = match &body.value {
        spec::OutcomeBody::Json(written) => {
            OutcomeBody::Json(members(written, Medium::Json, types, report))
        }
        spec::OutcomeBody::JsonValue(ty) => OutcomeBody::JsonValue(types.lower_part(
            ty,
            &Context {
                prefix: name.joined(&crate::names::RustName::pascal("body")),
                ..cx(Medium::Json)
            },
            report,
        )?),
        spec::OutcomeBody::Lines(ty) => {
            let cx = Context {
                prefix: name.joined(&crate::names::RustName::pascal("line")),
                member: Some("lines".to_owned()),
                ..cx(Medium::Json)
            };
            OutcomeBody::Lines(types.lower_part(ty, &cx, report)?)
        }
        spec::OutcomeBody::Csv(body) => {
            let cx = Context {
                prefix: name.joined(&crate::names::RustName::pascal("row")),
                member: Some("rows".to_owned()),
                ..cx(Medium::Columns)
            };
            OutcomeBody::Csv(csv::lower_response(body, &cx, types, report)?)
        }
        spec::OutcomeBody::Xml(body) => {
            OutcomeBody::Xml(xml::lower_response(body, &cx(Medium::Xml), types, report))
        }
        spec::OutcomeBody::Events(events) => {
            let streams = outcome.streams();
            let cx = cx(Medium::Json);
            OutcomeBody::Events(lower_events(events, &cx, streams, types, report))
        }
        spec::OutcomeBody::Properties(written) => {
            OutcomeBody::Properties(members(written, Medium::Text, types, report))
        }
        spec::OutcomeBody::Form(written) => {
            OutcomeBody::Form(members(written, Medium::Text, types, report))
        }
        spec::OutcomeBody::Html(written) => {
            OutcomeBody::Html(members(written, Medium::Markup, types, report))
        }
        spec::OutcomeBody::Text(spec::TextBody { equals: None, trim }) => {
            OutcomeBody::Text { trim: *trim }
        }
        spec::OutcomeBody::Text(spec::TextBody {
            equals: Some(text),
            trim,
        }) => OutcomeBody::TextEquals {
            text: text.value.clone(),
            trim: *trim,
        },
        spec::OutcomeBody::TextPattern(written) => {
            let members = members(&written.members, Medium::Text, types, report);
            text_pattern::lower(written, members, report)
        }
        spec::OutcomeBody::Raw(raw) => OutcomeBody::Raw(*raw),
        spec::OutcomeBody::Empty => OutcomeBody::Empty,
    };
    check_stream(outcome, &lowered, report);
    for member in lowered.members() {
        fields.reserve(member.field.plain());
    }
    if let Some(taken) = only_field(&lowered) {
        fields.reserve(taken);
    }
    let headers = lower_members_beside(
        &outcome.headers,
        &cx(Medium::Header),
        &mut fields,
        types,
        report,
    );
    let mut when = lower_when(&outcome.when, &headers, &lowered, body.span, report);
    let json_prefix = lower_prefix(outcome, &lowered, report);
    // First of all: without the prefix nothing else can be asked of the body.
    if let Some(prefix) = &json_prefix {
        when.tests.insert(0, BodyTest::Begins(prefix.clone()));
    }
    Some(Outcome {
        name,
        description: outcome.description.as_ref().map(|text| text.value.clone()),
        notes: outcome
            .notes
            .iter()
            .map(|note| note.value.clone())
            .collect(),
        headers,
        body: lowered,
        when,
        conditions: Vec::new(),
        holds_secret: false,
        json_prefix,
        stream: outcome.streams(),
        acted: outcome.acted.as_ref().map(|acted| acted.value),
        expired: Vec::new(),
        failing: Vec::new(),
    })
}

/// `json_prefix: ")]}'"`: a text that no JSON begins with, so that the body is known by it.
fn lower_prefix(
    outcome: &spec::Outcome,
    body: &OutcomeBody,
    report: &mut Report,
) -> Option<String> {
    let prefix = outcome.json_prefix.as_ref()?;
    if !matches!(body, OutcomeBody::Json(_) | OutcomeBody::JsonValue(_)) {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                prefix.span,
                "`json_prefix` stands in front of `json` only",
            )
            .help("remove it"),
        );
        return None;
    }
    let begins = |character: char| character.is_whitespace() || "{[<\"".contains(character);
    if prefix.value.is_empty() || prefix.value.starts_with(begins) {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                prefix.span,
                "a prefix begins with a character that no JSON and no markup begins with",
            )
            .note("by its first character a body is known to be no plain JSON; white space in front of it is passed over"),
        );
        return None;
    }
    Some(prefix.value.clone())
}

/// `stream: true` beside `json: { … }`, or beside `when: { text: … }`.
fn check_stream(outcome: &spec::Outcome, body: &OutcomeBody, report: &mut Report) {
    let Some(stream) = outcome.stream.as_ref().filter(|stream| stream.value) else {
        return;
    };
    let refused = |message| Diagnostic::new(Code::MisplacedAttribute, stream.span, message);
    if !matches!(
        body,
        OutcomeBody::Lines(_) | OutcomeBody::Events(_) | OutcomeBody::Raw(Raw::Bytes)
    ) {
        report.push(
            refused("only `lines`, `events` and `bytes` are read while they come")
                .help("remove `stream`"),
        );
    } else if !outcome.when.texts.is_empty() {
        report.push(
            refused("a body that is read while it comes can't be a condition")
                .help("remove `text` of `when`, or remove `stream`"),
        );
    }
}

/// The types that an outcome holds.
pub(super) fn received_types(outcome: &Outcome) -> Vec<Type> {
    let members = outcome
        .all_members()
        .filter_map(|member| match &member.content {
            Content::Value(ty) => Some(ty),
            Content::Constant(_) => None,
        });
    outcome
        .values()
        .into_iter()
        .chain(members)
        .cloned()
        .collect()
}

/// Two outcomes with one name, in one file.
pub(super) fn duplicate_name(name: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateName,
        second,
        format!("two outcomes are called `{name}`"),
    )
    .also(first, "the first one")
    .help("every documented response has a name of its own")
}

/// The one field of a body that has no members.
fn only_field(body: &OutcomeBody) -> Option<&'static str> {
    match body {
        OutcomeBody::JsonValue(_) | OutcomeBody::Raw(_) => Some(body::FIELD),
        OutcomeBody::Lines(_) => Some("lines"),
        OutcomeBody::Csv(_) => Some("rows"),
        OutcomeBody::Events(_) => Some("events"),
        OutcomeBody::Text { .. } => Some("text"),
        OutcomeBody::Json(_)
        | OutcomeBody::Properties(_)
        | OutcomeBody::Form(_)
        | OutcomeBody::Html(_)
        | OutcomeBody::Xml(_)
        | OutcomeBody::TextPattern(_)
        | OutcomeBody::TextEquals { .. }
        | OutcomeBody::Empty => None,
    }
}
