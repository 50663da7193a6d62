//! Bodies of rows.

use super::{KeyTable, flag, other, required, text};

/// `csv` of a request or an outcome.
pub(in crate::parse) const CSV_BODY: KeyTable = KeyTable {
    map: "`csv`",
    keys: &[
        required(other("columns"), "columns: { id: integer }"),
        other("delimiter"),
        flag("header"),
        text("quote"),
        text("comment"),
        other("skip_lines"),
        text("line_end"),
    ],
};

/// `delimiter` of `csv`, where the request says it.
pub(in crate::parse) const CSV_DELIMITER: KeyTable = KeyTable {
    map: "`delimiter` of `csv`",
    keys: &[
        required(text("request"), "request: delimiter"),
        text("default"),
    ],
};
