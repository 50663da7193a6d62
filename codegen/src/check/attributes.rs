//! Which attribute may stand beside which type.

use docwright_wire::date;

use crate::check::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::{Span, Text};
use crate::spec;

use super::literal::span_of;
use super::types::{Context, Direction, Medium, holds_offset, instant_word};

/// Attributes that mean nothing on their type: `{ type: boolean, format: "%d" }`.
pub(super) fn check_attributes(ty: &spec::Type, cx: &Context, report: &mut Report) {
    if Kind::of(ty).is_some_and(|kind| !kind.is_built_in()) {
        return;
    }
    let attributes = &ty.attributes;
    let word = match &ty.kind {
        spec::TypeKind::Word(word) => Some(word.as_str()),
        _ => None,
    };
    let is_enum = matches!(ty.kind, spec::TypeKind::Enum(_));
    let is_list = matches!(ty.kind, spec::TypeKind::List(_));
    let is_const = matches!(ty.kind, spec::TypeKind::Const(_));
    for format in attributes.format.iter().chain(&attributes.other_formats) {
        let fault = word.and_then(|word| unknown_pattern(format, word));
        if let Some(fault) = fault {
            report.push(fault);
        }
    }
    let mut refuse = |span: Span, key: &str, where_: &str| {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                span,
                format!("`{key}` means nothing here"),
            )
            .note(format!("`{key}` belongs to {where_}")),
        );
    };
    if let Some(format) = &attributes.format
        && !matches!(
            word,
            Some("date" | "time" | "datetime" | "decimal" | "integer")
        )
    {
        refuse(
            format.span,
            "format",
            "`date`, `time` and `datetime`, `decimal` and `integer`",
        );
    }
    if let Some(format) = attributes.other_formats.first()
        && matches!(word, Some("date" | "time" | "decimal" | "integer"))
    {
        refuse(format.span, "a second format", "`datetime`");
    }
    if let Some(zone) = &attributes.zone {
        let formats = attributes.format.iter().chain(&attributes.other_formats);
        let mut patterns = formats.filter(|format| {
            instant_word(format.as_str()).is_none() && !holds_offset(format.as_str())
        });
        if word != Some("datetime") || patterns.next().is_none() {
            refuse(
                zone.span,
                "zone",
                "a `datetime` with a pattern that shows no offset",
            );
        }
    }
    if let Some(unit) = &attributes.unit
        && word != Some("duration")
    {
        refuse(unit.span, "unit", "`duration`");
    }
    if let Some(span) = attributes.secret
        && !matches!(word, Some("string" | "secret"))
    {
        refuse(span, "secret", "`string`");
    }
    if let Some(span) = attributes.ignore_case
        && !(is_enum || is_const)
    {
        refuse(span, "ignore_case", "`const` and `enum`");
    }
    if let Some(open) = &attributes.open
        && !is_enum
    {
        refuse(open.span, "open", "`enum`");
    }
    if let Some(span) = attributes.or_one
        && !(is_list && cx.medium == Medium::Json)
    {
        refuse(span, "or_one", "lists in JSON");
    }
    if let Some(spelling) = &attributes.spelling
        && let Some((key, where_)) = misplaced_spelling(&spelling.value, word, attributes, cx)
    {
        refuse(spelling.span, key, where_);
    }
    if let Some(send) = &attributes.send
        && cx.direction == Direction::Received
    {
        refuse(send.span, "send", "members of a request");
    }
    if let Some(rule) = attributes.rules.first() {
        let is_object = matches!(ty.kind, spec::TypeKind::Object(_));
        if !is_object || cx.direction == Direction::Received {
            refuse(rule.span, "rules", "objects of a request");
        }
    }
    if cx.medium != Medium::Markup {
        if let Some(element) = &attributes.element {
            refuse(element.span, "element", "members of `html`");
        }
        if let Some(until) = &attributes.until {
            refuse(until.span, "until", "members of `html`");
        }
    }
    if is_const && ty.may_be_null() {
        refuse(
            ty.span,
            if ty.nullable { "nullable" } else { "null_as" },
            "values that can differ, not to constants: give `null` an outcome of its own",
        );
    }
    if is_const {
        let span = span_of(
            attributes.send.as_ref().or(attributes.default.as_ref()),
            ty.span,
        );
        if attributes.send.is_some() || attributes.default.is_some() {
            refuse(
                span,
                "send` or `default",
                "values that can differ, not to constants",
            );
        }
    }
}

