//! The variant of a union that says what went wrong.

use crate::check::types::TypeTable;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Effect, TypeId, Variant};
use crate::source::Span;
use crate::spec;

/// The words of `failure`.
const EFFECTS: [(&str, Effect); 2] = [("item", Effect::Item), ("ends", Effect::Ends)];

impl TypeTable<'_> {
    /// What comes of a variant, where it says: `{ object: { error: string }, failure: item }`. A union
    /// has one failure, so that whoever meets it gets one type.
    pub(super) fn lower_failure(
        &mut self,
        union: TypeId,
        written: &spec::Variant,
        report: &mut Report,
    ) -> Option<Effect> {
        let word = written.failure.as_ref()?;
        let effect = EFFECTS.iter().find(|(known, _)| *known == word.value);
        let Some((_, effect)) = effect else {
            report.push(
                Diagnostic::new(
                    Code::UnknownWord,
                    word.span,
                    format!("`{}` is not what a failure does to what it stands in", word.value),
                )
                .help("write `item` if others may follow it, or `ends` if it is the last line or event of a stream"),
            );
            return None;
        };
        if let Some(first) = self.failures.insert(union, word.span) {
            report.push(
                Diagnostic::new(
                    Code::OverlappingVariants,
                    word.span,
                    "a union has one variant that is a failure",
                )
                .also(first, "the first one")
                .help("make one variant of them, whose members say what went wrong: `{ object: { error: { one_of: { … } } } }`"),
            );
        }
        Some(*effect)
    }

    /// Where unions say which of their variants is a failure.
    pub(in crate::check) fn failures(&self) -> &std::collections::BTreeMap<TypeId, Span> {
        &self.failures
    }
}

/// `Failed: { type: string, failure: item }`.
pub(super) fn no_object(variant: &Variant, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedType,
        span,
        format!(
            "`{}` is a failure, and no object with members",
            variant.name
        ),
    )
    .note("the members of a failure are its text in Rust")
    .help("write `{ object: { … }, failure: … }`, or remove `failure`")
}
