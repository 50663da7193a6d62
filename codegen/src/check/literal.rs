//! Values that authors write: does a literal fit its type?

mod families;
mod one_element;
mod sample;
mod scalar;
mod tuple;

use docwright_wire::{Fault, Step, joined};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, EnumJson, Families, Literal, OneOf, Shape, TextForm, Type, TypeDef};
use crate::source::{Span, Spanned};
use crate::spec;

use super::types::Direction;

pub(super) use self::families::FamilyValues;

use self::one_element::check_one_element;
use self::scalar::check_scalar;
use self::tuple::check_tuple;

/// The literal without its places.
pub(super) fn lower_literal(literal: &spec::Literal) -> Literal {
    match literal {
        spec::Literal::Null => Literal::Null,
        spec::Literal::Boolean(value) => Literal::Boolean(*value),
        spec::Literal::Number(text) => Literal::Number(text.clone()),
        spec::Literal::Text(text) => Literal::Text(text.clone()),
        spec::Literal::List(items) => Literal::List(
            items
                .iter()
                .map(|item| lower_literal(&item.value))
                .collect(),
        ),
        spec::Literal::Object(members) => Literal::Object(
            members
                .iter()
                .map(|(name, value)| (name.value.clone(), lower_literal(&value.value)))
                .collect(),
        ),
    }
}

/// Whether a literal is `null`, or stands for it.
pub(super) fn is_null(literal: &spec::Literal, nulls: &[Literal]) -> bool {
    match literal {
        spec::Literal::Null => true,
        spec::Literal::List(_) | spec::Literal::Object(_) => false,
        spec::Literal::Boolean(_) | spec::Literal::Number(_) | spec::Literal::Text(_) => {
            let literal = lower_literal(literal);
            let mut nulls = nulls.iter();
            nulls.any(|null| null.as_constant().equals(literal.as_constant(), false))
        }
    }
}

/// A literal as documentation shows it, on one line.
pub(super) fn show(literal: &spec::Literal) -> String {
    match literal {
        spec::Literal::Null => "null".to_owned(),
        spec::Literal::Boolean(value) => value.to_string(),
        spec::Literal::Number(text) | spec::Literal::Text(text) => text.clone(),
        spec::Literal::List(items) => {
            let items: Vec<String> = items.iter().map(|item| show(&item.value)).collect();
            items.join(", ")
        }
        spec::Literal::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{}: {}", name.value, show(&value.value)))
                .collect();
            members.join(", ")
        }
    }
}

