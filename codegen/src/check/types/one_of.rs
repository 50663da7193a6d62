//! Unions: their variants, and what tells them apart.

mod failure;

use docwright_wire::json::Kind;

use crate::check::attributes::check_attributes;
use crate::check::constants::constants;
use crate::check::literal::lower_literal;
use crate::check::member::lower_members;
use crate::check::overlap::{self, constant_implies, constants_exclude};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    BodyCondition, Constant, Content, DateTime, EnumJson, Member, NumberSpelling, OneOf, Scalar,
    Shape, SpeltJson, Type, TypeDef, TypeId, Variant,
};
use crate::names::Names;
use crate::source::Span;
use crate::spec;

use super::{Case, Context, Medium, TypeTable, given_name, type_name};

/// A union whose variants are told apart once every type is read.
#[derive(Debug)]
pub(super) struct Union {
    id: TypeId,
    /// Where its variants are written.
    spans: Vec<Span>,
}

impl<'s> TypeTable<'s> {
    /// Reads the variants of a union that is defined already. Those that can't be read are reported
    /// and left out.
    pub(super) fn lower_one_of(
        &mut self,
        id: TypeId,
        one_of: &'s spec::OneOf,
        cx: &Context,
        report: &mut Report,
    ) {
        let mut names = Names::default();
        names.reserve("Unknown");
        let mut variants = Vec::new();
        let mut spans = Vec::new();
        for written in &one_of.variants {
            let name = names.claim(type_name(&written.name));
            let inner = Context {
                prefix: cx.prefix.joined(&name),
                owner: cx.prefix.clone(),
                member: Some(written.name.value.clone()),
                ..cx.clone()
            };
            let Some(content) = self.lower_variant(written, one_of, &inner, report) else {
                continue;
            };
            let description = written.ty.attributes.description.as_ref();
            variants.push(Variant {
                name,
                description: description.map(|text| text.value.clone()),
                content,
                kind: Kind::Object,
                constants: Vec::new(),
                has: written.has.iter().map(|name| name.value.clone()).collect(),
                failure: self.lower_failure(id, written, report),
            });
            spans.push(written.name.span);
        }
        self.unions.push(Union { id, spans });
        if let Some(def) = self.defs.get_mut(id.0) {
            let order = (0..variants.len()).collect();
            def.shape = Shape::OneOf(OneOf {
                variants,
                order,
                open: false,
            });
        }
    }

    /// Reads what a variant holds, with the members that all variants share.
    pub(super) fn lower_variant(
        &mut self,
        written: &'s spec::Variant,
        one_of: &'s spec::OneOf,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Content> {
        let ty = &written.ty;
        if ty.may_be_null() {
            let fault = Diagnostic::new(
                Code::MisplacedAttribute,
                ty.span,
                "a variant can't be `null`",
            );
            report.push(match cx.medium {
                Medium::Xml => fault.help("an element with nothing in it is `{ object: {} }`"),
                _ => fault.help("let the whole be `null`: `{ one_of: { … }, nullable: true }`"),
            });
        }
        match &ty.kind {
            spec::TypeKind::Const(value) => {
                check_attributes(ty, cx, report);
                Some(Content::Constant(Constant {
                    value: lower_literal(&value.value),
                    ignore_case: ty.attributes.ignore_case.is_some(),
                }))
            }
            spec::TypeKind::Object(members) if matches!(cx.medium, Medium::Json | Medium::Xml) => {
                check_attributes(ty, cx, report);
                let wanted =
                    given_name(ty, Case::Type, report).unwrap_or_else(|| cx.prefix.clone());
                let name = self.claim(cx.scope, wanted);
                let id = self.define(name.clone(), cx, ty, Shape::Object(Vec::new()));
                let inner = Context {
                    prefix: name.clone(),
                    owner: name,
                    ..cx.clone()
                };
                let members = one_of.shared.iter().chain(members);
                if self.nesting.enter(ty.span, report) {
                    let members = lower_members(members, &inner, self, report);
                    self.set_object(id, ty, members, report);
                    self.nesting.leave();
                }
                Some(Content::Value(Type::Named(id)))
            }
            _ => {
                let lowered = self.lower(ty, cx, report)?;
                let is_object = matches!(&lowered, Type::Named(id) if matches!(self.shape(*id), Some(Shape::Object(_))));
                if is_object && !one_of.shared.is_empty() {
                    report.push(
                        Diagnostic::new(
                            Code::MisplacedType,
                            ty.span,
                            "a named object can't take the shared members",
                        )
                        .help("write its own members here: `{ object: { … } }`"),
                    );
                }
                Some(Content::Value(lowered))
            }
        }
    }

