//! Values that are read in place: each takes what stands in the text.

use std::collections::BTreeMap;
use std::iter;

use super::{Nullable, Reader, Value};
use crate::{Fault, Literal};

/// A value that is read out of JSON in place.
///
/// It begins as [`blank`](Self::blank), which holds nothing of the text, and [`read`](Self::read) puts what stands
/// there into it. So an object is one value from the first member to the last, and not one slot for
/// each member and the object besides.
///
/// ```
/// use docwright_wire::Fault;
/// use docwright_wire::json::{Decode, Optional, Reader, Required};
///
/// struct Order {
///     id: i64,
///     note: Option<String>,
/// }
///
/// impl Decode for Order {
///     fn blank() -> Self {
///         Self { id: 0, note: None }
///     }
///
///     fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
///         json.members(&mut [
///             Required("id", &mut self.id),
///             Optional("note", &mut self.note),
///         ])
///     }
/// }
///
/// let read = |text: &str| Order::decode(&mut Reader::new(text.as_bytes())?);
/// let order = read(r#"{"note": "by hand", "id": 7, "more": [1, 2]}"#).unwrap();
/// assert_eq!((order.id, order.note.as_deref()), (7, Some("by hand")));
/// assert_eq!(read("{}").err().unwrap().to_string(), "`id`: is missing");
/// ```
pub trait Decode: Sized {
    /// The value before anything is read into it. It is not to be shown to anybody.
    fn blank() -> Self;

    /// Puts the next value of the text in the place of a blank one.
    ///
    /// # Errors
    /// If that is another value than is documented. What was read until then stays in `self`.
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault>;

    /// Reads a value.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    fn decode(json: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut value = Self::blank();
        value.read(json)?;
        Ok(value)
    }
}

/// Where a value of the text goes: what reads it, without its type.
pub trait Slot {
    /// Reads the next value.
    ///
    /// # Errors
    /// If that is another value than is documented.
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault>;
}

impl<T: Decode> Slot for T {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        Decode::read(self, json)
    }
}

/// A place of a value that is dropped by more than a few instructions. A `dyn Slot` brings the code that drops what it
/// points at, and this is a reference, which nothing drops.
pub struct Place<'s, T>(
    /// The value.
    pub &'s mut T,
);

impl<T: Decode> Slot for Place<'_, T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        Decode::read(self.0, json)
    }
}

/// A value that isn't spelt as its type usually is, with the function that reads it.
pub struct With<'s, T>(
    /// The value.
    pub &'s mut T,
    /// Reads it.
    pub fn(&mut Reader<'_>) -> Result<T, Fault>,
);

impl<T> Slot for With<'_, T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        *self.0 = (self.1)(json)?;
        Ok(())
    }
}

/// A constant that must stand there, numbers compared by value.
pub struct Constant(
    /// The constant.
    pub Literal<'static>,
    /// Whether upper and lower case are the same.
    pub bool,
);

impl Slot for Constant {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        json.constant(self.0, self.1)
    }
}

/// Any value, which is read past.
pub struct Skip;

impl Slot for Skip {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        json.skip()
    }
}

/// Types with a method of the reader each.
macro_rules! read_by_method {
    ($($type:ty, $blank:expr, $method:ident;)*) => {$(
        impl Decode for $type {
            #[inline]
            fn blank() -> Self {
                $blank
            }

            fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
                *self = json.$method()?;
                Ok(())
            }
        }
    )*};
}

read_by_method! {
    String, Self::new(), string;
    i64, 0, integer;
    f64, 0.0, number;
    bool, false, boolean;
}

#[cfg(feature = "decimal")]
read_by_method! {
    rust_decimal::Decimal, Self::ZERO, decimal;
}

impl Decode for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        *self = Self::read(json)?;
        Ok(())
    }
}

/// What may be missing; `null` is for `T` to take.
impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn blank() -> Self {
        None
    }

    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        Decode::read(self.get_or_insert_with(T::blank), json)
    }
}

impl<T: Decode> Decode for Nullable<T> {
    #[inline]
    fn blank() -> Self {
        Self::Null
    }

    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        *self = json.nullable(T::decode)?.into();
        Ok(())
    }
}

impl<T: Decode> Decode for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        Decode::read(&mut **self, json)
    }
}

