//! Literals that don't say their type.

use std::fmt::Display;

use super::{Kind, ToTokens, TokenStream};

/// A literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::emit) struct Literal(String);

impl Literal {
    /// A number without a suffix.
    pub(in crate::emit) fn number(value: impl Display) -> Self {
        Self(value.to_string())
    }

    /// `b'x'`
    pub(in crate::emit) fn byte(value: u8) -> Self {
        let mut text = "b'".to_owned();
        match value {
            b'\'' => text.push_str("\\'"),
            b'"' => text.push('"'),
            b'\0' => text.push_str("\\0"),
            _ => push_byte(&mut text, value),
        }
        text.push('\'');
        Self(text)
    }

    /// `b"xyz"`
    pub(in crate::emit) fn byte_string(bytes: &[u8]) -> Self {
        let mut text = "b\"".to_owned();
        let mut bytes = bytes.iter().peekable();
        while let Some(&byte) = bytes.next() {
            match byte {
                // Digits behind `\0` read like an escape of another language.
                b'\0'
                    if bytes
                        .peek()
                        .is_none_or(|next| !(b'0'..=b'7').contains(next)) =>
                {
                    text.push_str("\\0");
                }
                _ => push_byte(&mut text, byte),
            }
        }
        text.push('"');
        Self(text)
    }
}

/// A byte as it stands in a literal between double quotes.
fn push_byte(text: &mut String, byte: u8) {
    match byte {
        b'\t' => text.push_str("\\t"),
        b'\n' => text.push_str("\\n"),
        b'\r' => text.push_str("\\r"),
        b'"' => text.push_str("\\\""),
        b'\\' => text.push_str("\\\\"),
        b' '..=b'~' => text.push(byte.into()),
        _ => text.push_str(&format!("\\x{byte:02X}")),
    }
}

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self.0.strip_prefix('-') {
            Some(positive) => {
                tokens.push(Kind::Punct, "-");
                tokens.push(Kind::Literal, positive);
            }
            None => tokens.push(Kind::Literal, &self.0),
        }
    }
}
