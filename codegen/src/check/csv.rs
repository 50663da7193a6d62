//! `csv`: rows, and how they are written.

use docwright_wire::csv::{Delimiter, Format, LineEnd, delimiter};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{CsvBody, Outcome, OutcomeBody, Request, Shape, Type, TypeDef};
use crate::source::{Span, Text};
use crate::spec::{self, CsvDelimiter};

use super::types::{Context, Medium, TypeTable};
use super::when::find_fact;

/// Resolves the body of a response.
pub(super) fn lower_response<'s>(
    written: &'s spec::CsvBody,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<CsvBody> {
    if let Some(line_end) = &written.line_end {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                line_end.span,
                "either end of a line is read",
            )
            .help("remove `line_end`: it is for requests"),
        );
    }
    lower(written, cx, types, report)
}

/// Resolves the body of a request, of which everything is decided: it has columns and begins with
/// them.
pub(super) fn lower_request<'s>(
    written: &'s spec::CsvBody,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<CsvBody> {
    let read_past = [
        ("comment", written.comment.as_ref()),
        ("skip_lines", written.skip_lines.as_ref()),
    ];
    for (key, text) in read_past {
        if let Some(text) = text {
            report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    text.span,
                    format!("`{key}` is for responses: nothing but rows is sent"),
                )
                .help("remove it"),
            );
        }
    }
    if let Some(CsvDelimiter::Asked { member, .. }) = &written.delimiter {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                member.span,
                "the delimiter of a request is always the same",
            )
            .help("write the character: `delimiter: \";\"`"),
        );
    }
    let body = lower(written, cx, types, report)?;
    if let Type::List(_) = body.row {
        report.push(
            no_columns(
                written.columns.span,
                "the rows of a request have columns with names",
            )
            .help("name them in their order: `columns: { id: integer, note?: string }`"),
        );
        return None;
    }
    Some(body)
}

fn lower<'s>(
    written: &'s spec::CsvBody,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<CsvBody> {
    let format = lower_format(written, report);
    let row = lower_row(&written.columns, cx, types, report)?;
    let body = CsvBody { row, format };
    let has_header = format.header;
    match body.members(types.defs()) {
        None if has_header => {
            report.push(
                no_columns(written.columns.span, "a table with a header has columns with names")
                    .help("name them, with `\"*\": string` for all others; `header: false` says that there are no names"),
            );
            return None;
        }
        Some(members) if !has_header && members.iter().any(|member| member.is_family) => {
            report.push(
                no_columns(
                    written.columns.span,
                    "a column without a name can't be one of a family",
                )
                .help("write `columns: [string]` if the columns differ from table to table"),
            );
            return None;
        }
        _ => {}
    }
    Some(body)
}

/// What a row is: an object of single values, or a list of them.
fn lower_row<'s>(
    ty: &'s spec::Type,
    cx: &Context,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<Type> {
    let cx = |medium| Context {
        medium,
        ..cx.clone()
    };
    match &ty.kind {
        spec::TypeKind::Object(_) => types.lower_struct(ty, &cx(Medium::Columns), report),
        spec::TypeKind::List(item) => {
            let element = types.lower_part(item, &cx(Medium::Text), report)?;
            Some(Type::List(Box::new(element)))
        }
        spec::TypeKind::Word(word) if !ty.may_be_null() => {
            let row = types.lower(ty, &cx(Medium::Json), report)?;
            if is_row(&row, types) {
                return Some(row);
            }
            report.push(
                no_columns(
                    word.span,
                    &format!(
                        "`{}` is no row: a row is an object whose members are one text each",
                        word.value
                    ),
                )
                .help("write the columns here: `columns: { id: integer }`"),
            );
            None
        }
        _ => {
            report.push(
                no_columns(ty.span, "rows are objects, or lists of fields")
                    .help("write `columns: { id: integer }`, or `columns: [string]` beside `header: false`"),
            );
            None
        }
    }
}

/// Whether each member of a named type can stand in a field.
fn is_row(ty: &Type, types: &TypeTable<'_>) -> bool {
    let Type::Named(id) = ty else { return false };
    let Some(Shape::Object(members)) = types.shape(*id) else {
        return false;
    };
    members.iter().all(|member| {
        let ty = member.family_type().or(member.value_type());
        let has_null = member.nullable && member.null_as.is_empty();
        !has_null && ty.is_none_or(|ty| types.is_plain(ty))
    })
}

