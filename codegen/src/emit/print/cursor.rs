//! The tokens of a file, read from front to end. What is read is written: no token gets lost, whether
//! the printer understands it or not.

use super::layout::Layout;
use crate::emit::tokens::{Kind, TokenStream};

/// A token with its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    /// Of an opening bracket: where the closing one stands.
    pub(super) close: usize,
}

/// Whether a byte is one of a name, a keyword or a number.
pub(super) fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// What stands behind the last token.
static NONE: Lexeme<'static> = Lexeme {
    kind: Kind::Close,
    text: "",
    close: 0,
};

/// The tokens, each bracket with its partner.
pub(super) fn lexemes(tokens: &TokenStream) -> Vec<Lexeme<'_>> {
    let mut lexemes: Vec<Lexeme<'_>> = Vec::with_capacity(tokens.len());
    let mut open = Vec::new();
    for (kind, text) in tokens.iter() {
        let index = lexemes.len();
        match kind {
            Kind::Open => open.push(index),
            Kind::Close => {
                if let Some(open) = open.pop()
                    && let Some(open) = lexemes.get_mut(open)
                {
                    open.close = index;
                }
            }
            _ => {}
        }
        lexemes.push(Lexeme {
            kind,
            text,
            close: usize::MAX,
        });
    }
    lexemes
}

/// Reads tokens and records how they are laid out.
#[derive(Debug)]
pub(super) struct Printer<'t> {
    lexemes: &'t [Lexeme<'t>],
    next: usize,
    /// How much of the next token was read: `>>` may close two lists.
    eaten: usize,
    pub(super) layout: Layout,
}

impl<'t> Printer<'t> {
    pub(super) fn new(lexemes: &'t [Lexeme<'t>]) -> Self {
        Self {
            lexemes,
            next: 0,
            eaten: 0,
            layout: Layout::default(),
        }
    }

    /// Where the next token stands.
    pub(super) fn index(&self) -> usize {
        self.next
    }

    /// The token at an index; behind the last one, a closing bracket without text.
    pub(super) fn at(&self, index: usize) -> &Lexeme<'t> {
        self.lexemes.get(index).unwrap_or(&NONE)
    }

    pub(super) fn text(&self) -> &'t str {
        let text = self.at(self.next).text;
        text.get(self.eaten..).unwrap_or(text)
    }

    pub(super) fn kind(&self) -> Kind {
        self.at(self.next).kind
    }

    /// Whether that punctuation, word or bracket is next.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text() == text && self.kind() != Kind::Literal
    }

    /// Whether that one stands so many tokens farther.
    pub(super) fn is_nth(&self, distance: usize, text: &str) -> bool {
        let lexeme = self.at(self.next + distance);
        lexeme.text == text && lexeme.kind != Kind::Literal
    }

    /// Whether an opening bracket is next.
    pub(super) fn is_open(&self) -> bool {
        self.kind() == Kind::Open
    }

    /// Whether the group, or the file, ends here.
    pub(super) fn is_end(&self) -> bool {
        self.kind() == Kind::Close
    }

    /// Whether no token is left.
    pub(super) fn is_last(&self) -> bool {
        self.next >= self.lexemes.len()
    }

    /// Where the group ends whose opening bracket is next.
    pub(super) fn close(&self) -> usize {
        self.at(self.next).close
    }

    /// Writes the next token.
    pub(super) fn bump(&mut self) {
        let text = self.text();
        self.apart(text);
        self.layout.word(text);
        self.skip();
    }

    /// Two words that no rule has side by side stay two.
    fn apart(&mut self, text: &str) {
        if text.bytes().next().is_some_and(is_of_word) && self.layout.ends_with_word() {
            self.layout.word(" ");
        }
    }

    /// Writes so many bytes of the next token: the first half of `&&` or `>>`.
    pub(super) fn bump_part(&mut self, bytes: usize) {
        let text = self.text();
        if bytes < text.len() {
            self.layout.word(text.get(..bytes).unwrap_or_default());
            self.eaten += bytes;
        } else {
            self.bump();
        }
    }

    /// Goes past the next token: a comma or brackets that layout writes itself.
    pub(super) fn skip(&mut self) {
        self.eaten = 0;
        if self.next < self.lexemes.len() {
            self.next += 1;
        }
    }

    /// Goes past the next token if it is that one.
    pub(super) fn skip_if(&mut self, text: &str) -> bool {
        let is_next = self.is(text);
        if is_next {
            self.skip();
        }
        is_next
    }

    /// Writes the next token if it is that one.
    pub(super) fn bump_if(&mut self, text: &str) -> bool {
        let is_next = self.is(text);
        if is_next {
            self.bump();
        }
        is_next
    }

    /// Writes `text` for the next token, which says the same without the spaces; nothing if another one
    /// is next.
    pub(super) fn spaced(&mut self, token: &str, text: &str) -> bool {
        let is_next = self.skip_if(token);
        if is_next {
            self.apart(text);
            self.layout.word(text);
        }
        is_next
    }

    /// Writes a token that fits no rule.
    pub(super) fn stray(&mut self) {
        self.layout.word(" ");
        self.bump();
    }

    /// Writes what is left of a group as it comes: tokens that fit no rule.
    pub(super) fn rest(&mut self) {
        let mut depth = 0_usize;
        while self.next < self.lexemes.len() && (depth > 0 || !self.is_end()) {
            match self.kind() {
                Kind::Open => depth += 1,
                Kind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.stray();
        }
    }

    /// Goes past the closing bracket of a group that layout writes no brackets of.
    pub(super) fn skip_close(&mut self) {
        self.rest();
        self.skip();
    }

    /// Writes the closing bracket, and before it what no rule has read.
    pub(super) fn close_group(&mut self) {
        self.rest();
        self.bump();
    }
}
