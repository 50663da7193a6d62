//! Blocks and statements.

use super::cursor::Printer;
use super::items;
use super::layout::{INDENT, LINE, NEVER, SPACE, Style};
use super::operators::{Around, Expression, Sort};
use crate::emit::tokens::{Kind, Sign};

const LINE_START: Around = Around {
    condition: false,
    line_start: true,
};

impl Printer<'_> {
    /// A block as an expression.
    pub(super) fn block_expression(&mut self) -> Expression {
        if !self.is(Sign::OpenBrace) {
            return Expression::new(Sort::Other);
        }
        self.layout.begin(Style::Each, INDENT);
        self.small_block();
        self.layout.end();
        Expression::new(Sort::Block)
    }

    /// `{ a }`, which may stand on one line.
    pub(super) fn small_block(&mut self) {
        let is_single = self.is_single_expression(self.index());
        self.bump();
        if !self.is_end() {
            self.layout.add(&SPACE);
            self.inner_attributes();
            if is_single {
                self.layout.begin(Style::Fill, 0);
                self.expression(LINE_START);
                self.layout.end();
                self.layout.add(&SPACE);
            } else {
                self.statements();
            }
            self.layout.shift(-INDENT);
        }
        self.close_group();
    }

    /// Statements up to the end of the block, each on a line.
    pub(super) fn statements(&mut self) {
        while !self.is_end() {
            let start = self.index();
            self.statement();
            if self.index() == start {
                self.bump();
            }
        }
    }

    fn statement(&mut self) {
        if self.skip_if(Sign::Semi) {
            return;
        }
        let first = self.behind_attributes();
        let sign = self.at(first).sign;
        if sign == Sign::Let {
            return self.local();
        }
        let may_begin_item = sign.begins_item() || matches!(sign, Sign::Const | Sign::Pub);
        if may_begin_item && self.sort_of_item() != items::Sort::None {
            return self.item();
        }
        self.outer_attributes();
        self.layout.begin(Style::Fill, 0);
        let start = self.layout.place();
        let begins_with_block = matches!(
            self.sign(),
            Sign::If
                | Sign::Match
                | Sign::For
                | Sign::While
                | Sign::Loop
                | Sign::Unsafe
                | Sign::OpenBrace
        ) || (self.kind() == Kind::Lifetime);
        let expression = if begins_with_block {
            let block = self.atom(LINE_START);
            if self.is(Sign::Dot) || self.is(Sign::Question) {
                let chain = self.postfixes(start, block, LINE_START);
                self.operators(start, chain, 0, LINE_START)
            } else {
                block
            }
        } else {
            self.expression(LINE_START)
        };
        let has_semicolon = self.skip_if(Sign::Semi);
        let needs_none = matches!(expression.sort, Sort::If | Sort::Loop);
        if (has_semicolon && !needs_none) || (!has_semicolon && expression.sort == Sort::Acting) {
            self.layout.word(";");
        }
        self.layout.end();
        self.layout.add(&LINE);
    }

    /// `let a: B = c else { d };`
    fn local(&mut self) {
        self.outer_attributes();
        self.layout.begin(Style::Fill, 0);
        self.spaced(Sign::Let, "let ");
        self.pattern();
        if self.spaced(Sign::Colon, ": ") {
            self.ty();
        }
        if self.spaced(Sign::Eq, " = ") {
            self.layout.add(&NEVER);
            self.expression(Around::default());
            if self.is(Sign::Else) {
                self.layout.add(&SPACE);
                self.spaced(Sign::Else, "else ");
                self.layout.end();
                self.layout.add(&NEVER);
                self.layout.begin(Style::Each, INDENT);
                self.small_block();
            }
        }
        self.layout.end();
        self.skip_if(Sign::Semi);
        self.layout.word(";");
        self.layout.add(&LINE);
    }

    /// Whether the block whose brace stands there holds one expression and nothing else.
    pub(super) fn is_single_expression(&self, open: usize) -> bool {
        let close = self.at(open).close;
        let first = open + 1;
        let token = self.at(first);
        if first >= close {
            return false;
        }
        let starts_other = match token.kind {
            Kind::Doc | Kind::InnerDoc => true,
            Kind::Punct => matches!(token.sign, Sign::Pound | Sign::Semi),
            Kind::Word => token.sign == Sign::Let || token.sign.begins_item(),
            _ => false,
        };
        if starts_other {
            return false;
        }
        let behind = self.behind_block(first);
        if behind > first
            && behind < close
            && !matches!(self.at(behind).sign, Sign::Dot | Sign::Question)
        {
            return false;
        }
        let mut index = first;
        while index < close {
            let token = self.at(index);
            if token.kind == Kind::Open {
                index = self.at(index).close;
            } else if token.kind == Kind::Punct && token.sign == Sign::Semi {
                return false;
            }
            index = index.saturating_add(1);
        }
        true
    }

    /// The index behind the `if`, `match`, loop or block that starts there; the same one if none does.
    fn behind_block(&self, start: usize) -> usize {
        let token = self.at(start);
        if token.sign == Sign::OpenBrace {
            return self.at(start).close.saturating_add(1);
        }
        let is_block = token.kind == Kind::Lifetime
            || (token.kind == Kind::Word
                && matches!(
                    token.sign,
                    Sign::If | Sign::Match | Sign::For | Sign::While | Sign::Loop | Sign::Unsafe
                ));
        if !is_block {
            return start;
        }
        let mut index = start + 1;
        loop {
            // Patterns may hold braces too.
            let end_of_pattern = match self.at(index).sign {
                Sign::Let => Some(Sign::Eq),
                _ if index == start + 1 && token.sign == Sign::For => Some(Sign::In),
                _ => None,
            };
            if let Some(end) = end_of_pattern {
                while self.at(index).sign != end && self.at(index).kind != Kind::Close {
                    index = self.behind(index);
                }
            }
            match (self.at(index).kind, self.at(index).sign) {
                (Kind::Close, _) => return start,
                (Kind::Open, Sign::OpenBrace) => {
                    index = self.behind(index);
                    if self.at(index).sign != Sign::Else {
                        return index;
                    }
                    index += 1;
                }
                _ => index = self.behind(index),
            }
        }
    }

    /// The index behind a token, or behind the group that it opens.
    fn behind(&self, index: usize) -> usize {
        let token = self.at(index);
        let last = if token.kind == Kind::Open {
            self.at(index).close
        } else {
            index
        };
        last.saturating_add(1)
    }
}
