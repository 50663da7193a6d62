//! Outcomes: what can be answered, and what tells them apart.

use super::{CsvBody, Event, Events, ExpiredWhen, FailingItems, Literal, Member, Type, XmlBody};
use crate::names::RustName;

pub use crate::spec::{Acted, Raw};

/// An outcome: one struct.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Name of the struct.
    pub name: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// Contradictions and gaps.
    pub notes: Vec<String>,
    /// Members that are read out of headers.
    pub headers: Vec<Member>,
    /// The body.
    pub body: OutcomeBody,
    /// What must be true of headers and body beside the constants of the body.
    pub when: When,
    /// What the body must hold for this outcome to be meant: its constants.
    pub conditions: Vec<BodyCondition>,
    /// Whether the struct holds a secret.
    pub holds_secret: bool,
    /// What stands in front of the JSON of the body.
    pub json_prefix: Option<String>,
    /// Whether the body is read while it comes: then nothing in it tells outcomes apart.
    pub stream: bool,
    /// Whether the server did something before it answered so, where the page says.
    pub acted: Option<Acted>,
    /// What says of it that the session is over: one of these. Where one asks for nothing, the outcome
    /// alone does.
    pub expired: Vec<ExpiredWhen>,
    /// The lists in the body of which items can be failures.
    pub failing: Vec<FailingItems>,
}

/// The body of an outcome.
#[derive(Debug, Clone)]
pub enum OutcomeBody {
    /// A JSON object.
    Json(Vec<Member>),
    /// Any other JSON value, field `body`.
    JsonValue(Type),
    /// JSON texts of this type, one a line; field `lines`.
    Lines(Type),
    /// XML.
    Xml(XmlBody),
    /// Server-sent events; field `events`.
    Events(Events),
    /// CSV; field `rows`.
    Csv(CsvBody),
    /// `key=value` lines.
    Properties(Vec<Member>),
    /// `key=value` pairs with `&` between them.
    Form(Vec<Member>),
    /// Values out of markup.
    Html(Vec<Member>),
    /// The text as a value, field `text`.
    Text {
        /// White space at both ends doesn't count.
        trim: bool,
    },
    /// A fixed text; no field.
    TextEquals {
        /// The text.
        text: String,
        /// White space at both ends doesn't count.
        trim: bool,
    },
    /// A text with values in it.
    TextPattern(TextPattern),
    /// Bytes that aren't read, field `body`.
    Raw(Raw),
    /// No body; no field.
    Empty,
}

/// A text with values in it.
#[derive(Debug, Clone)]
pub struct TextPattern {
    /// Literal text, `{name}` and `( … )?`.
    pub pattern: String,
    /// White space at both ends doesn't count.
    pub trim: bool,
    /// The values, each by its name in the pattern.
    pub members: Vec<Member>,
}

/// A constant in the body: a condition under which the outcome is meant.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyCondition {
    /// Member names from the top.
    pub path: Vec<String>,
    /// The value.
    pub value: Literal,
    /// Whether letter case counts.
    pub ignore_case: bool,
    /// Whether it also holds when the member, or one above it, is missing.
    pub or_missing: bool,
}

/// What must be true of a response for an outcome to be meant, beside its status and the constants
/// in its body.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// Conditions on headers; the constants among the headers are here as well.
    pub headers: Vec<HeaderCondition>,
    /// Ranges of media types, one of which must fit; none if that doesn't count.
    pub media_types: Vec<String>,
    /// Tests of the body.
    pub tests: Vec<BodyTest>,
}

/// A condition on a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCondition {
    /// Its name.
    pub name: String,
    /// The values that it may have; `None` if any will do.
    pub values: Option<Vec<String>>,
    /// Whether letter case of the value doesn't count.
    pub ignore_case: bool,
    /// Whether it also holds when there is no such header.
    pub or_missing: bool,
}

/// A test of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyTest {
    /// Something stands there; `*` is every element of a list.
    Has(Vec<String>),
    /// Nothing stands there.
    Lacks(Vec<String>),
    /// The text begins so.
    Begins(String),
    /// The text holds this.
    Contains(String),
    /// The text is this.
    Equals(String),
}

impl Outcome {
    /// The types of a body that has no members of its own: as a whole, line by line, or event by
    /// event.
    #[must_use]
    pub fn values(&self) -> Vec<&Type> {
        match &self.body {
            OutcomeBody::JsonValue(ty) | OutcomeBody::Lines(ty) => vec![ty],
            OutcomeBody::Csv(body) => vec![&body.row],
            OutcomeBody::Events(events) => events.events.iter().filter_map(Event::json).collect(),
            OutcomeBody::Json(_)
            | OutcomeBody::Xml(_)
            | OutcomeBody::Properties(_)
            | OutcomeBody::Form(_)
            | OutcomeBody::Html(_)
            | OutcomeBody::Raw(_)
            | OutcomeBody::Text { .. }
            | OutcomeBody::TextEquals { .. }
            | OutcomeBody::TextPattern(_)
            | OutcomeBody::Empty => Vec::new(),
        }
    }

    /// Whether the body is bytes that are read while they come.
    #[must_use]
    pub fn is_download(&self) -> bool {
        self.stream && matches!(self.body, OutcomeBody::Raw(_))
    }

    /// What the struct is made of: members out of headers, then those of the body.
    pub fn all_members(&self) -> impl Iterator<Item = &Member> {
        self.headers.iter().chain(self.members())
    }

    /// Members of the body, if it has any.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        self.body.members()
    }
}

impl OutcomeBody {
    /// Its members, if it has any.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match self {
            Self::Json(members)
            | Self::Properties(members)
            | Self::Form(members)
            | Self::Html(members) => members,
            Self::Xml(body) => &body.members,
            Self::TextPattern(body) => &body.members,
            Self::JsonValue(_)
            | Self::Lines(_)
            | Self::Csv(_)
            | Self::Raw(_)
            | Self::Events(_)
            | Self::Text { .. }
            | Self::TextEquals { .. }
            | Self::Empty => &[],
        }
    }
}
