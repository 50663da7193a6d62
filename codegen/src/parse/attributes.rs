//! What a type says beside its kind.

use super::include::parse_include;
use super::reader::{Fields, Reader};
use super::rule::parse_rules;
use super::spelling::parse_spelling;
use super::yaml::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned, Text};
use crate::spec::{Attributes, Limits, Literal};

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
        rules: parse_rules(reader, fields),
        include: parse_include(reader, fields),
    }
}

/// `null_as`: one value, or a list of values.
pub(super) fn parse_null_as(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Vec<Spanned<Literal>> {
    let Some(written) = reader.literal_at(fields, "null_as") else {
        return Vec::new();
    };
    let span = written.span;
    let values = match written.value {
        Literal::List(values) => values,
        _ => vec![written],
    };
    let is_single =
        |value: &Spanned<Literal>| !matches!(value.value, Literal::List(_) | Literal::Object(_));
    if values.is_empty() || !values.iter().all(is_single) {
        let odd = values.iter().find(|value| !is_single(value));
        reader.fault(
            Diagnostic::new(
                Code::WrongKind,
                odd.map_or(span, |odd| odd.span),
                "expected the value that stands for `null`, or a list of such values",
            )
            .help("write the values of the page: `null_as: [-1, \"\"]`"),
        );
        return Vec::new();
    }
    values
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
