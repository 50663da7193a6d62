//! Words for types whose values have several spellings, and what the attributes say of them.

use docwright_wire::date;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Bytes, Instant, Literal, NumberSpelling, Spelt, Unit};
use crate::source::{Spanned, Text};
use crate::spec::{self, Spelling};

/// Formats of a `datetime` that are words.
const FORMATS: [(&str, Instant); 9] = [
    ("rfc3339", Instant::Rfc3339),
    ("rfc2822", Instant::Rfc2822),
    ("http", Instant::Http),
    ("unix_s", Instant::UnixS),
    ("unix_ms", Instant::UnixMs),
    ("unix_us", Instant::UnixUs),
    ("unix_ns", Instant::UnixNs),
    ("unix_fraction", Instant::UnixFraction),
    ("json_date", Instant::JsonDate),
];

/// Units of a `duration`.
const UNITS: [(&str, Unit); 6] = [
    ("ns", Unit::Ns),
    ("us", Unit::Us),
    ("ms", Unit::Ms),
    ("s", Unit::S),
    ("min", Unit::Min),
    ("h", Unit::H),
];

/// The type of a word in a spelling of its own; nothing if it has the usual one, or a faulty one,
/// which is reported.
pub(super) fn spelt(
    word: &Text,
    ty: &spec::Type,
    number: NumberSpelling,
    report: &mut Report,
) -> Option<Spelt> {
    let attributes = &ty.attributes;
    let written = attributes.spelling.as_ref().map(|spelling| &spelling.value);
    match (word.as_str(), written) {
        ("string", Some(Spelling::Number)) => Some(Spelt::Digits),
        ("boolean", Some(Spelling::Flag { yes, no })) => flag(yes, no, report),
        ("bytes", Some(Spelling::Base64Url)) => Some(Spelt::Bytes(Bytes::Base64Url)),
        ("bytes", Some(Spelling::Hex)) => Some(Spelt::Bytes(Bytes::Hex)),
        ("bytes", _) => Some(Spelt::Bytes(Bytes::Base64)),
        ("url", _) => Some(Spelt::Url),
        ("decimal" | "integer", _) if attributes.format.is_some() => Some(Spelt::Exact {
            whole: word.as_str() == "integer",
            spelling: number,
        }),
        ("duration", _) => {
            let unit = unit(word, attributes.unit.as_ref(), report)?;
            Some(Spelt::Duration {
                unit,
                spelling: number,
            })
        }
        ("datetime", _) => datetime(attributes, number, report),
        _ => None,
    }
}

/// Whether the word has no other spelling than those of this file.
pub(super) fn is_always_spelt(word: &str) -> bool {
    matches!(word, "bytes" | "duration" | "url")
}

fn flag(
    yes: &[Spanned<spec::Literal>],
    no: &[Spanned<spec::Literal>],
    report: &mut Report,
) -> Option<Spelt> {
    let lower = |values: &[Spanned<spec::Literal>]| -> Vec<Literal> {
        let values = values.iter();
        values
            .map(|value| crate::check::literal::lower_literal(&value.value))
            .collect()
    };
    let (lowered_yes, lowered_no) = (lower(yes), lower(no));
    for (value, lowered) in no.iter().zip(&lowered_no) {
        if let Some(at) = lowered_yes.iter().position(|other| other == lowered) {
            let first = yes.get(at).map_or(value.span, |first| first.span);
            report.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    value.span,
                    "this value means both yes and no",
                )
                .also(first, "it means yes here"),
            );
            return None;
        }
    }
    Some(Spelt::Flag {
        yes: lowered_yes,
        no: lowered_no,
    })
}

fn unit(word: &Text, written: Option<&Text>, report: &mut Report) -> Option<Unit> {
    let Some(written) = written else {
        report.push(
            Diagnostic::new(
                Code::MissingKey,
                word.span,
                "a `duration` doesn't say what it counts",
            )
            .help("add `unit:` with `ns`, `us`, `ms`, `s`, `min` or `h`"),
        );
        return None;
    };
    let found = UNITS.iter().find(|(name, _)| *name == written.value);
    if found.is_none() {
        let names = UNITS.iter().map(|(name, _)| *name);
        report.push(
            Diagnostic::new(
                Code::UnknownWord,
                written.span,
                format!("`{}` is no unit of time", written.value),
            )
            .suggest(written.as_str(), names)
            .note("units are `ns`, `us`, `ms`, `s`, `min` and `h`"),
        );
    }
    found.map(|(_, unit)| *unit)
}

/// A `datetime` that is neither RFC 3339, seconds, milliseconds, nor a pattern without a zone.
fn datetime(
    attributes: &spec::Attributes,
    number: NumberSpelling,
    report: &mut Report,
) -> Option<Spelt> {
    let zone = match &attributes.zone {
        Some(zone) => Some(offset(zone, report)?),
        None => None,
    };
    let first = attributes.format.as_ref()?;
    let is_usual = matches!(first.as_str(), "unix_s" | "unix_ms")
        || zone.is_none() && word(first.as_str()).is_none() && !holds_offset(first.as_str());
    if is_usual && attributes.other_formats.is_empty() {
        return None;
    }
    let mut formats = Vec::new();
    for written in [first].into_iter().chain(&attributes.other_formats) {
        let pattern = written.as_str();
        let format = match word(pattern) {
            Some(format) => format,
            None if holds_offset(pattern) => Instant::Pattern {
                pattern: pattern.to_owned(),
                offset: None,
            },
            None if zone.is_some() => Instant::Pattern {
                pattern: pattern.to_owned(),
                offset: zone,
            },
            None => {
                report.push(
                    Diagnostic::new(
                        Code::InvalidValue,
                        written.span,
                        format!("`{pattern}` names no zone, and one of several formats has to"),
                    )
                    .help("add `zone:` with the zone that the page names: `zone: utc`"),
                );
                return None;
            }
        };
        formats.push(format);
    }
    Some(Spelt::Instant {
        formats,
        spelling: number,
    })
}

/// The format of this name.
pub(in crate::check) fn word(name: &str) -> Option<Instant> {
    let found = FORMATS.iter().find(|(known, _)| *known == name);
    found.map(|(_, format)| format.clone())
}

/// Whether times of a pattern say themselves how far they are from UTC.
pub(in crate::check) fn holds_offset(pattern: &str) -> bool {
    let civil = date::civil("2026-11-20 15:04:05", "%Y-%m-%d %H:%M:%S")
        .and_then(|civil| date::print_civil(&civil, pattern));
    let format = date::Instant::Pattern {
        pattern,
        offset: None,
    };
    let instant = date::timestamp("2026-11-20T15:04:05Z").and_then(|time| {
        let text = format.print(&time)?;
        format.read(&text)
    });
    civil.is_err() && instant.is_ok()
}

/// `utc`, or `"+05:30"`, in seconds.
fn offset(written: &Text, report: &mut Report) -> Option<i32> {
    let parsed = match written.as_str() {
        "utc" => Some(0),
        text => parse_offset(text),
    };
    if parsed.is_none() {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                written.span,
                format!("`{}` is no offset from UTC", written.value),
            )
            .note("names of zones need a list of their changes, which differs between machines")
            .help("write `utc`, or an offset as `\"+05:30\"`"),
        );
    }
    parsed
}

fn parse_offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let part = |text: &str, limit: i32| -> Option<i32> {
        let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = text.parse().ok()?;
        (fits && value < limit).then_some(value)
    };
    Some(sign * (part(hours, 24)? * 3600 + part(minutes, 60)? * 60))
}
