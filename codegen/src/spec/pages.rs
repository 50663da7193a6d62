//! `pages`: how the pages of a list follow one another.

use crate::source::{Span, Spanned, Text};

/// `pages` of an endpoint.
#[derive(Debug, Clone)]
pub struct Pages {
    /// The key.
    pub span: Span,
    /// `items`: the outcome that is a page, and the members that lead to its list.
    pub items: Option<Text>,
    /// What the request for the next page says.
    pub turn: Option<Turn>,
}

/// What leads from a page to the next.
#[derive(Debug, Clone)]
pub struct Turn {
    /// `cursor`, `page`, `offset`, `link` or `next`.
    pub kind: TurnKind,
    /// `into`: the member of the request that says where the page begins. A URL says it itself.
    pub into: Option<Text>,
}

/// How the next page is named.
#[derive(Debug, Clone)]
pub enum TurnKind {
    /// `cursor`: by a value of the page before.
    Cursor {
        /// Where that stands.
        next: Cursor,
        /// `more`: a boolean, `false` on the last page.
        more: Option<Text>,
    },
    /// `page`: by its number.
    Page {
        /// `first`: the number of the first page.
        first: Option<Spanned<i64>>,
        /// `total`: how many pages there are.
        total: Option<Text>,
    },
    /// `offset`: by how many items there are before it.
    Offset {
        /// `total`: how many items there are.
        total: Option<Text>,
    },
    /// `link`: by the URL in the `Link` header of this relation.
    Link(Text),
    /// `next`: by the URL that stands there in the page.
    Next(Text),
}

/// Where a cursor stands.
#[derive(Debug, Clone)]
pub enum Cursor {
    /// `take`: in the page.
    Take(Text),
    /// `last`: in the last item of the page.
    Last {
        /// Members from the item on.
        path: Text,
        /// `add`: how far behind it the next page begins.
        add: Option<Spanned<i64>>,
    },
}
