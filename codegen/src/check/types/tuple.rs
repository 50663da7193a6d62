//! Lists whose elements have a type each.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Member, TextForm, Type};
use crate::source::Text;
use crate::spec;

use super::in_text::refuse_null_in_text;
use super::{Context, Medium, TypeTable};
use crate::check::member::lower_members;

/// How many elements a tuple of Rust can have and still be compared and printed.
const LIMIT: usize = 12;

/// How many types a tuple can have in it, with those of all the tuples in it.
const MOST_INSIDE: usize = 256;

/// How many elements a tuple with names can have: as many as a page may tell apart by counting.
const MOST_NAMED: usize = 128;

impl<'s> TypeTable<'s> {
    /// `{ tuple: [T, U] }` in JSON.
    pub(super) fn lower_tuple(
        &mut self,
        ty: &'s spec::Type,
        elements: &'s [spec::Type],
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        if !is_of_some_length(ty, elements, report) {
            return None;
        }
        let cx = Context {
            medium: cx.medium.of_members(),
            ..cx.clone()
        };
        let elements: Vec<_> = elements
            .iter()
            .map(|element| self.lower_part(element, &cx, report))
            .collect();
        let elements = elements.into_iter().collect::<Option<Vec<_>>>()?;
        is_small(&elements, ty, report).then_some(Type::Tuple(elements))
    }

    /// `{ tuple: { price: T, "note?": U } }`: the elements, each with its field.
    pub(super) fn lower_elements(
        &mut self,
        ty: &'s spec::Type,
        elements: &'s [spec::Member],
        cx: &Context,
        report: &mut Report,
    ) -> Vec<Member> {
        if elements.is_empty() || elements.len() > MOST_NAMED {
            report.push(
                Diagnostic::new(
                    Code::MisplacedType,
                    ty.span,
                    format!(
                        "a tuple with names has 1 to {MOST_NAMED} elements, and not {}",
                        elements.len()
                    ),
                )
                .help("a list of any length is `{ list: any }`, or has the type of its elements: `[integer]`"),
            );
        }
        let mut may_be_missing = false;
        for element in elements {
            if let Some(fault) = misplaced_element(element, may_be_missing) {
                report.push(fault);
            }
            may_be_missing |= element.optional;
        }
        lower_members(elements, cx, self, report)
    }

    /// `{ tuple: [T, U], as: { joined: "," } }`: elements that are one text each, in one text.
    pub(super) fn lower_joined_tuple(
        &mut self,
        ty: &'s spec::Type,
        elements: &'s [spec::Type],
        separator: &Text,
        cx: &Context,
        report: &mut Report,
    ) -> Option<Type> {
        if !is_of_some_length(ty, elements, report) {
            return None;
        }
        let cx = Context {
            medium: Medium::Text,
            ..cx.clone()
        };
        let elements: Vec<_> = elements
            .iter()
            .map(|element| {
                refuse_null_in_text(element, report);
                self.lower(element, &cx, report)
            })
            .collect();
        let elements = elements.into_iter().collect::<Option<Vec<_>>>()?;
        if !is_small(&elements, ty, report) {
            return None;
        }
        let tuple = Type::Tuple(elements);
        let form = TextForm::Joined(separator.value.clone());
        Some(Type::InText(Box::new(tuple), form))
    }
}

/// An element that can't stand where it does, or as it is written.
fn misplaced_element(element: &spec::Member, is_behind_optional: bool) -> Option<Diagnostic> {
    let name = &element.key.value;
    if let spec::TypeKind::Const(value) = &element.ty.kind {
        return Some(
            Diagnostic::new(
                Code::MisplacedType,
                value.span,
                "a constant can't be an element of a tuple",
            )
            .help("write the type of the value"),
        );
    }
    if let Some(send) = &element.ty.attributes.send {
        return Some(
            Diagnostic::new(
                Code::MisplacedAttribute,
                send.span,
                "`send` means nothing here",
            )
            .note("an element is told by its position: whoever gives one gives those before it"),
        );
    }
    (is_behind_optional && !element.optional).then(|| {
        Diagnostic::new(
            Code::MisplacedType,
            element.key.span,
            format!("`{name}` is required, and an element before it may be missing"),
        )
        .note("an element is told by its position: only the last ones can be missing")
        .help(format!(
            "write `{name}?`, or let the one before be `null` instead of missing"
        ))
    })
}

/// A tuple of tuples under `types` is written out wherever it is used: twelve of twelve of twelve.
fn is_small(elements: &[Type], ty: &spec::Type, report: &mut Report) -> bool {
    let mut open: Vec<&Type> = elements.iter().collect();
    let mut count = 0;
    while let Some(part) = open.pop() {
        count += 1;
        if count > MOST_INSIDE {
            report.push(
                Diagnostic::new(
                    Code::TooDeep,
                    ty.span,
                    format!("this tuple has more than {MOST_INSIDE} types, with those of the tuples in it"),
                )
                .help("give the elements names, `{ tuple: { price: decimal, count: integer } }`: each of the tuples is a type of its own then"),
            );
            return false;
        }
        open.extend(part.parts());
    }
    true
}

fn is_of_some_length(ty: &spec::Type, elements: &[spec::Type], report: &mut Report) -> bool {
    let fits = (2..=LIMIT).contains(&elements.len());
    if !fits {
        report.push(
            Diagnostic::new(
                Code::MisplacedType,
                ty.span,
                format!("a tuple has 2 to {LIMIT} elements, and not {}", elements.len()),
            )
            .help("a list of any length is `{ list: any }`, or has the type of its elements: `[integer]`"),
        );
    }
    fits
}