/// A literal written for a value of `ty`: `send`, or a value of an example's request.
///
/// The JSON type must be the type's own: `0013` for a `string` is a number in YAML and would lose
/// its zeros, so it has to be quoted. What is given back is spelt as generated code sends it, which
/// is also how a reply's conditions on the request see it.
pub(super) fn check_literal(
    literal: &Spanned<spec::Literal>,
    ty: &Type,
    direction: Direction,
    defs: &[TypeDef],
    report: &mut Report,
) -> Option<Literal> {
    match ty {
        Type::InText(inner, form) => {
            let checked = check_literal(literal, inner, direction, defs, report)?;
            if let (TextForm::Joined(separator), Literal::List(items)) = (form, &checked)
                // Elements that are joined themselves have no text yet.
                && items.iter().all(|item| item.as_text().is_some())
                && let Err(fault) = joined::join(separator, items, |item, list| {
                    list.push(item.as_text().unwrap_or_default())
                })
            {
                report.push(unjoinable(literal, separator, &fault));
                return None;
            }
            Some(checked)
        }
        Type::Scalar(scalar) => check_scalar(literal, scalar, report),
        Type::List(item) | Type::ListOrOne(item) => {
            let spec::Literal::List(items) = &literal.value else {
                report.push(misfit(literal, "a list"));
                return None;
            };
            let items: Vec<_> = items
                .iter()
                .map(|literal| check_literal(literal, item, direction, defs, report))
                .collect();
            items
                .into_iter()
                .collect::<Option<Vec<_>>>()
                .map(Literal::List)
        }
        Type::Tuple(parts) => {
            let spec::Literal::List(items) = &literal.value else {
                report.push(misfit(
                    literal,
                    "a list, one value for each element of the tuple",
                ));
                return None;
            };
            if items.len() != parts.len() {
                report.push(Diagnostic::new(
                    Code::InvalidValue,
                    literal.span,
                    format!("expected {} values, found {}", parts.len(), items.len()),
                ));
                return None;
            }
            let items: Vec<_> = items
                .iter()
                .zip(parts)
                .map(|(literal, part)| check_literal(literal, part, direction, defs, report))
                .collect();
            items
                .into_iter()
                .collect::<Option<Vec<_>>>()
                .map(Literal::List)
        }
        Type::Map(part) => {
            let spec::Literal::Object(values) = &literal.value else {
                report.push(misfit(literal, "a map of name to value"));
                return None;
            };
            let values: Vec<_> = values
                .iter()
                .map(|(name, value)| {
                    let value = check_literal(value, part, direction, defs, report)?;
                    Some((name.value.clone(), value))
                })
                .collect();
            values
                .into_iter()
                .collect::<Option<Vec<_>>>()
                .map(Literal::Object)
        }
        Type::Nullable(_, nulls) if is_null(&literal.value, nulls) => Some(Literal::Null),
        Type::Nullable(part, _) => check_literal(literal, part, direction, defs, report),
        Type::Boxed(part) => check_literal(literal, part, direction, defs, report),
        Type::Any => Some(lower_literal(&literal.value)),
        Type::Named(id) => match &defs.get(id.0)?.shape {
            Shape::Enum(enumeration) => {
                let text = match (&literal.value, enumeration.json) {
                    (spec::Literal::Text(text), EnumJson::Text)
                    | (spec::Literal::Number(text), EnumJson::Integer) => text,
                    (_, EnumJson::Text) => {
                        report.push(misfit(literal, "one of the enum's texts"));
                        return None;
                    }
                    (_, EnumJson::Integer) => {
                        report.push(misfit(literal, "one of the enum's numbers"));
                        return None;
                    }
                };
                let listed = enumeration.values.iter().any(|value| value.wire == *text);
                let is_refused = direction == Direction::Sent && enumeration.closed_when_sent;
                if !listed && (!enumeration.open || is_refused) {
                    let known = enumeration.values.iter().map(|value| value.wire.as_str());
                    report.push(
                        Diagnostic::new(
                            Code::InvalidValue,
                            literal.span,
                            format!("`{text}` is none of the enum's values"),
                        )
                        .suggest(text, known),
                    );
                    return None;
                }
                Some(lower_literal(&literal.value))
            }
            Shape::OneOf(one_of) => {
                let Some(variant) = one_of.variant_of_literal(&lower_literal(&literal.value))
                else {
                    report.push(no_variant(literal, one_of));
                    return None;
                };
                match &variant.content {
                    Content::Constant(constant) => Some(constant.value.clone()),
                    Content::Value(ty) => check_literal(literal, ty, direction, defs, report),
                }
            }
            Shape::OneElement(one_element) => {
                check_one_element(literal, one_element, direction, defs, report)
            }
            Shape::Tuple(members) => check_tuple(literal, members, direction, defs, report),
            Shape::Object(members) => {
                let spec::Literal::Object(given) = &literal.value else {
                    report.push(misfit(literal, "a map of members"));
                    return None;
                };
                let mut whole = true;
                for member in members.iter().filter(|member| member.is_field()) {
                    let found = given.iter().find(|(name, _)| name.value == member.wire);
                    if found.is_none() && !member.may_be_left_out() && !member.is_family {
                        whole = false;
                        report.push(
                            Diagnostic::new(
                                Code::ExampleValueMissing,
                                literal.span,
                                format!("the required member `{}` has no value", member.wire),
                            )
                            .help(format!("add `{}: …`", member.wire)),
                        );
                    }
                }
                let mut lowered = Vec::new();
                let mut families = FamilyValues::new(Families::of(members));
                for (name, value) in given {
                    let mut named = members.iter().filter(|member| !member.is_family);
                    let Some(member) = named.find(|member| member.wire == name.value) else {
                        if let Some((family, key)) = families.find(name.as_str())
                            && let Some(part) = family.family_type()
                        {
                            match check_literal(value, part, direction, defs, report) {
                                Some(value) => families.add(family, key, value),
                                None => whole = false,
                            }
                            continue;
                        }
                        whole = false;
                        report.push(
                            Diagnostic::new(
                                Code::ExampleValueUnknown,
                                name.span,
                                format!("there is no member `{}`", name.value),
                            )
                            .suggest(
                                &name.value,
                                members.iter().map(|member| member.wire.as_str()),
                            ),
                        );
                        continue;
                    };
                    let Content::Value(ty) = &member.content else {
                        // Kept: it may tell a variant of a union from the others.
                        lowered.push((name.value.clone(), lower_literal(&value.value)));
                        continue;
                    };
                    if member.nullable && is_null(&value.value, &member.null_as) {
                        lowered.push((name.value.clone(), Literal::Null));
                        continue;
                    }
                    match check_literal(value, ty, direction, defs, report) {
                        Some(value) => lowered.push((name.value.clone(), value)),
                        None => whole = false,
                    }
                }
                lowered.extend(families.into_values());
                whole.then_some(Literal::Object(lowered))
            }
        },
    }
}

