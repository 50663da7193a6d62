//! Failures inside: where the items stand of which some can say what went wrong.

use super::{Step, TypeId};
use crate::names::RustName;

/// Items of a body, some of which can be failures.
#[derive(Debug, Clone)]
pub struct FailingItems {
    /// The outcome's method that gives the failures.
    pub method: RustName,
    /// The lists that lead to them, the outer one first; at least one.
    pub lists: Vec<ItemList>,
    /// The fields that lead from an item of the innermost list to the union; none if it is one.
    pub rest: Vec<Step>,
    /// The union with a failure among its variants.
    pub union: TypeId,
}

/// A list on the way to items that can be failures.
#[derive(Debug, Clone)]
pub struct ItemList {
    /// The fields that lead to it, from the outcome or from an item of the list around it.
    pub steps: Vec<Step>,
    /// Whether its items can be `null`.
    pub nullable_items: bool,
}
