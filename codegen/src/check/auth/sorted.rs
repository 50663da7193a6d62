//! What `{sorted}` is in a text that is signed.

use docwright_wire::recipe;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Holder, PairPart, Part, Scheme, Sorted};
use crate::source::{Span, Text};
use crate::spec;

use super::super::template::{self, Piece};
use super::sign::values;

/// The word in texts.
pub(super) const WORD: &str = "sorted";

/// Lowers the rule; what it adds can name what `scheme` has by now.
pub(super) fn check_sorted(written: &spec::Sorted, scheme: &Scheme, report: &mut Report) -> Sorted {
    let usual = recipe::Sorted::DEFAULT;
    let of = match &written.of {
        Some(of) => of.clone(),
        None => usual.of.to_vec(),
    };
    report_twice(&of, written, report);
    let each = written.each.as_ref();
    let each = each.map(|each| pair_parts(each, report));
    let with = written.with.iter().map(|(name, template)| {
        let value = values(template, scheme, report);
        report_bytes(&value, template, scheme, report);
        (name.value.clone(), value)
    });
    let with = with.collect();
    let between = written.between.as_ref();
    Sorted {
        of,
        each,
        between: between.map_or(usual.between, Text::as_str).to_owned(),
        except: written
            .except
            .iter()
            .map(|name| name.value.clone())
            .collect(),
        with,
        skips_empty: written.skips_empty,
        is_encoded: written.is_encoded,
    }
}

fn report_twice(of: &[Holder], written: &spec::Sorted, report: &mut Report) {
    let twice = of.iter().enumerate();
    let twice =
        twice.filter(|(index, holder)| of.iter().take(*index).any(|other| other == *holder));
    for _ in twice {
        report.push(
            Diagnostic::new(
                Code::DuplicateName,
                written.span,
                "one part of the request stands twice under `of`",
            )
            .help("write each of `query`, `form` and `json` once at most"),
        );
    }
}

/// `with: { sum: "{sum}" }` where `sum` is bytes, which are no value.
fn report_bytes(value: &[Part], written: &Text, scheme: &Scheme, report: &mut Report) {
    let sum = value.iter().find_map(|part| match part {
        Part::Digest(made) => scheme.signatures.get(*made),
        _ => None,
    });
    let Some(sum) = sum else { return };
    let fault = format!("`{}` is bytes, and this is a text", sum.name);
    report.push(
        Diagnostic::new(Code::ConflictingKeys, written.span, fault)
            .help("say how it is spelt: `as: hex`, `as: base64`"),
    );
}

/// `{name}={value}`
fn pair_parts(each: &Text, report: &mut Report) -> Vec<PairPart> {
    let pieces = template::pieces(each.as_str(), each.span, report).unwrap_or_default();
    let parts = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Literal(literal) => Some(PairPart::Literal(literal.to_owned())),
        Piece::Name("name") => Some(PairPart::Name),
        Piece::Name("value") => Some(PairPart::Value),
        Piece::Name(other) => {
            report.push(
                Diagnostic::new(
                    Code::UnknownCredential,
                    each.span,
                    format!("`{{{other}}}` is no part of a name and its value"),
                )
                .help("write `{name}` and `{value}`, and what stands around them"),
            );
            None
        }
    });
    parts.collect()
}

/// A rule that the text doesn't refer to.
pub(super) fn report_unused(signature: &spec::Signature, text: &[Part], report: &mut Report) {
    let Some(sorted) = &signature.sorted else {
        return;
    };
    let hash = &signature.text;
    // A name that isn't known there may be this one.
    if !text.iter().any(is_sorted) && !report.has_errors_within(hash.span) {
        report.push(
            Diagnostic::new(
                Code::ConflictingKeys,
                sorted.span,
                "nothing here names what is sorted",
            )
            .also(hash.span, "the text that is signed")
            .help(format!("write `{{{WORD}}}` where it stands in that text")),
        );
    }
}

/// `{sorted}` without a rule.
pub(super) fn missing(span: Span) -> Diagnostic {
    let fault = format!("nothing says what `{{{WORD}}}` is");
    Diagnostic::new(Code::MissingKey, span, fault).help(
        "add `sorted: {}` beside the text for `name=value` with `&` between, or say there how they are joined",
    )
}

fn is_sorted(part: &Part) -> bool {
    match part {
        Part::Sorted(_) => true,
        Part::Percent(part) => is_sorted(part),
        _ => false,
    }
}
