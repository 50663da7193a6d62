//! `xml`: a body of elements.

use super::Member;
use crate::source::Text;

/// `{ root: order, namespaces: { s: "urn:s" }, members: { … } }`.
#[derive(Debug, Clone)]
pub struct XmlBody {
    /// `root`: name of the root element.
    pub root: Option<Text>,
    /// `namespaces`: prefix to namespace.
    pub namespaces: Vec<(Text, Text)>,
    /// `members` of the root.
    pub members: Vec<Member>,
}
