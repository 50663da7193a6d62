//! What is said of all members at once: that others come with them, and whether they may be missing.

use super::reader::{Fields, Reader};
use super::yaml::Kind;
use crate::source::{Spanned, Text};
use crate::spec::Presence;

const PRESENCES: [(&str, Presence); 2] = [
    ("required", Presence::Required),
    ("optional", Presence::Optional),
];

/// `include`: one name, or a list of names.
pub(super) fn parse_include(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<Text> {
    one_or_more(reader, fields, "include")
}

/// One text, or a list of texts.
pub(super) fn one_or_more(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
    key: &str,
) -> Vec<Text> {
    let Some(node) = fields.get(key) else {
        return Vec::new();
    };
    match &node.kind {
        Kind::List(items) => items.iter().filter_map(|item| reader.text(item)).collect(),
        _ => reader.text(node).into_iter().collect(),
    }
}

/// `presence: optional`.
pub(super) fn parse_presence(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
) -> Option<Spanned<Presence>> {
    let word = reader.text_at(fields, "presence")?;
    match PRESENCES.iter().find(|(name, _)| *name == word.value) {
        Some((_, presence)) => Some(Spanned::new(*presence, word.span)),
        None => {
            reader.unknown_word(&word, "presence", &PRESENCES.map(|(name, _)| name));
            None
        }
    }
}
