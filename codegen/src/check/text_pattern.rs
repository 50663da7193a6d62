//! Texts with values in them: every value of the pattern is a member, and the other way round.

use docwright_wire::text_pattern as wire;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Member, OutcomeBody, TextPattern};
use crate::spec;

/// Whether the pattern can be read and says the same as the members do.
pub(super) fn check(written: &spec::TextPattern, report: &mut Report) {
    let refused = |message| Diagnostic::new(Code::InvalidValue, written.pattern.span, message);
    let pattern = match wire::TextPattern::parse(&written.pattern.value) {
        Ok(pattern) => pattern,
        Err(fault) => {
            report.push(
                refused("this is no pattern of text".to_owned())
                    .note(fault.to_string())
                    .help("write literal text, `{name}` where a value stands, and `( … )?` around what may be missing"),
            );
            return;
        }
    };
    let names = pattern.names();
    if names.is_empty() {
        report.push(
            refused("the pattern has no value in it".to_owned())
                .help("write `equals`, or `text: string` with `when: { text: … }`"),
        );
    }
    for (name, may_be_missing) in &names {
        let member = written
            .members
            .iter()
            .find(|member| member.wire.value == *name);
        match member {
            None => report.push(
                refused(format!("`{name}` of the pattern has no type"))
                    .help(format!("add `{name}: string` beside `pattern`")),
            ),
            Some(member) if *may_be_missing && !member.optional => report.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    member.key.span,
                    format!("`{name}` may be missing"),
                )
                .also(written.pattern.span, "it stands in `( … )?`")
                .help(format!("write `{name}?`")),
            ),
            Some(_) => {}
        }
    }
    for member in &written.members {
        if !names.iter().any(|(name, _)| *name == member.wire.value) {
            report.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    member.key.span,
                    format!("the pattern has no value `{}`", member.wire.value),
                )
                .also(written.pattern.span, "this one")
                .help(format!(
                    "write `{{{}}}` where the value stands, or remove the line",
                    member.wire.value
                )),
            );
        }
    }
}

/// A body of text with its members resolved.
pub(super) fn lower(
    written: &spec::TextPattern,
    members: Vec<Member>,
    report: &mut Report,
) -> OutcomeBody {
    check(written, report);
    OutcomeBody::TextPattern(TextPattern {
        pattern: written.pattern.value.clone(),
        trim: written.trim,
        members,
    })
}

/// Whether no text fits both bodies.
pub(super) fn exclude(a: &OutcomeBody, b: &OutcomeBody) -> bool {
    match (a, b) {
        (OutcomeBody::TextPattern(first), OutcomeBody::TextPattern(second)) => {
            with(first, second, |a, b| {
                a.excludes(b, first.trim || second.trim)
            })
        }
        (OutcomeBody::TextPattern(pattern), OutcomeBody::TextEquals { text, trim })
        | (OutcomeBody::TextEquals { text, trim }, OutcomeBody::TextPattern(pattern)) => {
            if *trim && !pattern.trim {
                let parsed = wire::TextPattern::parse(&pattern.pattern);
                parsed.is_ok_and(|parsed| wire::TextPattern::fixed(text).excludes(&parsed, true))
            } else {
                !fits(pattern, text)
            }
        }
        _ => false,
    }
}

/// Whether every text that fits the one fits the other, which is a pattern.
pub(super) fn implies(given: &OutcomeBody, needed: &TextPattern) -> bool {
    match given {
        OutcomeBody::TextPattern(given) => {
            given.trim == needed.trim && with(given, needed, |a, b| a.implies(b))
        }
        OutcomeBody::TextEquals { text, trim } => (needed.trim || !*trim) && fits(needed, text),
        _ => false,
    }
}

/// Whether a fixed text fits.
fn fits(pattern: &TextPattern, text: &str) -> bool {
    let text = if pattern.trim { text.trim() } else { text };
    wire::TextPattern::parse(&pattern.pattern).is_ok_and(|pattern| pattern.fits(text))
}

/// Asks something of two patterns; one that can't be read has been reported.
fn with(
    a: &TextPattern,
    b: &TextPattern,
    ask: impl Fn(&wire::TextPattern<'_>, &wire::TextPattern<'_>) -> bool,
) -> bool {
    match (
        wire::TextPattern::parse(&a.pattern),
        wire::TextPattern::parse(&b.pattern),
    ) {
        (Ok(a), Ok(b)) => ask(&a, &b),
        _ => true,
    }
}
