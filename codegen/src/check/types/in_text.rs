//! Lists and objects where there is text only: which spellings there are, and where.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Member, Shape, TextForm, Type, TypeId};
use crate::source::{Span, Text};
use crate::spec;

use super::{Context, Medium, TypeTable};

/// What an object can be in a place of text.
const AS_JSON: &str = "add `as: json` if the page sends it as JSON";

/// What a list can be in a place of text.
const AS_JOINED: &str =
    "say how its elements stand in one text, `as: { joined: \",\" }` or `as: json`";

impl<'s> TypeTable<'s> {
    /// `{ list: T, as: { joined: "," } }`: elements that are one text each, in one text.
    pub(super) fn lower_joined(
        &mut self,
        ty: &'s spec::Type,
        separator: &Text,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        let element = match &ty.kind {
            spec::TypeKind::List(item) => {
                refuse_null_in_text(item, report);
                let cx = Context {
                    medium: Medium::Text,
                    ..cx.clone()
                };
                self.lower(item, &cx, report)?
            }
            spec::TypeKind::Tuple(elements) => {
                return self.lower_joined_tuple(ty, elements, separator, cx, report);
            }
            spec::TypeKind::NamedTuple(_) => {
                report.push(
                    Diagnostic::new(
                        Code::MisplacedType,
                        ty.span,
                        "the elements of a joined text have no names",
                    )
                    .help("write their types alone: `{ tuple: [decimal, decimal], as: { joined: \",\" } }`"),
                );
                return None;
            }
            spec::TypeKind::Word(_) => {
                let cx = Context {
                    medium: Medium::Json,
                    ..cx.clone()
                };
                match self.lower_kind(ty, &cx, report)? {
                    Type::List(element) if self.is_plain(&element) => *element,
                    _ => {
                        report.push(joins_nothing(separator.span));
                        return None;
                    }
                }
            }
            _ => {
                report.push(joins_nothing(separator.span));
                return None;
            }
        };
        let list = Type::List(Box::new(element));
        let form = TextForm::Joined(separator.value.clone());
        Some(Type::InText(Box::new(list), form))
    }

    /// Whether a value of the type is one text.
    pub(in crate::check) fn is_plain(&self, ty: &Type) -> bool {
        match ty {
            Type::Scalar(_) | Type::InText(..) => true,
            Type::List(_)
            | Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(..)
            | Type::Boxed(_)
            | Type::Any => false,
            Type::Named(id) => matches!(self.shape(*id), Some(Shape::Enum(_))),
        }
    }

    /// Whether a query or a form has a spelling for a value of the type.
    fn has_pairs(&self, ty: &Type) -> bool {
        let mut seen: BTreeSet<TypeId> = BTreeSet::new();
        let mut open = vec![ty];
        while let Some(ty) = open.pop() {
            let element = match ty {
                Type::List(element) => element,
                other => other,
            };
            if matches!(
                element,
                Type::List(_)
                    | Type::ListOrOne(_)
                    | Type::Map(_)
                    | Type::Tuple(_)
                    | Type::Nullable(..)
                    | Type::Any
            ) {
                return false;
            }
            match element {
                Type::Named(id) if seen.insert(*id) => match self.shape(*id) {
                    Some(Shape::Object(members)) => {
                        open.extend(members.iter().filter_map(Member::value_type));
                    }
                    Some(Shape::Tuple(_) | Shape::OneOf(_) | Shape::OneElement(_)) => {
                        return false;
                    }
                    Some(Shape::Enum(_)) | None => {}
                },
                _ => {}
            }
        }
        true
    }

