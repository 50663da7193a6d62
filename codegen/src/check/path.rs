//! Paths of members, from an outcome on: the fields that they lead through, and what stands there.

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Access, Content, Member, Outcome, OutcomeBody, Shape, Step, Type, TypeDef};
use crate::names::RustName;
use crate::source::{Span, Text};

use super::{body, way};

/// What was looked for, or why it isn't there.
pub(super) type Checked<T> = Result<T, Box<Diagnostic>>;

/// What the `way` of a path leads to, from an outcome on; without one, the body where that is no object.
pub(super) fn lead(
    outcome: &Outcome,
    path: &Text,
    way: Option<&str>,
    defs: &[TypeDef],
) -> Checked<Access> {
    if let OutcomeBody::JsonValue(ty) = &outcome.body {
        let step = Step {
            field: RustName::snake(body::FIELD),
            optional: false,
            nullable: matches!(ty, Type::Nullable(..)),
            deprecated: false,
        };
        return walk(path, vec![step], ty, way, defs);
    }
    let Some(way) = way else {
        return Err(Box::new(
            misfit(path, "names no member").help(format!("write `{}.member`", path.value)),
        ));
    };
    let members: Vec<&Member> = outcome.all_members().collect();
    let (step, ty, way) = find(path, way, &members)?;
    walk(path, vec![step], ty, way, defs)
}

/// Goes on from member to member.
pub(super) fn walk(
    path: &Text,
    mut steps: Vec<Step>,
    ty: &Type,
    mut way: Option<&str>,
    defs: &[TypeDef],
) -> Checked<Access> {
    let mut ty = bare(ty);
    while let Some(names) = way {
        let members: Vec<&Member> = members(ty, defs).iter().collect();
        let (step, next, rest) = find(path, names, &members)?;
        steps.push(step);
        (ty, way) = (bare(next), rest);
    }
    Ok(Access {
        steps,
        ty: ty.clone(),
    })
}

fn members<'d>(ty: &Type, defs: &'d [TypeDef]) -> &'d [Member] {
    let Type::Named(id) = ty else {
        return &[];
    };
    match defs.get(id.0).map(|def| &def.shape) {
        Some(Shape::Object(members)) => members,
        Some(Shape::Tuple(_) | Shape::Enum(_) | Shape::OneOf(_) | Shape::OneElement(_)) | None => {
            &[]
        }
    }
}

/// A member by its wire name: the step to it, its type, and the way from there on.
pub(super) fn find<'m, 'w>(
    path: &Text,
    way: &'w str,
    members: &[&'m Member],
) -> Checked<(Step, &'m Type, Option<&'w str>)> {
    let known = || members.iter().filter(|member| member.is_field());
    let (name, rest) = way::first(way, known().map(|member| member.wire.as_str()));
    let found = known().find(|member| member.wire == name);
    match found.map(|member| (member, &member.content)) {
        Some((member, Content::Value(ty))) => {
            let step = Step {
                field: member.field.clone(),
                optional: member.may_be_left_out(),
                nullable: member.nullable,
                deprecated: member.deprecated.is_some(),
            };
            Ok((step, ty, rest))
        }
        _ => {
            let message = format!(
                "`{}` leads nowhere: there is no member `{name}`",
                path.value
            );
            Err(Box::new(
                Diagnostic::new(Code::UnknownReference, part_of(path, name), message)
                    .suggest(name, known().map(|member| member.wire.as_str())),
            ))
        }
    }
}

/// The place of a name within a path that is written without quotes.
fn part_of(path: &Text, name: &str) -> Span {
    let is_plain = path.span.end.checked_sub(path.span.start) == Some(path.value.len());
    match path.value.rfind(name) {
        Some(offset) if is_plain => Span {
            start: path.span.start + offset,
            end: path.span.start + offset + name.len(),
            ..path.span
        },
        _ => path.span,
    }
}

pub(super) fn misfit(path: &Text, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedType,
        path.span,
        format!("`{}` {what}", path.value),
    )
}

/// The type without what the step to it says already.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(part, _) | Type::Boxed(part) | Type::InText(part, _) => bare(part),
        Type::Scalar(_)
        | Type::Named(_)
        | Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Any => ty,
    }
}
