//! JSON (RFC 8259): a pull reader, a writer into a buffer, and an owned tree.

mod decode;
mod eight;
mod in_text;
mod member;
mod reader;
mod scalar;
mod value;
mod writer;

use std::fmt;

pub use self::decode::{Constant, Decode, Place, Skip, Slot, With};
pub use self::in_text::{from_text, to_text};
pub use self::member::{Nullable, optional_nullable, put, put_into, required};
pub use self::reader::Member::{Optional, Required};
pub use self::reader::{DEPTH_LIMIT, Member, Members, Reader};
pub use self::value::{Number, Value};
pub use self::writer::Writer;
pub(crate) use self::writer::is_number;

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number, whole or not.
    Number,
    /// A string.
    String,
    /// `[…]`.
    List,
    /// `{…}`.
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::List => "list",
            Self::Object => "object",
        })
    }
}
