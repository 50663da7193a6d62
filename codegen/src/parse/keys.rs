//! The keys of every map of the language, in one table each.
//!
//! The readers beside this file refuse what isn't listed here, and the description of the format
//! is compared with these tables, so that none of the three can drift from the others.

mod api;
mod auth;
mod csv;
mod endpoint;
mod example;
mod outcome;
mod pages;
mod rate_limit;
mod types;
mod xml;

pub(super) use self::api::{API, DEFAULTS, DOC, VARIABLE};
pub(super) use self::auth::{
    AUTH_USE, COMPUTED, CREDENTIAL, EXPIRED, LOGIN, OAUTH2, RECIPE, SCHEME, SIGNATURE, SORTED,
    TAKEN,
};
pub(super) use self::csv::{CSV_BODY, CSV_DELIMITER};
pub(super) use self::endpoint::{
    ALSO, BODY_VARIANT, ENDPOINT, PARAMETERS, REQUEST, REQUEST_BODIES, RULE, RULE_KINDS,
    VARIANT_BODIES,
};
pub(super) use self::example::{EXAMPLE, EXAMPLE_REQUEST, EXAMPLE_RESPONSE};
pub(super) use self::outcome::{
    EVENT, EVENT_DATA, OUTCOME, OUTCOME_BODIES, SHARED_OUTCOME, TEXT_BODY, WHEN, WHEN_TEXT,
};
pub(super) use self::pages::{CURSOR, CURSOR_SOURCES, OFFSET, PAGE, PAGE_TURNS, PAGES};
pub(super) use self::rate_limit::RATE;
pub(super) use self::types::{MEMBER, SPELLING, TYPE, TYPE_KINDS, VARIANT};
pub(super) use self::xml::XML_BODY;

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
    /// Whether it may end in `?`: what it describes may be left out by callers.
    pub may_be_optional: bool,
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
        &ALSO,
        &REQUEST,
        &BODY_VARIANT,
        &PARAMETERS,
        &RULE,
        &OUTCOME,
        &SHARED_OUTCOME,
        &EVENT,
        &WHEN,
        &WHEN_TEXT,
        &TEXT_BODY,
        &XML_BODY,
        &CSV_BODY,
        &CSV_DELIMITER,
        &MEMBER,
        &TYPE,
        &VARIANT,
        &SPELLING,
        &PAGES,
        &CURSOR,
        &PAGE,
        &OFFSET,
        &EXAMPLE,
        &EXAMPLE_REQUEST,
        &EXAMPLE_RESPONSE,
        &DOC,
        &VARIABLE,
        &DEFAULTS,
        &RATE,
        &RECIPE,
        &CREDENTIAL,
        &COMPUTED,
        &SIGNATURE,
        &SORTED,
        &AUTH_USE,
        &LOGIN,
        &TAKEN,
        &EXPIRED,
        &SCHEME,
        &OAUTH2,
    ]
}

impl KeyTable {
    /// The key of this name.
    pub(super) fn find(&self, name: &str) -> Option<&'static Key> {
        let bare = name.strip_suffix('?');
        self.keys
            .iter()
            .find(|key| key.name == name || key.may_be_optional && bare == Some(key.name))
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

/// The maps that a misplaced key may belong to. A scheme of one key, `when` and `csv` are passed over:
/// they have singular names of places of a request as keys, and those places are meant more often.
fn homes() -> impl Iterator<Item = &'static KeyTable> {
    known_keys()
        .iter()
        .copied()
        .filter(|table| ![SCHEME, TAKEN, WHEN, CSV_BODY].contains(table))
}

const fn text(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        may_be_optional: false,
        sample: "",
        holds: Holds::Text,
    }
}

const fn flag(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        may_be_optional: false,
        sample: "",
        holds: Holds::Flag,
    }
}

const fn day(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        may_be_optional: false,
        sample: "",
        holds: Holds::Day,
    }
}

const fn other(name: &'static str) -> Key {
    Key {
        name,
        required: false,
        may_be_optional: false,
        sample: "",
        holds: Holds::Other,
    }
}

const fn optional(key: Key) -> Key {
    Key {
        may_be_optional: true,
        ..key
    }
}

const fn required(key: Key, sample: &'static str) -> Key {
    Key {
        required: true,
        sample,
        ..key
    }
}

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
        for body in REQUEST_BODIES {
            assert!(REQUEST.find(body).is_some(), "{body}");
        }
        for body in VARIANT_BODIES {
            assert!(BODY_VARIANT.find(body).is_some(), "{body}");
        }
    }
}
