//! The tokens of a file, read from front to end. What is read is written: no token gets lost, whether
//! the printer understands it or not.

use super::layout::Layout;
use crate::emit::tokens::{Kind, Sign, Token, TokenStream};

/// Whether a byte is one of a name, a keyword or a number.
pub(super) fn is_of_word(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | 128..)
}

/// A token with its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexeme<'t> {
    pub(super) kind: Kind,
    pub(super) sign: Sign,
    pub(super) text: &'t str,
    /// Of an opening bracket: where the closing one stands.
    pub(super) close: usize,
}

/// What stands behind the last token.
static NONE: Lexeme<'static> = Lexeme {
    kind: Kind::Close,
    sign: Sign::Other,
    text: "",
    close: 0,
};

/// The tokens, each bracket with its partner.
pub(super) fn lexemes(tokens: &TokenStream) -> Vec<Lexeme<'_>> {
    let mut lexemes: Vec<Lexeme<'_>> = Vec::with_capacity(tokens.len());
    let mut open = Vec::new();
    for Token { kind, sign, text } in tokens.tokens() {
        match kind {
            Kind::Open => open.push(lexemes.len()),
            Kind::Close => {
                let index = lexemes.len();
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
            sign,
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
    index: usize,
    /// What is left of the next token: `>>` may close two lists.
    next: Lexeme<'t>,
    /// The tokens behind that one.
    behind: &'t [Lexeme<'t>],
    pub(super) layout: Layout<'t>,
}

impl<'t> Printer<'t> {
    pub(super) fn new(lexemes: &'t [Lexeme<'t>]) -> Self {
        let (next, behind) = match lexemes {
            [next, behind @ ..] => (*next, behind),
            [] => (NONE, lexemes),
        };
        Self {
            lexemes,
            index: 0,
            next,
            behind,
            layout: Layout::default(),
        }
    }

    /// Where the next token stands.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// The token at an index; behind the last one, a closing bracket without text.
    pub(super) fn at(&self, index: usize) -> &Lexeme<'t> {
        match self.lexemes.get(index) {
            Some(lexeme) => lexeme,
            None => &NONE,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        self.next.kind
    }

    pub(super) fn sign(&self) -> Sign {
        self.next.sign
    }

    /// Whether that punctuation, word or bracket is next.
    pub(super) fn is(&self, sign: Sign) -> bool {
        self.next.sign as u8 == sign as u8
    }

    /// Whether that one stands so many tokens farther.
    pub(super) fn is_nth(&self, distance: usize, sign: Sign) -> bool {
        self.at(self.index + distance).sign as u8 == sign as u8
    }

    /// Whether an opening bracket is next.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.next.kind, Kind::Open)
    }

    /// Whether the group, or the file, ends here.
    pub(super) fn is_end(&self) -> bool {
        matches!(self.next.kind, Kind::Close)
    }

    /// Whether no token is left.
    pub(super) fn is_last(&self) -> bool {
        self.index >= self.lexemes.len()
    }

    /// Where the group ends whose opening bracket is next.
    pub(super) fn close(&self) -> usize {
        self.at(self.index).close
    }

    /// Goes past the next token, and gives its text.
    pub(super) fn take(&mut self) -> &'t str {
        let text = self.next.text;
        match self.behind {
            [next, behind @ ..] => {
                self.next = *next;
                self.behind = behind;
                self.index += 1;
            }
            [] => {
                self.next = NONE;
                self.index = self.lexemes.len();
            }
        }
        text
    }

    /// Writes the next token.
    pub(super) fn bump(&mut self) {
        let text = self.take();
        self.apart(text);
        self.layout.word(text);
    }

    /// Two words that no rule has side by side stay two.
    fn apart(&mut self, text: &str) {
        if let [first, ..] = text.as_bytes()
            && is_of_word(*first)
            && self.layout.ends_with_word()
        {
            self.layout.word(" ");
        }
    }

    /// Writes the first byte of the next token: half of `&&` or `>>`.
    pub(super) fn bump_half(&mut self) {
        match self.next.text.split_at_checked(1) {
            Some((half, left)) if !left.is_empty() => {
                self.next.text = left;
                self.next.sign = Sign::spelt(left.as_bytes());
                self.layout.word(half);
            }
            _ => self.bump(),
        }
    }

    /// Goes past the next token: a comma or brackets that layout writes itself.
    pub(super) fn skip(&mut self) {
        self.take();
    }

    /// Goes past the next token if it is that one.
    pub(super) fn skip_if(&mut self, sign: Sign) -> bool {
        let is_next = self.is(sign);
        if is_next {
            self.skip();
        }
        is_next
    }

    /// Writes the next token if it is that one.
    pub(super) fn bump_if(&mut self, sign: Sign) -> bool {
        let is_next = self.is(sign);
        if is_next {
            self.bump();
        }
        is_next
    }

    /// Writes `text` for the next token, which says the same without the spaces; nothing if another one
    /// is next.
    pub(super) fn spaced(&mut self, sign: Sign, text: &'static str) -> bool {
        let is_next = self.skip_if(sign);
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
        while !self.is_last() && (depth > 0 || !self.is_end()) {
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
        if !self.is_end() {
            self.rest();
        }
        self.bump();
    }
}
