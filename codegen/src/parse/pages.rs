//! Pages.

use super::keys::{CURSOR, CURSOR_SOURCES, OFFSET, PAGE, PAGE_TURNS, PAGES};
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned, Text};
use crate::spec::{Cursor, Literal, Pages, Turn, TurnKind};

/// `pages` of an endpoint.
pub(super) fn parse_pages(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Option<Pages> {
    let entry = fields.entry("pages")?;
    let fields = reader.fields(&entry.value, entry.key_span, &PAGES)?;
    let turn = one_of(
        reader,
        &fields,
        entry.key_span,
        &PAGE_TURNS,
        "pages follow one another in one way",
    );
    Some(Pages {
        span: entry.key_span,
        items: reader.text_at(&fields, "items"),
        turn: turn.and_then(|turn| parse_turn(reader, turn)),
    })
}

fn parse_turn(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Turn> {
    let url: Option<fn(Text) -> TurnKind> = match &*entry.key.text {
        "link" => Some(TurnKind::Link),
        "next" => Some(TurnKind::Next),
        _ => None,
    };
    if let Some(kind) = url {
        return Some(Turn {
            kind: kind(reader.text(&entry.value)?),
            into: None,
        });
    }
    let table = match &*entry.key.text {
        "cursor" => &CURSOR,
        "page" => &PAGE,
        _ => &OFFSET,
    };
    let fields = reader.fields(&entry.value, entry.key_span, table)?;
    let total = reader.text_at(&fields, "total");
    let kind = match &*entry.key.text {
        "cursor" => TurnKind::Cursor {
            next: parse_cursor(reader, &fields, entry.key_span)?,
            more: reader.text_at(&fields, "more"),
        },
        "page" => TurnKind::Page {
            first: integer_at(reader, &fields, "first"),
            total,
        },
        _ => TurnKind::Offset { total },
    };
    Some(Turn {
        kind,
        into: Some(reader.text_at(&fields, "into")?),
    })
}

fn parse_cursor(reader: &mut Reader<'_, '_>, fields: &Fields<'_>, owner: Span) -> Option<Cursor> {
    let source = one_of(
        reader,
        fields,
        owner,
        &CURSOR_SOURCES,
        "a cursor stands in one place",
    )?;
    let path: Text = reader.text(&source.value)?;
    let add = fields.entry("add");
    if source.key.text == "last" {
        let add = add.and_then(|add| integer(reader, &add.value));
        return Some(Cursor::Last { path, add });
    }
    if let Some(add) = add {
        reader.fault(
            Diagnostic::new(
                Code::ConflictingKeys,
                add.key_span,
                "`add` can't stand beside `take`",
            )
            .also(source.key_span, "this one stands already")
            .note("a cursor that the page gives is sent as it is"),
        );
    }
    Some(Cursor::Take(path))
}

/// The one key of a group; it must be there.
fn one_of<'n>(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'n>,
    owner: Span,
    group: &[&str],
    rule: &str,
) -> Option<&'n Entry<'n>> {
    let found = reader.only_one(fields, group, rule);
    if found.is_none() {
        let words: Vec<String> = group.iter().map(|word| format!("`{word}`")).collect();
        reader.fault(
            Diagnostic::new(
                Code::MissingKey,
                owner,
                "nothing says where the next page begins",
            )
            .help(format!("add one of {}", words.join(", "))),
        );
    }
    found
}

fn integer_at(reader: &mut Reader<'_, '_>, fields: &Fields<'_>, key: &str) -> Option<Spanned<i64>> {
    integer(reader, fields.get(key)?)
}

fn integer(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Spanned<i64>> {
    let literal = reader.literal(node)?;
    let read = match &literal.value {
        Literal::Number(digits) => digits.parse().ok(),
        _ => None,
    };
    if read.is_none() {
        reader.fault(
            Diagnostic::new(Code::InvalidValue, node.span, "expected a whole number")
                .help("write digits without quotes: `1`"),
        );
    }
    read.map(|value| Spanned::new(value, node.span))
}
