//! Members: key to field.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Constant, Content, Limit, Markup, Member, PairNames, Type};
use crate::names::{Names, RustName};
use crate::source::{Span, Spanned, Text};
use crate::spec;

use super::attributes::check_attributes;
use super::family::{lower_family, refuse_overlap};
use super::literal::{lower_literal, show};
use super::pairs::pair_names;
use super::types::{Case, Context, Direction, Medium, TypeTable, given_name};

/// Resolves the members of an object, a body or a place.
///
/// Two members with one wire name are a fault: `{ id: string, "id?": integer }`.
pub(super) fn lower_members<'s>(
    members: impl IntoIterator<Item = &'s spec::Member> + Clone,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Vec<Member> {
    lower_members_beside(members, cx, &mut Names::default(), types, report)
}

/// As [`lower_members`], for members whose fields stand beside others; `fields` are the names
/// already taken.
pub(super) fn lower_members_beside<'s>(
    members: impl IntoIterator<Item = &'s spec::Member> + Clone,
    cx: &Context,
    fields: &mut Names,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Vec<Member> {
    refuse_overlap(members.clone(), cx.medium == Medium::Header, report);
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut lowered = Vec::new();
    for member in members {
        let name = match cx.medium {
            Medium::Header => member.wire.as_str().to_ascii_lowercase(),
            Medium::Json
            | Medium::Pairs
            | Medium::Fields
            | Medium::Text
            | Medium::Markup
            | Medium::Xml
            | Medium::Columns
            | Medium::Parts => member.wire.value.clone(),
        };
        if let Some(first) = seen.insert(name, member.wire.span) {
            report.push(duplicate(&member.wire, first));
            continue;
        }
        lowered.extend(lower_member(member, cx, fields, types, report));
    }
    lowered
}

/// Resolves one member; `fields` are the names already taken beside it.
pub(super) fn lower_member<'s>(
    member: &'s spec::Member,
    cx: &Context,
    fields: &mut Names,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<Member> {
    let attributes = &member.ty.attributes;
    let description = attributes
        .description
        .as_ref()
        .map(|text| text.value.clone());
    if !cx.medium.has_null() && member.ty.nullable {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                member.ty.span,
                format!("`{}` can't be `null`: it travels as text", member.key.value),
            )
            .help(format!(
                "remove `null`; a member that may be missing is `{}?`, and `null_as` says which text stands for `null`",
                member.key.value
            )),
        );
    }
    let markup = markup(member, cx, report);
    let key = rust_key(member, cx);
    let written_out;
    // Nothing is named after the member of a word or a constant.
    let inner = match &member.ty.kind {
        spec::TypeKind::Word(_) | spec::TypeKind::Const(_) => cx,
        _ => {
            written_out = Context {
                prefix: cx.prefix.joined(&RustName::pascal(key)),
                member: Some(member.wire.value.clone()),
                ..cx.clone()
            };
            &written_out
        }
    };
    let content = match &member.ty.kind {
        spec::TypeKind::Const(value) if !member.is_family => {
            check_attributes(&member.ty, inner, report);
            Content::Constant(Constant {
                value: constant(value, cx, report)?,
                ignore_case: attributes.ignore_case.is_some(),
            })
        }
        _ if member.is_family => Content::Value(lower_family(member, inner, types, report)?),
        _ => Content::Value(types.lower(&member.ty, inner, report)?),
    };
    if let (Content::Value(ty), Some(null), false) =
        (&content, member.ty.null_as.first(), member.is_family)
        && cx.medium != Medium::Json
        && !types.is_plain(ty)
    {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                null.span,
                "nothing stands for `null` here but in the place of a single value",
            )
            .help(format!(
                "a member that may be missing is `{}?`",
                member.key.value
            )),
        );
    }
    let send = match (&content, &attributes.send) {
        (Content::Value(ty), Some(send)) if !member.is_family => {
            types.check_value(send, ty, Direction::Sent, report)
        }
        _ => None,
    };
    if let (Content::Value(ty), Some(default), false) =
        (&content, &attributes.default, member.is_family)
    {
        check_default(default, ty, types, report);
    }
    let pairs = match &content {
        Content::Value(ty) if !member.is_family => pair_names(member, ty, cx, types.defs(), report),
        Content::Value(_) | Content::Constant(_) => PairNames::default(),
    };
    let name = match content {
        Content::Constant(_) => RustName::snake(key),
        Content::Value(Type::Named(_)) | Content::Value(_) if is_inline_type(&member.ty) => {
            RustName::snake(key)
        }
        Content::Value(_) => {
            given_name(&member.ty, Case::Field, report).unwrap_or_else(|| RustName::snake(key))
        }
    };
    let field = if matches!(content, Content::Value(_)) {
        fields.claim(name)
    } else {
        name
    };
    Some(Member {
        wire: member.wire.value.clone(),
        field,
        content,
        optional: member.optional,
        nullable: member.ty.may_be_null() && !member.is_family,
        null_as: if member.is_family {
            Vec::new()
        } else {
            null_as(&member.ty)
        },
        description,
        example: attributes
            .example
            .as_ref()
            .map(|example| show(&example.value)),
        default: attributes
            .default
            .as_ref()
            .map(|default| show(&default.value)),
        send,
        limits: limits(&attributes.limits),
        deprecated: attributes
            .deprecated
            .as_ref()
            .map(|text| text.value.clone()),
        is_family: member.is_family,
        markup,
        pairs,
    })
}

