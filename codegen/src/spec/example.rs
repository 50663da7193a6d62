//! Examples: the page's own requests and responses.

use std::fmt;
use std::ops::Range;

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
    /// `holds`: the way to a union in the response, and the name of the variant there.
    pub holds: Vec<(Text, Text)>,
}

/// `request` of an example.
#[derive(Debug, Clone, Default)]
pub struct ExampleRequest {
    /// The whole block, if there is one.
    pub span: Option<Span>,
    /// `as`: the example whose request this is, too.
    pub same_as: Option<Text>,
    /// `auth`: credentials by name.
    pub auth: Vec<(Text, Text)>,
    /// `now`: the time at which it is sent, in RFC 3339.
    pub now: Option<Text>,
    /// `nonce`: the text that is used once.
    pub nonce: Option<Text>,
    /// Place to its values: a map, or the whole body.
    pub places: Vec<(Spanned<ExamplePlace>, Spanned<Literal>)>,
    /// `curl`, `http` or `body`: the request as the page prints it.
    pub printed: Option<PrintedRequest>,
    /// `fill`: placeholder to value, for the placeholders of what is printed.
    pub fill: Vec<(Text, Text)>,
    /// `printed`: what the page prints where `curl` or `http` is `repaired`.
    pub unrepaired: Option<Text>,
}

/// A request as the page prints it.
#[derive(Debug, Clone)]
pub struct PrintedRequest {
    /// In which form.
    pub form: PrintedForm,
    /// The text.
    pub block: Block,
}

/// The form of a printed request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintedForm {
    /// `curl`: a command.
    Curl,
    /// `http`: a message.
    Http,
    /// `body`: the body alone, without placeholders.
    Body,
}

impl PrintedForm {
    /// What people call it.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Curl => "command",
            Self::Http => "message",
            Self::Body => "body",
        }
    }
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
    /// `url`.
    Url,
    /// `json`.
    Json,
    /// `form`.
    Form,
    /// `multipart`.
    Multipart,
    /// `xml`.
    Xml,
    /// `text`.
    Text,
    /// `lines`.
    Lines,
    /// `csv`.
    Csv,
    /// `bytes`.
    Bytes,
}

impl ExamplePlace {
    /// Whether a map of names to values stands there, and nothing else.
    #[must_use]
    pub fn holds_members(self) -> bool {
        match self {
            Self::Path
            | Self::Query
            | Self::Headers
            | Self::Cookies
            | Self::Url
            | Self::Form
            | Self::Multipart
            | Self::Xml => true,
            Self::Json | Self::Text | Self::Lines | Self::Csv | Self::Bytes => false,
        }
    }
}

/// `response` of an example, as exact wire text.
#[derive(Debug, Clone)]
pub struct ExampleResponse {
    /// The whole block.
    pub span: Span,
    /// `as`: the example whose response this is, too.
    pub same_as: Option<Text>,
    /// `http`: the whole response as the page prints it, in the place of the next three.
    pub http: Option<Block>,
    /// `status`.
    pub status: Option<Spanned<ExampleStatus>>,
    /// `headers`.
    pub headers: Vec<(Text, Text)>,
    /// The body; no body if missing.
    pub body: Option<ExampleBody>,
    /// `printed`: what the page prints where the body is `repaired`.
    pub unrepaired: Option<Text>,
}

/// The body of an example's response.
#[derive(Debug, Clone)]
pub enum ExampleBody {
    /// `body`: the exact text.
    Exact(Block),
    /// `body_base64`: the exact bytes.
    Base64(Text),
    /// `body` beside `fragment_of`: the value of one member, which is all that the page prints.
    Fragment {
        /// `fragment_of`: the member, after the names of those that it is in.
        of: Text,
        /// `rest`: what else is required and no constant.
        rest: Option<Spanned<Literal>>,
        /// The value.
        block: Block,
    },
}

/// A text of several lines, and where they stand in the file.
#[derive(Debug, Clone)]
pub struct Block {
    /// The text.
    pub text: Text,
    /// Where its lines begin.
    pub lines: LineStarts,
}

impl Block {
    /// The place of some bytes of the text, if it is written line for line.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let at = |offset: usize| {
            let before = self.text.value.get(..offset)?;
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = self.lines.0.get(before.matches('\n').count())?;
            Some(line + (offset - line_start))
        };
        Some(Span {
            file: self.text.span.file,
            start: at(range.start)?,
            end: at(range.end)?,
        })
    }
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
