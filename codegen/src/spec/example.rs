//! Examples: the page's own requests and responses.

use std::fmt;

use super::Literal;
use crate::source::{Span, Spanned, Text};

/// An entry of `examples`.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its name, the key.
    pub name: Text,
    /// Everything below the name.
    pub span: Span,
    /// `description`.
    pub description: Option<Text>,
    /// `from`: which other source shows it.
    pub from: Option<Text>,
    /// `repaired`: why the body differs from what the page prints.
    pub repaired: Option<Text>,
    /// `request`.
    pub request: ExampleRequest,
    /// `response`.
    pub response: Option<ExampleResponse>,
    /// `is`: the outcome's name.
    pub is: Option<Text>,
}

/// `request` of an example.
#[derive(Debug, Clone, Default)]
pub struct ExampleRequest {
    /// The whole block, if there is one.
    pub span: Option<Span>,
    /// `auth`: credentials by name.
    pub auth: Vec<(Text, Text)>,
    /// Place to its values: a map, or the whole body.
    pub places: Vec<(Spanned<ExamplePlace>, Spanned<Literal>)>,
    /// `curl`: the page's own command.
    pub curl: Option<Text>,
    /// `fill`: placeholder to value, for the placeholders of `curl`.
    pub fill: Vec<(Text, Text)>,
}

/// A place of an example's request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExamplePlace {
    /// `path`.
    Path,
    /// `query`.
    Query,
    /// `headers`.
    Headers,
    /// `cookies`.
    Cookies,
    /// `json`.
    Json,
    /// `form`.
    Form,
    /// `text`.
    Text,
    /// `lines`.
    Lines,
    /// `bytes`.
    Bytes,
}

impl ExamplePlace {
    /// Whether a map of names to values stands there, and nothing else.
    #[must_use]
    pub fn holds_members(self) -> bool {
        match self {
            Self::Path | Self::Query | Self::Headers | Self::Cookies | Self::Form => true,
            Self::Json | Self::Text | Self::Lines | Self::Bytes => false,
        }
    }
}

/// `response` of an example, as exact wire text.
#[derive(Debug, Clone)]
pub struct ExampleResponse {
    /// The whole block.
    pub span: Span,
    /// `status`.
    pub status: Option<Spanned<ExampleStatus>>,
    /// `headers`.
    pub headers: Vec<(Text, Text)>,
    /// `body`; no body if missing.
    pub body: Option<Text>,
    /// Where the lines of `body` begin.
    pub body_lines: LineStarts,
    /// `printed`: what the page prints where `body` is `repaired`.
    pub printed: Option<Text>,
}

/// Where each line of a text begins in the file, in bytes; nothing if it isn't written line for line.
/// `Debug` is their number, since a dump of a spec is for people.
#[derive(Clone, Default)]
pub struct LineStarts(pub Vec<usize>);

impl fmt::Debug for LineStarts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.len())
    }
}

/// `status` of an example's response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleStatus {
    /// `unknown`: tried with each kind of status that the outcome admits.
    Unknown,
    /// The documented status.
    Code(u16),
}