/// What stands for `null`.
pub(super) fn null_as(ty: &spec::Type) -> Vec<crate::ir::Literal> {
    let values = ty.null_as.iter();
    values.map(|value| lower_literal(&value.value)).collect()
}

/// What a member is called in Rust: its key, in XML without the prefix of a namespace.
fn rust_key<'m>(member: &'m spec::Member, cx: &Context) -> &'m str {
    let key = member.key.as_str();
    if key == "*" {
        return "other";
    }
    match (cx.medium, key.rsplit_once(':')) {
        (Medium::Xml, Some((_, local))) => local,
        _ => key,
    }
}

/// An inner object, union or enum: there `rust_name` names the type and not the field.
fn is_inline_type(ty: &spec::Type) -> bool {
    matches!(
        ty.kind,
        spec::TypeKind::Object(_) | spec::TypeKind::OneOf(_) | spec::TypeKind::Enum(_)
    )
}

pub(super) fn duplicate(wire: &Text, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateWireName,
        wire.span,
        format!("two members are called `{}` on the wire", wire.value),
    )
    .also(first, "the first one")
}

/// A constant is a scalar; in text places it has a spelling as text.
fn constant(
    value: &crate::source::Spanned<spec::Literal>,
    cx: &Context,
    report: &mut Report,
) -> Option<crate::ir::Literal> {
    let misplaced = |message: &str| Diagnostic::new(Code::MisplacedType, value.span, message);
    match (&value.value, cx.medium) {
        (spec::Literal::List(_) | spec::Literal::Object(_), _) => {
            report.push(misplaced(
                "a constant is a text, a number, a boolean or `null`",
            ));
            None
        }
        (_, Medium::Markup) => {
            report
                .push(misplaced("markup can't hold a constant").help(
                    "write `string`: what the element holds doesn't choose between outcomes",
                ));
            None
        }
        (
            literal,
            Medium::Json
            | Medium::Pairs
            | Medium::Fields
            | Medium::Text
            | Medium::Xml
            | Medium::Header
            | Medium::Columns
            | Medium::Parts,
        ) => Some(lower_literal(literal)),
    }
}

fn limits(limits: &spec::Limits) -> Vec<Limit> {
    let shown = |literal: &Option<Spanned<spec::Literal>>| {
        literal.as_ref().map(|literal| show(&literal.value))
    };
    let pattern = limits.pattern.as_ref().map(|pattern| pattern.value.clone());
    [
        ("At least", shown(&limits.min), ""),
        ("At most", shown(&limits.max), ""),
        ("At least", shown(&limits.min_length), " long"),
        ("At most", shown(&limits.max_length), " long"),
        ("Of the form", pattern, ""),
    ]
    .into_iter()
    .filter_map(|(before, value, after)| {
        Some(Limit {
            before,
            value: value?,
            after,
        })
    })
    .collect()
}

/// `default` is documentation, but it must still be a value that could be meant.
fn check_default<'s>(
    default: &'s crate::source::Spanned<spec::Literal>,
    ty: &Type,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) {
    if default.value == spec::Literal::Null {
        return;
    }
    types.check_value(default, ty, Direction::Shared, report);
}

fn markup(member: &spec::Member, cx: &Context, report: &mut Report) -> Option<Markup> {
    if cx.medium != Medium::Markup {
        return None;
    }
    let Some(element) = &member.ty.attributes.element else {
        report.push(
            Diagnostic::new(
                Code::MissingKey,
                member.ty.span,
                format!(
                    "`{}` doesn't say which element it is read from",
                    member.key.value
                ),
            )
            .help(format!(
                "write `{}: {{ element: title }}`",
                member.key.value
            )),
        );
        return None;
    };
    Some(Markup {
        element: element.value.clone(),
        until: member
            .ty
            .attributes
            .until
            .as_ref()
            .map(|until| until.value.clone()),
    })
}

/// `null` is said where a type is used: `types: { Name: string | null }` would hide it there.
pub(super) fn refuse_null(ty: &spec::Type, report: &mut Report) {
    if ty.may_be_null() {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                ty.span,
                "an entry of `types` can't be `null`",
            )
            .help("say it where the type is used: `parent: { type: Name, nullable: true }`"),
        );
    }
}
