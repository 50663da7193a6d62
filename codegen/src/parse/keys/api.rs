//! `api.yaml`, and what may also stand in an endpoint file.

use super::{KeyTable, day, other, required, text};

/// `api.yaml`.
pub(in crate::parse) const API: KeyTable = KeyTable {
    map: "`api.yaml`",
    keys: &[
        text("title"),
        text("description"),
        other("docs"),
        other("notes"),
        text("base_url"),
        other("variables"),
        other("auth"),
        other("rate_limits"),
        other("defaults"),
        other("parameters"),
        other("types"),
        other("outcomes"),
    ],
};

/// An entry of `docs`.
pub(in crate::parse) const DOC: KeyTable = KeyTable {
    map: "an entry of `docs`",
    keys: &[
        required(text("url"), "url: \"https://docs.example/page\""),
        day("read"),
        text("note"),
    ],
};

/// An entry of `variables`.
pub(in crate::parse) const VARIABLE: KeyTable = KeyTable {
    map: "an entry of `variables`",
    keys: &[text("description"), text("example"), text("default")],
};

/// `defaults`.
pub(in crate::parse) const DEFAULTS: KeyTable = KeyTable {
    map: "`defaults`",
    keys: &[other("auth"), other("rate_limit"), text("presence")],
};
