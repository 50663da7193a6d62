//! Examples: the page's own requests and responses.

use super::block::block_at;
use super::excerpt;
use super::keys::{EXAMPLE, EXAMPLE_REQUEST, EXAMPLE_RESPONSE};
use super::outcome::status_code;
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned, Text};
use crate::spec::{
    Example, ExampleBody, ExamplePlace, ExampleRequest, ExampleResponse, ExampleStatus, Literal,
    PrintedForm, PrintedRequest,
};

const PLACES: [(&str, ExamplePlace); 13] = [
    ("path", ExamplePlace::Path),
    ("query", ExamplePlace::Query),
    ("headers", ExamplePlace::Headers),
    ("cookies", ExamplePlace::Cookies),
    ("url", ExamplePlace::Url),
    ("json", ExamplePlace::Json),
    ("form", ExamplePlace::Form),
    ("multipart", ExamplePlace::Multipart),
    ("xml", ExamplePlace::Xml),
    ("text", ExamplePlace::Text),
    ("lines", ExamplePlace::Lines),
    ("csv", ExamplePlace::Csv),
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

fn parse_example(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Example> {
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
        holds: reader.texts_at(&fields, "holds", "a map of way to variant"),
    })
}

fn parse_request(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> ExampleRequest {
    let span = Some(entry.value.span);
    let Some(fields) = reader.fields(&entry.value, entry.key_span, &EXAMPLE_REQUEST) else {
        return ExampleRequest {
            span,
            ..ExampleRequest::default()
        };
    };
    alone(reader, &fields, "as", "`as` takes over a whole request");
    ExampleRequest {
        span,
        same_as: reader.text_at(&fields, "as"),
        auth: reader.texts_at(&fields, "auth", "a map of credential to value"),
        now: reader.text_at(&fields, "now"),
        nonce: reader.text_at(&fields, "nonce"),
        places: parse_places(reader, &fields),
        printed: parse_printed(reader, &fields),
        fill: reader.texts_at(&fields, "fill", "a map of placeholder to value"),
        unrepaired: reader.text_at(&fields, "printed"),
    }
}

fn parse_printed(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<PrintedRequest> {
    let rule = "a request is printed in one form";
    let entry = reader.only_one(fields, &["curl", "http", "body"], rule)?;
    let form = match &*entry.key.text {
        "curl" => PrintedForm::Curl,
        "http" => PrintedForm::Http,
        _ => PrintedForm::Body,
    };
    let block = block_at(reader, fields, &entry.key.text)?;
    Some(PrintedRequest { form, block })
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

fn parse_response(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<ExampleResponse> {
    let fields = reader.fields(&entry.value, entry.key_span, &EXAMPLE_RESPONSE)?;
    check_response_keys(reader, &fields, entry.key_span);
    Some(ExampleResponse {
        span: entry.value.span,
        same_as: reader.text_at(&fields, "as"),
        http: block_at(reader, &fields, "http"),
        status: parse_status(reader, &fields),
        headers: parse_headers(reader, &fields),
        body: parse_body(reader, &fields),
        unrepaired: reader.text_at(&fields, "printed"),
    })
}

/// A response is printed whole, under `http`, or by its parts, of which the status must be there; or
/// it is that of another example.
fn check_response_keys(reader: &mut Reader<'_, '_>, fields: &Fields<'_>, owner: Span) {
    const PARTS: [&str; 5] = ["status", "headers", "body", "body_base64", "fragment_of"];
    alone(reader, fields, "as", "`as` takes over a whole response");
    for part in PARTS {
        let rule = "`http` has the status, the headers and the body of a response";
        reader.only_one(fields, &["http", part], rule);
    }
    let stands = |key: &str| fields.entry(key).is_some();
    if !stands("as") && !stands("http") && !stands("status") {
        let message = format!("{} needs `status`", EXAMPLE_RESPONSE.map);
        reader.fault(
            Diagnostic::new(Code::MissingKey, owner, message)
                .help("add `status: 200`, or `status: unknown` if the page gives none"),
        );
    }
}

/// A key that nothing else may stand beside.
fn alone(reader: &mut Reader<'_, '_>, fields: &Fields<'_>, key: &str, rule: &str) {
    if fields.entry(key).is_some() {
        let others = fields.iter().map(|entry| &*entry.key.text);
        let others: Vec<&str> = others.filter(|other| *other != key).collect();
        for other in others {
            reader.only_one(fields, &[key, other], rule);
        }
    }
}

fn parse_body(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<ExampleBody> {
    let rule = "a body is text or bytes";
    reader.only_one(fields, &["body", "body_base64"], rule);
    let of = reader.text_at(fields, "fragment_of");
    let rest = reader.literal_at(fields, "rest");
    for (key, needed) in [("fragment_of", "body"), ("rest", "fragment_of")] {
        if let (Some(entry), None) = (fields.entry(key), fields.entry(needed)) {
            let message = format!("`{needed}` is missing beside `{key}`");
            let fault = Diagnostic::new(Code::MissingKey, entry.key_span, message);
            reader.fault(match key {
                "rest" => {
                    fault.help("add the member that `body` is the value of: `fragment_of: data`")
                }
                _ => fault.help("add `body:` with the value that the page prints"),
            });
        }
    }
    if let Some(base64) = reader.text_at(fields, "body_base64") {
        return Some(ExampleBody::Base64(base64));
    }
    let block = block_at(reader, fields, "body")?;
    Some(match of {
        Some(of) => ExampleBody::Fragment { of, rest, block },
        None => ExampleBody::Exact(block),
    })
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
