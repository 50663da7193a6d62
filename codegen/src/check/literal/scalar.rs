//! Values without members.

use docwright_wire::base64;

use crate::check::{spelling, spelt};
use crate::diagnostic::{Diagnostic, Report};
use crate::ir::{DateTime, Literal, NumberSpelling, Scalar};
use crate::source::Spanned;
use crate::spec;

use super::sample::sample;
use super::{lower_literal, misfit};

pub(super) fn check_scalar(
    literal: &Spanned<spec::Literal>,
    scalar: &Scalar,
    report: &mut Report,
) -> Option<Literal> {
    use spec::Literal::{Boolean, Text};
    if let Scalar::File = scalar {
        return check_file(literal, report);
    }
    let written = &literal.value;
    if let Scalar::Spelt(spelt) = scalar {
        let sent = spelt::sent(spelt, written);
        if sent.is_none() {
            report.push(misfit_of(literal, scalar, spelt::meant(spelt)));
        }
        return sent;
    }
    let (text, meant) = match scalar {
        Scalar::String | Scalar::Secret(_) | Scalar::Hashed(_) => (text(written), "text"),
        Scalar::Integer(spelling)
        | Scalar::DateTime(DateTime::UnixSeconds(spelling) | DateTime::UnixMillis(spelling)) => {
            (number(written, *spelling), "a whole number")
        }
        Scalar::Number(spelling) => (number(written, *spelling), "a number"),
        Scalar::Decimal(spelling) => match number(written, *spelling) {
            Some(text) => (Some(text), "a number of up to 28 digits"),
            None => (None, "a number"),
        },
        Scalar::Boolean(spelling) => (
            match (written, spelling) {
                (Boolean(value), _) => Some(if *value { "true" } else { "false" }),
                (Text(text), NumberSpelling::InString) => Some(text.as_str()),
                _ => None,
            },
            "`true` or `false`",
        ),
        Scalar::Uuid => (text(written), "a UUID"),
        Scalar::File => (None, "a file"),
        Scalar::Date(_) => (text(written), "a date in its format"),
        Scalar::Time(_) => (text(written), "a time in its format"),
        Scalar::DateTime(_) => (text(written), "a day and time in its format"),
        Scalar::Spelt(spelt) => (None, spelt::meant(spelt)),
    };
    let Some(sent) = text.and_then(|text| spelling::as_sent(scalar, text).ok()) else {
        report.push(misfit_of(literal, scalar, meant));
        return None;
    };
    Some(match written {
        spec::Literal::Number(_) => Literal::Number(sent),
        Text(_) => Literal::Text(sent),
        written => lower_literal(written),
    })
}

fn misfit_of(literal: &Spanned<spec::Literal>, scalar: &Scalar, meant: &str) -> Diagnostic {
    let diagnostic = misfit(literal, meant);
    match sample(scalar) {
        Some(sample) => diagnostic.help(format!("write it as on the wire: `{sample}`")),
        None => diagnostic,
    }
}

/// A file as authors write it: `{ name: a.png, media_type: image/png, base64: … }`, or with `text`.
/// Given back with `base64`, whichever it was.
fn check_file(literal: &Spanned<spec::Literal>, report: &mut Report) -> Option<Literal> {
    let member = |wanted: &str| match &literal.value {
        spec::Literal::Object(members) => members
            .iter()
            .find(|(name, _)| name.value == wanted)
            .and_then(|(_, value)| text(&value.value)),
        _ => None,
    };
    let is_known = |name: &str| matches!(name, "name" | "media_type" | "text" | "base64");
    let all_known = match &literal.value {
        spec::Literal::Object(members) => members.iter().all(|(name, _)| is_known(&name.value)),
        _ => false,
    };
    let content = match (member("text"), member("base64")) {
        (Some(text), None) => Some(base64::encode(text)),
        (None, Some(encoded)) => base64::decode(encoded).map(base64::encode),
        _ => None,
    };
    let (true, Some(name), Some(content)) = (all_known, member("name"), content) else {
        report.push(misfit(
            literal,
            "a file: `{ name: a.png, media_type: image/png, base64: … }`, or with `text: …`",
        ));
        return None;
    };
    let mut file = vec![("name".to_owned(), Literal::Text(name.to_owned()))];
    if let Some(media_type) = member("media_type") {
        file.push((
            "media_type".to_owned(),
            Literal::Text(media_type.to_owned()),
        ));
    }
    file.push(("base64".to_owned(), Literal::Text(content)));
    Some(Literal::Object(file))
}

fn text(literal: &spec::Literal) -> Option<&str> {
    match literal {
        spec::Literal::Text(text) => Some(text),
        _ => None,
    }
}

/// The digits of a number: plain, or quoted where it travels as text.
fn number(literal: &spec::Literal, spelling: NumberSpelling) -> Option<&str> {
    match (literal, spelling) {
        (spec::Literal::Number(text), _)
        | (spec::Literal::Text(text), NumberSpelling::InString) => Some(text),
        _ => None,
    }
}
