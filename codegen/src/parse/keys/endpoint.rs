//! An endpoint file and its request.

use super::{KeyTable, flag, optional, other, required, text};

/// An endpoint file.
pub(in crate::parse) const ENDPOINT: KeyTable = KeyTable {
    map: "an endpoint file",
    keys: &[
        text("title"),
        other("docs"),
        text("description"),
        other("notes"),
        text("deprecated"),
        required(other("method"), "method: GET"),
        required(text("url"), "url: /path"),
        other("auth"),
        other("request"),
        other("types"),
        other("success"),
        other("failure"),
        other("examples"),
    ],
};

/// `request`.
pub(in crate::parse) const REQUEST: KeyTable = KeyTable {
    map: "`request`",
    keys: &[
        other("path"),
        other("query"),
        other("headers"),
        other("cookies"),
        optional(other("json")),
        optional(other("form")),
        optional(other("text")),
        optional(other("lines")),
        optional(flag("bytes")),
    ],
};

/// The keys of a request that say what its body is; at most one of them stands.
pub(in crate::parse) const REQUEST_BODIES: &[&str] = &["json", "form", "text", "lines", "bytes"];
