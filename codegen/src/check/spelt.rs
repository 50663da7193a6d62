//! Values in a spelling of their own: read and printed as generated code does it.

use docwright_wire::json::Reader;
use docwright_wire::{Fault, Flag, date, text};

use crate::ir::{Instant, Literal, Spelt, SpeltJson};
use crate::spec;

/// The value of a literal as it is sent; `None` if the type has no such value.
pub(super) fn sent(spelt: &Spelt, written: &spec::Literal) -> Option<Literal> {
    match (spelt, written) {
        (Spelt::Flag { yes, no }, spec::Literal::Boolean(value)) => {
            let values = if *value { yes } else { no };
            values.first().cloned()
        }
        (Spelt::Flag { yes, no }, written) => {
            let written = super::literal::lower_literal(written);
            let is_it = |values: &&Vec<Literal>| {
                let mut values = values.iter();
                values.any(|value| value.as_constant().equals(written.as_constant(), false))
            };
            [yes, no].into_iter().find(is_it)?.first().cloned()
        }
        (_, spec::Literal::Number(text)) if spelt.json() != SpeltJson::String => {
            Some(spelt.literal(print(spelt, text).ok()?))
        }
        // A number, whose digits travel in a text.
        (
            Spelt::Exact { .. } | Spelt::Duration { .. } | Spelt::Instant { .. },
            spec::Literal::Number(text),
        ) => Some(spelt.literal(print(spelt, text).ok()?)),
        (_, spec::Literal::Text(text)) if spelt.json() != SpeltJson::Number => {
            Some(spelt.literal(print(spelt, text).ok()?))
        }
        (Spelt::Digits, spec::Literal::Text(text)) => Some(spelt.literal(print(spelt, text).ok()?)),
        _ => None,
    }
}

/// A text that is printed where there is only text, as authors write the value.
pub(super) fn printed(spelt: &Spelt, text: String) -> spec::Literal {
    match spelt {
        Spelt::Flag { yes, no } => {
            let means = |values: &[Literal]| {
                let mut values = values.iter();
                values.any(|value| value.as_constant().equals_text(&text, false))
            };
            match (means(yes), means(no)) {
                (true, _) => spec::Literal::Boolean(true),
                (_, true) => spec::Literal::Boolean(false),
                (false, false) => spec::Literal::Text(text),
            }
        }
        _ => match spelt.literal(text) {
            Literal::Number(text) => spec::Literal::Number(text),
            literal => spec::Literal::Text(literal.as_text().unwrap_or_default().to_owned()),
        },
    }
}

/// What a value is called in messages.
pub(super) fn meant(spelt: &Spelt) -> &'static str {
    match spelt {
        Spelt::Digits => "a number",
        Spelt::Exact { whole: true, .. } => "a whole number of up to 1024 characters",
        Spelt::Exact { whole: false, .. } => "a number of up to 1024 characters",
        Spelt::Flag { .. } => "`true`, `false` or one of the values that mean them",
        Spelt::Bytes(_) => "bytes in their spelling",
        Spelt::Instant { .. } => "a day and time in its format",
        Spelt::Duration { .. } => "a length of time in its unit",
        Spelt::Url => "a URL",
    }
}

/// A text, read and printed again.
fn print(spelt: &Spelt, written: &str) -> Result<String, Fault> {
    match spelt {
        Spelt::Digits => text::digits(written),
        Spelt::Exact { whole: true, .. } => text::exact_whole(written).map(|it| it.to_string()),
        Spelt::Exact { whole: false, .. } => text::exact(written).map(|it| it.to_string()),
        Spelt::Url => text::url(written),
        Spelt::Bytes(bytes) => Ok(bytes.print(&bytes.read(written)?)),
        Spelt::Duration { unit, .. } => unit.print(&unit.read(written)?),
        Spelt::Instant { formats, .. } => {
            let timestamp = date::instant(written, &wire_formats(formats))?;
            match formats.first() {
                Some(format) => format.wire().print(&timestamp),
                None => Ok(written.to_owned()),
            }
        }
        Spelt::Flag { .. } => Ok(written.to_owned()),
    }
}

/// Reads a JSON value.
pub(super) fn read(json: &mut Reader<'_>, spelt: &Spelt) -> Result<(), Fault> {
    match (spelt, spelt.json()) {
        (Spelt::Flag { yes, no }, _) => with_flag(yes, no, |flag| flag.read(json).map(drop)),
        (Spelt::Instant { formats, .. }, SpeltJson::Any) => {
            date::read_instant(json, &wire_formats(formats)).map(drop)
        }
        (_, SpeltJson::Number) => json.number_as(|text| read_text(text, spelt)),
        (_, SpeltJson::String | SpeltJson::Any) => json.string_as(|text| read_text(text, spelt)),
    }
}

/// Reads a text.
pub(super) fn read_text(written: &str, spelt: &Spelt) -> Result<(), Fault> {
    match spelt {
        Spelt::Flag { yes, no } => with_flag(yes, no, |flag| flag.from_text(written).map(drop)),
        Spelt::Instant { formats, .. } => date::instant(written, &wire_formats(formats)).map(drop),
        Spelt::Digits => text::digits(written).map(drop),
        Spelt::Exact { whole: true, .. } => text::exact_whole(written).map(drop),
        Spelt::Exact { whole: false, .. } => text::exact(written).map(drop),
        Spelt::Url => text::url(written).map(drop),
        Spelt::Bytes(bytes) => bytes.read(written).map(drop),
        Spelt::Duration { unit, .. } => unit.read(written).map(drop),
    }
}

fn with_flag<T>(yes: &[Literal], no: &[Literal], act: impl FnOnce(Flag<'_>) -> T) -> T {
    let yes: Vec<_> = yes.iter().map(Literal::as_constant).collect();
    let no: Vec<_> = no.iter().map(Literal::as_constant).collect();
    act(Flag { yes: &yes, no: &no })
}

fn wire_formats(formats: &[Instant]) -> Vec<date::Instant<'_>> {
    formats.iter().map(Instant::wire).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::NumberSpelling::InString;

    #[test]
    fn digits_that_travel_in_a_text_are_written_as_a_number_too() {
        for format in [Instant::UnixUs, Instant::UnixNs] {
            let spelt = Spelt::Instant {
                formats: vec![format],
                spelling: InString,
            };
            let number = spec::Literal::Number("1763632800000000".to_owned());
            let text = spec::Literal::Text("1763632800000000".to_owned());
            let expected = Some(Literal::Text("1763632800000000".to_owned()));
            assert_eq!(sent(&spelt, &number), expected);
            assert_eq!(sent(&spelt, &text), expected);
        }
        let spelt = Spelt::Instant {
            formats: vec![Instant::Http],
            spelling: InString,
        };
        assert_eq!(sent(&spelt, &spec::Literal::Number("1".to_owned())), None);
    }
}
