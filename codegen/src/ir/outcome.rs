//! Outcomes: what can be answered, and what tells them apart.

use super::{Literal, Member, Type, XmlBody};
use crate::names::RustName;

/// An outcome: one struct.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Name of the struct.
    pub name: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// Contradictions and gaps.
    pub notes: Vec<String>,
    /// The body.
    pub body: OutcomeBody,
    /// What the body must hold for this outcome to be meant: its constants.
    pub conditions: Vec<BodyCondition>,
    /// Whether the struct holds a secret.
    pub holds_secret: bool,
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
    /// `key=value` lines.
    Properties(Vec<Member>),
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
    /// No body; no field.
    Empty,
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

impl Outcome {
    /// The type of a body that has no members of its own, as a whole or line by line.
    #[must_use]
    pub fn value(&self) -> Option<&Type> {
        match &self.body {
            OutcomeBody::JsonValue(ty) | OutcomeBody::Lines(ty) => Some(ty),
            OutcomeBody::Json(_)
            | OutcomeBody::Xml(_)
            | OutcomeBody::Properties(_)
            | OutcomeBody::Html(_)
            | OutcomeBody::Text { .. }
            | OutcomeBody::TextEquals { .. }
            | OutcomeBody::Empty => None,
        }
    }

    /// Members of the body, if it has any.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.body {
            OutcomeBody::Json(members)
            | OutcomeBody::Properties(members)
            | OutcomeBody::Html(members) => members,
            OutcomeBody::Xml(body) => &body.members,
            OutcomeBody::JsonValue(_)
            | OutcomeBody::Lines(_)
            | OutcomeBody::Text { .. }
            | OutcomeBody::TextEquals { .. }
            | OutcomeBody::Empty => &[],
        }
    }
}
