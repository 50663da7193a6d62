//! Diagnostics as text, one line each, or JSON.

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With source excerpts, notes and help.
    Text,
    /// `file:line:col: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
}
