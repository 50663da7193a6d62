//! One of several elements: `{ add: { "@id": 1 } }`.

use crate::check::types::Direction;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, Literal, OneElement, TypeDef};
use crate::source::Spanned;
use crate::spec;

use super::{check_literal, lower_literal, misfit};

/// The element and what stands in it, if both fit.
pub(super) fn check_one_element(
    literal: &Spanned<spec::Literal>,
    one_element: &OneElement,
    direction: Direction,
    defs: &[TypeDef],
    report: &mut Report,
) -> Option<Literal> {
    let spec::Literal::Object(entries) = &literal.value else {
        report.push(misfit(literal, "a map of one element to what stands in it"));
        return None;
    };
    let [(name, value)] = entries.as_slice() else {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                literal.span,
                format!("expected one element, found {}", entries.len()),
            )
            .help("several elements are a list: `[{ add: … }, { remove: … }]`"),
        );
        return None;
    };
    let Some(variant) = one_element.variant_of(name.as_str()) else {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                name.span,
                format!("`{}` is none of the elements", name.value),
            )
            .suggest(name.as_str(), one_element.elements()),
        );
        return None;
    };
    let value = match &variant.content {
        Some(Content::Value(ty)) => check_literal(value, ty, direction, defs, report)?,
        Some(Content::Constant(constant)) => {
            let given = lower_literal(&value.value);
            let known = constant.value.as_constant();
            let is_known = given
                .as_text()
                .is_some_and(|text| known.equals_text(text, constant.ignore_case));
            if !is_known {
                let text = constant.value.as_text().unwrap_or_default();
                report.push(misfit_of(value, text));
                return None;
            }
            constant.value.clone()
        }
        None => {
            let is_empty =
                matches!(&value.value, spec::Literal::Object(members) if members.is_empty());
            if !is_empty {
                report.push(misfit_of(value, "{}"));
                return None;
            }
            Literal::Object(Vec::new())
        }
    };
    Some(Literal::Object(vec![(name.value.clone(), value)]))
}

fn misfit_of(value: &Spanned<spec::Literal>, meant: &str) -> Diagnostic {
    Diagnostic::new(
        Code::InvalidValue,
        value.span,
        format!("expected `{meant}`"),
    )
}
