//! What a type says beside its kind.

use super::include::parse_include;
use super::reader::{Fields, Reader};
use super::spelling::parse_spelling;
use super::yaml::Kind;
use crate::source::{Span, Text};
use crate::spec::{Attributes, Limits};

/// The attributes of a type.
pub(super) fn parse_attributes(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Attributes {
    let mut formats = parse_formats(reader, fields).into_iter();
    Attributes {
        description: reader.text_at(fields, "description"),
        example: reader.literal_at(fields, "example"),
        default: reader.literal_at(fields, "default"),
        send: reader.literal_at(fields, "send"),
        spelling: parse_spelling(reader, fields),
        format: formats.next(),
        other_formats: formats.collect(),
        zone: reader.text_at(fields, "zone"),
        unit: reader.text_at(fields, "unit"),
        limits: Limits {
            min: reader.literal_at(fields, "min"),
            max: reader.literal_at(fields, "max"),
            min_length: reader.literal_at(fields, "min_length"),
            max_length: reader.literal_at(fields, "max_length"),
            pattern: reader.text_at(fields, "pattern"),
        },
        secret: switched_on(reader, fields, "secret"),
        ignore_case: switched_on(reader, fields, "ignore_case"),
        open: reader.flag_at(fields, "open"),
        or_one: switched_on(reader, fields, "or_one"),
        rust_name: reader.text_at(fields, "rust_name"),
        deprecated: reader.text_at(fields, "deprecated"),
        element: reader.text_at(fields, "element"),
        until: reader.text_at(fields, "until"),
        include: parse_include(reader, fields),
    }
}

/// Where a flag is set to `true`.
fn switched_on(reader: &mut Reader<'_, '_>, fields: &Fields<'_>, key: &str) -> Option<Span> {
    let flag = reader.flag_at(fields, key)?;
    flag.value.then_some(flag.span)
}

/// `format`: one, or a list.
fn parse_formats(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Text> {
    match fields.get("format") {
        None => Vec::new(),
        Some(node) => match &node.kind {
            Kind::List(items) => items.iter().filter_map(|item| reader.text(item)).collect(),
            Kind::Scalar(_) | Kind::Map(_) | Kind::Refused => {
                reader.text(node).into_iter().collect()
            }
        },
    }
}
