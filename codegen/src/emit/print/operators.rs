//! Expressions: operators, and what the layout around an expression has to know of it.

use super::cursor::Printer;
use super::layout::{INDENT, NEVER, Place, SPACE, Style};
use crate::emit::tokens::{Kind, Sign};

/// Where an expression stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// In a condition: braces behind a path are its block.
    pub(super) condition: bool,
    /// At the beginning of a line.
    pub(super) line_start: bool,
}

/// What an expression is, as far as what stands around it is laid out by it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sort {
    /// It holds brackets that may stand on the line of what it belongs to: a closure, a struct, a list.
    Bracketed,
    /// A block with or without statements.
    Block,
    Call,
    Match,
    /// Without `else` at its end.
    If,
    IfElse,
    /// `for` or `while`
    Loop,
    Endless,
    /// An assignment, or what leaves a block: a statement of itself ends with a semicolon.
    Acting,
    /// A literal that isn't text, or `_`.
    Short,
    /// A name of one word, that short that what follows it is no further in on a line of its own.
    ShortName,
    Macro,
    MacroWithBraces,
    Other,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Expression {
    pub(super) sort: Sort,
    /// As a condition that doesn't fit it has its block's brace on a line of its own.
    pub(super) wraps: bool,
    /// With braces around it, it is the same.
    pub(super) is_statement: bool,
}

impl Expression {
    pub(super) fn new(sort: Sort) -> Self {
        Self {
            sort,
            wraps: false,
            is_statement: true,
        }
    }

    /// Whether it stands on the line of the bracket that it is the only argument in.
    pub(super) fn is_bracketed(self) -> bool {
        matches!(self.sort, Sort::Bracketed | Sort::Block)
    }

    /// Whether it ends a statement without a semicolon, and a match arm without a comma.
    pub(super) fn is_block_like(self) -> bool {
        matches!(
            self.sort,
            Sort::Block | Sort::Match | Sort::If | Sort::IfElse | Sort::Loop | Sort::Endless
        )
    }

    fn is_statement_before_operator(self) -> bool {
        self.is_statement && !self.is_block_like() && self.sort != Sort::MacroWithBraces
    }
}

// How strongly operators bind.
const ASSIGN: u8 = 1;
const RANGE: u8 = 2;
const OR: u8 = 3;
const AND: u8 = 4;
pub(super) const COMPARE: u8 = 5;
const CAST: u8 = 12;

fn strength(operator: Sign) -> Option<u8> {
    Some(match operator {
        Sign::As => CAST,
        Sign::Star | Sign::Slash | Sign::Percent => 11,
        Sign::Plus | Sign::Minus => 10,
        Sign::Shl | Sign::Shr => 9,
        Sign::And => 8,
        Sign::Caret => 7,
        Sign::Or => 6,
        Sign::EqEq | Sign::Ne | Sign::Lt | Sign::Gt | Sign::Le | Sign::Ge => COMPARE,
        Sign::AndAnd => AND,
        Sign::OrOr => OR,
        Sign::DotDot | Sign::DotDotEq => RANGE,
        Sign::Eq
        | Sign::PlusEq
        | Sign::MinusEq
        | Sign::StarEq
        | Sign::SlashEq
        | Sign::PercentEq
        | Sign::CaretEq
        | Sign::AndEq
        | Sign::OrEq
        | Sign::ShlEq
        | Sign::ShrEq => ASSIGN,
        _ => return None,
    })
}

