//! `xml`: a body of elements.

use super::Member;
use crate::source::{Span, Text};

/// `{ root: order, namespaces: { s: "urn:s" }, members: { … } }`.
#[derive(Debug, Clone)]
pub struct XmlBody {
    /// `root`: name of the root element.
    pub root: Option<Text>,
    /// `namespaces`: prefix to namespace.
    pub namespaces: Vec<(Text, Text)>,
    /// `fragment: true`: there is no root.
    pub fragment: Option<Span>,
    /// `members` of the root, or of the fragment.
    pub members: Vec<Member>,
}
