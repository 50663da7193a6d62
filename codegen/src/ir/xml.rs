//! Bodies of elements. A member's wire name says what it is: `@id` an attribute, `#text` the
//! element's own text, any other a child element.

use super::Member;

/// An XML body.
#[derive(Debug, Clone)]
pub struct XmlBody {
    /// Name of the root element; `None` for a fragment, which has none.
    pub root: Option<String>,
    /// Prefixes of names, and the namespaces they stand for.
    pub namespaces: Vec<(String, String)>,
    /// Members of the root.
    pub members: Vec<Member>,
}

/// What a member of an element is, by its wire name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlPlace<'a> {
    /// An attribute of this name: `@id`.
    Attribute(&'a str),
    /// The text of the element: `#text`.
    Text,
    /// A child element of this name.
    Element(&'a str),
}

impl<'a> XmlPlace<'a> {
    /// The place that a wire name says.
    #[must_use]
    pub fn of(wire: &'a str) -> Self {
        match wire.strip_prefix('@') {
            Some(name) => Self::Attribute(name),
            None if wire == docwright_wire::xml::TEXT => Self::Text,
            None => Self::Element(wire),
        }
    }
}

/// The wire names with a prefix: those that a reader tells apart by namespace.
pub(crate) fn qualified_names(members: &[Member]) -> Vec<&str> {
    let names = members.iter().map(|member| member.wire.as_str());
    names.filter(|name| name.contains(':')).collect()
}
