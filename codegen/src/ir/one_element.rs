//! Choices of XML: one of several elements, known by its name.

use super::{Content, Literal, Shape, Type, TypeDef};
use crate::names::RustName;

/// One of several elements.
#[derive(Debug, Clone)]
pub struct OneElement {
    /// Two or more, no two of one name, in the order of the page.
    pub variants: Vec<ElementVariant>,
}

/// One of the elements.
#[derive(Debug, Clone)]
pub struct ElementVariant {
    /// Name of the variant.
    pub name: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// Name of the element, with its prefix if it is written with one.
    pub element: String,
    /// What stands in the element; `None` if nothing does.
    pub content: Option<Content>,
}

impl OneElement {
    /// The names of the elements.
    pub fn elements(&self) -> impl Iterator<Item = &str> {
        self.variants.iter().map(|variant| variant.element.as_str())
    }

    /// The variant that is the element of this name.
    #[must_use]
    pub fn variant_of(&self, element: &str) -> Option<&ElementVariant> {
        let mut variants = self.variants.iter();
        variants.find(|variant| variant.element == element)
    }

    /// The variant that a value written in a spec is, and what stands in its element:
    /// `{ add: { "@id": 1 } }`.
    #[must_use]
    pub fn variant_of_literal<'v>(
        &self,
        value: &'v Literal,
    ) -> Option<(&ElementVariant, &'v Literal)> {
        let Literal::Object(entries) = value else {
            return None;
        };
        let [(element, inner)] = entries.as_slice() else {
            return None;
        };
        Some((self.variant_of(element)?, inner))
    }
}

impl ElementVariant {
    /// The type of what stands in the element; a constant has none.
    #[must_use]
    pub fn value_type(&self) -> Option<&Type> {
        self.content.as_ref().and_then(Content::value_type)
    }
}

/// The elements that a member of this type is one of, or several of if it is a list.
pub(crate) fn one_element<'d>(ty: &Type, defs: &'d [TypeDef]) -> Option<&'d OneElement> {
    match ty {
        Type::List(part) | Type::Boxed(part) => one_element(part, defs),
        Type::Named(id) => match &defs.get(id.0)?.shape {
            Shape::OneElement(one_element) => Some(one_element),
            Shape::Object(_) | Shape::Tuple(_) | Shape::Enum(_) | Shape::OneOf(_) => None,
        },
        _ => None,
    }
}
