//! Enums: their values have one JSON type, and each a variant of its own.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{EnumJson, EnumValue, Enumeration, Shape};
use crate::names::{Names, RustName};
use crate::source::Span;
use crate::spec;

/// The shape of an `enum`; `None` if its values don't go together.
pub(super) fn lower_enum(
    ty: &spec::Type,
    values: &[spec::EnumValue],
    report: &mut Report,
) -> Option<Shape> {
    let mut lowered: Vec<EnumValue> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut names = Names::default();
    names.reserve("Unknown");
    let mut json = None;
    let mut first: Option<Span> = None;
    for value in values {
        let (found, wire) = match &value.value.value {
            spec::Literal::Text(text) => (EnumJson::Text, text.clone()),
            spec::Literal::Number(text) if text.parse::<i64>().is_ok() => {
                (EnumJson::Integer, text.clone())
            }
            _ => {
                report.push(
                    Diagnostic::new(
                        Code::InvalidEnum,
                        value.value.span,
                        "the values of an enum are texts or whole numbers",
                    )
                    .help(format!(
                        "quote it if text is meant: `\"{}\"`",
                        crate::check::literal::show(&value.value.value)
                    )),
                );
                return None;
            }
        };
        if *json.get_or_insert(found) != found {
            let diagnostic = Diagnostic::new(
                Code::InvalidEnum,
                value.value.span,
                "the values of one enum have one JSON type, here are texts and numbers",
            );
            report.push(match first {
                Some(first) => diagnostic.also(first, "the other type"),
                None => diagnostic,
            });
            return None;
        }
        first.get_or_insert(value.value.span);
        if !seen.insert(wire.clone()) {
            report.push(Diagnostic::new(
                Code::InvalidEnum,
                value.value.span,
                format!("the value `{wire}` stands twice"),
            ));
            continue;
        }
        lowered.push(EnumValue {
            variant: names.claim(RustName::pascal(&wire)),
            wire,
            description: value.description.as_ref().map(|text| text.value.clone()),
        });
    }
    let Some(json) = json else {
        report.push(
            Diagnostic::new(
                Code::InvalidEnum,
                ty.span,
                "an enum needs at least one value",
            )
            .help("if the page lists none, write `string`"),
        );
        return None;
    };
    Some(Shape::Enum(Enumeration {
        values: lowered,
        open: ty.attributes.open.as_ref().is_some_and(|open| open.value),
        ignore_case: ty.attributes.ignore_case.is_some(),
        json,
        closed_when_sent: ty.attributes.open.is_none(),
    }))
}
