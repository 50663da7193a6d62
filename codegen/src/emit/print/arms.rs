//! Arms of a `match`.

use super::cursor::Printer;
use super::layout::{
    ARM_BRACE, ARM_BRACE_SEMI, ARM_PAREN, CLOSE_BRACE, INDENT, NEVER, OPEN_BRACE, OPEN_PAREN, Style,
};
use super::operators::{Around, Sort};
use crate::emit::tokens::{Kind, Sign};

impl Printer<'_> {
    /// `a if b => c,`: braces around an expression are there only if it doesn't fit.
    pub(super) fn arm(&mut self) {
        self.outer_attributes();
        self.layout.begin(Style::Fill, 0);
        self.pattern();
        if self.spaced(Sign::If, " if ") {
            self.expression(Around::default());
        }
        self.spaced(Sign::FatArrow, " => ");
        let mut braces = 0;
        while self.is(Sign::OpenBrace) && self.is_single_expression(self.index()) {
            self.skip();
            braces += 1;
        }
        if self.is(Sign::OpenParen) && self.is_nth(1, Sign::CloseParen) && self.ends_arm(2 + braces)
        {
            self.skip();
            self.skip();
            self.layout.word("{}");
        } else if self.is(Sign::OpenBrace) && self.block_ends_arm(braces) {
            self.loop_body();
        } else {
            self.arm_expression();
        }
        for _ in 0..braces {
            self.skip_close();
        }
        self.skip_if(Sign::Comma);
        self.layout.end();
    }

    fn arm_expression(&mut self) {
        self.layout.add(&NEVER);
        self.layout.begin(Style::Each, INDENT);
        let open = self.layout.place();
        self.layout.add(&OPEN_BRACE);
        let body = self.expression(Around {
            condition: false,
            line_start: true,
        });
        if !body.is_statement {
            self.layout.replace(open, &OPEN_PAREN);
        }
        self.layout.add(match body.sort {
            _ if !body.is_statement => &ARM_PAREN,
            Sort::Acting => &ARM_BRACE_SEMI,
            _ if body.is_block_like() => &CLOSE_BRACE,
            _ => &ARM_BRACE,
        });
        self.layout.shift(-INDENT);
        self.layout.end();
    }

    /// Whether the arm ends so many tokens farther.
    fn ends_arm(&self, distance: usize) -> bool {
        let index = self.index() + distance;
        self.at(index).sign == Sign::Comma || self.at(index).kind == Kind::Close
    }

    /// Whether the block that is next is all of the arm.
    fn block_ends_arm(&self, braces: usize) -> bool {
        let behind = self.at(self.close().saturating_add(1)).sign;
        braces > 0 || !matches!(behind, Sign::Dot | Sign::Question)
    }
}
