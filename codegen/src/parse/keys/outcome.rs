//! Outcomes.

use super::{KeyTable, flag, other, required, text};

/// An outcome written out.
pub(in crate::parse) const OUTCOME: KeyTable = KeyTable {
    map: "an outcome",
    keys: &[
        text("description"),
        other("notes"),
        other("status"),
        other("when"),
        other("headers"),
        text("presence"),
        other("include"),
        other("json"),
        other("lines"),
        other("xml"),
        other("events"),
        other("csv"),
        other("properties"),
        other("form"),
        other("html"),
        other("text"),
        flag("bytes"),
        flag("empty"),
        text("body"),
        text("json_prefix"),
        flag("stream"),
        other("acted"),
    ],
};

/// An entry of `events`.
pub(in crate::parse) const EVENT: KeyTable = KeyTable {
    map: "an event",
    keys: &[
        text("description"),
        text("event"),
        other("json"),
        other("text"),
        flag("ends"),
        text("failure"),
    ],
};

/// The keys of an event that say what its data is; at most one of them stands.
pub(in crate::parse) const EVENT_DATA: [&str; 2] = ["json", "text"];

/// The keys of an outcome that say what its body is; at most one of them stands.
pub(in crate::parse) const OUTCOME_BODIES: [&str; 12] = [
    "json",
    "lines",
    "xml",
    "events",
    "csv",
    "properties",
    "form",
    "html",
    "text",
    "bytes",
    "empty",
    "body",
];

/// An outcome of `api.yaml` that an endpoint uses.
pub(in crate::parse) const SHARED_OUTCOME: KeyTable = KeyTable {
    map: "a shared outcome",
    keys: &[required(text("shared"), "shared: Failed"), other("status")],
};

/// `when` of an outcome.
pub(in crate::parse) const WHEN: KeyTable = KeyTable {
    map: "`when`",
    keys: &[
        other("request"),
        other("header"),
        other("media_type"),
        other("text"),
        other("has"),
        other("lacks"),
    ],
};

/// `text` of `when`.
pub(in crate::parse) const WHEN_TEXT: KeyTable = KeyTable {
    map: "`text` of `when`",
    keys: &[text("begins"), text("contains"), text("equals")],
};

/// `text` of an outcome.
pub(in crate::parse) const TEXT_BODY: KeyTable = KeyTable {
    map: "`text`",
    keys: &[text("equals"), text("pattern"), flag("trim")],
};
