//! What can stand behind `#` in `quote!`.

use std::slice;

use super::super::bytes;
use super::{Ident, Kind, TokenStream};

/// What has tokens.
pub(in crate::emit) trait ToTokens {
    /// Adds them.
    fn to_tokens(&self, tokens: &mut TokenStream);
}

impl<T: ToTokens + ?Sized> ToTokens for &T {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        T::to_tokens(self, tokens);
    }
}

impl<T: ToTokens> ToTokens for Option<T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(value) = self {
            value.to_tokens(tokens);
        }
    }
}

impl ToTokens for TokenStream {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(self);
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(Kind::Word, &self.0);
    }
}

impl ToTokens for bool {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.push(Kind::Word, if *self { "true" } else { "false" });
    }
}

/// A string literal.
impl ToTokens for str {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let is_plain = bytes::all(self, |byte| {
            matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
        });
        let text = if is_plain {
            format!("\"{self}\"")
        } else {
            escaped(self)
        };
        tokens.push(Kind::Literal, &text);
    }
}

/// The text of a literal, with escapes of Rust.
fn escaped(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 8);
    literal.push('"');
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\'' => literal.push('\''),
            // Digits behind `\0` read like an escape of another language.
            '\0' if characters
                .as_str()
                .starts_with(|next: char| next.is_digit(8)) =>
            {
                literal.push_str("\\x00");
            }
            _ => literal.extend(character.escape_debug()),
        }
    }
    literal.push('"');
    literal
}

impl ToTokens for String {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.as_str().to_tokens(tokens);
    }
}

/// What `#(…)*` goes through: an iterator,
pub(in crate::emit) trait Repeated: Iterator + Sized {
    fn repeated(self) -> Self {
        self
    }
}

impl<I: Iterator> Repeated for I {}

/// or a list.
pub(in crate::emit) trait RepeatedSlice {
    type Item;
    fn repeated(&self) -> slice::Iter<'_, Self::Item>;
}

impl<T> RepeatedSlice for [T] {
    type Item = T;
    fn repeated(&self) -> slice::Iter<'_, T> {
        self.iter()
    }
}