impl<T: Decode> Decode for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        json.elements(&mut Further(self))
    }
}

/// Behind the last element of a list.
///
/// It is no closure, as a `dyn FnMut` is compiled a second time, to be called once.
struct Further<'s, T>(&'s mut Vec<T>);

impl<T: Decode> Slot for Further<'_, T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        // Not `push`, which would have to drop a blank element if there were no room for it.
        self.0.extend(iter::once_with(T::blank));
        match self.0.last_mut() {
            Some(last) => Decode::read(last, json),
            None => Ok(()),
        }
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
        *self = json.map(T::decode)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Optional, Required};
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Part {
        name: String,
        weight: f64,
        price: Option<Nullable<i64>>,
        parts: Vec<Part>,
        more: BTreeMap<String, bool>,
        spelt: i64,
    }

    impl Decode for Part {
        fn blank() -> Self {
            Self {
                name: String::new(),
                weight: 0.0,
                price: None,
                parts: Vec::new(),
                more: BTreeMap::new(),
                spelt: 0,
            }
        }

        fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
            json.members_or(
                &mut [
                    Required("kind", &mut Constant(Literal::Text("part"), true)),
                    Required("name", &mut self.name),
                    Required("weight", &mut self.weight),
                    Optional("price", &mut self.price),
                    Optional("parts", &mut self.parts),
                    Optional(
                        "spelt",
                        &mut With(&mut self.spelt, |json| json.string_as(crate::text::integer)),
                    ),
                    Optional("old", &mut Skip),
                ],
                &mut |name, json| crate::json::put_into(&mut self.more, name, name, json.boolean()),
            )
        }
    }

    fn part(text: &str) -> Result<Part, Fault> {
        let mut json = Reader::new(text.as_bytes())?;
        let part = Part::decode(&mut json)?;
        json.finish()?;
        Ok(part)
    }

    #[test]
    fn members_are_read_in_any_order() {
        let inner = r#"{"weight":1,"name":"b\n","kind":"Part","price":null,"\u006eew":true}"#;
        let text = format!(
            r#"{{"old":[{{}}],"price":3,"parts":[{inner},{inner}],"name":"a","spelt":"-7","weight":0.5,"kind":"part"}}"#
        );
        let read = part(&text).unwrap();
        assert_eq!(
            (read.name.as_str(), read.weight, read.spelt),
            ("a", 0.5, -7)
        );
        assert_eq!(read.price, Some(Nullable::Value(3)));
        let [first, second] = read.parts.as_slice() else {
            panic!("{read:?}");
        };
        assert_eq!(first, second);
        assert_eq!((first.name.as_str(), first.weight), ("b\n", 1.0));
        assert_eq!(first.price, Some(Nullable::Null));
        assert_eq!(first.more, BTreeMap::from([("new".to_owned(), true)]));
    }

    #[test]
    fn a_fault_says_where_it_is() {
        for (text, fault) in [
            ("[]", "expected object, found list"),
            ("{}", "`kind`: is missing"),
            (r#"{"kind":"part","weight":1}"#, "`name`: is missing"),
            (
                r#"{"kind":"whole"}"#,
                "`kind`: differs from the documented constant",
            ),
            (r#"{"name":"a","name":"a"}"#, "`name`: stands there twice"),
            (r#"{"new":true,"new":true}"#, "`new`: stands there twice"),
            (r#"{"name":null}"#, "`name`: expected string, found null"),
            (
                r#"{"parts":[{"name":7}]}"#,
                "`parts[0].name`: expected string, found number",
            ),
            (r#"{"parts":{}}"#, "`parts`: expected list, found object"),
            (r#"{"spelt":7}"#, "`spelt`: expected string, found number"),
            (r#"{"new":7}"#, "`new`: expected boolean, found number"),
            (r#"{"name" "a"}"#, "expected `:` at byte 8"),
            (r#"{"name":"a",}"#, "expected a value after `,` at byte 12"),
        ] {
            assert_eq!(part(text).unwrap_err().to_string(), fault, "{text}");
        }
        for cut in [
            "{",
            r#"{"name"#,
            r#"{"name":"#,
            r#"{"parts":["#,
            r#"{"kind":"part""#,
        ] {
            assert!(part(cut).is_err(), "{cut}");
        }
    }
}
