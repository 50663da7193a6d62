//! `pages` of an endpoint.

use super::{KeyTable, other, required, text};

/// `pages`.
pub(in crate::parse) const PAGES: KeyTable = KeyTable {
    map: "`pages`",
    keys: &[
        required(text("items"), "items: Listed.data"),
        other("cursor"),
        other("page"),
        other("offset"),
        text("link"),
        text("next"),
    ],
};

/// The keys of `pages` that say what leads to the next one; exactly one of them stands.
pub(in crate::parse) const PAGE_TURNS: [&str; 5] = ["cursor", "page", "offset", "link", "next"];

/// `cursor`.
pub(in crate::parse) const CURSOR: KeyTable = KeyTable {
    map: "a cursor",
    keys: &[
        text("take"),
        text("last"),
        other("add"),
        required(text("into"), "into: cursor"),
        text("more"),
    ],
};

/// The keys of a cursor that say where it stands; exactly one of them does.
pub(in crate::parse) const CURSOR_SOURCES: [&str; 2] = ["take", "last"];

/// `page`.
pub(in crate::parse) const PAGE: KeyTable = KeyTable {
    map: "a page number",
    keys: &[
        required(text("into"), "into: page"),
        other("first"),
        text("total"),
    ],
};

/// `offset`.
pub(in crate::parse) const OFFSET: KeyTable = KeyTable {
    map: "an offset",
    keys: &[required(text("into"), "into: offset"), text("total")],
};
