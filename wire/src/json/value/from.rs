//! Values of Rust as JSON.

use super::{Number, Value};
use crate::Fault;

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

macro_rules! from_numbers {
    ($($(#[$feature:meta])? $number:ty;)*) => {
        $($(#[$feature])? impl From<$number> for Value {
            fn from(value: $number) -> Self {
                Self::Number(value.into())
            }
        })*
    };
}

from_numbers! {
    i8; i16; i32; i64; i128; u8; u16; u32; u64; u128;
    #[cfg(feature = "decimal")] rust_decimal::Decimal;
}

impl TryFrom<f64> for Value {
    type Error = Fault;

    /// NaN and infinity are no JSON.
    fn try_from(value: f64) -> Result<Self, Fault> {
        Number::try_from(value).map(Self::Number)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}
