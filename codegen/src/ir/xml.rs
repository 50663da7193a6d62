//! Bodies of elements. A member's wire name says what it is: `@id` an attribute, `#text` the
//! element's own text, any other a child element. A choice of several elements stands under their
//! names instead.

use super::{Member, OneElement, TypeDef, one_element};

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
pub(crate) fn qualified_names<'m>(members: &'m [Member], defs: &'m [TypeDef]) -> Vec<&'m str> {
    let names = members.iter().flat_map(|member| member.elements(defs));
    names.filter(|name| name.contains(':')).collect()
}

impl Member {
    /// The elements that it is one of, if it is a choice of several.
    pub(crate) fn one_element<'d>(&self, defs: &'d [TypeDef]) -> Option<&'d OneElement> {
        one_element(self.value_type()?, defs)
    }

    /// The names under which it stands in an element: its own, or those of the elements that it is a
    /// choice of.
    pub(crate) fn elements<'m>(&'m self, defs: &'m [TypeDef]) -> Vec<&'m str> {
        match self.one_element(defs) {
            Some(one_element) => one_element.elements().collect(),
            None => vec![&self.wire],
        }
    }
}
