//! Bodies of text: a value, a fixed text, or a pattern with values in it.

use super::keys::TEXT_BODY;
use super::reader::Reader;
use super::types::parse_members;
use super::yaml::{Entry, Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{OutcomeBody, TextBody, TextPattern};

const PATTERN: &str = "pattern";

/// `text` of an outcome.
pub(super) fn parse_text(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<OutcomeBody> {
    match &entry.value.kind {
        Kind::Map(entries) if entries.iter().any(|entry| entry.key.text == PATTERN) => {
            parse_text_pattern(reader, entry, entries).map(OutcomeBody::TextPattern)
        }
        _ => parse_text_body(reader, entry).map(OutcomeBody::Text),
    }
}

/// `{ pattern: "ERROR: {message}", message: string }`: every further key is a member.
fn parse_text_pattern(
    reader: &mut Reader<'_, '_>,
    entry: &Entry<'_>,
    entries: &[Entry<'_>],
) -> Option<TextPattern> {
    let map = |entries| Node {
        kind: Kind::Map(entries),
        span: entry.value.span,
    };
    let (own, members) = entries
        .iter()
        .cloned()
        .partition(|entry| TEXT_BODY.find(&entry.key.text).is_some());
    let (own, members) = (map(own), map(members));
    let fields = reader.fields(&own, entry.key_span, &TEXT_BODY)?;
    if let Some(equals) = fields.get("equals") {
        reader.fault(
            Diagnostic::new(
                Code::ConflictingKeys,
                equals.span,
                "a text has either `equals` or `pattern`",
            )
            .help("remove one of them"),
        );
    }
    Some(TextPattern {
        pattern: reader.text_at(&fields, PATTERN)?,
        trim: reader
            .flag_at(&fields, "trim")
            .is_some_and(|flag| flag.value),
        members: parse_members(reader, &members)?,
    })
}

/// `string`, or `{ equals: OK, trim: true }`.
pub(super) fn parse_text_body(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<TextBody> {
    if let Kind::Scalar(_) = &entry.value.kind {
        let word = reader.text(&entry.value)?;
        if word.value != "string" {
            reader.unknown_word(&word, "body of text", &["string"]);
            return None;
        }
        return Some(TextBody::default());
    }
    let fields = reader.fields(&entry.value, entry.key_span, &TEXT_BODY)?;
    if let Some(pattern) = fields.get(PATTERN) {
        reader.fault(
            Diagnostic::new(
                Code::MisplacedAttribute,
                pattern.span,
                "the text of an event has no `pattern`",
            )
            .help("write `equals`, or `text: string` to take the text as a value"),
        );
    }
    Some(TextBody {
        equals: reader.text_at(&fields, "equals"),
        trim: reader
            .flag_at(&fields, "trim")
            .is_some_and(|flag| flag.value),
    })
}
