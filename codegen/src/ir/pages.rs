//! Pages: what a request says to get the next part of a list.

use super::Type;
use crate::names::RustName;

/// How the pages of an endpoint follow one another.
#[derive(Debug, Clone)]
pub struct Pages {
    /// The client's method that walks through them.
    pub method_name: RustName,
    /// Index into the endpoint's outcomes: the success that is a page.
    pub outcome: usize,
    /// The list, from the outcome on; its type is that of an element.
    pub items: Access,
    /// The field of the request that says where a page begins: text or a whole number. `None` where
    /// a page gives the URL of the next one.
    pub into: Option<Access>,
    /// What it says for the next page.
    pub turn: Turn,
}

/// What names the next page.
#[derive(Debug, Clone)]
pub enum Turn {
    /// A value of the page before.
    Cursor {
        /// Where that stands: text or a whole number.
        next: Access,
        /// Whether it stands in the last item, not in the page.
        of_last: bool,
        /// What is added to it, if it is a number.
        add: Option<i64>,
        /// A boolean of the page: `false` if it is the last.
        more: Option<Access>,
    },
    /// Its number.
    Page {
        /// That of the first page.
        first: i64,
        /// How many pages there are.
        total: Option<Access>,
    },
    /// How many items there are before it.
    Offset {
        /// How many there are in all.
        total: Option<Access>,
    },
    /// The URL in the `Link` header.
    Link {
        /// The relation that it has.
        relation: String,
    },
    /// The URL that stands there in the page before: text, missing or empty if there is none.
    Url(Access),
}

/// A value further down in a struct.
#[derive(Debug, Clone)]
pub struct Access {
    /// The fields that lead to it, at least one.
    pub steps: Vec<Step>,
    /// Its type.
    pub ty: Type,
}

/// One field of an [`Access`].
#[derive(Debug, Clone)]
pub struct Step {
    /// The field.
    pub field: RustName,
    /// Whether it may be missing.
    pub optional: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether its use is warned of.
    pub deprecated: bool,
}
