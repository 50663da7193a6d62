//! Items, those of an `impl` too.

use super::cursor::Printer;
use super::layout::{
    COMMA, COMMA_OR_SPACE, INDENT, LINE, LINE_UNLESS_LAST, NEVER, NOTHING, SPACE, Style,
};
use super::operators::Around;
use super::types::PathIn;
use crate::emit::tokens::{Kind, Sign};

/// What an item is, as far as its layout goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sort {
    Import,
    Export,
    Module,
    Enum,
    Struct,
    Function,
    Constant,
    Impl,
    Trait,
    Type,
    Macro,
    /// Tokens that are no item.
    None,
}

impl Printer<'_> {
    /// What the next item is, its attributes aside.
    pub(super) fn sort_of_item(&self) -> Sort {
        let start = self.behind_attributes();
        let mut index = start;
        if self.at(index).sign == Sign::Pub {
            index += 1;
            if self.at(index).sign == Sign::OpenParen {
                index = self.at(index).close.saturating_add(1);
            }
        }
        let token = self.at(index);
        if token.kind != Kind::Word {
            let is_path = token.sign == Sign::PathSep;
            return if is_path {
                self.sort_of_call(index)
            } else {
                Sort::None
            };
        }
        match token.sign {
            Sign::Use if index == start => Sort::Import,
            Sign::Use => Sort::Export,
            Sign::Mod => Sort::Module,
            Sign::Enum => Sort::Enum,
            Sign::Struct | Sign::Union => Sort::Struct,
            Sign::Fn => Sort::Function,
            Sign::Impl => Sort::Impl,
            Sign::Trait => Sort::Trait,
            Sign::Type => Sort::Type,
            Sign::Static => Sort::Constant,
            Sign::Const | Sign::Async | Sign::Unsafe | Sign::Extern => {
                match self.at(index + 1).sign {
                    Sign::Fn | Sign::Async | Sign::Unsafe | Sign::Extern => Sort::Function,
                    Sign::Impl => Sort::Impl,
                    Sign::Trait => Sort::Trait,
                    Sign::OpenBrace | Sign::Move => Sort::None,
                    _ => Sort::Constant,
                }
            }
            _ => self.sort_of_call(index),
        }
    }

    /// Whether a macro's name stands there, and `!`.
    fn sort_of_call(&self, mut index: usize) -> Sort {
        loop {
            match (self.at(index).kind, self.at(index).sign) {
                (Kind::Word, _) | (_, Sign::PathSep) => index += 1,
                (_, Sign::Not) if self.at(index + 1).kind == Kind::Open => return Sort::Macro,
                _ => return Sort::None,
            }
        }
    }

    pub(super) fn item(&mut self) {
        let sort = self.sort_of_item();
        self.outer_attributes();
        match sort {
            Sort::Import | Sort::Export => self.import(),
            Sort::Enum | Sort::Struct => self.data(),
            Sort::Function => self.function(),
            Sort::Constant => self.constant(),
            Sort::Impl | Sort::Trait | Sort::Module => self.container(),
            Sort::Type => self.type_alias(),
            Sort::Macro => {
                self.path(PathIn::Expression);
                let has_braces = self.macro_call();
                if !self.bump_if(Sign::Semi) && !has_braces {
                    self.layout.word(";");
                }
            }
            Sort::None => self.bump(),
        }
        self.layout.add(&LINE);
    }

    /// `pub `, `pub(super) `
    fn visibility(&mut self) {
        if !self.bump_if(Sign::Pub) {
            return;
        }
        if self.is(Sign::OpenParen) {
            self.bump();
            self.spaced(Sign::In, "in ");
            self.path(PathIn::Expression);
            self.close_group();
        }
        self.layout.word(" ");
    }

    /// Words up to the one that says what follows: `unsafe const fn `.
    fn words(&mut self, last: Sign) {
        while self.kind() == Kind::Word || self.kind() == Kind::Literal {
            let is_last = self.is(last);
            self.bump();
            self.layout.word(" ");
            if is_last {
                return;
            }
        }
    }

    fn import(&mut self) {
        self.visibility();
        self.words(Sign::Use);
        self.import_tree();
        self.bump_if(Sign::Semi);
    }

    /// Gives whether it ends with a group.
    fn import_tree(&mut self) -> bool {
        let mut after_word = false;
        loop {
            match self.kind() {
                Kind::Open if self.is(Sign::OpenBrace) => {
                    self.import_group();
                    return true;
                }
                Kind::Word if self.spaced(Sign::As, " as ") => after_word = false,
                Kind::Word if !after_word => {
                    self.bump();
                    after_word = true;
                }
                Kind::Punct if self.is(Sign::PathSep) || self.is(Sign::Star) => {
                    self.bump();
                    after_word = false;
                }
                _ => return false,
            }
        }
    }

    fn import_group(&mut self) {
        let index = self.index();
        let close = self.close();
        let has_comma = (index + 1..close).any(|index| self.at(index).sign == Sign::Comma);
        if !has_comma && self.at(index + 1).sign != Sign::SelfValue && close != index + 1 {
            self.skip();
            self.import_tree();
            self.skip_close();
            return;
        }
        self.layout.begin(Style::Each, INDENT);
        self.bump();
        self.layout.add(&NOTHING);
        self.layout.begin(Style::Fill, 0);
        while !self.is_end() {
            let start = self.index();
            let is_group = self.import_tree();
            self.skip_if(Sign::Comma);
            if self.is_end() {
                break;
            }
            self.layout.word(",");
            self.layout.add(if is_group { &LINE } else { &SPACE });
            if self.index() == start {
                self.stray();
            }
        }
        self.layout.end();
        self.layout.add(&COMMA);
        self.layout.shift(-INDENT);
        self.bump();
        self.layout.end();
    }

    fn constant(&mut self) {
        self.layout.begin(Style::Each, 0);
        self.visibility();
        // `const` or `static`, `mut` and the name.
        self.bump();
        self.layout.word(" ");
        self.spaced(Sign::Mut, "mut ");
        self.bump();
        if self.spaced(Sign::Colon, ": ") {
            self.ty();
        }
        if self.spaced(Sign::Eq, " = ") {
            self.layout.add(&NEVER);
            self.expression(Around::default());
        }
        self.bump_if(Sign::Semi);
        self.layout.end();
    }

    fn type_alias(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        self.words(Sign::Type);
        self.bump();
        self.generic_parameters();
        self.layout.begin(Style::Fill, INDENT);
        self.bounds(": ");
        self.layout.end();
        if self.spaced(Sign::Eq, " = ") {
            self.layout.add(&NEVER);
            self.layout.begin(Style::Fill, -INDENT);
            self.ty();
            self.layout.end();
        }
        self.bump_if(Sign::Semi);
        self.layout.end();
    }

    fn data(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        let is_enum = self.is(Sign::Enum);
        // `enum` or `struct`, and the name.
        self.bump();
        self.layout.word(" ");
        self.bump();
        self.generic_parameters();
        if self.is(Sign::OpenParen) {
            self.unnamed_fields();
            self.where_clause();
            self.bump_if(Sign::Semi);
            self.layout.end();
            return;
        }
        if !self.begins_body() {
            return;
        }
        while !self.is_end() {
            let start = self.index();
            if is_enum {
                self.variant()
            } else {
                self.field()
            }
            self.skip_if(Sign::Comma);
            if self.index() == start {
                self.bump();
            }
            self.layout.word(",");
            self.layout.add(&LINE);
        }
        self.layout.shift(-INDENT);
        self.layout.end();
        self.close_group();
    }

    fn variant(&mut self) {
        self.outer_attributes();
        self.bump();
        if self.is(Sign::OpenBrace) {
            self.layout.word(" ");
            self.bump();
            self.layout.begin(Style::Each, INDENT);
            self.layout.add(&SPACE);
            self.elements(Self::field, &COMMA_OR_SPACE);
            self.layout.shift(-INDENT);
            self.layout.end();
            self.close_group();
        } else if self.is(Sign::OpenParen) {
            self.layout.begin(Style::Each, INDENT);
            self.unnamed_fields();
            self.layout.end();
        }
        if self.spaced(Sign::Eq, " = ") {
            self.expression(Around::default());
        }
    }

    fn unnamed_fields(&mut self) {
        self.bump();
        self.layout.add(&NOTHING);
        self.elements(Self::field, &COMMA);
        self.layout.shift(-INDENT);
        self.close_group();
    }

    /// Goes into the body of an item, behind its conditions. One without a body ends here.
    fn begins_body(&mut self) -> bool {
        if !self.where_clause() && self.is(Sign::OpenBrace) {
            self.layout.word(" ");
        }
        if !self.is(Sign::OpenBrace) {
            self.bump_if(Sign::Semi);
            self.layout.end();
            return false;
        }
        self.bump();
        self.layout.add(&LINE_UNLESS_LAST);
        true
    }

    /// `pub name: Type`, or a type alone.
    fn field(&mut self) {
        self.outer_attributes();
        self.visibility();
        if self.kind() == Kind::Word && self.is_nth(1, Sign::Colon) {
            self.bump();
            self.spaced(Sign::Colon, ": ");
        }
        self.ty();
    }

    /// `impl`, `trait` or `mod`: items between braces.
    fn container(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        self.bump_if(Sign::Unsafe).then(|| self.layout.word(" "));
        let is_impl = self.is(Sign::Impl);
        if is_impl {
            self.impl_head();
        } else {
            // `trait` or `mod`, and the name.
            self.bump();
            self.layout.word(" ");
            self.bump();
            self.generic_parameters();
            if self.spaced(Sign::Colon, ": ") {
                self.bounds_in_line();
            }
        }
        if !self.begins_body() {
            return;
        }
        self.inner_attributes();
        while !self.is_end() {
            self.item();
        }
        self.layout.shift(-INDENT);
        self.layout.end();
        self.close_group();
    }

    fn impl_head(&mut self) {
        self.layout.begin(Style::Fill, -INDENT);
        self.layout.begin(Style::Each, INDENT);
        self.bump();
        self.generic_parameters();
        self.layout.end();
        self.layout.word(" ");
        self.bump_if(Sign::Not);
        self.ty();
        if self.is(Sign::For) {
            self.layout.add(&SPACE);
            self.spaced(Sign::For, "for ");
            self.ty();
        }
        self.layout.end();
    }

    fn function(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        self.words(Sign::Fn);
        self.bump();
        self.generic_parameters();
        if self.bump_if(Sign::OpenParen) {
            self.layout.add(&NEVER);
            self.layout.begin(Style::Each, 0);
            self.layout.add(&NOTHING);
            self.elements(Self::parameter, &COMMA);
            self.layout.shift(-INDENT);
            self.layout.end();
            self.close_group();
        }
        self.layout.begin(Style::Each, -INDENT);
        self.return_type();
        self.layout.end();
        if !self.where_clause() && self.is(Sign::OpenBrace) {
            self.layout.word(" ");
        }
        if self.is(Sign::OpenBrace) {
            self.bump();
            self.layout.add(&LINE_UNLESS_LAST);
            self.inner_attributes();
            self.statements();
            self.layout.shift(-INDENT);
            self.layout.end();
            self.close_group();
        } else {
            self.bump_if(Sign::Semi);
            self.layout.end();
        }
    }

    /// `&self`, or a pattern with its type.
    fn parameter(&mut self) {
        let is_receiver = self.is(Sign::And) && {
            let lifetime = usize::from(self.at(self.index() + 1).kind == Kind::Lifetime);
            self.is_nth(1 + lifetime, Sign::SelfValue)
                || (self.is_nth(1 + lifetime, Sign::Mut)
                    && self.is_nth(2 + lifetime, Sign::SelfValue))
        };
        if is_receiver {
            self.bump();
            if self.kind() == Kind::Lifetime {
                self.bump();
                self.layout.word(" ");
            }
            self.spaced(Sign::Mut, "mut ");
            self.bump();
        } else {
            self.typed_pattern();
        }
    }

    /// `where` and its bounds, each on a line. Gives whether there is one.
    fn where_clause(&mut self) -> bool {
        if !self.is(Sign::Where) {
            return false;
        }
        self.layout.add(&LINE);
        self.layout.shift(-INDENT);
        self.bump();
        self.layout.add(&LINE);
        while !self.is_end() && !self.is(Sign::OpenBrace) && !self.is(Sign::Semi) {
            let start = self.index();
            if self.kind() == Kind::Lifetime {
                self.bump();
            } else {
                self.ty();
            }
            self.layout.begin(Style::Fill, INDENT);
            self.bounds(": ");
            self.layout.end();
            self.skip_if(Sign::Comma);
            if self.index() == start {
                self.bump();
            }
            self.layout.word(",");
            self.layout.add(&LINE);
        }
        self.layout.shift(-INDENT);
        true
    }
}
