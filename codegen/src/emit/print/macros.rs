//! Calls of macros. What stands in them is no code of a known shape: tokens with spaces between them.

use super::cursor::Printer;
use super::layout::{Break, INDENT, LINE, NOTHING, SPACE, Style};
use crate::emit::tokens::{Kind, Sign};

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
        let has_braces = self.is(Sign::OpenBrace);
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
            let sign = self.sign();
            let (has_space, next) = match (self.kind(), sign) {
                (Kind::Open, Sign::OpenParen | Sign::OpenBracket) => (
                    !matches!(before, Before::Name | Before::Bang),
                    Before::Group,
                ),
                (Kind::Open, _) => (true, Before::Other),
                (Kind::Word, _) if is_keyword(sign) => (true, Before::Other),
                (Kind::Word, _) => (
                    !matches!(before, Before::Dot | Before::Colons),
                    Before::Name,
                ),
                (Kind::Literal, _) => (before != Before::Dot, Before::Name),
                (_, Sign::Comma | Sign::Semi) => (false, Before::Other),
                (_, Sign::Dot) => (!matches!(before, Before::Name | Before::Group), Before::Dot),
                (_, Sign::PathSep) => (before != Before::Name, Before::Colons),
                (_, Sign::Not) if before == Before::Name => (false, Before::Bang),
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
        let has_space = self.is(Sign::OpenBrace) && self.close() != self.index() + 1;
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

fn is_keyword(word: Sign) -> bool {
    matches!(
        word,
        Sign::As
            | Sign::Async
            | Sign::Await
            | Sign::Break
            | Sign::Const
            | Sign::Continue
            | Sign::Crate
            | Sign::Dyn
            | Sign::Else
            | Sign::Enum
            | Sign::Extern
            | Sign::Fn
            | Sign::For
            | Sign::If
            | Sign::Impl
            | Sign::In
            | Sign::Let
            | Sign::Loop
            | Sign::Macro
            | Sign::Match
            | Sign::Mod
            | Sign::Move
            | Sign::Mut
            | Sign::Pub
            | Sign::Ref
            | Sign::Return
            | Sign::Static
            | Sign::Struct
            | Sign::Trait
            | Sign::Type
            | Sign::Unsafe
            | Sign::Use
            | Sign::Where
            | Sign::While
            | Sign::Yield
    )
}
