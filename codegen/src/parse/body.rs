//! The body of a request.

use super::csv::parse_csv;
use super::keys::{BODY_VARIANT, REQUEST_BODIES, VARIANT_BODIES};
use super::reader::{Fields, Reader};
use super::types::{parse_members, parse_type};
use super::xml::parse_xml;
use super::yaml::{Entry, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::spec::{Attributes, BodyVariant, Payload, RequestBody, Type, TypeKind};

/// The one body of a request, and whether it may be left out: its key ends in `?`.
pub(super) fn parse_body(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Option<(Spanned<RequestBody>, bool)> {
    let entry = reader.only_one(fields, REQUEST_BODIES, "a request has one body")?;
    let key = entry.bare_key();
    let optional = key.len() < entry.key.text.len();
    let is_map = matches!(entry.value.kind, Kind::Map(_));
    let body = match (key, optional) {
        ("json", false) if is_map => RequestBody::Json(parse_members(reader, &entry.value)?),
        ("form", false) => RequestBody::Form(parse_members(reader, &entry.value)?),
        ("multipart", false) => RequestBody::Multipart(parse_members(reader, &entry.value)?),
        ("xml", _) => RequestBody::Xml(parse_xml(reader, entry)?),
        ("one_of", _) => RequestBody::OneOf(parse_variants(reader, entry)?),
        _ => RequestBody::Value(parse_payload(reader, entry)?),
    };
    let span = entry.key_span.to(entry.value.span);
    Some((Spanned::new(body, span), optional))
}

/// Several bodies: name to body.
fn parse_variants(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Vec<BodyVariant>> {
    let entries = reader.entries(&entry.value, "a map of bodies")?;
    let variants: Vec<BodyVariant> = entries
        .iter()
        .filter_map(|entry| parse_variant(reader, entry))
        .collect();
    if entries.len() < 2 {
        reader.fault(
            Diagnostic::new(
                Code::WrongKind,
                entry.key_span,
                "`one_of` has two bodies or more",
            )
            .help("write a single body directly below `request`: `json: { … }`"),
        );
    }
    Some(variants)
}

fn parse_variant(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<BodyVariant> {
    let fields = reader.fields(&entry.value, entry.key_span, &BODY_VARIANT)?;
    let Some(body) = reader.only_one(&fields, VARIANT_BODIES, "a variant is one body") else {
        reader.fault(
            Diagnostic::new(
                Code::MissingKey,
                entry.key_span,
                format!("`{}` is no body yet", entry.key.text),
            )
            .help("say what it is: `form: { … }`, `json: { … }`, `text: string`, `bytes: true`"),
        );
        return None;
    };
    Some(BodyVariant {
        name: entry.name(),
        description: reader.text_at(&fields, "description"),
        kind: body.key_span,
        payload: parse_payload(reader, body)?,
    })
}

/// A body that is one value.
fn parse_payload(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Payload> {
    match entry.bare_key() {
        "json" => Some(Payload::Json(parse_value(reader, entry)?)),
        "lines" => Some(Payload::Lines(parse_value(reader, entry)?)),
        "csv" => Some(Payload::Csv(Box::new(parse_csv(reader, entry)?))),
        "form" => Some(Payload::Form(parse_object(reader, entry)?)),
        "multipart" => Some(Payload::Multipart(parse_object(reader, entry)?)),
        "text" => {
            let ty = parse_type(reader, &entry.value, entry.key_span)?;
            Some(Payload::Text(Box::new(ty)))
        }
        _ => {
            let flag = reader.flag(&entry.value)?;
            if !flag.value {
                reader.fault(
                    Diagnostic::new(
                        Code::UnknownWord,
                        flag.span,
                        "`bytes` is `true` or not there",
                    )
                    .help("remove the key"),
                );
            }
            Some(Payload::Bytes)
        }
    }
}

/// Directly below a body a map is members; anything else is a type.
fn parse_value(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Box<Type>> {
    match entry.value.kind {
        Kind::Map(_) => parse_object(reader, entry),
        _ => parse_type(reader, &entry.value, entry.key_span).map(Box::new),
    }
}

/// The members below a body, as the object that they make.
fn parse_object(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Box<Type>> {
    let members = parse_members(reader, &entry.value)?;
    Some(Box::new(Type {
        span: entry.value.span,
        kind: TypeKind::Object(members),
        nullable: false,
        null_as: Vec::new(),
        attributes: Attributes::default(),
    }))
}
