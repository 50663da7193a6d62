//! What an example gives for a body that is one value: under its key, or as the page prints it.

use docwright_wire::base64;

use super::Source;
use crate::check::literal::{check_literal, misfit};
use crate::check::types::Direction;
use crate::diagnostic::Report;
use crate::ir::{CsvBody, Literal, Payload, RequestBody, Type};
use crate::source::Spanned;
use crate::spec::{self, ExamplePlace};

/// Where an example gives a body of this kind.
pub(super) fn place_of(payload: &Payload) -> ExamplePlace {
    match payload {
        Payload::Json(_) => ExamplePlace::Json,
        Payload::Form(_) => ExamplePlace::Form,
        Payload::Multipart(_) => ExamplePlace::Multipart,
        Payload::Text(_) => ExamplePlace::Text,
        Payload::Lines(_) => ExamplePlace::Lines,
        Payload::Csv(_) => ExamplePlace::Csv,
        Payload::Bytes => ExamplePlace::Bytes,
    }
}

impl Source<'_> {
    /// Whether the values at a place are a body that is one value, and not members of the request.
    pub(super) fn is_body_value(&self, place: ExamplePlace) -> bool {
        match &self.endpoint.request.body {
            Some(body @ (RequestBody::Value { .. } | RequestBody::OneOf { .. })) => {
                body.payloads().any(|payload| place_of(payload) == place)
            }
            Some(
                RequestBody::Json(_)
                | RequestBody::Form(_)
                | RequestBody::Multipart(_)
                | RequestBody::Xml(_),
            )
            | None => false,
        }
    }

    /// Finds and checks the body; false if it is missing or misfits.
    pub(super) fn push_body(
        &self,
        payload: &Payload,
        optional: bool,
        values: &mut Vec<Option<Literal>>,
        report: &mut Report,
    ) -> bool {
        let place = place_of(payload);
        let written = self.written_body(place).cloned();
        let Some(value) = written.or_else(|| self.printed_body(self.printed?, payload)) else {
            values.push(None);
            if !optional {
                report.push(self.missing("the body", &[super::place_key(place)]));
            }
            return optional;
        };
        let checked = self.check_payload(payload, &value, report);
        let fits = checked.is_some();
        values.push(checked);
        fits
    }

    /// What the author writes down for a body of this place.
    pub(super) fn written_body(&self, place: ExamplePlace) -> Option<&Spanned<spec::Literal>> {
        let mut places = self.written.request.places.iter();
        let (_, value) = places.find(|(at, _)| at.value == place)?;
        Some(value)
    }

    pub(super) fn check_payload(
        &self,
        payload: &Payload,
        value: &Spanned<spec::Literal>,
        report: &mut Report,
    ) -> Option<Literal> {
        let defs = &self.api.types;
        let check = |value, ty: &Type, report: &mut Report| {
            check_literal(value, ty, Direction::Sent, defs, report)
        };
        match payload {
            Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) | Payload::Text(ty) => {
                check(value, ty, report)
            }
            Payload::Lines(ty) | Payload::Csv(CsvBody { row: ty, .. }) => {
                let spec::Literal::List(lines) = &value.value else {
                    let each = match payload {
                        Payload::Csv(_) => "a list, one element for each row",
                        _ => "a list, one element for each line",
                    };
                    report.push(misfit(value, each));
                    return None;
                };
                let lines: Vec<_> = lines.iter().map(|line| check(line, ty, report)).collect();
                lines.into_iter().collect::<Option<_>>().map(Literal::List)
            }
            Payload::Bytes => check_bytes(value, report).map(Literal::Text),
        }
    }
}

/// Bytes as authors write them: `text`, or `{ base64: … }`. Gives them in base64.
pub(super) fn check_bytes(value: &Spanned<spec::Literal>, report: &mut Report) -> Option<String> {
    let encoded = match &value.value {
        spec::Literal::Text(text) => Some(base64::encode(text)),
        spec::Literal::Object(members) => match members.as_slice() {
            [
                (
                    key,
                    Spanned {
                        value: spec::Literal::Text(text),
                        ..
                    },
                ),
            ] if key.value == "base64" => base64::decode(text).map(base64::encode),
            _ => None,
        },
        _ => None,
    };
    if encoded.is_none() {
        report.push(misfit(value, "text, or `{ base64: … }`"));
    }
    encoded
}
