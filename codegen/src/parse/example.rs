//! Examples: the page's own requests and responses.

use super::excerpt;
use super::keys::{EXAMPLE, EXAMPLE_REQUEST, EXAMPLE_RESPONSE};
use super::outcome::status_code;
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Spanned, Text};
use crate::spec::{
    Example, ExamplePlace, ExampleRequest, ExampleResponse, ExampleStatus, LineStarts, Literal,
};

const PLACES: [(&str, ExamplePlace); 9] = [
    ("path", ExamplePlace::Path),
    ("query", ExamplePlace::Query),
    ("headers", ExamplePlace::Headers),
    ("cookies", ExamplePlace::Cookies),
    ("json", ExamplePlace::Json),
    ("form", ExamplePlace::Form),
    ("text", ExamplePlace::Text),
    ("lines", ExamplePlace::Lines),
    ("bytes", ExamplePlace::Bytes),
];

/// `examples`: name to example.
pub(super) fn parse_examples(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Example> {
    let Some(node) = fields.get("examples") else {
        return Vec::new();
    };
    let entries = reader
        .entries(node, "a map of examples")
        .unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| parse_example(reader, entry))
        .collect()
}

fn parse_example(reader: &mut Reader<'_, '_>, entry: &Entry) -> Option<Example> {
    let fields = reader.fields(&entry.value, entry.key_span, &EXAMPLE)?;
    Some(Example {
        name: entry.name(),
        span: entry.value.span,
        description: reader.text_at(&fields, "description"),
        from: reader.text_at(&fields, "from"),
        repaired: reader.text_at(&fields, "repaired"),
        request: fields
            .entry("request")
            .map_or_else(ExampleRequest::default, |entry| {
                parse_request(reader, entry)
            }),
        response: fields
            .entry("response")
            .and_then(|entry| parse_response(reader, entry)),
        is: reader.text_at(&fields, "is"),
    })
}

fn parse_request(reader: &mut Reader<'_, '_>, entry: &Entry) -> ExampleRequest {
    let span = Some(entry.value.span);
    let Some(fields) = reader.fields(&entry.value, entry.key_span, &EXAMPLE_REQUEST) else {
        return ExampleRequest {
            span,
            ..ExampleRequest::default()
        };
    };
    ExampleRequest {
        span,
        auth: reader.texts_at(&fields, "auth", "a map of credential to value"),
        places: parse_places(reader, &fields),
        curl: reader.text_at(&fields, "curl"),
        fill: reader.texts_at(&fields, "fill", "a map of placeholder to value"),
    }
}

fn parse_places(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Vec<(Spanned<ExamplePlace>, Spanned<Literal>)> {
    PLACES
        .iter()
        .filter_map(|(key, place)| {
            let entry = fields.entry(key)?;
            if place.holds_members() && !matches!(entry.value.kind, Kind::Map(_)) {
                reader.wrong_kind(&entry.value, "a map of name to value");
                return None;
            }
            let values = reader.literal(&entry.value)?;
            Some((Spanned::new(*place, entry.key_span), values))
        })
        .collect()
}

fn parse_response(reader: &mut Reader<'_, '_>, entry: &Entry) -> Option<ExampleResponse> {
    let fields = reader.fields(&entry.value, entry.key_span, &EXAMPLE_RESPONSE)?;
    let body = reader.text_at(&fields, "body");
    Some(ExampleResponse {
        span: entry.value.span,
        status: parse_status(reader, &fields),
        headers: parse_headers(reader, &fields),
        body_lines: body
            .as_ref()
            .and_then(|body| line_starts(body, reader.source()))
            .unwrap_or_default(),
        body,
        printed: reader.text_at(&fields, "printed"),
    })
}

/// Where each line of a text begins in the file, if the file has the same lines, indented, as it has
/// under `|`.
fn line_starts(text: &Text, source: &str) -> Option<LineStarts> {
    let mut start = source.get(..text.span.start)?.rfind('\n')? + 1;
    let mut starts = Vec::new();
    for line in text.value.trim_end().split('\n') {
        let rest = source.get(start..)?;
        let written = rest.lines().next()?;
        let indent = written.strip_suffix(line)?;
        if !indent.trim().is_empty() {
            return None;
        }
        starts.push(start + indent.len());
        start += rest.find('\n').map_or(rest.len(), |newline| newline + 1);
    }
    Some(LineStarts(starts))
}

fn parse_headers(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<(Text, Text)> {
    reader.texts_at(fields, "headers", "a map of header to value")
}

fn parse_status(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Option<Spanned<ExampleStatus>> {
    let node = fields.get("status")?;
    let scalar = reader.scalar(node, "a status")?;
    if scalar.text == "unknown" {
        return Some(Spanned::new(ExampleStatus::Unknown, node.span));
    }
    let Some(code) = status_code(&scalar.text) else {
        reader.fault(
            Diagnostic::new(
                Code::InvalidStatus,
                node.span,
                format!("`{}` is no HTTP status", excerpt(&scalar.text)),
            )
            .help("write a status from 100 to 599, or `unknown` if the page gives none"),
        );
        return None;
    };
    Some(Spanned::new(ExampleStatus::Code(code), node.span))
}
