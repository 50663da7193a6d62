//! Outcomes: what an endpoint can answer.

use super::{CsvBody, Event, Literal, Member, Presence, Type, XmlBody};
use crate::source::{Span, Spanned, Text};

/// An outcome as written, own or shared.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The variant's name.
    pub name: Text,
    /// Everything below the name.
    pub span: Span,
    /// `description`.
    pub description: Option<Text>,
    /// `notes`.
    pub notes: Vec<Text>,
    /// `status`; the place's default if missing.
    pub status: Option<Spanned<StatusSet>>,
    /// `when`.
    pub when: When,
    /// `headers`: members that are read out of headers.
    pub headers: Vec<Member>,
    /// `presence` of the body's members; that of the endpoint if missing.
    pub presence: Option<Spanned<Presence>>,
    /// `include`: named objects whose members stand in front of those of the body.
    pub include: Vec<Text>,
    /// The body.
    pub body: Option<Spanned<OutcomeBody>>,
    /// `json_prefix`: what stands in front of the JSON.
    pub json_prefix: Option<Text>,
    /// `stream`: whether the body is read while it comes.
    pub stream: Option<Spanned<bool>>,
    /// `acted`: whether the server did something before it answered so.
    pub acted: Option<Spanned<Acted>>,
}

impl Outcome {
    /// Whether the body is read while it comes.
    #[must_use]
    pub fn streams(&self) -> bool {
        self.stream.as_ref().is_some_and(|stream| stream.value)
    }
}

/// `acted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acted {
    /// `no`: it did nothing.
    No,
    /// `unknown`: it can't be told.
    Unknown,
}

/// `Failed: shared`, or `{ shared: Failed, status: [401] }`.
#[derive(Debug, Clone)]
pub struct OutcomeUse {
    /// The variant's name.
    pub name: Text,
    /// The shared outcome's name.
    pub shared: Text,
    /// Narrows the status of the shared outcome.
    pub status: Option<Spanned<StatusSet>>,
}

/// `status`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusSet {
    /// `undocumented`: the page gives none; matches any.
    Undocumented,
    /// `any`.
    Any,
    /// Statuses and classes such as `4xx`, as inclusive ranges.
    Ranges(Vec<(u16, u16)>),
}

/// `when`: what must be true beside the status and the constants.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// `request`.
    pub request: Vec<RequestCondition>,
    /// `header`.
    pub headers: Vec<HeaderCondition>,
    /// `media_type`: ranges, one of which must fit.
    pub media_types: Vec<Text>,
    /// `text`: tests of the body as text.
    pub texts: Vec<TextTest>,
    /// `has`: ways to members that must be there.
    pub has: Vec<Text>,
    /// `lacks`: ways to members that must not be there.
    pub lacks: Vec<Text>,
}

/// One header under `when.header`.
#[derive(Debug, Clone)]
pub struct HeaderCondition {
    /// Its name.
    pub name: Text,
    /// What it may be.
    pub values: Vec<Spanned<HeaderValue>>,
}

/// A value of a header condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderValue {
    /// `missing`: there is no such header.
    Missing,
    /// `true`: there is one, whatever its value.
    There,
    /// It has this value.
    Is(String),
}

/// One key of `when.text`.
#[derive(Debug, Clone)]
pub enum TextTest {
    /// `begins`.
    Begins(Text),
    /// `contains`.
    Contains(Text),
    /// `equals`.
    Equals(Text),
}

/// One member under `when.request`: the request members that the outcome depends on.
#[derive(Debug, Clone)]
pub struct RequestCondition {
    /// Wire name of the request member.
    pub member: Text,
    /// The values under which the outcome is answered.
    pub values: Vec<Spanned<ConditionValue>>,
}

/// A value of a request condition.
#[derive(Debug, Clone, PartialEq)]
pub enum ConditionValue {
    /// `missing`: the member is not sent.
    Missing,
    /// The member is sent with this value.
    Sent(Literal),
}

/// What the body of an outcome is.
#[derive(Debug, Clone)]
pub enum OutcomeBody {
    /// `json` with members.
    Json(Vec<Member>),
    /// `json` that is no object.
    JsonValue(Box<Type>),
    /// `lines`: JSON texts of this type, one a line.
    Lines(Box<Type>),
    /// `xml`.
    Xml(XmlBody),
    /// `events`: server-sent events.
    Events(Vec<Event>),
    /// `csv`: rows.
    Csv(Box<CsvBody>),
    /// `properties`: `key=value` lines.
    Properties(Vec<Member>),
    /// `form`: `key=value` pairs with `&` between them.
    Form(Vec<Member>),
    /// `html`: values out of elements.
    Html(Vec<Member>),
    /// `text: string`, or `text: { equals: OK, trim: true }`.
    Text(TextBody),
    /// `text: { pattern: "ERROR: {message}", message: string }`.
    TextPattern(TextPattern),
    /// `bytes: true`, or `body: undocumented`.
    Raw(Raw),
    /// `empty: true`: no body.
    Empty,
}

/// A body of which nothing is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Raw {
    /// Bytes: a file, a picture.
    Bytes,
    /// The page names a status and no body.
    Undocumented,
}

/// `text`.
#[derive(Debug, Clone, Default)]
pub struct TextBody {
    /// `equals`: the whole text; without it the text is a value.
    pub equals: Option<Text>,
    /// `trim`: white space at both ends doesn't count.
    pub trim: bool,
}

/// `text` with a pattern.
#[derive(Debug, Clone)]
pub struct TextPattern {
    /// `pattern`.
    pub pattern: Text,
    /// `trim`: white space at both ends doesn't count.
    pub trim: bool,
    /// The values that stand in it.
    pub members: Vec<Member>,
}
