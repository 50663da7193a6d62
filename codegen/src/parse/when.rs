//! `when`: what must be true of request and response beside the status and the constants.

use super::keys::{WHEN, WHEN_TEXT};
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;
use crate::spec::{
    ConditionValue, HeaderCondition, HeaderValue, Literal, RequestCondition, TextTest, When,
};

/// `when: { request: { format: [properties, missing] }, media_type: image/* }`.
pub(super) fn parse_when(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> When {
    let Some(when) = fields.entry("when") else {
        return When::default();
    };
    let Some(fields) = reader.fields(&when.value, when.key_span, &WHEN) else {
        return When::default();
    };
    When {
        request: conditions(
            reader,
            fields.get("request"),
            "a map of request members",
            parse_request,
        ),
        headers: conditions(
            reader,
            fields.get("header"),
            "a map of headers",
            parse_header,
        ),
        media_types: one_or_more(reader, fields.get("media_type"), Reader::text),
        texts: parse_texts(reader, &fields),
        has: one_or_more(reader, fields.get("has"), Reader::text),
        lacks: one_or_more(reader, fields.get("lacks"), Reader::text),
    }
}

fn conditions<T>(
    reader: &mut Reader<'_, '_>,
    node: Option<&Node<'_>>,
    what: &str,
    parse: impl Fn(&mut Reader<'_, '_>, &Entry<'_>) -> T,
) -> Vec<T> {
    let entries = node.and_then(|node| reader.entries(node, what));
    let entries = entries.unwrap_or_default();
    entries.iter().map(|entry| parse(reader, entry)).collect()
}

/// One value, or a list of them.
pub(super) fn one_or_more<'a, 'b, T>(
    reader: &mut Reader<'a, 'b>,
    node: Option<&Node<'_>>,
    mut parse: impl FnMut(&mut Reader<'a, 'b>, &Node<'_>) -> Option<T>,
) -> Vec<T> {
    match node.map(|node| (&node.kind, node)) {
        None => Vec::new(),
        Some((Kind::List(items), _)) => items
            .iter()
            .filter_map(|item| parse(reader, item))
            .collect(),
        Some((_, node)) => parse(reader, node).into_iter().collect(),
    }
}

fn parse_request(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> RequestCondition {
    RequestCondition {
        member: entry.name(),
        values: one_or_more(reader, Some(&entry.value), parse_request_value),
    }
}

fn parse_request_value(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
) -> Option<Spanned<ConditionValue>> {
    let scalar = reader.scalar(node, "a value of the request, or `missing`")?;
    let value = if scalar.plain && scalar.text == "missing" {
        ConditionValue::Missing
    } else {
        ConditionValue::Sent(reader.scalar_literal(scalar, node.span)?)
    };
    Some(Spanned::new(value, node.span))
}

fn parse_header(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> HeaderCondition {
    HeaderCondition {
        name: entry.name(),
        values: one_or_more(reader, Some(&entry.value), parse_header_value),
    }
}

/// Plain `true` and `missing` are words; everything else is a value, as it stands in the header.
fn parse_header_value(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
) -> Option<Spanned<HeaderValue>> {
    let scalar = reader.scalar(node, "a value of the header, `true` or `missing`")?;
    let value = match (scalar.plain, &*scalar.text) {
        (true, "true") => HeaderValue::There,
        (true, "missing") => HeaderValue::Missing,
        _ => {
            let is_null = reader.scalar_literal(scalar, node.span)? == Literal::Null;
            let text = scalar.text.to_string();
            if is_null || text.trim().is_empty() {
                reader.fault(
                    Diagnostic::new(
                        Code::InvalidValue,
                        node.span,
                        "a header with no value can't be asked for",
                    )
                    .help("write `true` if it is there, `missing` if it isn't, or its value"),
                );
                return None;
            }
            HeaderValue::Is(text)
        }
    };
    Some(Spanned::new(value, node.span))
}

/// `text: { begins: OK }`.
fn parse_texts(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<TextTest> {
    let Some(entry) = fields.entry("text") else {
        return Vec::new();
    };
    let Some(fields) = reader.fields(&entry.value, entry.key_span, &WHEN_TEXT) else {
        return Vec::new();
    };
    let begins = reader.text_at(&fields, "begins").map(TextTest::Begins);
    let contains = reader.text_at(&fields, "contains").map(TextTest::Contains);
    let equals = reader.text_at(&fields, "equals").map(TextTest::Equals);
    [begins, contains, equals].into_iter().flatten().collect()
}
