//! Items, those of an `impl` too.

use super::cursor::Printer;
use super::layout::{
    COMMA, COMMA_OR_SPACE, INDENT, LINE, LINE_UNLESS_LAST, NEVER, NOTHING, SPACE, Style,
};
use super::operators::Around;
use super::types::PathIn;
use crate::emit::tokens::Kind;

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
        if self.at(index).text == "pub" {
            index += 1;
            if self.at(index).text == "(" {
                index = self.at(index).close.saturating_add(1);
            }
        }
        let lexeme = self.at(index);
        if lexeme.kind != Kind::Word {
            let is_path = lexeme.text == "::";
            return if is_path {
                self.sort_of_call(index)
            } else {
                Sort::None
            };
        }
        match lexeme.text {
            "use" if index == start => Sort::Import,
            "use" => Sort::Export,
            "mod" => Sort::Module,
            "enum" => Sort::Enum,
            "struct" | "union" => Sort::Struct,
            "fn" => Sort::Function,
            "impl" => Sort::Impl,
            "trait" => Sort::Trait,
            "type" => Sort::Type,
            "static" => Sort::Constant,
            "const" | "async" | "unsafe" | "extern" => match self.at(index + 1).text {
                "fn" | "async" | "unsafe" | "extern" => Sort::Function,
                "impl" => Sort::Impl,
                "trait" => Sort::Trait,
                "{" | "move" => Sort::None,
                _ => Sort::Constant,
            },
            _ => self.sort_of_call(index),
        }
    }

    /// Whether a macro's name stands there, and `!`.
    fn sort_of_call(&self, mut index: usize) -> Sort {
        loop {
            match (self.at(index).kind, self.at(index).text) {
                (Kind::Word, _) | (_, "::") => index += 1,
                (_, "!") if self.at(index + 1).kind == Kind::Open => return Sort::Macro,
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
                if !self.bump_if(";") && !has_braces {
                    self.layout.word(";");
                }
            }
            Sort::None => self.bump(),
        }
        self.layout.add(&LINE);
    }

    /// `pub `, `pub(super) `
    fn visibility(&mut self) {
        if !self.bump_if("pub") {
            return;
        }
        if self.is("(") {
            self.bump();
            self.spaced("in", "in ");
            self.path(PathIn::Expression);
            self.close_group();
        }
        self.layout.word(" ");
    }

    /// Words up to the one that says what follows: `unsafe const fn `.
    fn words(&mut self, last: &str) {
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
        self.words("use");
        self.import_tree();
        self.bump_if(";");
    }

    /// Gives whether it ends with a group.
    fn import_tree(&mut self) -> bool {
        let mut after_word = false;
        loop {
            match self.kind() {
                Kind::Open if self.is("{") => {
                    self.import_group();
                    return true;
                }
                Kind::Word if self.spaced("as", " as ") => after_word = false,
                Kind::Word if !after_word => {
                    self.bump();
                    after_word = true;
                }
                Kind::Punct if self.is("::") || self.is("*") => {
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
        let has_comma = (index + 1..close).any(|index| self.at(index).text == ",");
        if !has_comma && self.at(index + 1).text != "self" && close != index + 1 {
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
            self.skip_if(",");
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
        self.spaced("mut", "mut ");
        self.bump();
        if self.spaced(":", ": ") {
            self.ty();
        }
        if self.spaced("=", " = ") {
            self.layout.add(&NEVER);
            self.expression(Around::default());
        }
        self.bump_if(";");
        self.layout.end();
    }

    fn type_alias(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        self.words("type");
        self.bump();
        self.generic_parameters();
        self.layout.begin(Style::Fill, INDENT);
        self.bounds(": ");
        self.layout.end();
        if self.spaced("=", " = ") {
            self.layout.add(&NEVER);
            self.layout.begin(Style::Fill, -INDENT);
            self.ty();
            self.layout.end();
        }
        self.bump_if(";");
        self.layout.end();
    }

    fn data(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        let is_enum = self.is("enum");
        // `enum` or `struct`, and the name.
        self.bump();
        self.layout.word(" ");
        self.bump();
        self.generic_parameters();
        if self.is("(") {
            self.unnamed_fields();
            self.where_clause();
            self.bump_if(";");
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
            self.skip_if(",");
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
        if self.is("{") {
            self.layout.word(" ");
            self.bump();
            self.layout.begin(Style::Each, INDENT);
            self.layout.add(&SPACE);
            self.elements(Self::field, &COMMA_OR_SPACE);
            self.layout.shift(-INDENT);
            self.layout.end();
            self.close_group();
        } else if self.is("(") {
            self.layout.begin(Style::Each, INDENT);
            self.unnamed_fields();
            self.layout.end();
        }
        if self.spaced("=", " = ") {
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
        if !self.where_clause() && self.is("{") {
            self.layout.word(" ");
        }
        if !self.is("{") {
            self.bump_if(";");
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
        if self.kind() == Kind::Word && self.is_nth(1, ":") {
            self.bump();
            self.spaced(":", ": ");
        }
        self.ty();
    }

    /// `impl`, `trait` or `mod`: items between braces.
    fn container(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        self.bump_if("unsafe").then(|| self.layout.word(" "));
        let is_impl = self.is("impl");
        if is_impl {
            self.impl_head();
        } else {
            // `trait` or `mod`, and the name.
            self.bump();
            self.layout.word(" ");
            self.bump();
            self.generic_parameters();
            if self.spaced(":", ": ") {
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
        self.bump_if("!");
        self.ty();
        if self.is("for") {
            self.layout.add(&SPACE);
            self.spaced("for", "for ");
            self.ty();
        }
        self.layout.end();
    }

    fn function(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.visibility();
        self.words("fn");
        self.bump();
        self.generic_parameters();
        if self.bump_if("(") {
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
        if !self.where_clause() && self.is("{") {
            self.layout.word(" ");
        }
        if self.is("{") {
            self.bump();
            self.layout.add(&LINE_UNLESS_LAST);
            self.inner_attributes();
            self.statements();
            self.layout.shift(-INDENT);
            self.layout.end();
            self.close_group();
        } else {
            self.bump_if(";");
            self.layout.end();
        }
    }

    /// `&self`, or a pattern with its type.
    fn parameter(&mut self) {
        let is_receiver = self.is("&") && {
            let lifetime = usize::from(self.at(self.index() + 1).kind == Kind::Lifetime);
            self.is_nth(1 + lifetime, "self")
                || (self.is_nth(1 + lifetime, "mut") && self.is_nth(2 + lifetime, "self"))
        };
        if is_receiver {
            self.bump();
            if self.kind() == Kind::Lifetime {
                self.bump();
                self.layout.word(" ");
            }
            self.spaced("mut", "mut ");
            self.bump();
        } else {
            self.typed_pattern();
        }
    }

    /// `where` and its bounds, each on a line. Gives whether there is one.
    fn where_clause(&mut self) -> bool {
        if !self.is("where") {
            return false;
        }
        self.layout.add(&LINE);
        self.layout.shift(-INDENT);
        self.bump();
        self.layout.add(&LINE);
        while !self.is_end() && !self.is("{") && !self.is(";") {
            let start = self.index();
            if self.kind() == Kind::Lifetime {
                self.bump();
            } else {
                self.ty();
            }
            self.layout.begin(Style::Fill, INDENT);
            self.bounds(": ");
            self.layout.end();
            self.skip_if(",");
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
