//! Which of several bodies an example gives: the one whose key it writes, or that the page prints.

use super::body::place_of;
use super::{Source, place_key};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{BodyVariant, Literal};
use crate::printed::Printed;
use crate::source::Spanned;
use crate::spec;

impl Source<'_> {
    /// Finds and checks the body, an object of one entry named after its variant; false if it is
    /// missing or misfits.
    pub(super) fn push_one_of(
        &self,
        variants: &[BodyVariant],
        optional: bool,
        values: &mut Vec<Option<Literal>>,
        report: &mut Report,
    ) -> bool {
        let chosen = match self.written_variant(variants, report) {
            Some(written) => Some(written),
            None => self
                .printed
                .and_then(|printed| self.printed_variant(printed, variants)),
        };
        let Some((variant, value)) = chosen else {
            values.push(None);
            if !optional {
                let keys: Vec<&str> = variants
                    .iter()
                    .map(|variant| place_key(place_of(&variant.payload)))
                    .collect();
                report.push(self.missing("the body", &keys));
            }
            return optional;
        };
        let checked = self.check_payload(&variant.payload, &value, report);
        let fits = checked.is_some();
        values.push(
            checked.map(|value| Literal::Object(vec![(variant.name.as_str().to_owned(), value)])),
        );
        fits
    }

    /// The body that stands under the key of a variant. A second one is refused.
    fn written_variant<'v>(
        &self,
        variants: &'v [BodyVariant],
        report: &mut Report,
    ) -> Option<(&'v BodyVariant, Spanned<spec::Literal>)> {
        let mut written = variants.iter().filter_map(|variant| {
            let value = self.written_body(place_of(&variant.payload))?;
            Some((variant, value))
        });
        let (variant, value) = written.next()?;
        for (_, second) in written {
            report.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    second.span,
                    "the example gives a second body",
                )
                .also(value.span, "the first")
                .help("make two examples of it"),
            );
        }
        Some((variant, value.clone()))
    }

    /// The body that is printed: the one of its media type, and the first that it fits if the page
    /// prints no media type, or that of a form, which commands send of themselves.
    fn printed_variant<'v>(
        &self,
        printed: &Printed,
        variants: &'v [BodyVariant],
    ) -> Option<(&'v BodyVariant, Spanned<spec::Literal>)> {
        let bodies = || {
            variants.iter().filter_map(|variant| {
                Some((variant, self.printed_body(printed, &variant.payload)?))
            })
        };
        let media_type = printed.header("content-type").map(essence);
        let named = bodies().find(|(variant, _)| {
            media_type.is_some_and(|named| {
                named.eq_ignore_ascii_case(essence(variant.payload.media_type()))
            })
        });
        named.or_else(|| {
            bodies().find(|(variant, value)| {
                let mut faults = Report::default();
                self.check_payload(&variant.payload, value, &mut faults)
                    .is_some()
            })
        })
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or(media_type).trim()
}
