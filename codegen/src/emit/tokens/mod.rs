//! Tokens of generated code, and how they are made: [`quote!`] writes them down as code.
//!
//! What `quote!` was given as code is there since the compiler ran, and a stream points to it; the texts
//! of what is put in stand in one buffer. A build script runs without optimisation, so that calls are
//! what costs, and copies most of all.

mod literal;
mod quoting;
mod reading;
mod sign;
mod to_tokens;

pub(super) use literal::Literal;
pub(super) use quoting::{append, quote, repeat};
use reading::Tokens;
pub(super) use sign::Sign;
pub(super) use to_tokens::{Repeated, RepeatedSlice, ToTokens};

use std::fmt;

use super::bytes;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    Lifetime,
    Literal,
    /// An operator or a separator, as a whole: `::`, `=>`.
    Punct,
    Open,
    Close,
    /// The text of a doc comment before an item.
    Doc,
    /// The text of a doc comment of what it stands in.
    InnerDoc,
}

/// A token with its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) sign: Sign,
    pub(super) text: &'t str,
}

impl<'t> Token<'t> {
    /// The token that is spelt so: one, and as a whole.
    pub(super) const fn spelt(text: &'t str) -> Self {
        let kind = kind_of(text.as_bytes());
        Self {
            kind,
            sign: Sign::of(kind, text.as_bytes()),
            text,
        }
    }
}

const fn kind_of(text: &[u8]) -> Kind {
    match text {
        [b'(' | b'[' | b'{'] => Kind::Open,
        [b')' | b']' | b'}'] => Kind::Close,
        [b'0'..=b'9' | b'"', ..] => Kind::Literal,
        [b'\'', _, .., b'\''] => Kind::Literal,
        [b'\'', ..] => Kind::Lifetime,
        [b'b', b'"' | b'\'', ..] | [b'r' | b'c', b'"', ..] | [b'r', b'#', b'"', ..] => {
            Kind::Literal
        }
        [b'a'..=b'z' | b'A'..=b'Z' | b'_' | 128.., ..] => Kind::Word,
        _ => Kind::Punct,
    }
}

#[derive(Debug, Clone, Copy)]
enum Piece {
    /// Code as it was written down.
    Written(&'static [Token<'static>]),
    /// A token whose text, of so many bytes, stands in the stream.
    Made {
        kind: Kind,
        sign: Sign,
        length: usize,
    },
}

/// The room that a stream has at first.
const FIRST_TEXT: usize = 96;
const FIRST_PIECES: usize = 16;

/// Tokens one after the other; brackets are tokens too, and each has its partner.
#[derive(Clone, Default)]
pub(super) struct TokenStream {
    pieces: Vec<Piece>,
    /// The texts of those that were made, one after the other.
    text: String,
}

impl TokenStream {
    pub(super) const fn new() -> Self {
        Self {
            pieces: Vec::new(),
            text: String::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        let mut length = 0;
        let mut left = self.pieces.as_slice();
        while let [piece, behind @ ..] = left {
            length += match piece {
                Piece::Written(code) => code.len(),
                Piece::Made { .. } => 1,
            };
            left = behind;
        }
        length
    }

    /// One token more.
    pub(super) fn push(&mut self, kind: Kind, text: &str) {
        self.pieces.push(Piece::Made {
            kind,
            sign: Sign::of(kind, text.as_bytes()),
            length: text.len(),
        });
        self.text.push_str(text);
    }

    /// A line of a doc comment before what follows; a space stands before its text.
    pub(super) fn push_doc(&mut self, line: &str) {
        self.push_comment(Kind::Doc, &["#", "["], line);
    }

    /// A line of the doc comment of what it stands in.
    pub(super) fn push_inner_doc(&mut self, line: &str) {
        self.push_comment(Kind::InnerDoc, &["#", "!", "["], line);
    }

    /// No comment can say what would end its line.
    fn push_comment(&mut self, kind: Kind, attribute: &[&str], line: &str) {
        if line.is_empty() {
            self.push(kind, "");
            return;
        }
        if bytes::all(line, |byte| byte != b'\n' && byte != b'\r') {
            self.pieces.push(Piece::Made {
                kind,
                sign: Sign::Other,
                length: line.len() + 1,
            });
            self.text.push(' ');
            self.text.push_str(line);
            return;
        }
        for part in attribute.iter().chain(&["doc", "="]) {
            self.push(kind_of(part.as_bytes()), part);
        }
        format!(" {line}").to_tokens(self);
        self.push(Kind::Close, "]");
    }

    /// Tokens more, as they were written down.
    pub(super) fn push_code(&mut self, code: &'static [Token<'static>]) {
        if self.pieces.capacity() == 0 {
            // Most pieces of code get longer than what they begin with.
            self.pieces = Vec::with_capacity(FIRST_PIECES);
        }
        self.pieces.push(Piece::Written(code));
    }

    pub(super) fn append(&mut self, other: &Self) {
        if self.pieces.capacity() == 0 {
            self.pieces = Vec::with_capacity(FIRST_PIECES.max(other.pieces.len()));
        }
        self.pieces.extend_from_slice(&other.pieces);
        if !other.text.is_empty() {
            if self.text.capacity() == 0 {
                self.text = String::with_capacity(FIRST_TEXT.max(other.text.len()));
            }
            self.text.push_str(&other.text);
        }
    }

    /// Each token.
    pub(super) fn tokens(&self) -> Tokens<'_> {
        Tokens::new(&self.pieces, &self.text)
    }

    /// What each token is, with its text.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.tokens().map(|token| (token.kind, token.text))
    }

    /// The tokens from one to before another one, counted from 0.
    pub(super) fn part(&self, from: usize, to: usize) -> Self {
        self.iter()
            .take(to)
            .skip(from)
            .fold(Self::new(), |mut part, (kind, text)| {
                part.push(kind, text);
                part
            })
    }
}

impl PartialEq for TokenStream {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl FromIterator<TokenStream> for TokenStream {
    fn from_iter<I: IntoIterator<Item = TokenStream>>(parts: I) -> Self {
        let mut all = Self::new();
        for part in parts {
            all.append(&part);
        }
        all
    }
}

/// The tokens with a space between each two, as code that can be read.
impl fmt::Display for TokenStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (kind, text)) in self.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            match kind {
                Kind::Doc => write!(f, "{space}#[doc = {text:?}]")?,
                Kind::InnerDoc => write!(f, "{space}#![doc = {text:?}]")?,
                _ => write!(f, "{space}{text}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for TokenStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A name of Rust code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ident(String);

impl Ident {
    /// A name as it stands in code, with `r#` where it needs it.
    pub(super) fn new(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl PartialEq<str> for Ident {
    fn eq(&self, name: &str) -> bool {
        self.0 == name
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests;
