//! Values without members.

use crate::check::spelling;
use crate::diagnostic::Report;
use crate::ir::{DateTime, Literal, NumberSpelling, Scalar};
use crate::source::Spanned;
use crate::spec;

use super::{lower_literal, misfit};

pub(super) fn check_scalar(
    literal: &Spanned<spec::Literal>,
    scalar: &Scalar,
    report: &mut Report,
) -> Option<Literal> {
    use spec::Literal::{Boolean, Text};
    let written = &literal.value;
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
        Scalar::Date(_) => (text(written), "a date in its format"),
        Scalar::Time(_) => (text(written), "a time in its format"),
        Scalar::DateTime(_) => (text(written), "a day and time in its format"),
    };
    let Some(sent) = text.and_then(|text| spelling::as_sent(scalar, text).ok()) else {
        report.push(misfit(literal, meant));
        return None;
    };
    Some(match written {
        spec::Literal::Number(_) => Literal::Number(sent),
        Text(_) => Literal::Text(sent),
        written => lower_literal(written),
    })
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
