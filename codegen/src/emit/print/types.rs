//! Types, and the paths and generics that stand in types and expressions alike.

use super::cursor::Printer;
use super::layout::{COMMA, INDENT, NOTHING, SPACE, Style};
use super::operators::Around;
use crate::emit::tokens::{Kind, Sign};

/// Where generic arguments stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum PathIn {
    /// `Vec<T>`
    Type,
    /// `Vec::<T>`: `<` alone is an operator.
    Expression,
}

impl Printer<'_> {
    pub(super) fn ty(&mut self) {
        match self.kind() {
            Kind::Open => match self.sign() {
                Sign::OpenParen => self.tuple(Self::ty),
                _ => self.array_type(),
            },
            Kind::Word => match self.sign() {
                Sign::Dyn | Sign::Impl => {
                    self.bump();
                    self.layout.word(" ");
                    self.bounds_in_line();
                }
                Sign::Fn => {
                    self.bump();
                    self.group(Self::ty);
                    self.return_type();
                }
                Sign::For if self.is_nth(1, Sign::Lt) => {
                    self.bound_lifetimes();
                    self.ty();
                }
                _ => self.path(PathIn::Type),
            },
            _ => match self.sign() {
                Sign::And | Sign::AndAnd => {
                    self.bump_half();
                    if self.kind() == Kind::Lifetime {
                        self.bump();
                        self.layout.word(" ");
                    }
                    self.spaced(Sign::Mut, "mut ");
                    self.ty();
                }
                Sign::Star => {
                    self.bump();
                    self.spaced(Sign::Const, "const ");
                    self.spaced(Sign::Mut, "mut ");
                    self.ty();
                }
                Sign::Lt | Sign::Shl | Sign::PathSep => self.path(PathIn::Type),
                // `!`, a lifetime, or what is no type: an end of a list is left where it is.
                Sign::Comma | Sign::Gt | Sign::Semi | Sign::Eq => {}
                _ if self.is_end() => {}
                _ => self.bump(),
            },
        }
    }

    fn array_type(&mut self) {
        self.bump();
        self.ty();
        if self.spaced(Sign::Semi, "; ") {
            self.expression(Around::default());
        }
        self.close_group();
    }

    pub(super) fn return_type(&mut self) {
        if self.spaced(Sign::RArrow, " -> ") {
            self.ty();
        }
    }

    /// `A + B` where it isn't broken.
    pub(super) fn bounds_in_line(&mut self) {
        self.bound();
        while self.spaced(Sign::Plus, " + ") {
            self.bound();
        }
    }

    /// `: A + B` behind a name, with breaks.
    pub(super) fn bounds(&mut self, first: &'static str) {
        if !self.spaced(Sign::Colon, first) {
            return;
        }
        self.bound();
        while self.is(Sign::Plus) {
            self.layout.add(&SPACE);
            self.spaced(Sign::Plus, "+ ");
            self.bound();
        }
    }

    fn bound(&mut self) {
        match self.kind() {
            Kind::Lifetime => self.bump(),
            Kind::Open => self.tuple(Self::bound),
            _ => {
                self.bump_if(Sign::Question);
                self.bound_lifetimes();
                self.path(PathIn::Type);
            }
        }
    }

    /// `for<'a> `
    fn bound_lifetimes(&mut self) {
        if self.is(Sign::For) && self.is_nth(1, Sign::Lt) {
            self.bump();
            self.bump();
            while self.kind() == Kind::Lifetime {
                self.bump();
                self.spaced(Sign::Comma, ", ");
            }
            self.close_angle();
            self.layout.word(" ");
        }
    }

    /// `a::B<C>`, or `<A as B>::c`.
    pub(super) fn path(&mut self, within: PathIn) {
        if self.is(Sign::Lt) || self.is(Sign::Shl) {
            self.bump_half();
            self.ty();
            if self.spaced(Sign::As, " as ") {
                self.path(PathIn::Type);
            }
            self.close_angle();
            if !self.is(Sign::PathSep) {
                return;
            }
        }
        self.bump_if(Sign::PathSep);
        loop {
            if self.kind() == Kind::Word {
                self.bump();
            }
            if within == PathIn::Type {
                if self.is(Sign::Lt) || self.is(Sign::Shl) {
                    self.generic_arguments();
                } else if self.is(Sign::PathSep)
                    && (self.is_nth(1, Sign::Lt) || self.is_nth(1, Sign::Shl))
                {
                    self.bump();
                    self.generic_arguments();
                } else if self.is(Sign::OpenParen) {
                    self.function_arguments();
                }
            } else if self.is(Sign::PathSep)
                && (self.is_nth(1, Sign::Lt) || self.is_nth(1, Sign::Shl))
            {
                self.bump();
                self.generic_arguments();
            }
            if !self.bump_if(Sign::PathSep) {
                return;
            }
        }
    }

    /// `Fn(A) -> B`
    fn function_arguments(&mut self) {
        self.layout.begin(Style::Each, INDENT);
        self.bump();
        self.layout.add(&NOTHING);
        self.elements(Self::ty, &COMMA);
        self.layout.shift(-INDENT);
        self.close_group();
        self.return_type();
        self.layout.end();
    }

    /// `<A, B = C>`
    pub(super) fn generic_arguments(&mut self) {
        self.angles(INDENT, Self::generic_argument);
    }

    fn generic_argument(&mut self) {
        match self.kind() {
            Kind::Lifetime | Kind::Literal => self.bump(),
            Kind::Open if self.is(Sign::OpenBrace) => {
                self.expression(Around::default());
            }
            _ if self.is(Sign::Minus) => {
                self.bump();
                self.bump();
            }
            _ => {
                self.ty();
                if self.spaced(Sign::Eq, " = ") {
                    self.generic_argument();
                }
                self.layout.begin(Style::Fill, INDENT);
                self.bounds(": ");
                self.layout.end();
            }
        }
    }

    /// `<'a, T: B>` of an item.
    pub(super) fn generic_parameters(&mut self) {
        if self.is(Sign::Lt) {
            self.angles(0, Self::generic_parameter);
        }
    }

    fn generic_parameter(&mut self) {
        if self.spaced(Sign::Const, "const ") {
            self.bump();
            if self.spaced(Sign::Colon, ": ") {
                self.ty();
            }
            if self.spaced(Sign::Eq, " = ") {
                self.generic_argument();
            }
            return;
        }
        let is_lifetime = self.kind() == Kind::Lifetime;
        self.bump();
        if is_lifetime {
            if self.spaced(Sign::Colon, ": ") {
                self.bounds_in_line();
            }
            return;
        }
        self.layout.begin(Style::Fill, INDENT);
        self.bounds(": ");
        if self.is(Sign::Eq) {
            self.layout.add(&SPACE);
            self.spaced(Sign::Eq, "= ");
            self.ty();
        }
        self.layout.end();
    }

    /// Elements between `<` and `>`.
    fn angles(&mut self, indent: i8, element: fn(&mut Self)) {
        self.bump_half();
        if self.closes_angle() {
            self.bump_half();
            return;
        }
        self.layout.begin(Style::Each, indent);
        self.layout.add(&NOTHING);
        while !self.is_end() && !self.closes_angle() {
            let start = self.index();
            element(self);
            let has_comma = self.skip_if(Sign::Comma);
            if self.is_end() || self.closes_angle() {
                self.layout.add(&COMMA);
            } else if has_comma {
                self.layout.word(",");
                self.layout.add(&SPACE);
            } else if self.index() == start {
                self.stray();
            }
        }
        self.layout.shift(-INDENT);
        self.layout.end();
        self.close_angle();
    }

    /// The `>` at the end of a list, which may be the first half of `>>` or `>=`.
    fn close_angle(&mut self) {
        if self.closes_angle() {
            self.bump_half();
        }
    }

    /// Whether a list of generics ends here, perhaps more than one.
    fn closes_angle(&self) -> bool {
        matches!(self.sign(), Sign::Gt | Sign::Shr | Sign::Ge | Sign::ShrEq)
    }
}
