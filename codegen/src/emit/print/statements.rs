//! Blocks and statements.

use super::cursor::Printer;
use super::items;
use super::layout::{INDENT, LINE, NEVER, SPACE, Style};
use super::operators::{Around, Expression, Sort};
use crate::emit::tokens::Kind;

const LINE_START: Around = Around {
    condition: false,
    line_start: true,
};

impl Printer<'_> {
    /// A block as an expression.
    pub(super) fn block_expression(&mut self) -> Expression {
        if !self.is("{") {
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
        if self.skip_if(";") {
            return;
        }
        let first = self.behind_attributes();
        match self.at(first).text {
            "let" => return self.local(),
            "use" | "fn" | "struct" | "enum" | "impl" | "mod" | "type" | "trait" | "static"
            | "const" | "pub"
                if self.sort_of_item() != items::Sort::None =>
            {
                return self.item();
            }
            _ => {}
        }
        self.outer_attributes();
        self.layout.begin(Style::Fill, 0);
        let start = self.layout.place();
        let begins_with_block = matches!(
            self.text(),
            "if" | "match" | "for" | "while" | "loop" | "unsafe" | "{"
        ) || (self.kind() == Kind::Lifetime);
        let expression = if begins_with_block {
            let block = self.atom(LINE_START);
            if self.is(".") || self.is("?") {
                let chain = self.postfixes(start, block, LINE_START);
                self.operators(start, chain, 0, LINE_START)
            } else {
                block
            }
        } else {
            self.expression(LINE_START)
        };
        let has_semicolon = self.skip_if(";");
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
        self.spaced("let", "let ");
        self.pattern();
        if self.spaced(":", ": ") {
            self.ty();
        }
        if self.spaced("=", " = ") {
            self.layout.add(&NEVER);
            self.expression(Around::default());
            if self.is("else") {
                self.layout.add(&SPACE);
                self.spaced("else", "else ");
                self.layout.end();
                self.layout.add(&NEVER);
                self.layout.begin(Style::Each, INDENT);
                self.small_block();
            }
        }
        self.layout.end();
        self.skip_if(";");
        self.layout.word(";");
        self.layout.add(&LINE);
    }

    /// Whether the block whose brace stands there holds one expression and nothing else.
    pub(super) fn is_single_expression(&self, open: usize) -> bool {
        let close = self.at(open).close;
        let first = open + 1;
        let lexeme = self.at(first);
        if first >= close {
            return false;
        }
        let starts_other = match lexeme.kind {
            Kind::Doc | Kind::InnerDoc => true,
            Kind::Punct => matches!(lexeme.text, "#" | ";"),
            Kind::Word => matches!(
                lexeme.text,
                "let"
                    | "use"
                    | "fn"
                    | "struct"
                    | "enum"
                    | "impl"
                    | "mod"
                    | "type"
                    | "trait"
                    | "static"
            ),
            _ => false,
        };
        if starts_other {
            return false;
        }
        let behind = self.behind_block(first);
        if behind > first && behind < close && !matches!(self.at(behind).text, "." | "?") {
            return false;
        }
        let mut index = first;
        while index < close {
            let lexeme = self.at(index);
            if lexeme.kind == Kind::Open {
                index = lexeme.close;
            } else if lexeme.kind == Kind::Punct && lexeme.text == ";" {
                return false;
            }
            index = index.saturating_add(1);
        }
        true
    }

    /// The index behind the `if`, `match`, loop or block that starts there; the same one if none does.
    fn behind_block(&self, start: usize) -> usize {
        let lexeme = self.at(start);
        if lexeme.text == "{" {
            return lexeme.close.saturating_add(1);
        }
        let is_block = lexeme.kind == Kind::Lifetime
            || (lexeme.kind == Kind::Word
                && matches!(
                    lexeme.text,
                    "if" | "match" | "for" | "while" | "loop" | "unsafe"
                ));
        if !is_block {
            return start;
        }
        let mut index = start + 1;
        loop {
            // Patterns may hold braces too.
            let end_of_pattern = match self.at(index).text {
                "let" => Some("="),
                _ if index == start + 1 && lexeme.text == "for" => Some("in"),
                _ => None,
            };
            if let Some(end) = end_of_pattern {
                while self.at(index).text != end && self.at(index).kind != Kind::Close {
                    index = self.behind(index);
                }
            }
            match (self.at(index).kind, self.at(index).text) {
                (Kind::Close, _) => return start,
                (Kind::Open, "{") => {
                    index = self.behind(index);
                    if self.at(index).text != "else" {
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
        let lexeme = self.at(index);
        let last = if lexeme.kind == Kind::Open {
            lexeme.close
        } else {
            index
        };
        last.saturating_add(1)
    }
}
