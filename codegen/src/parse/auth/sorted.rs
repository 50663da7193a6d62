//! `sorted` of a signature.

use super::super::keys::SORTED;
use super::super::reader::{Fields, Reader};
use super::super::when::one_or_more;
use super::recipe::word;
use crate::spec::{Holder, Sorted};

const HOLDERS: [(&str, Holder); 3] = [
    ("query", Holder::Query),
    ("form", Holder::Form),
    ("json", Holder::Json),
];

/// What `{sorted}` is in the text that is signed.
pub(super) fn parse_sorted(reader: &mut Reader<'_, '_>, signature: &Fields<'_>) -> Option<Sorted> {
    let entry = signature.entry("sorted")?;
    let fields = reader.fields(&entry.value, entry.key_span, &SORTED)?;
    let of = fields.get("of").map(|node| {
        one_or_more(reader, Some(node), |reader, node| {
            word(reader, node, "part of a request", &HOLDERS)
        })
    });
    let empty = reader.flag_at(&fields, "empty");
    let encoded = reader.flag_at(&fields, "encoded");
    Some(Sorted {
        span: entry.key_span,
        of,
        each: reader.text_at(&fields, "each"),
        between: reader.text_at(&fields, "between"),
        except: one_or_more(reader, fields.get("except"), Reader::text),
        with: reader.texts_at(&fields, "with", "a map of name to template"),
        skips_empty: empty.is_some_and(|empty| !empty.value),
        is_encoded: encoded.is_some_and(|encoded| encoded.value),
    })
}
