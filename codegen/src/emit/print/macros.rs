//! Calls of macros. What stands in them is no code of a known shape: tokens with spaces between them.

use super::cursor::Printer;
use super::layout::{Break, INDENT, LINE, NOTHING, SPACE, Style};
use crate::emit::tokens::Kind;

/// What stands before a token in a macro, as far as a space depends on it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Before {
    Start,
    Name,
    Bang,
    Dot,
    Colons,
    Group,
    Other,
}

impl Printer<'_> {
    /// `!(…)` behind its path. Gives whether braces stand around it.
    pub(super) fn macro_call(&mut self) -> bool {
        self.bump();
        let has_braces = self.is("{");
        let around: &'static Break = if has_braces { &LINE } else { &NOTHING };
        if has_braces {
            self.layout.word(" ");
        }
        self.bump();
        if !self.is_end() {
            self.layout.begin(Style::Each, INDENT);
            self.layout.add(around);
            self.layout.begin(Style::Fill, 0);
            self.macro_tokens();
            self.layout.end();
            self.layout.add(around);
            self.layout.shift(-INDENT);
            self.layout.end();
        }
        self.bump();
        has_braces
    }

    fn macro_tokens(&mut self) {
        let mut before = Before::Start;
        while !self.is_end() {
            let text = self.text();
            let (has_space, next) = match (self.kind(), text) {
                (Kind::Open, "(" | "[") => (
                    !matches!(before, Before::Name | Before::Bang),
                    Before::Group,
                ),
                (Kind::Open, _) => (true, Before::Other),
                (Kind::Word, _) if is_keyword(text) => (true, Before::Other),
                (Kind::Word, _) => (
                    !matches!(before, Before::Dot | Before::Colons),
                    Before::Name,
                ),
                (Kind::Literal, _) => (before != Before::Dot, Before::Name),
                (_, "," | ";") => (false, Before::Other),
                (_, ".") => (!matches!(before, Before::Name | Before::Group), Before::Dot),
                (_, "::") => (before != Before::Name, Before::Colons),
                (_, "!") if before == Before::Name => (false, Before::Bang),
                _ => (true, Before::Other),
            };
            if before != Before::Start {
                if has_space {
                    self.layout.add(&SPACE);
                } else if next == Before::Dot {
                    self.layout.add(&NOTHING);
                }
            }
            before = next;
            if self.is_open() {
                self.macro_group();
            } else {
                self.bump();
            }
        }
    }

    fn macro_group(&mut self) {
        let has_space = self.is("{") && self.close() != self.index() + 1;
        self.bump();
        if has_space {
            self.layout.add(&SPACE);
        }
        self.macro_tokens();
        if has_space {
            self.layout.add(&SPACE);
        }
        self.bump();
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "as" | "async"
            | "await"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "type"
            | "unsafe"
            | "use"
            | "where"
            | "while"
            | "yield"
    )
}
