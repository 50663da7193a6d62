//! What stands behind an expression: fields and calls of methods, which a chain that doesn't fit has on
//! a line each; arguments, indices and `?`.

use super::cursor::Printer;
use super::layout::{INDENT, NOTHING, Style};
use super::operators::{Around, Expression, Sort};
use crate::emit::tokens::{Kind, Sign};

/// How the first dot of a chain stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum FirstDot {
    /// It may begin a line.
    Breaks,
    /// It stands behind a name so short that the next line would be no farther in.
    Stays,
    /// So does the only one, so that its arguments are set in from there.
    StaysAlone,
}

impl Printer<'_> {
    /// An expression that no operator stands in, with all that belongs to it.
    pub(super) fn with_postfixes(&mut self, around: Around) -> Expression {
        let start = self.layout.place();
        let base = self.atom(around);
        self.postfixes(start, base, around)
    }

    /// What stands behind `base`, which began at `start`.
    pub(super) fn postfixes(
        &mut self,
        start: super::layout::Place,
        base: Expression,
        around: Around,
    ) -> Expression {
        let base_end = self.layout.place();
        let mut chain_end = None;
        let mut whole = base;
        let mut first = FirstDot::Breaks;
        if base.sort == Sort::ShortName && around.line_start && self.is(Sign::Dot) {
            first = self.first_dot();
        }
        loop {
            match (self.kind(), self.sign()) {
                (Kind::Punct, Sign::Dot) => {
                    if chain_end.is_none() {
                        let boxes = [(Style::Each, INDENT), (Style::Each, -INDENT)];
                        self.layout.end_at(base_end);
                        self.layout.begin_at(start, boxes);
                    }
                    if chain_end.is_some() || first == FirstDot::Breaks {
                        self.layout.add(&NOTHING);
                    }
                    let unindents = chain_end.is_none() && first == FirstDot::StaysAlone;
                    self.member(unindents);
                    chain_end = Some(self.layout.place());
                    whole = Expression {
                        wraps: true,
                        ..Expression::new(Sort::Other)
                    };
                }
                (Kind::Punct, Sign::Question) => {
                    self.bump();
                    whole.sort = Sort::Other;
                }
                (Kind::Open, Sign::OpenParen) => {
                    let is_statement = whole.is_statement && !whole.is_block_like();
                    self.arguments();
                    whole.sort = Sort::Call;
                    whole.is_statement = is_statement;
                }
                (Kind::Open, Sign::OpenBracket) => {
                    let is_statement = whole.is_statement && !whole.is_block_like();
                    self.bump();
                    self.expression(Around::default());
                    self.close_group();
                    whole = Expression {
                        sort: Sort::Other,
                        wraps: true,
                        is_statement,
                    };
                }
                _ => break,
            }
        }
        if let Some(end) = chain_end {
            self.layout.end_at(end);
        }
        whole
    }

    /// `.name::<T>(arguments)`, or `.field`.
    fn member(&mut self, unindents: bool) {
        self.bump();
        self.bump();
        if self.is(Sign::PathSep) {
            self.bump();
            self.generic_arguments();
        }
        if self.is(Sign::OpenParen) {
            let indent = if unindents { -INDENT } else { 0 };
            self.layout.begin(Style::Each, indent);
            self.arguments();
            self.layout.end();
        }
    }

    /// `(a, b)`: an only argument with brackets of its own stands on the line of the call's.
    fn arguments(&mut self) {
        self.bump();
        if !self.is_end() {
            let start = self.layout.place();
            let first = self.expression(Around::default());
            let is_only = self.is_end()
                || (self.is(Sign::Comma) && self.at(self.index() + 1).kind == Kind::Close);
            if is_only && first.is_bracketed() {
                self.skip_if(Sign::Comma);
            } else {
                self.layout.begin_with(start, Style::Each, INDENT, &NOTHING);
                self.comma(&super::layout::COMMA);
                self.elements(Self::element, &super::layout::COMMA);
                self.layout.shift(-INDENT);
                self.layout.end();
            }
        }
        self.close_group();
    }

    /// How the dot stands that is next, behind a short name at the beginning of a line: only if the chain
    /// is the whole expression.
    fn first_dot(&self) -> FirstDot {
        let mut index = self.index();
        let mut dots = 0;
        let mut called = false;
        loop {
            let token = self.at(index);
            match (token.kind, token.sign) {
                (Kind::Punct, Sign::Dot) => {
                    dots += 1;
                    index += 2;
                    if self.at(index).sign == Sign::PathSep {
                        index = self.behind_generics(index + 1);
                    }
                    if self.at(index).sign == Sign::OpenParen {
                        index = self.at(index).close.saturating_add(1);
                    }
                    called = false;
                }
                (Kind::Punct, Sign::Question) => {
                    called = false;
                    index += 1;
                }
                (Kind::Open, Sign::OpenParen | Sign::OpenBracket) => {
                    called = token.sign == Sign::OpenParen;
                    index = self.at(index).close.saturating_add(1);
                }
                (Kind::Close, _) | (Kind::Punct, Sign::Semi | Sign::Comma) if !called => {
                    return match dots {
                        1 => FirstDot::StaysAlone,
                        _ => FirstDot::Stays,
                    };
                }
                _ => return FirstDot::Breaks,
            }
        }
    }

    /// The index behind `<…>`.
    fn behind_generics(&self, mut index: usize) -> usize {
        let mut depth = 0_usize;
        loop {
            let token = self.at(index);
            match (token.kind, token.sign) {
                (Kind::Open, _) => index = self.at(index).close,
                (Kind::Close, _) => return index,
                (_, Sign::Lt) => depth += 1,
                (_, Sign::Shl) => depth += 2,
                (_, Sign::Gt) => depth = depth.saturating_sub(1),
                (_, Sign::Shr) => depth = depth.saturating_sub(2),
                _ => {}
            }
            index = index.saturating_add(1);
            if depth == 0 {
                return index;
            }
        }
    }
}
