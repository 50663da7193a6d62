//! Values of tuples with names.

use super::{check_literal, is_null, misfit};
use crate::check::types::Direction;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, Literal, Member, TypeDef};
use crate::source::Spanned;
use crate::spec;

/// A list with a value for each element: those at the end that may be missing can be left out.
pub(super) fn check_tuple(
    literal: &Spanned<spec::Literal>,
    members: &[Member],
    direction: Direction,
    defs: &[TypeDef],
    report: &mut Report,
) -> Option<Literal> {
    let spec::Literal::List(items) = &literal.value else {
        report.push(misfit(
            literal,
            "a list, one value for each element of the tuple",
        ));
        return None;
    };
    let least = members.iter().filter(|member| !member.optional).count();
    if !(least..=members.len()).contains(&items.len()) {
        let expected = if least == members.len() {
            least.to_string()
        } else {
            format!("{least} to {}", members.len())
        };
        report.push(Diagnostic::new(
            Code::InvalidValue,
            literal.span,
            format!("expected {expected} values, found {}", items.len()),
        ));
        return None;
    }
    let items: Vec<_> = items
        .iter()
        .zip(members)
        .map(|(item, member)| match &member.content {
            _ if member.nullable && is_null(&item.value, &member.null_as) => Some(Literal::Null),
            Content::Value(ty) => check_literal(item, ty, direction, defs, report),
            Content::Constant(constant) => Some(constant.value.clone()),
        })
        .collect();
    let items: Option<Vec<_>> = items.into_iter().collect();
    items.map(Literal::List)
}
