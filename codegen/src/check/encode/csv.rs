//! The rows of the request that an example makes.

use docwright_wire::csv::{Format, Writer};

use super::{family_values, member_text, sent_value, text};
use crate::ir::{Api, CsvBody, Literal};

/// The rows as text. What a table without quotes can't hold gives none.
pub(super) fn encode(api: &Api, body: &CsvBody, rows: &Literal) -> Vec<u8> {
    let columns = body.columns(&api.types);
    let mut csv = Writer::new(&Format {
        columns: &columns,
        ..body.format
    });
    let rows = match rows {
        Literal::List(rows) => rows.as_slice(),
        _ => &[],
    };
    for row in rows {
        for member in body.members(&api.types).unwrap_or_default() {
            let Some(value) = sent_value(member, row.member(&member.wire)) else {
                continue;
            };
            if let Some(part) = member.family_type() {
                for (name, value) in family_values(member, &value) {
                    csv.put(&name, &text(api, part, value).unwrap_or_default());
                }
                continue;
            }
            let field = member_text(api, member, &value).unwrap_or_default();
            csv.put(&member.wire, &field);
        }
        csv.end_row();
    }
    csv.finish().unwrap_or_default()
}
