//! Expressions that hold no operator of their own: names, literals, lists, closures, blocks.

use super::cursor::Printer;
use super::layout::{
    CLOSE_BRACE, CLOSE_BRACE_SEMI, CLOSE_PAREN, COMMA, COMMA_OR_SPACE, INDENT, LINE,
    LINE_UNLESS_LAST, NEVER, NOTHING, OPEN_BRACE, OPEN_PAREN, SPACE, SPACE_UNLESS_LAST, Style,
};
use super::operators::{Around, Expression, Sort};
use super::types::PathIn;
use crate::emit::tokens::{Kind, Sign};

/// The widest struct that stands on one line.
const STRUCT_WIDTH: i64 = 34;

impl Printer<'_> {
    pub(super) fn atom(&mut self, around: Around) -> Expression {
        match self.kind() {
            Kind::Literal => {
                let is_short = self.is(Sign::ShortLiteral);
                self.bump();
                Expression::new(if is_short { Sort::Short } else { Sort::Other })
            }
            Kind::Word => self.word(around),
            Kind::Open => match self.sign() {
                Sign::OpenParen => self.parenthesised(),
                Sign::OpenBracket => self.array(),
                _ => self.block_expression(),
            },
            Kind::Lifetime => {
                self.bump();
                self.spaced(Sign::Colon, ": ");
                self.atom(around)
            }
            Kind::Punct => match self.sign() {
                Sign::Or | Sign::OrOr => self.closure(around),
                Sign::Lt | Sign::Shl | Sign::PathSep => self.named(around),
                _ => Expression::new(Sort::Other),
            },
            _ => Expression::new(Sort::Other),
        }
    }

    fn word(&mut self, around: Around) -> Expression {
        match self.sign() {
            Sign::True | Sign::False => {
                self.bump();
                Expression::new(Sort::Short)
            }
            Sign::Underscore => {
                self.bump();
                Expression::new(Sort::Other)
            }
            Sign::If => self.if_expression(),
            Sign::Match => self.match_expression(),
            Sign::Let => self.let_condition(),
            Sign::Return | Sign::Break | Sign::Continue => self.leaving(around),
            Sign::For => self.for_loop(),
            Sign::While => {
                self.bump();
                self.layout.word(" ");
                self.condition();
                self.loop_body();
                Expression::new(Sort::Loop)
            }
            Sign::Loop => {
                self.bump();
                self.layout.word(" ");
                self.loop_body();
                Expression::new(Sort::Endless)
            }
            Sign::Move if self.is_nth(1, Sign::Or) || self.is_nth(1, Sign::OrOr) => {
                self.closure(around)
            }
            Sign::Unsafe | Sign::Const | Sign::Async => {
                self.bump();
                self.layout.word(" ");
                self.spaced(Sign::Move, "move ");
                if self.is(Sign::Or) || self.is(Sign::OrOr) {
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
            || (self.kind() == Kind::Punct
                && matches!(self.sign(), Sign::Semi | Sign::Comma | Sign::FatArrow));
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
        if self.is(Sign::Not) && self.at(self.index() + 1).kind == Kind::Open {
            let has_braces = self.macro_call();
            return Expression::new(if has_braces {
                Sort::MacroWithBraces
            } else {
                Sort::Macro
            });
        }
        if self.is(Sign::OpenBrace) && !around.condition && self.index() != index {
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
            if self.is(Sign::DotDot) {
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
        if self.spaced(Sign::Colon, ": ") {
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
            let token = self.at(index);
            match (token.kind, token.sign) {
                (Kind::Open, _) => index = self.at(index).close,
                (Kind::Punct, Sign::Or) => {
                    let follows_value = matches!(
                        self.at(index - 1).kind,
                        Kind::Word | Kind::Literal | Kind::Close
                    ) && self.at(index - 1).sign != Sign::Move;
                    in_closure = !in_closure && !follows_value;
                }
                (Kind::Punct, Sign::Lt)
                    if self.at(index - 1).sign == Sign::PathSep || angles > 0 =>
                {
                    angles += 1
                }
                (Kind::Punct, Sign::Gt) => angles = angles.saturating_sub(1),
                (Kind::Punct, Sign::Shr) => angles = angles.saturating_sub(2),
                (Kind::Punct, Sign::Comma) if !in_closure && angles == 0 => return true,
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
            let token = self.at(index);
            matches!(
                token.sign,
                Sign::ShortLiteral | Sign::True | Sign::False | Sign::Comma
            )
        });
        if is_short {
            self.layout.begin(Style::Each, INDENT);
            self.bump();
            self.layout.add(&NOTHING);
            self.layout.begin(Style::Fill, 0);
            while !self.is_end() {
                self.bump();
                self.skip_if(Sign::Comma);
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
        if self.spaced(Sign::Semi, "; ") {
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
        self.spaced(Sign::Move, "move ");
        self.layout.begin(Style::Each, INDENT);
        let has_parameters = !self.is(Sign::OrOr);
        self.bump_half();
        if has_parameters && !self.is(Sign::Or) {
            self.layout.add(&NOTHING);
            while !self.is_end() && !self.is(Sign::Or) {
                let before = self.index();
                self.typed_pattern();
                let has_comma = self.skip_if(Sign::Comma);
                if has_comma && !self.is(Sign::Or) {
                    self.layout.word(",");
                    self.layout.add(&SPACE);
                } else if self.index() == before {
                    self.stray();
                }
            }
        }
        let has_type = self.is_nth(1, Sign::RArrow);
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
        let mut has_else = self.at(self.close().saturating_add(1)).sign == Sign::Else;
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
        while has_else && self.spaced(Sign::Else, " else ") {
            if self.is(Sign::If) {
                self.if_head();
                has_else = self.at(self.close().saturating_add(1)).sign == Sign::Else;
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
        self.spaced(Sign::In, " in ");
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