    /// Finds what tells the variants of each union apart, and refuses those that nothing does.
    pub(super) fn settle_unions(&mut self, report: &mut Report) {
        for union in std::mem::take(&mut self.unions) {
            let Some(Shape::OneOf(mut one_of)) = self.shape(union.id).cloned() else {
                continue;
            };
            let mut whole = true;
            for (variant, span) in one_of.variants.iter_mut().zip(&union.spans) {
                let Some(kind) = kind_of(&variant.content, &self.defs) else {
                    whole = false;
                    report.push(unclear_kind(variant, *span));
                    continue;
                };
                variant.kind = kind;
                variant.constants = constants_of(&variant.content, &self.defs);
                if variant.failure.is_some() && members_of(variant, &self.defs).is_none() {
                    whole = false;
                    report.push(failure::no_object(variant, *span));
                }
                if !variant.has.is_empty() && members_of(variant, &self.defs).is_none() {
                    whole = false;
                    report.push(
                        Diagnostic::new(
                            Code::MisplacedAttribute,
                            *span,
                            format!("`{}` is no object, so it has no members", variant.name),
                        )
                        .note("`has` names the members by which an object is told apart"),
                    );
                }
            }
            if whole {
                self.order_variants(&mut one_of, &union.spans, report);
            }
            if let Some(def) = self.defs.get_mut(union.id.0) {
                def.shape = Shape::OneOf(one_of);
            }
        }
    }

    /// More specific variants first; two of which none is, and that one value could be, are a fault.
    fn order_variants(&self, one_of: &mut OneOf, spans: &[Span], report: &mut Report) {
        if let Some(beyond) = spans.get(overlap::MOST) {
            report.push(overlap::too_many(*beyond, "a union has", "variants"));
            return;
        }
        let mut order: Vec<usize> = Vec::new();
        for (index, second) in one_of.variants.iter().enumerate() {
            for (first, first_span) in one_of.variants.iter().zip(spans).take(index) {
                let could_be_both = could_be_both(first, second, &self.defs);
                if could_be_both
                    && implies(first, second) == implies(second, first)
                    && let Some(second_span) = spans.get(index)
                {
                    report.push(overlap(first, *first_span, second, *second_span));
                }
            }
            let before = order.iter().position(|other| {
                one_of.variants.get(*other).is_some_and(|other| {
                    could_be_both(second, other, &self.defs)
                        && implies(second, other)
                        && !implies(other, second)
                })
            });
            order.insert(before.unwrap_or(order.len()), index);
        }
        one_of.order = order;
    }
}

/// The one kind of JSON that all values of a variant have.
fn kind_of(content: &Content, defs: &[TypeDef]) -> Option<Kind> {
    match content {
        Content::Constant(constant) => Some(constant.value.to_json().kind()),
        Content::Value(ty) => kind_of_type(ty, defs),
    }
}

fn kind_of_type(ty: &Type, defs: &[TypeDef]) -> Option<Kind> {
    Some(match ty {
        Type::List(_) | Type::Tuple(_) => Kind::List,
        Type::Map(_) => Kind::Object,
        Type::Scalar(Scalar::Spelt(spelt)) => match spelt.json() {
            SpeltJson::String => Kind::String,
            SpeltJson::Number => Kind::Number,
            SpeltJson::Any => return None,
        },
        Type::Scalar(scalar) => kind_of_scalar(scalar),
        Type::InText(..) => Kind::String,
        Type::Named(id) => match &defs.get(id.0)?.shape {
            Shape::Object(_) => Kind::Object,
            Shape::Tuple(_) => Kind::List,
            Shape::Enum(enumeration) => match enumeration.json {
                EnumJson::Text => Kind::String,
                EnumJson::Integer => Kind::Number,
            },
            Shape::OneOf(_) | Shape::OneElement(_) => return None,
        },
        Type::Boxed(part) => return kind_of_type(part, defs),
        Type::ListOrOne(_) | Type::Nullable(..) | Type::Any => return None,
    })
}

