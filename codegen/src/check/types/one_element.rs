//! Choices of XML: their elements, each known by its name.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, ElementVariant, OneElement, Shape, Type, TypeId, one_element};
use crate::names::Names;
use crate::source::{Span, Text};
use crate::spec;

use super::{Context, Medium, TypeTable, type_name};

/// Whether the variants are elements, and not kinds of JSON: they stand in XML, or name an element.
pub(super) fn is_of_elements(one_of: &spec::OneOf, cx: &Context) -> bool {
    cx.medium == Medium::Xml || one_of.variants.iter().any(|variant| variant.wire.is_some())
}

/// The name of the element that a variant is.
pub(in crate::check) fn element_of(variant: &spec::Variant) -> &Text {
    variant.wire.as_ref().unwrap_or(&variant.name)
}

impl<'s> TypeTable<'s> {
    /// Reads the elements of a choice that is defined already. Those that can't be read are reported
    /// and left out.
    pub(super) fn lower_one_element(
        &mut self,
        id: TypeId,
        ty: &'s spec::Type,
        one_of: &'s spec::OneOf,
        cx: &Context,
        report: &mut Report,
    ) {
        if one_of.variants.len() < 2 {
            report.push(
                Diagnostic::new(
                    Code::WrongKind,
                    ty.span,
                    "a choice has two elements or more",
                )
                .help("write a single element as a member of its own: `add: { object: { … } }`"),
            );
        }
        let mut names = Names::default();
        let mut variants: Vec<ElementVariant> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        for written in &one_of.variants {
            let element = element_of(written);
            let mut known = variants.iter().zip(&spans);
            if let Some((_, first)) = known.find(|(known, _)| known.element == element.value) {
                report.push(
                    Diagnostic::new(
                        Code::DuplicateWireName,
                        element.span,
                        format!("two variants are the element `{}`", element.value),
                    )
                    .also(*first, "the first one"),
                );
                continue;
            }
            refuse_marks(written, report);
            let name = names.claim(type_name(&written.name));
            let inner = Context {
                prefix: cx.prefix.joined(&name),
                owner: cx.prefix.clone(),
                member: Some(element.value.clone()),
                medium: Medium::Xml,
                ..cx.clone()
            };
            let content = if is_empty(&written.ty, one_of) {
                None
            } else {
                let Some(content) = self.lower_variant(written, one_of, &inner, report) else {
                    continue;
                };
                if let Some(fault) = self.no_single_element(&content, written.ty.span) {
                    report.push(fault);
                    continue;
                }
                Some(content)
            };
            let description = written.ty.attributes.description.as_ref();
            variants.push(ElementVariant {
                name,
                description: description.map(|text| text.value.clone()),
                element: element.value.clone(),
                content,
            });
            spans.push(element.span);
        }
        self.choices.push((id, ty.span));
        if let Some(def) = self.defs.get_mut(id.0) {
            def.shape = Shape::OneElement(OneElement { variants });
        }
    }

    /// What can't stand in one element: a list, or another choice.
    fn no_single_element(&self, content: &Content, span: Span) -> Option<Diagnostic> {
        let ty = content.value_type()?;
        let message = match ty {
            Type::List(_) | Type::ListOrOne(_) => "a variant is one element, and no list",
            ty if one_element(ty, &self.defs).is_some() => {
                "a variant is one element, and no other choice"
            }
            _ => return None,
        };
        Some(
            Diagnostic::new(Code::MisplacedType, span, message)
                .help("write what stands in the element: `{ object: { item: [string] } }`"),
        )
    }

    /// Where the choices are written, for what can only be said once every use is known.
    pub(in crate::check) fn choices(&self) -> &[(TypeId, Span)] {
        &self.choices
    }
}

/// What tells variants of JSON apart, or says what comes of one.
fn refuse_marks(variant: &spec::Variant, report: &mut Report) {
    let mut refuse = |span: Span, key: &str, note: &str| {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                span,
                format!("`{key}` means nothing here"),
            )
            .note(note),
        );
    };
    if let Some(has) = variant.has.first() {
        refuse(has.span, "has", "an element is known by its name");
    }
    if let Some(failure) = &variant.failure {
        refuse(
            failure.span,
            "failure",
            "`failure` belongs to unions in JSON",
        );
    }
}

/// `{ object: {} }`: an element with nothing in it, which needs no struct.
fn is_empty(ty: &spec::Type, one_of: &spec::OneOf) -> bool {
    let is_empty = |members: &Vec<spec::Member>| members.is_empty();
    matches!(&ty.kind, spec::TypeKind::Object(members) if is_empty(members))
        && is_empty(&one_of.shared)
        && !ty.may_be_null()
}
