//! Expressions that hold no operator of their own: names, literals, lists, closures, blocks.

use super::cursor::Printer;
use super::layout::{
    CLOSE_BRACE, CLOSE_BRACE_SEMI, CLOSE_PAREN, COMMA, COMMA_OR_SPACE, INDENT, LINE,
    LINE_UNLESS_LAST, NEVER, NOTHING, OPEN_BRACE, OPEN_PAREN, SPACE, SPACE_UNLESS_LAST, Style,
};
use super::operators::{Around, Expression, Sort};
use super::types::PathIn;
use crate::emit::tokens::Kind;

/// The widest struct that stands on one line.
const STRUCT_WIDTH: u64 = 34;

impl Printer<'_> {
    pub(super) fn atom(&mut self, around: Around) -> Expression {
        match self.kind() {
            Kind::Literal => {
                let is_text = self.text().contains('"');
                let is_float = self.text().contains('.');
                self.bump();
                Expression::new(if is_text || is_float {
                    Sort::Other
                } else {
                    Sort::Short
                })
            }
            Kind::Word => self.word(around),
            Kind::Open => match self.text() {
                "(" => self.parenthesised(),
                "[" => self.array(),
                _ => self.block_expression(),
            },
            Kind::Lifetime => {
                self.bump();
                self.spaced(":", ": ");
                self.atom(around)
            }
            Kind::Punct => match self.text() {
                "|" | "||" => self.closure(around),
                "<" | "<<" | "::" => self.named(around),
                _ => Expression::new(Sort::Other),
            },
            _ => Expression::new(Sort::Other),
        }
    }

    fn word(&mut self, around: Around) -> Expression {
        match self.text() {
            "true" | "false" => {
                self.bump();
                Expression::new(Sort::Short)
            }
            "_" => {
                self.bump();
                Expression::new(Sort::Other)
            }
            "if" => self.if_expression(),
            "match" => self.match_expression(),
            "let" => self.let_condition(),
            "return" | "break" | "continue" => self.leaving(around),
            "for" => self.for_loop(),
            "while" => {
                self.bump();
                self.layout.word(" ");
                self.condition();
                self.loop_body();
                Expression::new(Sort::Loop)
            }
            "loop" => {
                self.bump();
                self.layout.word(" ");
                self.loop_body();
                Expression::new(Sort::Endless)
            }
            "move" if self.is_nth(1, "|") || self.is_nth(1, "||") => self.closure(around),
            "unsafe" | "const" | "async" => {
                self.bump();
                self.layout.word(" ");
                self.spaced("move", "move ");
                if self.is("|") || self.is("||") {
                    return self.closure(around);
                }
                self.block_expression()
            }
            _ => self.named(around),
        }
    }

    /// `return a`, `break 'a b`, `continue`
    fn leaving(&mut self, around: Around) -> Expression {
        self.bump();
        if self.kind() == Kind::Lifetime {
            self.layout.word(" ");
            self.bump();
        }
        let mut wraps = false;
        let ends = self.is_end()
            || (self.kind() == Kind::Punct && matches!(self.text(), ";" | "," | "=>"));
        if !ends {
            self.layout.word(" ");
            wraps = self
                .expression(Around {
                    line_start: false,
                    ..around
                })
                .wraps;
        }
        Expression {
            wraps,
            ..Expression::new(Sort::Acting)
        }
    }

    /// A path, and what makes a struct or a macro call of it.
    fn named(&mut self, around: Around) -> Expression {
        let (index, start) = (self.index(), self.layout.place());
        self.path(PathIn::Expression);
        if self.is("!") && self.at(self.index() + 1).kind == Kind::Open {
            let has_braces = self.macro_call();
            return Expression::new(if has_braces {
                Sort::MacroWithBraces
            } else {
                Sort::Macro
            });
        }
        if self.is("{") && !around.condition && self.index() != index {
            return self.structure(start);
        }
        let is_short = self.index() == index + 1 && self.at(index).text.len() <= INDENT as usize;
        if self.index() == index {
            // No expression starts here.
            return Expression::new(Sort::Other);
        }
        Expression::new(if is_short {
            Sort::ShortName
        } else {
            Sort::Other
        })
    }

    /// ` { a, b: c, ..d }` behind the name that began at `start`.
    fn structure(&mut self, start: super::layout::Place) -> Expression {
        self.layout
            .begin_at(start, [(Style::Each, INDENT), (Style::Fill, -INDENT)]);
        self.layout.end();
        self.layout.word(" ");
        self.bump();
        self.layout.add(&SPACE_UNLESS_LAST);
        while !self.is_end() {
            let before = self.index();
            if self.is("..") {
                self.bump();
                self.expression(Around::default());
                self.layout.add(&SPACE);
            } else {
                self.field_value();
                self.comma(&COMMA_OR_SPACE);
            }
            if self.index() == before {
                self.bump();
            }
        }
        self.layout.shift(-INDENT);
        self.layout.end_within(start, STRUCT_WIDTH);
        self.close_group();
        Expression::new(Sort::Bracketed)
    }

    fn field_value(&mut self) {
        self.outer_attributes();
        self.bump();
        if self.spaced(":", ": ") {
            self.layout.begin(Style::Fill, 0);
            self.expression(Around::default());
            self.layout.end();
        }
    }

    /// `(a)`, or a tuple.
    fn parenthesised(&mut self) -> Expression {
        let open = self.index();
        let close = self.close();
        let is_tuple = close == open + 1 || self.has_comma(open, close);
        if is_tuple {
            self.tuple(Self::element);
            return Expression::new(Sort::Bracketed);
        }
        self.bump();
        let inner = self.expression(Around::default());
        self.close_group();
        Expression {
            wraps: inner.wraps,
            ..Expression::new(Sort::Other)
        }
    }

    /// Whether a comma stands between the brackets, those of inner ones, of closures and of generics aside.
    fn has_comma(&self, open: usize, close: usize) -> bool {
        let mut index = open + 1;
        let mut in_closure = false;
        let mut angles = 0_usize;
        while index < close {
            let lexeme = self.at(index);
            match (lexeme.kind, lexeme.text) {
                (Kind::Open, _) => index = lexeme.close,
                (Kind::Punct, "|") => {
                    let follows_value = matches!(
                        self.at(index - 1).kind,
                        Kind::Word | Kind::Literal | Kind::Close
                    ) && self.at(index - 1).text != "move";
                    in_closure = !in_closure && !follows_value;
                }
                (Kind::Punct, "<") if self.at(index - 1).text == "::" || angles > 0 => angles += 1,
                (Kind::Punct, ">") => angles = angles.saturating_sub(1),
                (Kind::Punct, ">>") => angles = angles.saturating_sub(2),
                (Kind::Punct, ",") if !in_closure && angles == 0 => return true,
                _ => {}
            }
            index = index.saturating_add(1);
        }
        false
    }

    /// `[a, b]` or `[a; n]`: short literals fill lines.
    fn array(&mut self) -> Expression {
        let (open, close) = (self.index(), self.close());
        if close == open + 1 {
            self.bump();
            self.bump();
            return Expression::new(Sort::Bracketed);
        }
        let is_short = (open + 1..close).all(|index| {
            let lexeme = self.at(index);
            match lexeme.kind {
                Kind::Literal => !lexeme.text.contains(['"', '.']),
                Kind::Word => matches!(lexeme.text, "true" | "false"),
                _ => lexeme.text == ",",
            }
        });
        if is_short {
            self.layout.begin(Style::Each, INDENT);
            self.bump();
            self.layout.add(&NOTHING);
            self.layout.begin(Style::Fill, 0);
            while !self.is_end() {
                self.bump();
                self.skip_if(",");
                if !self.is_end() {
                    self.layout.word(",");
                    self.layout.add(&SPACE);
                }
            }
            self.layout.end();
            self.layout.add(&COMMA);
            self.layout.shift(-INDENT);
            self.bump();
            self.layout.end();
            return Expression::new(Sort::Bracketed);
        }
        self.bump();
        let start = self.layout.place();
        self.expression(Around::default());
        if self.spaced(";", "; ") {
            self.expression(Around::default());
            self.close_group();
            return Expression::new(Sort::Other);
        }
        self.layout.begin_with(start, Style::Each, INDENT, &NOTHING);
        self.comma(&COMMA);
        self.elements(Self::element, &COMMA);
        self.layout.shift(-INDENT);
        self.layout.end();
        self.close_group();
        Expression::new(Sort::Bracketed)
    }

    /// `|a, b| c`: what doesn't fit behind the parameters gets braces.
    fn closure(&mut self, around: Around) -> Expression {
        self.layout.begin(Style::Fill, 0);
        self.spaced("move", "move ");
        self.layout.begin(Style::Each, INDENT);
        let has_parameters = !self.is("||");
        self.bump_part(1);
        if has_parameters && !self.is("|") {
            self.layout.add(&NOTHING);
            while !self.is_end() && !self.is("|") {
                let before = self.index();
                self.typed_pattern();
                let has_comma = self.skip_if(",");
                if has_comma && !self.is("|") {
                    self.layout.word(",");
                    self.layout.add(&SPACE);
                } else if self.index() == before {
                    self.stray();
                }
            }
        }
        let has_type = self.is_nth(1, "->");
        if has_type {
            if has_parameters {
                self.layout.add(&COMMA);
                self.layout.shift(-INDENT);
            }
            self.bump();
            self.layout.end();
            self.return_type();
            self.layout.word(" ");
            self.layout.add(&NEVER);
            self.block_expression();
        } else {
            self.bump();
            self.layout.add(&SPACE);
            self.layout.shift(-INDENT);
            self.layout.end();
            self.layout.add(&NEVER);
            self.closure_body(around);
        }
        self.layout.end();
        Expression::new(Sort::Bracketed)
    }

    fn closure_body(&mut self, around: Around) {
        let start = self.layout.place();
        let body = self.expression(Around {
            line_start: false,
            ..around
        });
        if body.is_bracketed() || matches!(body.sort, Sort::Match | Sort::Call) {
            return;
        }
        let (open, close) = match body.sort {
            _ if !body.is_statement => (&OPEN_PAREN, &CLOSE_PAREN),
            Sort::Acting => (&OPEN_BRACE, &CLOSE_BRACE_SEMI),
            _ => (&OPEN_BRACE, &CLOSE_BRACE),
        };
        self.layout.begin_with(start, Style::Each, INDENT, open);
        self.layout.add(close);
        self.layout.shift(-INDENT);
        self.layout.end();
    }

    fn if_expression(&mut self) -> Expression {
        self.layout.begin(Style::Each, INDENT);
        self.if_head();
        let mut has_else = self.at(self.close().saturating_add(1)).text == "else";
        if !has_else {
            self.bump();
            if !self.is_end() {
                self.layout.add(&LINE);
                self.statements();
                self.layout.shift(-INDENT);
            }
            self.close_group();
            self.layout.end();
            return Expression::new(Sort::If);
        }
        self.small_block();
        let mut ends_with_block = false;
        while has_else && self.spaced("else", " else ") {
            if self.is("if") {
                self.if_head();
                has_else = self.at(self.close().saturating_add(1)).text == "else";
            } else {
                has_else = false;
                ends_with_block = true;
            }
            self.small_block();
        }
        self.layout.end();
        Expression::new(if ends_with_block {
            Sort::IfElse
        } else {
            Sort::If
        })
    }

    fn if_head(&mut self) {
        self.bump();
        self.layout.word(" ");
        self.layout.begin(Style::Each, -INDENT);
        self.condition();
        self.layout.end();
    }

    fn for_loop(&mut self) -> Expression {
        self.layout.begin(Style::Fill, 0);
        self.bump();
        self.layout.word(" ");
        self.pattern();
        self.spaced("in", " in ");
        self.layout.add(&NEVER);
        self.condition();
        self.loop_body();
        self.layout.end();
        Expression::new(Sort::Loop)
    }

    /// Statements between braces, each on a line.
    pub(super) fn loop_body(&mut self) {
        self.bump();
        self.layout.add(&NEVER);
        self.layout.begin(Style::Each, INDENT);
        self.layout.add(&LINE_UNLESS_LAST);
        self.statements();
        self.layout.shift(-INDENT);
        self.layout.end();
        self.close_group();
    }

    fn match_expression(&mut self) -> Expression {
        self.layout.begin(Style::Fill, 0);
        self.bump();
        self.layout.word(" ");
        self.condition();
        self.bump();
        self.layout.add(&NEVER);
        self.layout.begin(Style::Each, INDENT);
        self.layout.add(&LINE_UNLESS_LAST);
        while !self.is_end() {
            let before = self.index();
            self.arm();
            self.layout.add(&LINE);
            if self.index() == before {
                self.bump();
            }
        }
        self.layout.shift(-INDENT);
        self.layout.end();
        self.close_group();
        self.layout.end();
        Expression::new(Sort::Match)
    }
}
