//! Values that stand beside types: `send` and `default`. Which variant of a union a value is can be
//! told when every type is read.

use std::collections::BTreeSet;

use crate::check::literal::{check_literal, lower_literal};
use crate::diagnostic::Report;
use crate::ir::{Literal, Shape, Type};
use crate::source::Spanned;
use crate::spec;

use super::{Direction, TypeTable};

/// A value that is checked once every type is read.
#[derive(Debug)]
pub(super) struct Later<'s> {
    written: &'s Spanned<spec::Literal>,
    ty: Type,
    direction: Direction,
}

impl<'s> TypeTable<'s> {
    /// Checks a value that is written for a type, now or with [`Self::check_later`]. A union's is
    /// given back as it is written.
    pub(in crate::check) fn check_value(
        &mut self,
        written: &'s Spanned<spec::Literal>,
        ty: &Type,
        direction: Direction,
        report: &mut Report,
    ) -> Option<Literal> {
        if !self.holds_union(ty) {
            return check_literal(written, ty, direction, &self.defs, report);
        }
        self.later.push(Later {
            written,
            ty: ty.clone(),
            direction,
        });
        Some(lower_literal(&written.value))
    }

    /// Checks the values that had to wait for unions.
    pub(super) fn check_later(&mut self, report: &mut Report) {
        for later in std::mem::take(&mut self.later) {
            check_literal(
                later.written,
                &later.ty,
                later.direction,
                &self.defs,
                report,
            );
        }
    }

    fn holds_union(&self, ty: &Type) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            open.extend(ty.parts());
            let Type::Named(id) = ty else { continue };
            match self.shape(*id) {
                Some(Shape::OneOf(_)) => return true,
                Some(shape) if seen.insert(*id) => open.extend(shape.types()),
                _ => {}
            }
        }
        false
    }
}
