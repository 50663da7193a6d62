//! One decoder for all objects, which interprets tables.

use docwright_wire::json::Reader;
use docwright_wire::{Fault, Problem, text};
use rust_decimal::Decimal;

use crate::lean::index_of;

/// The texts of an enum.
pub type Texts = &'static [&'static str];

/// A member of an object.
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// Its values.
    pub kind: Kind,
    /// Whether it may be missing.
    pub optional: bool,
}

/// Values of a member.
pub enum Kind {
    /// Strings.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with fractions.
    Number,
    /// Decimals in strings.
    Decimal,
    /// Booleans.
    Boolean,
    /// One of these texts.
    Enum(Texts),
    /// An object.
    Object(&'static [Member]),
    /// A list of objects.
    List(&'static [Member]),
}

enum Value {
    Text(String),
    Integer(i64),
    Number(f64),
    Decimal(Decimal),
    Boolean(bool),
    Variant(usize),
    Object(Values),
    List(Vec<Values>),
}

/// The values of an object's members, in the order of its table.
pub struct Values(std::vec::IntoIter<Option<Value>>);

/// Reads an object.
///
/// # Errors
/// If it isn't as the table says, with the place of the fault.
pub fn decode(json: &mut Reader<'_>, table: &'static [Member]) -> Result<Values, Fault> {
    let names: Vec<&str> = table.iter().map(|member| member.name).collect();
    let mut values: Vec<Option<Value>> = table.iter().map(|_| None).collect();
    let mut members = json.object()?;
    while let Some(name) = members.next(json)? {
        let index = index_of(&names, name);
        let (Some(member), Some(value)) = (table.get(index), values.get_mut(index)) else {
            json.skip()?;
            continue;
        };
        let read = read(json, &member.kind).map_err(|fault| fault.at_member(member.name))?;
        if value.replace(read).is_some() {
            return Err(Fault::duplicate(member.name));
        }
    }
    for (member, value) in table.iter().zip(&values) {
        if value.is_none() && !member.optional {
            return Err(Fault::missing(member.name));
        }
    }
    Ok(Values(values.into_iter()))
}

fn read(json: &mut Reader<'_>, kind: &Kind) -> Result<Value, Fault> {
    Ok(match kind {
        Kind::Text => Value::Text(json.string()?),
        Kind::Integer => Value::Integer(json.integer()?),
        Kind::Number => Value::Number(json.number()?),
        Kind::Decimal => Value::Decimal(json.string_as(text::decimal)?),
        Kind::Boolean => Value::Boolean(json.boolean()?),
        Kind::Object(table) => Value::Object(decode(json, table)?),
        Kind::List(table) => Value::List(json.list(|json| decode(json, table))?),
        Kind::Enum(texts) => {
            let index = json.string_as(|text| Ok(index_of(texts, text)))?;
            if index == texts.len() {
                return Err(Fault::new(Problem::UnknownValue));
            }
            Value::Variant(index)
        }
    })
}

/// The next value each, if it is there and is one of these.
impl Values {
    /// A string.
    pub fn text(&mut self) -> Option<String> {
        match self.0.next()?? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number.
    pub fn integer(&mut self) -> Option<i64> {
        match self.0.next()?? {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }

    /// A number with a fraction.
    pub fn number(&mut self) -> Option<f64> {
        match self.0.next()?? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A decimal.
    pub fn decimal(&mut self) -> Option<Decimal> {
        match self.0.next()?? {
            Value::Decimal(decimal) => Some(decimal),
            _ => None,
        }
    }

    /// A boolean.
    pub fn boolean(&mut self) -> Option<bool> {
        match self.0.next()?? {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// A variant of an enum.
    pub fn variant<T>(&mut self, of: fn(usize) -> Option<T>) -> Option<T> {
        match self.0.next()?? {
            Value::Variant(index) => of(index),
            _ => None,
        }
    }

    /// An object.
    pub fn object<T>(&mut self, of: fn(Self) -> Option<T>) -> Option<T> {
        match self.0.next()?? {
            Value::Object(values) => of(values),
            _ => None,
        }
    }

    /// A list of objects.
    pub fn list<T>(&mut self, of: fn(Self) -> Option<T>) -> Option<Vec<T>> {
        match self.0.next()?? {
            Value::List(elements) => elements.into_iter().map(of).collect(),
            _ => None,
        }
    }
}
