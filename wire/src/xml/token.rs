//! The tokens of a document: elements and text, references resolved, the rest left out.

#[cfg(feature = "xml")]
mod parser;
#[cfg(not(feature = "xml"))]
#[path = "token/absent.rs"]
mod parser;

use std::borrow::Cow;

use crate::Fault;
use crate::fault::Problem;

pub(super) use self::parser::{Attribute, AttributesOf, Tokens};

/// How many elements may stand inside each other.
pub const DEPTH_LIMIT: usize = 128;

/// How many attributes an element may have.
pub const ATTRIBUTE_LIMIT: usize = 256;

/// A piece of a document.
#[cfg_attr(
    not(feature = "xml"),
    expect(dead_code, reason = "without its feature there is no XML")
)]
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// `<name …>`; an empty element is followed by its end.
    Start(Start<'a>),
    /// Text, which may go on with the next token.
    Text(Cow<'a, str>),
    /// The end of the innermost element.
    End,
}

/// The beginning of an element.
#[cfg_attr(
    not(feature = "xml"),
    expect(dead_code, reason = "without its feature there is no XML")
)]
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'a> {
    /// Its name as it is written.
    pub(super) name: &'a str,
    /// What stands between `<` and `>`.
    tag: &'a str,
    /// Whether nothing is in it but white space.
    pub(super) is_empty: bool,
}

/// Whether XML 1.0 has the character (section 2.2).
pub(super) fn is_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cold]
pub(super) fn syntax(expected: &'static str, offset: usize) -> Fault {
    Fault::new(Problem::Syntax { expected, offset })
}
