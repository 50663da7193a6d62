//! Texts of several lines, with the place of each line.

use super::reader::{Fields, Reader};
use crate::source::Text;
use crate::spec::{Block, LineStarts};

/// The text behind an optional key, with the places of its lines.
pub(super) fn block_at(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
    key: &str,
) -> Option<Block> {
    let text = reader.text_at(fields, key)?;
    let lines = line_starts(&text, reader.source()).unwrap_or_default();
    Some(Block { text, lines })
}

/// Where each line of a text begins in the file, if the file has the same text on one line, or the
/// same lines, indented, as it has under `|`.
fn line_starts(text: &Text, source: &str) -> Option<LineStarts> {
    let span = text.span;
    let written = source.get(span.start..span.end)?;
    if written == text.value && !written.contains('\n') {
        return Some(LineStarts(vec![span.start]));
    }
    let quoted = |sign: char| written.strip_prefix(sign)?.strip_suffix(sign);
    if [quoted('"'), quoted('\'')].contains(&Some(&text.value)) && !written.contains('\n') {
        return Some(LineStarts(vec![span.start + 1]));
    }
    let mut start = source.get(..span.start)?.rfind('\n')? + 1;
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
    // A place behind the last line is a place too.
    starts.push(start);
    Some(LineStarts(starts))
}
