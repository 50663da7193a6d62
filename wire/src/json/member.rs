//! Members of a typed object: collected one by one, in any order, each at most once.

use std::collections::BTreeMap;

use crate::Fault;

/// A value that may be `null`, where missing is something else: `Option<Nullable<T>>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nullable<T> {
    /// JSON's `null`.
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, `None` for `null`.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value, `None` for `null`.
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// Puts what was read for the member `name` into its slot.
///
/// # Errors
/// The reading's own fault, with the name added to its place; a duplicate if the slot is taken.
pub fn put<T>(
    slot: &mut Option<T>,
    name: &'static str,
    read: Result<T, Fault>,
) -> Result<(), Fault> {
    match read {
        Ok(_) if slot.is_some() => Err(Fault::duplicate(name)),
        Ok(value) => {
            *slot = Some(value);
            Ok(())
        }
        Err(fault) => Err(fault.at_member(name)),
    }
}

/// Puts what was read for the member `name` into a map, under `key`.
///
/// # Errors
/// The reading's own fault, with the name added to its place; a duplicate if the key is taken.
pub fn put_into<T>(
    map: &mut BTreeMap<String, T>,
    name: &str,
    key: &str,
    read: Result<T, Fault>,
) -> Result<(), Fault> {
    match read {
        Ok(_) if map.contains_key(key) => Err(Fault::duplicate(name.to_owned())),
        Ok(value) => {
            map.insert(key.to_owned(), value);
            Ok(())
        }
        Err(fault) => Err(fault.at_member(name.to_owned())),
    }
}

/// Takes a required member out of its slot.
///
/// # Errors
/// Missing, if nothing was put into it.
pub fn required<T>(slot: Option<T>, name: &'static str) -> Result<T, Fault> {
    slot.ok_or_else(|| Fault::missing(name))
}

/// Takes a member that may be missing and may be `null` out of its slot.
#[must_use]
pub fn optional_nullable<T>(slot: Option<Option<T>>) -> Option<Nullable<T>> {
    slot.map(Nullable::from)
}
