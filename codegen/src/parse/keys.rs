//! The keys of every map of the language, in one table each.
//!
//! The readers beside this file refuse what isn't listed here, and the description of the format
//! is compared with these tables, so that none of the three can drift from the others.

/// The keys that one kind of map knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyTable {
    /// Which map, with its article: `an outcome`.
    pub map: &'static str,
    /// Its keys, in the order of the documentation.
    pub keys: &'static [Key],
}

/// One key of a [`KeyTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Whether the map is refused without it.
    pub required: bool,
    /// How a required key can be written: `url: /path`. Empty for the others.
    pub sample: &'static str,
    /// What stands behind it.
    pub holds: Holds,
}

/// What stands behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A day, `2026-11-20`.
    Day,
    /// `true` or `false`.
    Flag,
    /// A block or a value with rules of its own.
    Other,
}

/// Every table, from the outside in.
#[must_use]
pub fn known_keys() -> &'static [&'static KeyTable] {
    &[
        &API,
        &ENDPOINT,
        &REQUEST,
        &OUTCOME,
        &SHARED_OUTCOME,
        &WHEN,
        &TEXT_BODY,
        &MEMBER,
        &TYPE,
        &EXAMPLE,
        &EXAMPLE_REQUEST,
        &EXAMPLE_RESPONSE,
        &DOC,
        &VARIABLE,
        &DEFAULTS,
        &RECIPE,
        &CREDENTIAL,
        &LOGIN,
        &EXPIRED,
        &SCHEME,
    ]
}

impl KeyTable {
    /// The key of this name.
    pub(super) fn find(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of all keys.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }
}

/// The outermost map that knows this key.
pub(super) fn home_of(name: &str) -> Option<&'static KeyTable> {
    homes().find(|table| table.find(name).is_some())
}

/// The names of all keys that [`home_of`] knows.
pub(super) fn all_names() -> impl Iterator<Item = &'static str> {
    homes().flat_map(KeyTable::names)
}

/// The maps that a misplaced key may belong to. A scheme of one key is passed over: its keys are
/// singular names of places of a request, and those are meant more often.
fn homes() -> impl Iterator<Item = &'static KeyTable> {
    known_keys()
        .iter()
        .copied()
        .filter(|table| **table != SCHEME)
}

const fn text(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        sample: "",
        holds: Holds::Text,
    }
}

const fn flag(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        sample: "",
        holds: Holds::Flag,
    }
}

const fn day(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        sample: "",
        holds: Holds::Day,
    }
}

const fn other(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        sample: "",
        holds: Holds::Other,
    }
}

const fn required(key: Key, sample: &'static str) -> Key {
    Key {
        required: true,
        sample,
        ..key
    }
}

/// `api.yaml`.
pub(super) const API: KeyTable = KeyTable {
    map: "`api.yaml`",
    keys: &[
        text("title"),
        text("description"),
        other("docs"),
        other("notes"),
        text("base_url"),
        other("variables"),
        other("auth"),
        other("defaults"),
        other("types"),
        other("outcomes"),
    ],
};

/// An entry of `docs`.
pub(super) const DOC: KeyTable = KeyTable {
    map: "an entry of `docs`",
    keys: &[
        required(text("url"), "url: \"https://docs.example/page\""),
        day("read"),
        text("note"),
    ],
};

/// An entry of `variables`.
pub(super) const VARIABLE: KeyTable = KeyTable {
    map: "an entry of `variables`",
    keys: &[text("description"), text("example"), text("default")],
};

/// `defaults`.
pub(super) const DEFAULTS: KeyTable = KeyTable {
    map: "`defaults`",
    keys: &[other("auth")],
};

/// A scheme of one key.
pub(super) const SCHEME: KeyTable = KeyTable {
    map: "an auth scheme of one key",
    keys: &[
        text("header"),
        text("query"),
        text("cookie"),
        text("description"),
    ],
};

/// A scheme by its parts.
pub(super) const RECIPE: KeyTable = KeyTable {
    map: "an auth recipe",
    keys: &[
        text("description"),
        required(other("credentials"), "credentials: { key: {} }"),
        other("headers"),
        other("query"),
        other("cookies"),
        other("body"),
        other("login"),
        text("logout"),
        other("expired"),
    ],
};

/// An entry of `credentials`.
pub(super) const CREDENTIAL: KeyTable = KeyTable {
    map: "a credential",
    keys: &[text("description"), flag("secret")],
};

/// `login` of a recipe.
pub(super) const LOGIN: KeyTable = KeyTable {
    map: "`login`",
    keys: &[
        required(text("endpoint"), "endpoint: login"),
        required(other("take"), "take: { key: LoggedIn.token }"),
    ],
};

/// An entry of `expired`.
pub(super) const EXPIRED: KeyTable = KeyTable {
    map: "an entry of `expired`",
    keys: &[required(text("outcome"), "outcome: Failed"), other("where")],
};

