//! Unions: one of several shapes, told apart before it is read.

use docwright_wire::json::{Kind, Reader};
use docwright_wire::outcome;

use super::{BodyCondition, Content, Literal};
use crate::names::RustName;

/// A union.
#[derive(Debug, Clone)]
pub struct OneOf {
    /// Its variants, in the order of the page.
    pub variants: Vec<Variant>,
    /// The order in which they are tried: more specific ones first.
    pub order: Vec<usize>,
    /// Whether values that the page doesn't describe are kept.
    pub open: bool,
}

/// A variant of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name.
    pub name: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// What it holds; of a constant, nothing.
    pub content: Content,
    /// The kind of its values.
    pub kind: Kind,
    /// Constants that tell it from the others; an empty path is the value itself.
    pub constants: Vec<BodyCondition>,
    /// Members that tell it from the others by being there.
    pub has: Vec<String>,
}

impl OneOf {
    /// The variant that the next value is, by the rules of generated code.
    #[must_use]
    pub fn variant_of(&self, json: &mut Reader<'_>) -> Option<&Variant> {
        let paths: Vec<Vec<&str>> = self
            .variants
            .iter()
            .flat_map(|variant| &variant.constants)
            .map(|constant| constant.path.iter().map(String::as_str).collect())
            .collect();
        let mut next = paths.iter();
        let conditions: Vec<Vec<outcome::BodyCondition<'_>>> = self
            .variants
            .iter()
            .map(|variant| {
                variant
                    .constants
                    .iter()
                    .zip(next.by_ref())
                    .map(|(constant, path)| outcome::BodyCondition {
                        path,
                        value: constant.value.as_constant(),
                        ignore_case: constant.ignore_case,
                        or_missing: constant.or_missing,
                    })
                    .collect()
            })
            .collect();
        let has: Vec<Vec<&str>> = self
            .variants
            .iter()
            .map(|variant| variant.has.iter().map(String::as_str).collect())
            .collect();
        let table: Vec<outcome::Variant<'_>> = self
            .order
            .iter()
            .filter_map(|&index| {
                Some(outcome::Variant {
                    kind: self.variants.get(index)?.kind,
                    constants: conditions.get(index)?,
                    has: has.get(index)?,
                })
            })
            .collect();
        let position = outcome::variant(json, &table).ok()??;
        self.variants.get(*self.order.get(position)?)
    }

    /// The variant that a value written in a spec is.
    #[must_use]
    pub fn variant_of_literal(&self, value: &Literal) -> Option<&Variant> {
        let text = value.to_json().to_string();
        self.variant_of(&mut Reader::new(text.as_bytes()).ok()?)
    }
}
