//! Other methods and addresses of an endpoint.

use super::endpoint::parse_method;
use super::keys::ALSO;
use super::reader::{Fields, Reader};
use super::yaml::Node;
use crate::source::Span;
use crate::spec::Also;

/// `also`: a list.
pub(super) fn parse_also(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Also> {
    let Some(node) = fields.get("also") else {
        return Vec::new();
    };
    let items = reader
        .items(node, "other methods and addresses")
        .unwrap_or_default();
    items
        .iter()
        .filter_map(|item| parse_one(reader, item))
        .collect()
}

fn parse_one(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Also> {
    let fields = reader.fields(node, node.span, &ALSO)?;
    Some(Also {
        span: node.span,
        method: parse_method(reader, &fields),
        url: reader.text_at(&fields, "url"),
        query_as_form: parse_query_as(reader, &fields),
        note: reader.text_at(&fields, "note"),
    })
}

/// `query_as: form`; its place.
fn parse_query_as(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<Span> {
    let word = reader.text_at(fields, "query_as")?;
    if word.value == "form" {
        return Some(word.span);
    }
    reader.unknown_word(&word, "place of the query", &["form"]);
    None
}