fn no_columns(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(Code::MisplacedType, span, message)
}

/// How the table is written. What can't be is reported, and the usual stands for it.
fn lower_format(written: &spec::CsvBody, report: &mut Report) -> Format<'static> {
    let usual = Format::DEFAULT;
    let mut characters: Vec<(u8, Span)> = Vec::new();
    let delimiter = match &written.delimiter {
        None => None,
        Some(CsvDelimiter::Is(text)) => Some(text),
        Some(CsvDelimiter::Asked { default, .. }) => default.as_ref(),
    };
    let delimiter =
        delimiter.and_then(|text| character(text, "delimiter", &mut characters, report));
    let quote = match &written.quote {
        Some(text) if text.value == "none" => None,
        Some(text) if text.value == "\"" => usual.quote,
        Some(text) => character(text, "quote", &mut characters, report),
        None => usual.quote,
    };
    let comment = written.comment.as_ref();
    let comment = comment.and_then(|text| character(text, "comment", &mut characters, report));
    Format {
        columns: &[],
        delimiter: delimiter.map_or(usual.delimiter, Delimiter::Is),
        header: written.header.as_ref().is_none_or(|header| header.value),
        quote,
        comment,
        skipped_lines: written
            .skip_lines
            .as_ref()
            .and_then(|text| count(text, report))
            .unwrap_or_default(),
        line_end: written
            .line_end
            .as_ref()
            .and_then(|text| line_end(text, report))
            .unwrap_or(usual.line_end),
    }
}

/// One ASCII character that no other part of the format is: `delimiter: "||"`.
fn character(
    text: &Text,
    key: &str,
    known: &mut Vec<(u8, Span)>,
    report: &mut Report,
) -> Option<u8> {
    let Some(character) = delimiter(text.as_str()) else {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("`{key}` is one ASCII character, and no line end"),
            )
            .help(match key {
                "quote" => "write `quote: \"'\"`, or `none` if nothing is quoted",
                "comment" => "write `comment: \"#\"`",
                _ => "write `delimiter: \";\"`, or `\"\\t\"` for a tab",
            }),
        );
        return None;
    };
    if let Some((_, first)) = known.iter().find(|(other, _)| *other == character) {
        report.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("`{}` has another meaning already", text.value),
            )
            .also(*first, "this one"),
        );
        return None;
    }
    known.push((character, text.span));
    Some(character)
}

fn count(text: &Text, report: &mut Report) -> Option<usize> {
    let count = text.value.parse().ok().filter(|count| *count <= 1000);
    if count.is_none() {
        report.push(
            Diagnostic::new(Code::InvalidValue, text.span, "this is no number of lines")
                .help("write how many lines stand in front of the table: `skip_lines: 2`"),
        );
    }
    count
}

fn line_end(text: &Text, report: &mut Report) -> Option<LineEnd> {
    match text.as_str() {
        "crlf" => Some(LineEnd::CrLf),
        "lf" => Some(LineEnd::Lf),
        other => {
            report.push(
                Diagnostic::new(
                    Code::UnknownWord,
                    text.span,
                    format!("`{other}` ends no line"),
                )
                .suggest(other, ["crlf", "lf"]),
            );
            None
        }
    }
}

/// `delimiter: { request: delimiter }`: the member becomes a fact that travels with the reply.
pub(super) fn ask_delimiter(
    written: &spec::Outcome,
    outcome: &mut Outcome,
    request: &mut Request,
    defs: &[TypeDef],
    report: &mut Report,
) {
    let (Some(member), OutcomeBody::Csv(body)) = (asked(written), &mut outcome.body) else {
        return;
    };
    if let (Some((fact, _)), Delimiter::Is(default)) = (
        find_fact(member, request, defs, report),
        body.format.delimiter,
    ) {
        body.format.delimiter = Delimiter::Asked { fact, default };
    }
}

/// The member of the request that says what the delimiter is.
pub(super) fn asked(written: &spec::Outcome) -> Option<&Text> {
    let spec::OutcomeBody::Csv(body) = &written.body.as_ref()?.value else {
        return None;
    };
    match body.delimiter.as_ref()? {
        CsvDelimiter::Asked { member, .. } => Some(member),
        CsvDelimiter::Is(_) => None,
    }
}
