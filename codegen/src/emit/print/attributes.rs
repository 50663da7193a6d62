//! Attributes and doc comments.

use super::cursor::Printer;
use super::layout::{COMMA, INDENT, LINE, NOTHING, SPACE, Style};
use super::operators::Around;
use super::types::PathIn;
use crate::emit::tokens::{Kind, Sign};

impl Printer<'_> {
    /// Those that stand before something.
    pub(super) fn outer_attributes(&mut self) {
        loop {
            if self.kind() == Kind::Doc {
                self.doc("///");
            } else if self.is(Sign::Pound) && self.is_nth(1, Sign::OpenBracket) {
                self.attribute();
            } else {
                return;
            }
        }
    }

    /// Those at the beginning of what they belong to.
    pub(super) fn inner_attributes(&mut self) {
        loop {
            if self.kind() == Kind::InnerDoc {
                self.doc("//!");
            } else if self.is(Sign::Pound)
                && self.is_nth(1, Sign::Not)
                && self.is_nth(2, Sign::OpenBracket)
            {
                self.attribute();
            } else {
                return;
            }
        }
    }

    fn doc(&mut self, mark: &'static str) {
        self.layout.word(mark);
        let text = self.take();
        self.layout.word(text.trim_end_matches(' '));
        self.layout.add(&LINE);
    }

    /// The index of the first token behind the outer attributes.
    pub(super) fn behind_attributes(&self) -> usize {
        let mut index = self.index();
        loop {
            let token = self.at(index);
            if token.kind == Kind::Doc {
                index += 1;
            } else if token.sign == Sign::Pound && self.at(index + 1).sign == Sign::OpenBracket {
                index = self.at(index + 1).close.saturating_add(1);
            } else {
                return index;
            }
        }
    }

    fn attribute(&mut self) {
        self.bump();
        self.bump_if(Sign::Not);
        self.bump();
        self.path(PathIn::Expression);
        if self.spaced(Sign::Eq, " = ") {
            self.expression(Around::default());
        } else if self.is(Sign::OpenParen) {
            self.attribute_group();
        }
        self.close_group();
        self.layout.add(&SPACE);
    }

    /// A bracket of an attribute, with what stands in it.
    fn attribute_group(&mut self) {
        self.bump();
        self.layout.begin(Style::Each, INDENT);
        self.layout.add(&NOTHING);
        self.attribute_tokens();
        self.layout.shift(-INDENT);
        self.layout.end();
        self.bump();
    }

    /// What stands in an attribute's parentheses.
    fn attribute_tokens(&mut self) {
        let mut after_word = false;
        while !self.is_end() {
            match self.kind() {
                Kind::Punct => match self.sign() {
                    Sign::Eq => {
                        self.spaced(Sign::Eq, " = ");
                        after_word = false;
                    }
                    Sign::Comma => {
                        self.comma(&COMMA);
                        if self.is_end() {
                            return;
                        }
                        after_word = false;
                    }
                    _ => {
                        self.bump();
                        after_word = false;
                    }
                },
                Kind::Open => {
                    self.attribute_group();
                    after_word = false;
                }
                _ => {
                    if after_word {
                        self.layout.add(&SPACE);
                    }
                    self.bump();
                    after_word = true;
                }
            }
        }
        self.layout.add(&NOTHING);
    }
}