fn no_variant(literal: &Spanned<spec::Literal>, one_of: &OneOf) -> Diagnostic {
    let names: Vec<String> = one_of
        .variants
        .iter()
        .map(|variant| format!("`{}`", variant.name.plain()))
        .collect();
    Diagnostic::new(
        Code::InvalidValue,
        literal.span,
        format!("this is none of {}", names.join(", ")),
    )
    .help("write the value as it is sent, with the constants that tell its variant apart")
}

/// Elements that would be read as others: `["a,b"]` joined by a comma.
fn unjoinable(literal: &Spanned<spec::Literal>, separator: &str, fault: &Fault) -> Diagnostic {
    let first = fault.steps().next();
    let span = match (&literal.value, first) {
        (spec::Literal::List(items), Some(Step::Index(index))) => {
            items.get(*index).map_or(literal.span, |item| item.span)
        }
        _ => literal.span,
    };
    Diagnostic::new(
        Code::InvalidValue,
        span,
        format!("joined by {separator:?}, this would be read as another list"),
    )
}

pub(super) fn misfit(literal: &Spanned<spec::Literal>, meant: &str) -> Diagnostic {
    let found = match &literal.value {
        spec::Literal::Null => "`null`",
        spec::Literal::Boolean(_) => "a boolean",
        spec::Literal::Number(_) => "a number",
        spec::Literal::Text(_) => "text",
        spec::Literal::List(_) => "a list",
        spec::Literal::Object(_) => "a map",
    };
    let diagnostic = Diagnostic::new(
        Code::InvalidValue,
        literal.span,
        format!("expected {meant}, found {found}"),
    );
    match (&literal.value, meant) {
        (spec::Literal::Number(_) | spec::Literal::Boolean(_), "text") => {
            diagnostic.help(format!("quote it: `\"{}\"`", show(&literal.value)))
        }
        (spec::Literal::Text(text), "a number" | "a whole number")
            if text.parse::<f64>().is_ok() =>
        {
            diagnostic.help(format!("without quotes: `{text}`"))
        }
        _ => diagnostic,
    }
}

/// The place of a literal that may be missing.
pub(super) fn span_of(literal: Option<&Spanned<spec::Literal>>, otherwise: Span) -> Span {
    literal.map_or(otherwise, |literal| literal.span)
}