/// An endpoint file.
pub(super) const ENDPOINT: KeyTable = KeyTable {
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
pub(super) const REQUEST: KeyTable = KeyTable {
    map: "`request`",
    keys: &[
        other("path"),
        other("query"),
        other("headers"),
        other("cookies"),
        other("json"),
        other("form"),
    ],
};

/// A member written as a map: the keys of a type, and `wire`.
pub(super) const MEMBER: KeyTable = KeyTable {
    map: "the type of a member",
    keys: &[
        other("type"),
        other("object"),
        other("list"),
        other("enum"),
        other("const"),
        text("wire"),
        text("description"),
        other("example"),
        other("default"),
        other("send"),
        flag("nullable"),
        other("as"),
        text("format"),
        flag("secret"),
        flag("ignore_case"),
        flag("open"),
        text("element"),
        text("until"),
        text("rust_name"),
        text("deprecated"),
    ],
};

/// A type that is no member's: under `types`, in a list, a whole body.
pub(super) const TYPE: KeyTable = KeyTable {
    map: "a type",
    keys: &[
        other("type"),
        other("object"),
        other("list"),
        other("enum"),
        other("const"),
        text("description"),
        other("example"),
        other("default"),
        other("send"),
        flag("nullable"),
        other("as"),
        text("format"),
        flag("secret"),
        flag("ignore_case"),
        flag("open"),
        text("element"),
        text("until"),
        text("rust_name"),
        text("deprecated"),
    ],
};

/// The keys of a type that say which kind of value it is; exactly one of them stands.
pub(super) const TYPE_KINDS: [&str; 5] = ["type", "object", "list", "enum", "const"];

/// An outcome written out.
pub(super) const OUTCOME: KeyTable = KeyTable {
    map: "an outcome",
    keys: &[
        text("description"),
        other("notes"),
        other("status"),
        other("when"),
        other("json"),
        other("properties"),
        other("html"),
        other("text"),
        flag("empty"),
    ],
};

/// The keys of an outcome that say what its body is; at most one of them stands.
pub(super) const OUTCOME_BODIES: [&str; 5] = ["json", "properties", "html", "text", "empty"];

/// An outcome of `api.yaml` that an endpoint uses.
pub(super) const SHARED_OUTCOME: KeyTable = KeyTable {
    map: "a shared outcome",
    keys: &[required(text("shared"), "shared: Failed"), other("status")],
};

/// `when` of an outcome.
pub(super) const WHEN: KeyTable = KeyTable {
    map: "`when`",
    keys: &[other("request")],
};

/// `text` of an outcome.
pub(super) const TEXT_BODY: KeyTable = KeyTable {
    map: "`text`",
    keys: &[text("equals"), flag("trim")],
};

/// An entry of `examples`.
pub(super) const EXAMPLE: KeyTable = KeyTable {
    map: "an example",
    keys: &[
        text("description"),
        text("from"),
        text("repaired"),
        other("request"),
        required(other("response"), "response: { status: 200, body: … }"),
        required(text("is"), "is: Done"),
    ],
};

/// `request` of an example.
pub(super) const EXAMPLE_REQUEST: KeyTable = KeyTable {
    map: "`request` of an example",
    keys: &[
        other("auth"),
        other("path"),
        other("query"),
        other("headers"),
        other("cookies"),
        other("json"),
        other("form"),
        text("curl"),
        other("fill"),
    ],
};

/// `response` of an example.
pub(super) const EXAMPLE_RESPONSE: KeyTable = KeyTable {
    map: "`response` of an example",
    keys: &[
        required(other("status"), "status: 200"),
        other("headers"),
        text("body"),
        text("printed"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_has_a_key_twice_and_no_map_has_two_tables() {
        let mut maps = Vec::new();
        for table in known_keys() {
            assert!(!maps.contains(&table.map), "{}", table.map);
            maps.push(table.map);
            let names: Vec<&str> = table.names().collect();
            for name in &names {
                let times = names.iter().filter(|other| *other == name).count();
                assert_eq!(times, 1, "{name} of {}", table.map);
            }
        }
    }

    #[test]
    fn groups_are_keys_of_their_tables() {
        for kind in TYPE_KINDS {
            assert!(
                TYPE.find(kind).is_some() && MEMBER.find(kind).is_some(),
                "{kind}"
            );
        }
        for body in OUTCOME_BODIES {
            assert!(OUTCOME.find(body).is_some(), "{body}");
        }
    }

    #[test]
    fn a_member_is_a_type_with_a_name_on_the_wire() {
        let without_wire: Vec<&str> = MEMBER.names().filter(|name| *name != "wire").collect();
        assert_eq!(without_wire, TYPE.names().collect::<Vec<_>>());
    }
}
