//! What the lean implementations of serde's trait share.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// Reads a text as its position in a table; one that isn't there as the number behind the last.
pub struct Names(pub &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Names {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<usize, D::Error> {
        json.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Names {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<usize, E> {
        Ok(index_of(self.0, text))
    }
}

/// The position of a name in a table; for one that isn't there, the number behind the last.
pub fn index_of(names: &[&str], name: &str) -> usize {
    let known = names.iter().position(|known| *known == name);
    known.unwrap_or(names.len())
}

/// Puts the value of a member into its slot.
///
/// # Errors
/// What reading it says; a duplicate if the slot is taken.
pub fn put<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    name: &'static str,
    members: &mut A,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *slot = Some(members.next_value()?);
    Ok(())
}

/// As [`put`], of a decimal in a string.
///
/// # Errors
/// As those of [`put`].
pub fn put_decimal<'de, A: MapAccess<'de>>(
    slot: &mut Option<Decimal>,
    name: &'static str,
    members: &mut A,
) -> Result<(), A::Error> {
    let mut read = slot.map(InText);
    put(&mut read, name, members)?;
    *slot = read.map(|InText(decimal)| decimal);
    Ok(())
}

struct InText(Decimal);

impl<'de> Deserialize<'de> for InText {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        rust_decimal::serde::str::deserialize(json).map(Self)
    }
}

/// Takes a required member out of its slot.
///
/// # Errors
/// Missing, if nothing was put into it.
pub fn required<T, E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
    slot.ok_or_else(|| E::missing_field(name))
}
