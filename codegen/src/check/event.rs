//! Server-sent events: what each of them is, and what tells them apart.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Event, EventData, EventRole, Events};
use crate::names::RustName;
use crate::source::{Span, Spanned};
use crate::spec;

use super::types::{Context, TypeTable, type_name};

/// The variant for events that the page doesn't name.
const UNKNOWN: &str = "Unknown";

/// Resolves the events of an outcome; `cx` is the outcome's.
pub(super) fn lower_events<'s>(
    written: &'s [spec::Event],
    cx: &Context,
    streams: bool,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Events {
    let name = types.claim(cx.scope, cx.prefix.joined(&RustName::pascal("event")));
    let mut variants: BTreeMap<String, Span> = BTreeMap::new();
    let mut events: Vec<(Span, Event)> = Vec::new();
    for event in written {
        let variant = type_name(&event.name);
        if variant.plain() == UNKNOWN {
            report.push(
                Diagnostic::new(
                    Code::ReservedName,
                    event.name.span,
                    "`Unknown` holds the events that the page doesn't name",
                )
                .help("give it another name, and its own under `event:`"),
            );
            continue;
        }
        if let Some(first) = variants.insert(variant.plain().to_owned(), event.name.span) {
            report.push(
                Diagnostic::new(
                    Code::DuplicateName,
                    event.name.span,
                    format!("two events are called `{}` in Rust", variant.plain()),
                )
                .also(first, "the first one"),
            );
            continue;
        }
        let role = role(event, streams, report);
        let Some(data) = lower_data(event, &variant, role, cx, types, report) else {
            continue;
        };
        let lowered = Event {
            variant,
            wire: event.event.as_ref().unwrap_or(&event.name).value.clone(),
            description: event.description.as_ref().map(|text| text.value.clone()),
            data,
            role,
        };
        for (span, first) in &events {
            if let Some(fault) = overlap(*span, first, event.name.span, &lowered) {
                report.push(fault);
            }
        }
        events.push((event.name.span, lowered));
    }
    Events {
        name,
        events: events.into_iter().map(|(_, event)| event).collect(),
    }
}

fn role(event: &spec::Event, streams: bool, report: &mut Report) -> EventRole {
    let ends = event.ends.as_ref().filter(|ends| ends.value);
    let Some(failure) = &event.failure else {
        return if ends.is_some() {
            EventRole::End
        } else {
            EventRole::Item
        };
    };
    if failure.value != "ends" {
        report.push(
            Diagnostic::new(
                Code::UnknownWord,
                failure.span,
                format!("`{}` is not what a failure does to events", failure.value),
            )
            .help("write `failure: ends`"),
        );
    } else if let Some(Spanned { span, .. }) = ends {
        report.push(
            Diagnostic::new(
                Code::ConflictingKeys,
                failure.span,
                "`failure` can't stand beside `ends`",
            )
            .also(*span, "this one stands already")
            .note("after a failure nothing comes either"),
        );
    } else if !streams {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                failure.span,
                "only events that are read while they come end with a failure",
            )
            .help("add `stream: true` to the outcome"),
        );
    }
    EventRole::Failure
}

fn lower_data<'s>(
    event: &'s spec::Event,
    variant: &RustName,
    role: EventRole,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<EventData> {
    let Some(data) = &event.data else {
        report.push(
            Diagnostic::new(
                Code::MissingKey,
                event.name.span,
                format!("`{}` doesn't say what its data is", event.name.value),
            )
            .help("add `json:` or `text:`"),
        );
        return None;
    };
    let is_object = match data {
        spec::EventData::Json(ty) => matches!(ty.kind, spec::TypeKind::Object(_)),
        spec::EventData::Text(_) => false,
    };
    if role == EventRole::Failure && !is_object {
        report.push(
            Diagnostic::new(
                Code::MisplacedType,
                event.name.span,
                "a failure among events is an object with members",
            )
            .help("write `json: { … }` with the members"),
        );
        return None;
    }
    Some(match data {
        spec::EventData::Json(ty) => {
            let cx = Context {
                prefix: cx.prefix.joined(variant),
                member: Some(event.name.value.clone()),
                ..cx.clone()
            };
            EventData::Json(types.lower_part(ty, &cx, report)?)
        }
        spec::EventData::Text(spec::TextBody { equals, trim }) => match equals {
            Some(text) => EventData::TextEquals {
                text: text.value.clone(),
                trim: *trim,
            },
            None => EventData::Text { trim: *trim },
        },
    })
}

/// Two events of one name that one event could be, or two failures:
/// `a: { json: { x: string } }` beside `b: { event: a, json: { y: string } }`.
fn overlap(
    first_span: Span,
    first: &Event,
    second_span: Span,
    second: &Event,
) -> Option<Diagnostic> {
    if first.role == EventRole::Failure && second.role == EventRole::Failure {
        return Some(
            Diagnostic::new(
                Code::OverlappingOutcomes,
                second_span,
                "events end with one kind of failure",
            )
            .also(first_span, "the first one"),
        );
    }
    let apart = match (&first.data, &second.data) {
        (
            EventData::TextEquals {
                text: a,
                trim: false,
            },
            EventData::TextEquals {
                text: b,
                trim: false,
            },
        ) => a != b,
        (EventData::TextEquals { text: a, .. }, EventData::TextEquals { text: b, .. }) => {
            a.trim() != b.trim()
        }
        (EventData::TextEquals { .. }, _) | (_, EventData::TextEquals { .. }) => true,
        _ => false,
    };
    (first.wire == second.wire && !apart).then(|| {
        Diagnostic::new(
            Code::OverlappingOutcomes,
            second_span,
            format!(
                "an event could be both `{}` and `{}`",
                first.variant.plain(),
                second.variant.plain()
            ),
        )
        .also(first_span, "this one")
        .note("events are told apart by their names, and by `text: { equals: … }`")
    })
}
