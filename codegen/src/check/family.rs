//! Members that stand for every name that fits a pattern: `X-Used-*`.

use docwright_wire::family::{is_within, overlap};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::Type;
use crate::source::{Spanned, Text};
use crate::spec::{self, Spelling};

use super::literal::span_of;
use super::types::{Context, Medium, TypeTable};

/// Resolves the map that such a member is.
pub(super) fn lower_family<'s>(
    member: &'s spec::Member,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<Type> {
    let medium = match cx.medium {
        Medium::Json => Medium::Json,
        Medium::Pairs => match &member.ty.kind {
            // A pair for each element, all of one name.
            spec::TypeKind::List(_) => Medium::Pairs,
            _ => Medium::Text,
        },
        Medium::Header | Medium::Fields | Medium::Columns => Medium::Text,
        Medium::Text | Medium::Markup | Medium::Xml | Medium::Parts => {
            report.push(misplaced(&member.key));
            return None;
        }
    };
    let attributes = &member.ty.attributes;
    if let Some(given) = attributes.send.as_ref().or(attributes.default.as_ref()) {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                span_of(Some(given), member.ty.span),
                format!("`{}` has no value of its own", member.key.value),
            )
            .note("it stands for any number of names, also for none"),
        );
        return None;
    }
    let spelling = attributes.spelling.as_ref();
    if let Some(Spanned {
        value: Spelling::Brackets | Spelling::Indexed | Spelling::Dotted,
        span,
    }) = spelling
    {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                *span,
                format!(
                    "`{}` already says how its pairs are named",
                    member.key.value
                ),
            )
            .help("lists are `as: repeated` here, or one text each: `as: { joined: \",\" }`"),
        );
        return None;
    }
    let cx = Context {
        medium,
        ..cx.clone()
    };
    let part = types.lower_part(&member.ty, &cx, report)?;
    if let (Medium::Pairs, Type::List(element)) = (medium, &part)
        && !types.is_plain(element)
    {
        report.push(
            Diagnostic::new(
                Code::MisplacedType,
                member.ty.span,
                "each value is one text here, or several of one name",
            )
            .help("add `as: json` if the page sends it as JSON"),
        );
        return None;
    }
    Some(Type::Map(Box::new(part)))
}

/// Refuses two families that could take one name, unless each name of the one is of the other too:
/// `{ "a*": string, "*b": string }`. Then the longer one is tried first.
pub(super) fn refuse_overlap<'s>(
    members: impl IntoIterator<Item = &'s spec::Member>,
    ignore_case: bool,
    report: &mut Report,
) {
    let mut before: Vec<(String, &Text)> = Vec::new();
    for family in members.into_iter().filter(|member| member.is_family) {
        let pattern = if ignore_case {
            family.wire.value.to_ascii_lowercase()
        } else {
            family.wire.value.clone()
        };
        let rival = before.iter().find(|(other, _)| {
            // Two of one name are seen by whoever reads the members.
            pattern != *other
                && overlap(&pattern, other)
                && is_within(&pattern, other) == is_within(other, &pattern)
        });
        if let Some((_, first)) = rival {
            report.push(
                Diagnostic::new(
                    Code::DuplicateWireName,
                    family.wire.span,
                    format!(
                        "`{}` and `{}` could take one name",
                        first.value, family.wire.value
                    ),
                )
                .also(first.span, "the other one")
                .note("a name belongs to the family that says more of it, and neither does")
                .help("write one family for both"),
            );
        }
        before.push((pattern, &family.wire));
    }
}

/// `{ "X-*": string }` where names are not those of many members.
pub(super) fn misplaced(key: &Text) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedType,
        key.span,
        format!("`{}` can't stand for many names here", key.value),
    )
    .note("objects of JSON, queries, forms, headers and rows of CSV can have such members")
}