fn kind_of_scalar(scalar: &Scalar) -> Kind {
    use NumberSpelling::Native;
    match scalar {
        Scalar::Integer(Native)
        | Scalar::Number(Native)
        | Scalar::Decimal(Native)
        | Scalar::DateTime(DateTime::UnixSeconds(Native) | DateTime::UnixMillis(Native)) => {
            Kind::Number
        }
        Scalar::Boolean(Native) => Kind::Boolean,
        _ => Kind::String,
    }
}

fn constants_of(content: &Content, defs: &[TypeDef]) -> Vec<BodyCondition> {
    match content {
        Content::Constant(constant) => vec![BodyCondition {
            path: Vec::new(),
            value: constant.value.clone(),
            ignore_case: constant.ignore_case,
            or_missing: false,
        }],
        Content::Value(ty) => members_of_type(ty, defs)
            .map(|members| constants(members, defs))
            .unwrap_or_default(),
    }
}

fn members_of<'d>(variant: &Variant, defs: &'d [TypeDef]) -> Option<&'d [Member]> {
    members_of_type(variant.content.value_type()?, defs)
}

fn members_of_type<'d>(ty: &Type, defs: &'d [TypeDef]) -> Option<&'d [Member]> {
    match ty {
        Type::Named(id) => match &defs.get(id.0)?.shape {
            Shape::Object(members) => Some(members),
            Shape::Tuple(_) | Shape::Enum(_) | Shape::OneOf(_) | Shape::OneElement(_) => None,
        },
        _ => None,
    }
}

/// Whether one value can be both. Two that are known by members are exclusive if neither documents
/// the members of the other.
fn could_be_both(first: &Variant, second: &Variant, defs: &[TypeDef]) -> bool {
    let lacks = |variant: &Variant, names: &[String]| {
        !names.is_empty()
            && members_of(variant, defs).is_some_and(|members| {
                !names
                    .iter()
                    .any(|name| members.iter().any(|member| member.wire == *name))
            })
    };
    first.kind == second.kind
        && !constants_exclude(&first.constants, &second.constants, Medium::Json)
        && !(lacks(first, &second.has) && lacks(second, &first.has))
}

fn implies(first: &Variant, second: &Variant) -> bool {
    second.has.iter().all(|name| first.has.contains(name))
        && second.constants.iter().all(|needed| {
            let mut given = first.constants.iter();
            given.any(|given| constant_implies(given, needed, Medium::Json))
        })
}

fn unclear_kind(variant: &Variant, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::OverlappingVariants,
        span,
        format!("`{}` can be several kinds of JSON", variant.name),
    );
    match variant.content.value_type() {
        Some(Type::Any) => diagnostic.help("leave it out: what no variant describes is kept"),
        Some(Type::Named(_)) => diagnostic.help("write the variants of both unions into one"),
        _ => diagnostic.help("give each kind a variant of its own"),
    }
}

fn overlap(first: &Variant, first_span: Span, second: &Variant, second_span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::OverlappingVariants,
        second_span,
        format!("a value could be both `{}` and `{}`", first.name, second.name),
    )
    .label("could be the same value")
    .also(first_span, "this one")
    .note("variants are told apart by their kind of JSON, by `const` members, and by `has`")
    .help("give one of them a `const` member, or name the member by which it is known: `{ object: { … }, has: [id] }`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Literal;
    use crate::names::RustName;

    fn variant(has: &[&str], tag: Option<&str>) -> Variant {
        Variant {
            name: RustName::pascal("one"),
            description: None,
            content: Content::Value(Type::Map(Box::new(Type::Any))),
            kind: Kind::Object,
            constants: tag
                .map(|tag| BodyCondition {
                    path: vec!["type".to_owned()],
                    value: Literal::Text(tag.to_owned()),
                    ignore_case: false,
                    or_missing: false,
                })
                .into_iter()
                .collect(),
            has: has.iter().map(|name| (*name).to_owned()).collect(),
            failure: None,
        }
    }

    #[test]
    fn a_variant_with_more_conditions_implies_one_with_some_of_them() {
        let (plain, tagged) = (variant(&[], None), variant(&["a"], Some("x")));
        assert!(implies(&tagged, &plain) && !implies(&plain, &tagged));
        assert!(could_be_both(&tagged, &plain, &[]));
        let other = variant(&[], Some("y"));
        assert!(!could_be_both(&tagged, &other, &[]));
    }
}