/// A pattern that is none, or asks for what the type hasn't got: `{ type: date, format: "DD-MM" }`,
/// `{ type: date, format: "%H" }`.
fn unknown_pattern(format: &Text, word: &str) -> Option<Diagnostic> {
    let pattern = format.as_str();
    if let ("decimal" | "integer", false) = (word, pattern == "digits") {
        return Some(
            Diagnostic::new(
                Code::InvalidValue,
                format.span,
                format!("`{pattern}` is no format of a number"),
            )
            .help("write `format: digits` for a number of any number of digits, or leave it out"),
        );
    }
    let can_print = match word {
        "date" => date::date("2026-11-20", None)
            .and_then(|day| date::print_date(&day, Some(pattern)))
            .is_ok(),
        "time" => date::time("15:04:05", None)
            .and_then(|time| date::print_time(&time, Some(pattern)))
            .is_ok(),
        "datetime" if instant_word(pattern).is_some() || holds_offset(pattern) => return None,
        "datetime" => date::civil("2026-11-20 15:04:05", "%Y-%m-%d %H:%M:%S")
            .and_then(|civil| date::print_civil(&civil, pattern))
            .is_ok(),
        _ => return None,
    };
    if can_print && pattern.contains('%') {
        return None;
    }
    let fault = Diagnostic::new(
        Code::InvalidValue,
        format.span,
        format!("`{pattern}` is no pattern of a `{word}`"),
    );
    Some(fault.help(match word {
        "date" => "write it with the letters of strftime: `\"%d-%m-%Y\"`",
        "time" => "write it with the letters of strftime: `\"%H:%M:%S\"`",
        _ => "write it with the letters of strftime: `\"%d-%m-%Y %H:%M:%S\"`, or with a word: `unix_s`",
    }))
}

/// A spelling of single values beside a type that has none such, and the types that have it.
fn misplaced_spelling(
    spelling: &spec::Spelling,
    word: Option<&str>,
    attributes: &spec::Attributes,
    cx: &Context,
) -> Option<(&'static str, &'static str)> {
    let is_unix_time = word == Some("datetime")
        && attributes
            .format
            .as_ref()
            .is_some_and(|format| format.value.starts_with("unix_"));
    let (fits, key, where_) = match spelling {
        spec::Spelling::String => (
            matches!(
                word,
                Some("integer" | "number" | "decimal" | "boolean" | "duration")
            ) || is_unix_time,
            "as: string",
            "`integer`, `number`, `decimal`, `boolean`, `duration` and Unix times",
        ),
        spec::Spelling::Number => (word == Some("string"), "as: number", "`string`"),
        spec::Spelling::Base64 => (word == Some("bytes"), "as: base64", "`bytes`"),
        spec::Spelling::Base64Url => (word == Some("bytes"), "as: base64url", "`bytes`"),
        spec::Spelling::Hex => (word == Some("bytes"), "as: hex", "`bytes`"),
        spec::Spelling::Flag { .. } => (
            word == Some("boolean"),
            "as: { yes: …, no: … }",
            "`boolean`",
        ),
        spec::Spelling::Hash(_) => (
            matches!(word, Some("string" | "secret")) && cx.direction != Direction::Received,
            "as a hash",
            "a `string` that is sent",
        ),
        // What these belong to is seen where lists and objects are resolved.
        spec::Spelling::Json
        | spec::Spelling::Joined(_)
        | spec::Spelling::Repeated
        | spec::Spelling::Brackets
        | spec::Spelling::Indexed
        | spec::Spelling::Dotted => return None,
    };
    (!fits).then_some((key, where_))
}
