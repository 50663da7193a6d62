//! `csv`: a body of rows.

use super::Type;
use crate::source::{Span, Spanned, Text};

/// `{ columns: { id: integer }, delimiter: ";", header: false }`.
#[derive(Debug, Clone)]
pub struct CsvBody {
    /// The key and everything below it.
    pub span: Span,
    /// `columns`: members, a named object, or a list of what each field is.
    pub columns: Box<Type>,
    /// `delimiter`; a comma if missing.
    pub delimiter: Option<CsvDelimiter>,
    /// `header`: whether the first row holds the names; it does if missing.
    pub header: Option<Spanned<bool>>,
    /// `quote`; the double one if missing.
    pub quote: Option<Text>,
    /// `comment`: what begins a line that is no row.
    pub comment: Option<Text>,
    /// `skip_lines`: how many lines stand in front of the table.
    pub skip_lines: Option<Text>,
    /// `line_end`; `crlf` if missing.
    pub line_end: Option<Text>,
}

/// `delimiter`.
#[derive(Debug, Clone)]
pub enum CsvDelimiter {
    /// `";"`.
    Is(Text),
    /// `{ request: delimiter, default: ";" }`.
    Asked {
        /// `request`: the member of the request that says it.
        member: Text,
        /// `default`: what it is if the request doesn't say.
        default: Option<Text>,
    },
}
