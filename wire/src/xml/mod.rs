//! XML (XML 1.0, Namespaces in XML 1.0): a pull reader, a writer into a buffer, and an owned tree.
//!
//! A member of an element is an attribute (`@id`), a child element (`item`), or the element's own
//! text (`#text`). There are no entities but the five that every document has, no document type is
//! read, and nothing outside of the text is ever looked at.

mod name;
mod namespace;
mod reader;
mod token;
mod value;
mod writer;

use std::borrow::Cow;

pub use self::name::is_name;
pub use self::reader::{Members, Reader};
pub use self::token::{ATTRIBUTE_LIMIT, DEPTH_LIMIT};
pub use self::value::value;
pub use self::writer::Writer;
pub use crate::json::{optional_nullable, put, required};
use crate::{Fault, charset};

/// The name of the member that is an element's own text.
pub const TEXT: &str = "#text";

/// What is documented of a document as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document<'a> {
    /// Name of the root element: `order`, or `s:Envelope` with a prefix of `namespaces`.
    pub root: &'a str,
    /// The prefixes that names are written with here, and the namespaces they stand for. Those of a
    /// document may be others.
    pub namespaces: &'a [(&'a str, &'a str)],
}

impl Document<'_> {
    /// Whether `text` begins as this document does: `None` if it can't be read as far as its root.
    #[must_use]
    pub fn begins(&self, text: &str) -> Option<bool> {
        Reader::root(text, *self).ok().map(|root| root.is_some())
    }
}

/// Puts what was read for an element that may stand there many times behind those before it.
///
/// # Errors
/// The reading's own fault, with its number and the name added to its place.
pub fn push<T>(
    list: &mut Option<Vec<T>>,
    name: &'static str,
    read: Result<T, Fault>,
) -> Result<(), Fault> {
    let list = list.get_or_insert_default();
    match read {
        Ok(value) => {
            list.push(value);
            Ok(())
        }
        Err(fault) => Err(fault.at_index(list.len()).at_member(name)),
    }
}

/// The text of a document. A byte order mark says UTF-8, the `charset` of the media type comes
/// next, and the document's own declaration last (RFC 7303 section 3).
///
/// # Errors
/// If it isn't valid in its charset, or if that is neither UTF-8 nor ISO-8859-1.
pub fn text<'a>(bytes: &'a [u8], media_type: Option<&str>) -> Result<Cow<'a, str>, Fault> {
    if charset::without_bom(bytes).len() < bytes.len() {
        return charset::utf8(bytes).map(Cow::Borrowed);
    }
    if charset::parameter(media_type).is_some() {
        return charset::decode(bytes, media_type);
    }
    match declared_encoding(bytes) {
        Some(name) if charset::is_latin1(&name) => Ok(charset::latin1(bytes)),
        // ASCII is a part of UTF-8.
        Some(name) if !["utf-8", "utf8", "us-ascii", "ascii"].contains(&name.as_str()) => {
            Err(Fault::unreadable("UTF-8 or ISO-8859-1"))
        }
        Some(_) | None => charset::utf8(bytes).map(Cow::Borrowed),
    }
}

/// `encoding` of `<?xml version="1.0" encoding="…"?>`, which is written in ASCII.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let behind = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let length = behind.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(behind.get(..length)?).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value
        .get(1..)?
        .split(quote)
        .next()
        .map(str::to_ascii_lowercase)
}
