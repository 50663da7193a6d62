//! Lists whose elements have a type each.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{TextForm, Type};
use crate::source::Text;
use crate::spec;

use super::in_text::refuse_null_in_text;
use super::{Context, Medium, TypeTable};

/// How many elements a tuple of Rust can have and still be compared and printed.
const LIMIT: usize = 12;

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
        elements.into_iter().collect::<Option<_>>().map(Type::Tuple)
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
        let tuple = Type::Tuple(elements.into_iter().collect::<Option<_>>()?);
        let form = TextForm::Joined(separator.value.clone());
        Some(Type::InText(Box::new(tuple), form))
    }
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
