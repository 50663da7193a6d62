//! The tokens of a file, read from front to end. What is read is written: no token gets lost, whether
//! the printer understands it or not.

use super::layout::Layout;
use crate::emit::tokens::{Kind, Sign, Token, TokenStream};

/// Whether a byte is one of a name, a keyword or a number.
pub(super) fn is_of_word(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | 128..)
}

/// What stands behind the last token.
const NONE: Token = Token {
    kind: Kind::Close,
    sign: Sign::Other,
    length: 0,
};

/// For each token that opens a bracket where the closing one stands, if there is one.
fn partners(tokens: &[Token]) -> Vec<usize> {
    let mut partners = vec![usize::MAX; tokens.len()];
    let mut open = Vec::new();
    let mut index = 0;
    let mut left = tokens;
    while let [token, behind @ ..] = left {
        match token.kind {
            Kind::Open => open.push(index),
            Kind::Close => {
                if let Some(open) = open.pop()
                    && let Some(partner) = partners.get_mut(open)
                {
                    *partner = index;
                }
            }
            _ => {}
        }
        index += 1;
        left = behind;
    }
    partners
}

/// Reads tokens and records how they are laid out.
#[derive(Debug)]
pub(super) struct Printer<'t> {
    tokens: &'t [Token],
    partners: Vec<usize>,
    index: usize,
    /// What is left of the next token: `>>` may close two lists.
    next: Token,
    /// The text from there on.
    text: &'t str,
    pub(super) layout: Layout,
}

impl<'t> Printer<'t> {
    pub(super) fn new(tokens: &'t TokenStream) -> Self {
        let all = tokens.tokens();
        Self {
            tokens: all,
            partners: partners(all),
            index: 0,
            next: all.first().copied().unwrap_or(NONE),
            text: tokens.text(),
            layout: Layout::default(),
        }
    }

    /// Where the next token stands.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// The token at an index; behind the last one, a closing bracket without text.
    pub(super) fn at(&self, index: usize) -> Token {
        match self.tokens.get(index) {
            Some(token) => *token,
            None => NONE,
        }
    }

    /// Where the group ends whose opening bracket stands at an index.
    pub(super) fn partner(&self, index: usize) -> usize {
        match self.partners.get(index) {
            Some(partner) => *partner,
            None => usize::MAX,
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
        self.index >= self.tokens.len()
    }

    /// Where the group ends whose opening bracket is next.
    pub(super) fn close(&self) -> usize {
        self.partner(self.index)
    }

    /// Goes past the next token, and gives its text.
    pub(super) fn take(&mut self) -> &'t str {
        let (text, behind) = self
            .text
            .split_at_checked(self.next.length as usize)
            .unwrap_or((self.text, ""));
        self.text = behind;
        if self.index < self.tokens.len() {
            self.index += 1;
        }
        self.next = self.at(self.index);
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
        if self.next.length <= 1 {
            self.bump();
            return;
        }
        let (text, behind) = self.text.split_at_checked(1).unwrap_or((self.text, ""));
        self.text = behind;
        self.next.length -= 1;
        let left = behind.get(..self.next.length as usize).unwrap_or_default();
        self.next.sign = Sign::spelt(left.as_bytes());
        self.layout.word(text);
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
    pub(super) fn spaced(&mut self, sign: Sign, text: &str) -> bool {
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
