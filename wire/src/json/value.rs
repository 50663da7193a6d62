//! An owned tree of any JSON, for what is looked at as a whole: documented examples.

use std::fmt;
use std::str::FromStr;

use super::{Kind, Reader, Writer};
use crate::{Fault, Literal};

/// Any JSON value. Numbers keep their digits, members their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as it is spelt.
    Number(String),
    /// A string.
    String(String),
    /// `[…]`.
    List(Vec<Value>),
    /// `{…}`, each name once.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads a whole JSON text.
    ///
    /// # Errors
    /// If it is no JSON, too deep, holds a member twice, or something follows.
    pub fn parse(bytes: impl AsRef<[u8]>) -> Result<Self, Fault> {
        let mut json = Reader::new(bytes.as_ref())?;
        let value = Self::read(&mut json)?;
        json.finish()?;
        Ok(value)
    }

    /// Reads the next value of a text.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn read(json: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(match json.kind()? {
            Kind::Null => {
                json.skip()?;
                Self::Null
            }
            Kind::Boolean => Self::Boolean(json.boolean()?),
            Kind::Number => Self::Number(json.digits("number")?.to_owned()),
            Kind::String => Self::String(json.string()?),
            Kind::List => Self::List(json.list(Self::read)?),
            Kind::Object => Self::Object(read_object(json)?),
        })
    }

    /// Appends it to a text.
    pub fn write(&self, json: &mut Writer) {
        match self {
            Self::Null => json.null(),
            Self::Boolean(value) => json.boolean(*value),
            Self::Number(digits) => json.raw(digits),
            Self::String(text) => json.string(text),
            Self::List(elements) => {
                json.begin_list();
                for element in elements {
                    element.write(json);
                }
                json.end_list();
            }
            Self::Object(members) => {
                json.begin_object();
                for (name, value) in members {
                    json.key(name);
                    value.write(json);
                }
                json.end_object();
            }
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Boolean(_) => Kind::Boolean,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::List(_) => Kind::List,
            Self::Object(_) => Kind::Object,
        }
    }

    /// The value of the member `name`, if this is an object that has it.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(own, _)| own == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// It as a constant can be; `None` for lists and objects.
    #[must_use]
    pub fn as_literal(&self) -> Option<Literal<'_>> {
        Some(match self {
            Self::Null => Literal::Null,
            Self::Boolean(value) => Literal::Boolean(*value),
            Self::Number(digits) => Literal::Number(digits),
            Self::String(text) => Literal::Text(text),
            Self::List(_) | Self::Object(_) => return None,
        })
    }

    /// Whether both mean the same: numbers by value, members in any order.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(own), Self::List(other)) => {
                own.len() == other.len()
                    && own.iter().zip(other).all(|(own, other)| own.same_as(other))
            }
            (Self::Object(own), Self::Object(members)) => {
                own.len() == members.len()
                    && own.iter().all(|(name, value)| {
                        other.member(name).is_some_and(|found| value.same_as(found))
                    })
            }
            _ => match (self.as_literal(), other.as_literal()) {
                (Some(own), Some(other)) => own.equals(other, false),
                _ => false,
            },
        }
    }
}

fn read_object(json: &mut Reader<'_>) -> Result<Vec<(String, Value)>, Fault> {
    let mut seen = std::collections::HashSet::new();
    let mut all: Vec<(String, Value)> = Vec::new();
    let mut members = json.object()?;
    while let Some(name) = members.next(json)? {
        let name = name.to_owned();
        if !seen.insert(name.clone()) {
            return Err(Fault::duplicate(name));
        }
        match Value::read(json) {
            Ok(value) => all.push((name, value)),
            Err(fault) => return Err(fault.at_member(name)),
        }
    }
    Ok(all)
}

impl FromStr for Value {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::parse(text)
    }
}

/// Compact JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut json = Writer::new();
        self.write(&mut json);
        // A tree holds no number that JSON can't spell, and the writer writes UTF-8.
        let bytes = json.finish().map_err(|_| fmt::Error)?;
        f.write_str(std::str::from_utf8(&bytes).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Problem;

    #[test]
    fn digits_and_order_survive() {
        let text = r#"{"z":1.10,"a":[null,true,"é\n",123456789012345678901234567890,-0],"":{}}"#;
        assert_eq!(Value::parse(text).unwrap().to_string(), text);
    }

    #[test]
    fn a_member_that_stands_there_twice_is_a_fault() {
        let fault = Value::parse(r#"{"a":{"b":1,"\u0062":2}}"#).unwrap_err();
        assert_eq!(fault.to_string(), "`a.b`: stands there twice");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Value::parse(deep(super::super::DEPTH_LIMIT)).is_ok());
        let fault = Value::parse(deep(super::super::DEPTH_LIMIT + 1)).unwrap_err();
        assert!(matches!(fault.problem(), Problem::TooDeep { .. }));
    }

    #[test]
    fn meaning_ignores_member_order_and_spelling_of_numbers() {
        let a = Value::parse(r#"{"a": 1.0, "b": ["x"]}"#).unwrap();
        let b = Value::parse(r#"{"b": ["x"], "a": 1}"#).unwrap();
        let c = Value::parse(r#"{"b": ["x"], "a": "1"}"#).unwrap();
        assert!(a.same_as(&b));
        assert!(!a.same_as(&c));
    }
}
