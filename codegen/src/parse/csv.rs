//! `csv`: a body of rows.

use super::keys::{CSV_BODY, CSV_DELIMITER};
use super::outcome::parse_value_body;
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Kind};
use crate::source::Text;
use crate::spec::{Attributes, CsvBody, CsvDelimiter, Type, TypeKind};

/// `{ columns: { id: integer }, delimiter: ";" }`.
pub(super) fn parse_csv(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<CsvBody> {
    let fields = reader.fields(&entry.value, entry.key_span, &CSV_BODY)?;
    let columns = fields.entry("columns");
    let columns = columns.and_then(|columns| parse_value_body(reader, columns));
    // What is wrong with the columns is reported by then, and nothing else is missing.
    let columns = columns.unwrap_or_else(|| Type {
        span: entry.value.span,
        kind: TypeKind::Object(Vec::new()),
        nullable: false,
        null_as: Vec::new(),
        attributes: Attributes::default(),
    });
    Some(CsvBody {
        span: entry.key_span.to(entry.value.span),
        columns: Box::new(columns),
        delimiter: parse_delimiter(reader, &fields),
        header: reader.flag_at(&fields, "header"),
        quote: reader.text_at(&fields, "quote"),
        comment: reader.text_at(&fields, "comment"),
        skip_lines: parse_count(reader, &fields),
        line_end: reader.text_at(&fields, "line_end"),
    })
}

/// `";"`, or `{ request: delimiter, default: ";" }`.
fn parse_delimiter(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<CsvDelimiter> {
    let entry = fields.entry("delimiter")?;
    match &entry.value.kind {
        Kind::Map(_) => {
            let fields = reader.fields(&entry.value, entry.key_span, &CSV_DELIMITER)?;
            Some(CsvDelimiter::Asked {
                member: reader.text_at(&fields, "request")?,
                default: reader.text_at(&fields, "default"),
            })
        }
        _ => reader.text(&entry.value).map(CsvDelimiter::Is),
    }
}

/// A number, as it is written.
fn parse_count(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<Text> {
    let node = fields.get("skip_lines")?;
    let count = reader.scalar(node, "a number of lines")?;
    Some(Text::new(count.text.to_string(), node.span))
}
