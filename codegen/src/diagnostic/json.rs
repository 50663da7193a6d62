//! A diagnostic as one JSON object (RFC 8259), with everything escaped that a terminal would obey.

use std::fmt::Write as _;

use super::render::{is_obeyed, place};
use super::{Diagnostic, Label};
use crate::source::Sources;

/// Adds the object of one fault, without a line break.
pub(super) fn push_json(out: &mut String, sources: &Sources, diagnostic: &Diagnostic) {
    out.push('{');
    push_member(out, "code", diagnostic.code.as_str());
    out.push(',');
    push_member(out, "severity", diagnostic.code.severity().as_str());
    out.push(',');
    push_member(out, "message", &diagnostic.message);
    out.push(',');
    push_place(out, sources, &diagnostic.primary);
    out.push_str(",\"label\":");
    push_text(out, &diagnostic.primary.text);
    out.push_str(",\"labels\":");
    push_list(out, &diagnostic.secondary, |out, label| {
        out.push('{');
        push_place(out, sources, label);
        out.push(',');
        push_member(out, "text", &label.text);
        out.push('}');
    });
    out.push_str(",\"notes\":");
    push_list(out, &diagnostic.notes, |out, note| push_text(out, note));
    out.push_str(",\"help\":");
    push_list(out, &diagnostic.help, |out, help| push_text(out, help));
    out.push('}');
}

fn push_place(out: &mut String, sources: &Sources, label: &Label) {
    let (path, start, end) = place(sources, label);
    push_member(out, "file", path);
    let numbers = [
        ("line", start.line),
        ("column", start.column),
        ("end_line", end.line),
        ("end_column", end.column),
    ];
    for (key, number) in numbers {
        // Writing to a String can't fail.
        let _ = write!(out, ",\"{key}\":{number}");
    }
}

fn push_list<T>(out: &mut String, items: &[T], mut push: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push(out, item);
    }
    out.push(']');
}

fn push_member(out: &mut String, key: &str, value: &str) {
    push_text(out, key);
    out.push(':');
    push_text(out, value);
}

/// A JSON string (RFC 8259 section 7), with everything escaped that a terminal would obey.
fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            obeyed if is_obeyed(obeyed) => {
                // Every such character is in the basic plane: one unit of UTF-16.
                let _ = write!(out, "\\u{:04x}", u32::from(obeyed));
            }
            shown => out.push(shown),
        }
    }
    out.push('"');
}
