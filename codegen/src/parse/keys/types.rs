//! Members and types.

use super::{KeyTable, flag, other, text};

/// The keys of every type, with those of one place behind the kinds.
macro_rules! type_keys {
    ($($more:expr),*) => {
        &[
            other("type"),
            other("object"),
            other("list"),
            other("map"),
            other("tuple"),
            other("one_of"),
            other("enum"),
            other("const"),
            $($more,)*
            other("include"),
            other("rules"),
            other("shared"),
            text("description"),
            other("example"),
            other("default"),
            other("send"),
            flag("nullable"),
            other("null_as"),
            other("as"),
            other("format"),
            other("min"),
            other("max"),
            other("min_length"),
            other("max_length"),
            text("pattern"),
            text("zone"),
            text("unit"),
            flag("secret"),
            flag("ignore_case"),
            flag("open"),
            flag("or_one"),
            text("element"),
            text("until"),
            text("rust_name"),
            text("deprecated"),
        ]
    };
}

/// A member written as a map: the keys of a type, and `wire`.
pub(in crate::parse) const MEMBER: KeyTable = KeyTable {
    map: "the type of a member",
    keys: type_keys![text("wire")],
};

/// A type that is no member's: under `types`, in a list, a whole body.
pub(in crate::parse) const TYPE: KeyTable = KeyTable {
    map: "a type",
    keys: type_keys![],
};

/// A variant of `one_of`: the keys of a type, `has`, `failure` and `wire`.
pub(in crate::parse) const VARIANT: KeyTable = KeyTable {
    map: "a variant of `one_of`",
    keys: type_keys![other("has"), text("failure"), text("wire")],
};

/// `as` written as a map.
pub(in crate::parse) const SPELLING: KeyTable = KeyTable {
    map: "`as`",
    keys: &[text("joined"), other("yes"), other("no")],
};

/// The keys of a type that say which kind of value it is; exactly one of them stands.
pub(in crate::parse) const TYPE_KINDS: &[&str] = &[
    "type", "object", "list", "map", "tuple", "one_of", "enum", "const",
];
