//! `when`: which requests are answered by an outcome.

pub(super) mod response;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, Fact, FactSource, Request, RequestCondition, Shape, Type, TypeDef};
use crate::source::{Span, Spanned, Text};
use crate::spec;

use super::literal::{check_literal, lower_literal};
use super::types::Direction;

/// `when: { request: { format: [properties, missing] } }`: a member of the request, and the values
/// as they are sent. Each such member becomes a fact that travels with the reply.
pub(super) fn check_when(
    written: &[spec::RequestCondition],
    request: &mut Request,
    defs: &[TypeDef],
    report: &mut Report,
) -> Vec<RequestCondition> {
    let mut conditions = Vec::new();
    for condition in written {
        let Some((fact, content)) = find_fact(&condition.member, request, defs, report) else {
            continue;
        };
        let mut values = Vec::new();
        let mut or_missing = false;
        for value in &condition.values {
            match &value.value {
                spec::ConditionValue::Missing => or_missing = true,
                spec::ConditionValue::Sent(literal) => {
                    values.extend(sent_text(literal, value.span, &content, defs, report));
                }
            }
        }
        conditions.push(RequestCondition {
            fact,
            values,
            or_missing,
        });
    }
    conditions
}

/// The text under which a value is compared. A value that the member can't have would make an
/// outcome that never comes: `{ n: many }` where `n` is an `integer`.
fn sent_text(
    literal: &spec::Literal,
    span: Span,
    content: &Content,
    defs: &[TypeDef],
    report: &mut Report,
) -> Option<String> {
    let lowered = match content {
        Content::Value(ty) => {
            let written = Spanned::new(literal.clone(), span);
            check_literal(&written, ty, Direction::Sent, defs, report)?
        }
        Content::Constant(_) => lower_literal(literal),
    };
    lowered.as_text().map(str::to_owned)
}

/// The request member of a condition: its place among the facts, and what it holds.
///
/// A condition compares single values: it can't name a list or an object.
pub(super) fn find_fact(
    member: &Text,
    request: &mut Request,
    defs: &[TypeDef],
    report: &mut Report,
) -> Option<(usize, Content)> {
    let parameters = request.parameters.iter().enumerate();
    let parameters =
        parameters.map(|(index, parameter)| (FactSource::Parameter(index), &parameter.member));
    let body = request.body_members().iter().enumerate();
    let body = body.map(|(index, member)| (FactSource::Body(index), member));
    let mut called = parameters
        .chain(body)
        .filter(|(_, found)| found.wire == member.value);
    let first = called.next();
    if called.next().is_some() {
        report.push(
            Diagnostic::new(
                Code::UnknownRequestMember,
                member.span,
                format!("the request has `{}` in two places", member.value),
            )
            .note("a condition names a member, not its place")
            .help("tell the outcomes apart by `status`, a `const` or another member"),
        );
        return None;
    }
    let Some((source, found)) = first else {
        report.push(
            Diagnostic::new(
                Code::UnknownRequestMember,
                member.span,
                format!("the request has no member `{}`", member.value),
            )
            .suggest(
                member.as_str(),
                request.members().map(|member| member.wire.as_str()),
            ),
        );
        return None;
    };
    if !is_single(&found.content, defs) {
        report.push(
            Diagnostic::new(
                Code::MisplacedType,
                member.span,
                format!("`{}` is a list or an object", member.value),
            )
            .note("a condition compares single values"),
        );
        return None;
    }
    let content = found.content.clone();
    let known = request
        .facts
        .iter()
        .position(|fact| fact.wire == member.value);
    let fact = known.unwrap_or_else(|| {
        request.facts.push(Fact {
            wire: member.value.clone(),
            source,
        });
        request.facts.len() - 1
    });
    Some((fact, content))
}

fn is_single(content: &Content, defs: &[TypeDef]) -> bool {
    match content {
        Content::Constant(_) | Content::Value(Type::Scalar(_)) => true,
        Content::Value(
            Type::List(_)
            | Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(..)
            | Type::Boxed(_)
            | Type::Any
            | Type::InText(..),
        ) => false,
        Content::Value(Type::Named(id)) => {
            matches!(defs.get(id.0).map(|def| &def.shape), Some(Shape::Enum(_)))
        }
    }
}
