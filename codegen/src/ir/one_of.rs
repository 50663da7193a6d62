//! Unions: one of several shapes, told apart before it is read.

use docwright_wire::json::{Kind, Reader};
use docwright_wire::outcome;

use super::{BodyCondition, Content, Literal, Type};
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
    /// What comes of it if it says what went wrong; of one variant at most.
    pub failure: Option<Effect>,
}

/// What comes of a variant that says what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// An item that failed; others may follow.
    Item,
    /// The end of a body that is read while it comes.
    Ends,
}

impl OneOf {
    /// The variant that says what went wrong.
    #[must_use]
    pub fn failure(&self) -> Option<&Variant> {
        self.variants
            .iter()
            .find(|variant| variant.failure.is_some())
    }

    /// What the variant holds that says what went wrong, if that has this effect.
    #[must_use]
    pub fn failure_with(&self, effect: Effect) -> Option<&Type> {
        let failure = self.failure()?;
        (failure.failure == Some(effect))
            .then(|| failure.content.value_type())
            .flatten()
    }

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
