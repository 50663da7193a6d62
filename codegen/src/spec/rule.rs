//! Rules between the members of a request.

use super::Literal;
use crate::source::{Span, Spanned, Text};

/// An entry of `rules`.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The whole entry.
    pub span: Span,
    /// Its key, which says what it asks for.
    pub kind: Spanned<RuleWord>,
    /// The members that it names, on the wire.
    pub members: Vec<Text>,
    /// `when`: a member, and the values under which the rule holds.
    pub when: Vec<(Text, Vec<Spanned<Literal>>)>,
    /// `says`: the page's own words.
    pub says: Option<Text>,
}

/// The key of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleWord {
    /// `at_least_one_of`.
    AtLeastOneOf,
    /// `exactly_one_of`.
    ExactlyOneOf,
    /// `all_or_none`.
    AllOrNone,
    /// `requires`.
    Requires,
    /// `only_with`.
    OnlyWith,
}
