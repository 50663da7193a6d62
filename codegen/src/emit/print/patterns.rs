//! Patterns.

use super::cursor::Printer;
use super::layout::{COMMA, COMMA_OR_SPACE, INDENT, SPACE, SPACE_UNLESS_LAST, Style};
use super::types::PathIn;
use crate::emit::tokens::{Kind, Sign};

impl Printer<'_> {
    /// `A | B`: literals fill a line, anything else stands on a line each if it doesn't fit.
    pub(super) fn pattern(&mut self) {
        let start = self.layout.place();
        let mut all_simple = self.single_pattern();
        if !self.is(Sign::Or) {
            return;
        }
        while self.is(Sign::Or) {
            self.layout.add(&SPACE);
            self.spaced(Sign::Or, "| ");
            all_simple &= self.single_pattern();
        }
        let style = if all_simple { Style::Fill } else { Style::Each };
        self.layout.begin_at(start, [(style, 0)]);
        self.layout.end();
    }

    /// A pattern, with its type where it has one.
    pub(super) fn typed_pattern(&mut self) {
        self.outer_attributes();
        self.single_pattern();
        if self.spaced(Sign::Colon, ": ") {
            self.ty();
        }
    }

    /// A pattern without `|`. Gives whether it is a literal or `_`.
    pub(super) fn single_pattern(&mut self) -> bool {
        match self.kind() {
            Kind::Literal => {
                self.bump();
                !self.range_end()
            }
            Kind::Open => {
                match self.sign() {
                    Sign::OpenParen => self.tuple(Self::pattern),
                    _ => {
                        self.bump();
                        self.elements(Self::pattern, &COMMA);
                        self.close_group();
                    }
                }
                false
            }
            Kind::Word => self.named_pattern(),
            _ => {
                match self.sign() {
                    Sign::And | Sign::AndAnd => {
                        self.bump_half();
                        self.spaced(Sign::Mut, "mut ");
                        self.single_pattern();
                    }
                    Sign::Minus => {
                        self.bump();
                        self.bump();
                        self.range_end();
                    }
                    Sign::DotDot | Sign::DotDotEq => {
                        self.range_end();
                    }
                    Sign::Lt | Sign::PathSep => {
                        self.named_pattern();
                    }
                    Sign::Eq | Sign::FatArrow | Sign::Colon | Sign::Or | Sign::Comma => {}
                    _ if self.is_end() => {}
                    _ => self.bump(),
                }
                false
            }
        }
    }

    fn named_pattern(&mut self) -> bool {
        self.spaced(Sign::Ref, "ref ");
        self.spaced(Sign::Mut, "mut ");
        if matches!(self.sign(), Sign::Underscore | Sign::True | Sign::False) {
            self.bump();
            return true;
        }
        let start = self.layout.place();
        self.path(PathIn::Expression);
        match self.sign() {
            Sign::OpenParen => self.group(Self::pattern),
            Sign::OpenBrace if self.is_open() => {
                self.layout.begin_at(start, [(Style::Each, INDENT)]);
                self.layout.word(" ");
                self.bump();
                self.layout.add(&SPACE_UNLESS_LAST);
                while !self.is_end() {
                    let start = self.index();
                    self.field_pattern();
                    if self.index() == start {
                        self.stray();
                    }
                }
                self.layout.shift(-INDENT);
                self.layout.end();
                self.close_group();
            }
            Sign::Not => {
                self.macro_call();
            }
            Sign::At => {
                self.spaced(Sign::At, " @ ");
                self.single_pattern();
            }
            _ => {
                self.range_end();
            }
        }
        false
    }

    fn field_pattern(&mut self) {
        self.outer_attributes();
        if self.is(Sign::DotDot) {
            self.bump();
            self.layout.add(&SPACE);
            return;
        }
        let has_name = self.is_nth(1, Sign::Colon);
        if has_name {
            self.bump();
            self.spaced(Sign::Colon, ": ");
        }
        self.pattern();
        self.comma(&COMMA_OR_SPACE);
    }

    /// `..=b` behind what a range starts with. Gives whether there is one.
    fn range_end(&mut self) -> bool {
        if !(self.is(Sign::DotDot) || self.is(Sign::DotDotEq)) {
            return false;
        }
        self.bump();
        self.bump_if(Sign::Minus);
        match self.kind() {
            Kind::Literal => self.bump(),
            Kind::Word if !self.is(Sign::If) => self.path(PathIn::Expression),
            _ => {}
        }
        true
    }
}
