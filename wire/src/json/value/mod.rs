//! An owned tree of any JSON: what a page leaves open, and what is looked at as a whole.

mod from;
mod number;

use std::fmt;
use std::str::FromStr;

pub use self::number::Number;

use super::{Kind, Reader, Writer};
use crate::{Fault, Literal};

/// Any JSON value. Numbers keep their digits, members their order. The default is `null`.
///
/// ```
/// use docwright_wire::json::Value;
///
/// let order: Value = r#"{"id": 7, "lines": [{"price": 12.50}]}"#.parse().unwrap();
/// let price = order.get("/lines/0/price").unwrap();
/// assert_eq!(price.to_string(), "12.50");
/// assert_eq!(order.get("/id").and_then(Value::as_i64), Some(7));
///
/// let filter = Value::object([("ids", Value::from([1, 2])), ("deep", true.into())]);
/// assert_eq!(filter.to_string(), r#"{"ids":[1,2],"deep":true}"#);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as it is spelt.
    Number(Number),
    /// A string.
    String(String),
    /// `[…]`.
    List(Vec<Value>),
    /// `{…}`, each name once.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// An object with these members. A name that stands there twice keeps its last value.
    #[must_use]
    pub fn object<K: Into<String>, V: Into<Value>>(
        members: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let mut all: Vec<(String, Value)> = Vec::new();
        for (name, value) in members {
            let (name, value) = (name.into(), value.into());
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = value,
                None => all.push((name, value)),
            }
        }
        Self::Object(all)
    }

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
            Kind::Number => Self::Number(Number::from_digits(json.digits("number")?.to_owned())),
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
            Self::Number(number) => json.raw(number.as_str()),
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

    /// The value that a JSON pointer (RFC 6901) leads to: `/lines/0/price`; the empty pointer leads
    /// to the value itself.
    #[must_use]
    pub fn get(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        let mut found = self;
        for step in pointer.strip_prefix('/')?.split('/') {
            found = match found {
                Self::Object(_) => found.member(&step.replace("~1", "/").replace("~0", "~"))?,
                Self::List(elements) => elements.get(index(step)?)?,
                _ => return None,
            };
        }
        Some(found)
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// A number, as [`Number::as_i64`] gives it.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// A number, as [`Number::as_f64`] gives it.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// A number with its digits.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The elements of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members of an object, in their order.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// It as a constant can be; `None` for lists and objects.
    #[must_use]
    pub fn as_literal(&self) -> Option<Literal<'_>> {
        Some(match self {
            Self::Null => Literal::Null,
            Self::Boolean(value) => Literal::Boolean(*value),
            Self::Number(number) => Literal::Number(number.as_str()),
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

/// The position that a step of a JSON pointer names: digits without a leading zero.
fn index(step: &str) -> Option<usize> {
    let is_index = step == "0" || !step.starts_with(['0', '+']);
    is_index.then(|| step.parse().ok()).flatten()
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
    fn a_pointer_leads_into_lists_and_objects() {
        let value = Value::parse(r#"{"a/b":[{"m~n":1},2],"":3}"#).unwrap();
        for (pointer, found) in [
            ("/a~1b/0/m~0n", Some("1")),
            ("/a~1b/1", Some("2")),
            ("/", Some("3")),
            ("/a~1b/01", None),
            ("/a~1b/-", None),
            ("/a~1b/2", None),
            ("a", None),
            ("//x", None),
        ] {
            let text = value.get(pointer).map(Value::to_string);
            assert_eq!(text.as_deref(), found, "{pointer}");
        }
        assert_eq!(value.get(""), Some(&value));
    }

    #[test]
    fn what_is_no_number_can_not_be_one() {
        for text in ["", "1,2", "007", "NaN", "1 ", "null"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
        assert!(Value::try_from(f64::NAN).is_err());
        assert_eq!(Value::try_from(0.1).unwrap().to_string(), "0.1");
        assert_eq!(Value::from(u64::MAX).to_string(), u64::MAX.to_string());
    }

    #[test]
    fn values_of_rust_become_json() {
        let value = Value::object([
            ("a", Value::from(vec![Some("x"), None])),
            ("b", Value::from(1)),
            ("a", Value::from([true])),
        ]);
        assert_eq!(value.to_string(), r#"{"a":[true],"b":1}"#);
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