    /// Refuses a type by name where its values have no spelling.
    pub(super) fn check_spellable(
        &self,
        word: &Text,
        ty: &spec::Type,
        resolved: &Type,
        cx: &Context,
        report: &mut Report,
    ) -> bool {
        let is_list = matches!(resolved, Type::List(_));
        let spelt = match cx.medium {
            Medium::Json | Medium::Xml | Medium::Parts => true,
            Medium::Pairs => self.has_pairs(resolved),
            Medium::Fields | Medium::Header => {
                let repeats = cx.medium == Medium::Header || is_repeated(ty);
                let element = match resolved {
                    Type::List(element) if repeats => element,
                    other => other,
                };
                self.is_plain(element)
            }
            Medium::Text | Medium::Markup | Medium::Columns => self.is_plain(resolved),
        };
        if spelt {
            return true;
        }
        if cx.medium == Medium::Pairs {
            report.push(
                Diagnostic::new(
                    Code::MisplacedType,
                    word.span,
                    format!("values of `{}` have no names for their pairs", word.value),
                )
                .note("it holds a map, a union, `null`, `any`, or a list of lists")
                .help("add `as: json` if the page sends it as JSON"),
            );
            return false;
        }
        let message = format!(
            "`{}` is {}, which has no spelling of its own here",
            word.value,
            match resolved {
                Type::List(_) => "a list",
                Type::Map(_) => "a map",
                _ => "an object",
            }
        );
        report.push(misplaced(word.span, message, cx.medium, is_list));
        false
    }
}

/// `{ list: string | null, as: { joined: "," } }`: no text is `null`.
pub(super) fn refuse_null_in_text(element: &spec::Type, report: &mut Report) {
    if element.may_be_null() {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                element.span,
                "an element of a joined text can't be `null`",
            )
            .help("leave `null` out; what the page writes for it is a value of its own"),
        );
    }
}

/// Refuses a list or an object written where its values have no spelling.
pub(super) fn check_spellable_kind(ty: &spec::Type, cx: &Context, report: &mut Report) -> bool {
    let is_list = matches!(ty.kind, spec::TypeKind::List(_));
    let is_tuple = matches!(
        ty.kind,
        spec::TypeKind::Tuple(_) | spec::TypeKind::NamedTuple(_)
    );
    let is_map = matches!(ty.kind, spec::TypeKind::Map(_));
    let is_union = matches!(ty.kind, spec::TypeKind::OneOf(_));
    let spelt = match cx.medium {
        Medium::Json | Medium::Parts => true,
        Medium::Pairs => !is_map && !is_union && !is_tuple,
        Medium::Xml => !is_map && !is_tuple,
        Medium::Fields => is_list && is_repeated(ty),
        Medium::Header => is_list,
        Medium::Text | Medium::Markup | Medium::Columns => false,
    };
    if !spelt {
        let kind = match ty.kind {
            spec::TypeKind::List(_) => "a list",
            spec::TypeKind::Tuple(_) | spec::TypeKind::NamedTuple(_) => "a tuple",
            spec::TypeKind::Map(_) => "a map",
            spec::TypeKind::OneOf(_) => "a union",
            _ => "an object",
        };
        let message = format!("{kind} has no spelling of its own here");
        report.push(misplaced(ty.span, message, cx.medium, is_list || is_tuple));
    }
    spelt
}

/// `[[string]]` in a query: the pairs of the inner lists couldn't be told apart.
pub(super) fn list_of_lists(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedType,
        span,
        "a list of lists has no names for its pairs",
    )
    .help("spell the inner or the outer list as one text: `as: { joined: \",\" }` or `as: json`")
}

fn is_repeated(ty: &spec::Type) -> bool {
    let spelling = ty.attributes.spelling.as_ref();
    spelling.is_some_and(|spelling| spelling.value == spec::Spelling::Repeated)
}

fn misplaced(span: Span, message: String, medium: Medium, is_list: bool) -> Diagnostic {
    let fault = Diagnostic::new(Code::MisplacedType, span, message);
    match (medium, is_list) {
        (Medium::Fields, true) => fault
            .note("a header or a cookie holds one text, or stands there several times")
            .help(format!("{AS_JOINED}; `as: repeated` sends each by itself")),
        (_, true) => fault.note("a value is one text here").help(AS_JOINED),
        (_, false) => fault.note("a value is one text here").help(AS_JSON),
    }
}

fn joins_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedAttribute,
        span,
        "there is nothing to join: only a list or a tuple of single values has elements with a text each",
    )
    .help("write `as: json` if the page sends JSON inside of a text")
}
