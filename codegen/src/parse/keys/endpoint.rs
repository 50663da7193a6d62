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
        other("also"),
        other("auth"),
        other("auth_origins"),
        flag("idempotent"),
        other("rate_limit"),
        flag("resend_after_login"),
        other("request"),
        text("presence"),
        other("types"),
        other("success"),
        other("failure"),
        other("pages"),
        other("examples"),
    ],
};

/// An entry of `also`.
pub(in crate::parse) const ALSO: KeyTable = KeyTable {
    map: "another address",
    keys: &[other("method"), text("url"), text("query_as"), text("note")],
};

/// `request`.
pub(in crate::parse) const REQUEST: KeyTable = KeyTable {
    map: "`request`",
    keys: &[
        other("path"),
        other("query"),
        other("headers"),
        other("cookies"),
        other("url"),
        other("include"),
        optional(other("json")),
        optional(other("form")),
        optional(other("multipart")),
        other("xml"),
        optional(other("text")),
        optional(other("lines")),
        optional(other("csv")),
        optional(flag("bytes")),
        optional(other("one_of")),
        other("rules"),
    ],
};

/// An entry of `one_of` of a request.
pub(in crate::parse) const BODY_VARIANT: KeyTable = KeyTable {
    map: "one of several bodies",
    keys: &[
        other("json"),
        other("form"),
        other("multipart"),
        other("text"),
        other("lines"),
        other("csv"),
        flag("bytes"),
        text("description"),
    ],
};

/// An entry of `parameters`.
pub(in crate::parse) const PARAMETERS: KeyTable = KeyTable {
    map: "a group of parameters",
    keys: &[
        other("path"),
        other("query"),
        other("headers"),
        other("cookies"),
    ],
};

/// An entry of `rules`.
pub(in crate::parse) const RULE: KeyTable = KeyTable {
    map: "a rule",
    keys: &[
        other("at_least_one_of"),
        other("exactly_one_of"),
        other("all_or_none"),
        other("requires"),
        other("only_with"),
        other("when"),
        text("says"),
    ],
};

/// The keys of a rule that say what it asks for; exactly one of them stands.
pub(in crate::parse) const RULE_KINDS: [&str; 5] = [
    "at_least_one_of",
    "exactly_one_of",
    "all_or_none",
    "requires",
    "only_with",
];

/// The keys of a request that say what its body is; at most one of them stands.
pub(in crate::parse) const REQUEST_BODIES: &[&str] = &[
    "json",
    "form",
    "xml",
    "multipart",
    "text",
    "lines",
    "csv",
    "bytes",
    "one_of",
];

/// The keys of one of several bodies that say what it is; exactly one of them stands.
pub(in crate::parse) const VARIANT_BODIES: &[&str] =
    &["json", "form", "multipart", "text", "lines", "csv", "bytes"];