impl Printer<'_> {
    pub(super) fn expression(&mut self, around: Around) -> Expression {
        self.outer_attributes();
        self.operand(ASSIGN, around)
    }

    /// An element of a list.
    pub(super) fn element(&mut self) {
        self.expression(Around::default());
    }

    /// An expression whose operators bind at least so strongly.
    pub(super) fn operand(&mut self, least: u8, around: Around) -> Expression {
        let start = self.layout.place();
        let left = if self.is(Sign::DotDot) || self.is(Sign::DotDotEq) {
            self.range_to(around)
        } else {
            self.prefixed(around)
        };
        self.operators(start, left, least, around)
    }

    /// The operators behind the expression `left`, which began at `start`.
    pub(super) fn operators(
        &mut self,
        start: Place,
        mut left: Expression,
        least: u8,
        around: Around,
    ) -> Expression {
        let around = Around {
            line_start: false,
            ..around
        };
        loop {
            let is_operator = match self.kind() {
                Kind::Punct => true,
                Kind::Word => self.is(Sign::As),
                _ => false,
            };
            let strength = if is_operator {
                strength(self.sign())
            } else {
                None
            };
            let Some(strength) = strength.filter(|strength| *strength >= least) else {
                return left;
            };
            let is_statement = left.is_statement_before_operator();
            let mut sort = Sort::Other;
            let mut wraps = true;
            match self.sign() {
                Sign::Eq => {
                    self.layout.begin_at(start, [(Style::Fill, 0)]);
                    self.spaced(Sign::Eq, " = ");
                    self.layout.add(&NEVER);
                    self.expression(around);
                    self.layout.end();
                    sort = Sort::Acting;
                }
                Sign::DotDot | Sign::DotDotEq => {
                    wraps = self.range_to(around).wraps;
                }
                operator => {
                    let boxes = [(Style::Fill, INDENT), (Style::Fill, -INDENT)];
                    self.layout.begin_at(start, boxes);
                    self.layout.end();
                    self.layout.add(&SPACE);
                    self.bump();
                    self.layout.word(" ");
                    if operator == Sign::As {
                        self.ty();
                    } else if strength == ASSIGN {
                        self.operand(strength, around);
                        sort = Sort::Acting;
                    } else {
                        self.operand(strength + 1, around);
                    }
                    self.layout.end();
                }
            }
            left = Expression {
                sort,
                wraps,
                is_statement,
            };
        }
    }

    /// `..b`, or `..` alone.
    fn range_to(&mut self, around: Around) -> Expression {
        self.bump();
        let has_end = !self.is_end()
            && match self.kind() {
                Kind::Punct => matches!(
                    self.sign(),
                    Sign::Minus | Sign::Star | Sign::And | Sign::Not | Sign::PathSep | Sign::Lt
                ),
                Kind::Open => !(around.condition && self.is(Sign::OpenBrace)),
                _ => true,
            };
        let mut range = Expression::new(Sort::Other);
        if has_end {
            range.wraps = self.operand(RANGE + 1, around).wraps;
        }
        range
    }

    /// `&a`, `!a`, `-a`, `*a`, or what stands there without any of them.
    fn prefixed(&mut self, around: Around) -> Expression {
        if self.kind() != Kind::Punct {
            return self.with_postfixes(around);
        }
        match self.sign() {
            Sign::And | Sign::AndAnd => {
                self.bump_half();
                self.spaced(Sign::Mut, "mut ");
            }
            Sign::Star | Sign::Not | Sign::Minus => self.bump(),
            _ => return self.with_postfixes(around),
        }
        let inner = self.prefixed(Around {
            line_start: false,
            ..around
        });
        Expression {
            wraps: inner.wraps,
            ..Expression::new(Sort::Other)
        }
    }

    /// What stands behind `if`, `while` or `match`, up to the brace.
    pub(super) fn condition(&mut self) {
        self.layout.begin(Style::Each, 0);
        let condition = self.expression(Around {
            condition: true,
            line_start: false,
        });
        if condition.wraps {
            self.layout.add(&SPACE);
        } else {
            self.layout.word(" ");
        }
        self.layout.end();
    }

    /// `let a = b` in a condition.
    pub(super) fn let_condition(&mut self) -> Expression {
        self.layout.begin(Style::Fill, 0);
        self.spaced(Sign::Let, "let ");
        self.layout.begin(Style::Fill, 0);
        self.pattern();
        self.layout.end();
        let mut wraps = false;
        if self.spaced(Sign::Eq, " = ") {
            self.layout.add(&NEVER);
            self.layout.begin(Style::Fill, 0);
            let value = self.operand(
                COMPARE,
                Around {
                    condition: true,
                    line_start: false,
                },
            );
            wraps = value.wraps;
            self.layout.end();
        }
        self.layout.end();
        Expression {
            sort: Sort::Other,
            wraps,
            is_statement: false,
        }
    }
}
