//! Members and types.
//!
//! Below a place or a body a map is always members, name to type; anywhere else a map is one
//! type, told by its kind. So a member called `type` is never taken for an attribute.

use super::attributes::{parse_attributes, parse_null_as};
use super::excerpt;
use super::keys::{KeyTable, MEMBER, TYPE, TYPE_KINDS, VARIANT};
use super::reader::{Fields, Reader};
use super::yaml::{Entry, Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Span, Spanned, Text};
use crate::spec::{
    Attributes, EnumValue, Literal, Member, NamedType, OneOf, Type, TypeKind, Variant,
};

/// `types`: name to type.
pub(super) fn parse_types(reader: &mut Reader<'_, '_>, fields: &Fields<'_>) -> Vec<NamedType> {
    let Some(node) = fields.get("types") else {
        return Vec::new();
    };
    let entries = reader.entries(node, "a map of types").unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            let ty = parse_type(reader, &entry.value, entry.key_span)?;
            Some(NamedType {
                name: entry.name(),
                ty,
            })
        })
        .collect()
}

/// Members: wire name to type.
pub(super) fn parse_members(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Vec<Member>> {
    let entries = reader.entries(node, "a map of members")?;
    Some(
        entries
            .iter()
            .filter_map(|entry| parse_member(reader, entry))
            .collect(),
    )
}

fn parse_member(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Member> {
    let key = &entry.key.text;
    let name = key.strip_suffix('?').unwrap_or(key);
    let stars = name.matches('*').count();
    if name.is_empty() || stars > 1 {
        reader.fault(
            Diagnostic::new(
                Code::UnknownKey,
                entry.key_span,
                format!("`{}` is no name of a member", excerpt(key)),
            )
            .help("give the member a name of letters, and its name on the wire with `wire:`"),
        );
        return None;
    }
    if stars == 1 && name.len() < key.len() {
        reader.fault(
            Diagnostic::new(
                Code::UnknownKey,
                entry.key_span,
                format!("`{}` can't be marked with `?`", excerpt(name)),
            )
            .note("`*` stands for any number of names, also for none"),
        );
        return None;
    }
    let ty = parse_type_with(reader, &entry.value, entry.key_span, &MEMBER)?;
    let wire = wire_attribute(reader, &entry.value);
    if let (Some(wire), 1) = (&wire, stars) {
        reader.fault(
            Diagnostic::new(
                Code::MisplacedAttribute,
                wire.span,
                format!("`{}` is its own name on the wire", excerpt(name)),
            )
            .help("name its field with `rust_name:`"),
        );
        return None;
    }
    let named = Spanned::new(name.to_owned(), entry.key_span);
    Some(Member {
        wire: wire.unwrap_or_else(|| named.clone()),
        key: named,
        optional: name.len() < key.len(),
        is_family: stars == 1,
        ty,
    })
}

fn wire_attribute(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Text> {
    reader.text(value_of(node, "wire")?)
}

/// The value of a key, if this is a map that has it.
fn value_of<'n>(node: &'n Node<'n>, key: &str) -> Option<&'n Node<'n>> {
    let Kind::Map(entries) = &node.kind else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key.text == key)?;
    Some(&entry.value)
}

/// A type: a word, a list of one, or a map with one kind. `owner` is the key it stands behind.
pub(super) fn parse_type(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    owner: Span,
) -> Option<Type> {
    parse_type_with(reader, node, owner, &TYPE)
}

fn parse_type_with(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    owner: Span,
    table: &'static KeyTable,
) -> Option<Type> {
    match &node.kind {
        Kind::Scalar(_) => {
            let (word, nullable) = parse_word(reader, node)?;
            Some(Type {
                span: node.span,
                kind: TypeKind::Word(word),
                nullable,
                null_as: Vec::new(),
                attributes: Attributes::default(),
            })
        }
        Kind::List(items) => Some(Type {
            span: node.span,
            kind: parse_list_of_one(reader, node, items)?,
            nullable: false,
            null_as: Vec::new(),
            attributes: Attributes::default(),
        }),
        Kind::Map(entries) => parse_type_map(reader, node, entries, owner, table),
        Kind::Refused => None,
    }
}

/// `string`, or `string | null`.
fn parse_word(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<(Text, bool)> {
    let text = reader.text(node)?;
    let Some((word, rest)) = text.value.split_once('|') else {
        return Some((text, false));
    };
    if rest.trim() != "null" || word.trim().is_empty() {
        reader.fault(
            Diagnostic::new(
                Code::UnknownWord,
                text.span,
                format!("`{}` is no type", excerpt(&text.value)),
            )
            .help("a word may be followed by `| null` and by nothing else: `string | null`"),
        );
        return None;
    }
    let word = word.trim();
    let end = text.span.end.min(text.span.start + word.len());
    let span = Span { end, ..text.span };
    Some((Spanned::new(word.to_owned(), span), true))
}

fn parse_list_of_one(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    items: &[Node<'_>],
) -> Option<TypeKind> {
    let [item] = items else {
        let count = items.len();
        reader.fault(
            Diagnostic::new(
                Code::WrongKind,
                node.span,
                format!("expected a list of one type, found {count} elements"),
            )
            .help(
                "write `[string]` for a list of texts; values to choose from are `{ enum: […] }`",
            ),
        );
        return None;
    };
    let ty = parse_type(reader, item, node.span)?;
    Some(TypeKind::List(Box::new(ty)))
}

fn parse_type_map(
    reader: &mut Reader<'_, '_>,
    node: &Node<'_>,
    entries: &[Entry<'_>],
    owner: Span,
    table: &'static KeyTable,
) -> Option<Type> {
    let known = |entry: &Entry<'_>| table.find(&entry.key.text).is_some();
    if !entries.is_empty() && !entries.iter().any(known) && !entries.iter().any(is_misspelt_kind) {
        reader.fault(
            Diagnostic::new(Code::MissingKey, owner, "a type without a kind")
                .note(format!(
                    "a map is a type here: one of {}, and attributes",
                    kinds()
                ))
                .help("if these are members, write `{ object: { … } }` around them"),
        );
        return None;
    }
    let fields = reader.fields(node, owner, table)?;
    let (kind, nullable_word) = parse_kind(reader, &fields, node, owner)?;
    let flag = reader
        .flag_at(&fields, "nullable")
        .is_some_and(|flag| flag.value);
    let nullable = flag || nullable_word;
    let null_as = parse_null_as(reader, &fields);
    if let (true, Some(entry)) = (nullable, fields.entry("null_as")) {
        reader.fault(
            Diagnostic::new(
                Code::ConflictingKeys,
                entry.key_span,
                "`null_as` says by itself that the value may be `null`",
            )
            .help("leave `null` out of the type; what is to be written stands first: `null_as: [null, -1]`"),
        );
    }
    Some(Type {
        span: node.span,
        kind,
        nullable,
        null_as,
        attributes: parse_attributes(reader, &fields),
    })
}

/// The kinds of types, as a message lists them.
fn kinds() -> String {
    let kinds: Vec<String> = TYPE_KINDS.iter().map(|kind| format!("`{kind}`")).collect();
    kinds.join(", ")
}

/// Whether a key is nearly one of the kinds, so that a slip of the finger isn't taken for a member.
fn is_misspelt_kind(entry: &Entry<'_>) -> bool {
    crate::diagnostic::nearest(&excerpt(&entry.key.text), TYPE_KINDS.iter().copied()).is_some()
}

/// The kind, and whether its word says `| null`.
fn parse_kind(
    reader: &mut Reader<'_, '_>,
    fields: &Fields<'_>,
    node: &Node<'_>,
    owner: Span,
) -> Option<(TypeKind, bool)> {
    let Some(entry) = reader.only_one(fields, TYPE_KINDS, "a type has one kind") else {
        // What is read out of an element of markup is text unless said otherwise.
        if fields.get("element").is_some() {
            let word = Spanned::new("string".to_owned(), node.span);
            return Some((TypeKind::Word(word), false));
        }
        reader.fault(
            Diagnostic::new(Code::MissingKey, owner, "a type without a kind")
                .help(format!("add one of {}", kinds())),
        );
        return None;
    };
    if let (Some(shared), true) = (fields.entry("shared"), entry.key.text != "one_of") {
        reader.fault(
            Diagnostic::new(
                Code::ConflictingKeys,
                shared.key_span,
                "only the variants of a `one_of` share members",
            )
            .help("write the members under `object:`"),
        );
    }
    let kind = match &*entry.key.text {
        "object" => TypeKind::Object(parse_members(reader, &entry.value)?),
        "list" => {
            let item = parse_type(reader, &entry.value, entry.key_span)?;
            TypeKind::List(Box::new(item))
        }
        "map" => {
            let value = parse_type(reader, &entry.value, entry.key_span)?;
            TypeKind::Map(Box::new(value))
        }
        "tuple" => parse_tuple(reader, &entry.value)?,
        "one_of" => {
            let variants = parse_variants(reader, &entry.value)?;
            let shared = match fields.get("shared") {
                Some(node) => parse_members(reader, node)?,
                None => Vec::new(),
            };
            TypeKind::OneOf(OneOf { variants, shared })
        }
        "enum" => TypeKind::Enum(parse_enum(reader, &entry.value)?),
        "const" => TypeKind::Const(parse_constant(reader, &entry.value)?),
        _ => {
            reader.scalar(&entry.value, "the word of a type")?;
            let (word, nullable) = parse_word(reader, &entry.value)?;
            return Some((TypeKind::Word(word), nullable));
        }
    };
    Some((kind, false))
}

/// A type for each position, with or without names.
fn parse_tuple(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<TypeKind> {
    if let Kind::Map(entries) = &node.kind {
        let elements: Vec<Member> = entries
            .iter()
            .filter_map(|entry| parse_element(reader, entry))
            .collect();
        return (elements.len() == entries.len()).then_some(TypeKind::NamedTuple(elements));
    }
    let items = reader.items(node, "types, one for each position")?;
    let types: Vec<Type> = items
        .iter()
        .filter_map(|item| parse_type(reader, item, node.span))
        .collect();
    (types.len() == items.len()).then_some(TypeKind::Tuple(types))
}

/// An element of a tuple with its name, which is no matter of the wire.
fn parse_element(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Member> {
    let key = &entry.key.text;
    let name = key.strip_suffix('?').unwrap_or(key);
    if name.is_empty() || name.contains('*') {
        reader.fault(
            Diagnostic::new(
                Code::UnknownKey,
                entry.key_span,
                format!("`{}` is no name of an element", excerpt(key)),
            )
            .help("give it a name of letters; how many elements there are is known"),
        );
        return None;
    }
    let named = Spanned::new(name.to_owned(), entry.key_span);
    Some(Member {
        wire: named.clone(),
        key: named,
        optional: name.len() < key.len(),
        is_family: false,
        ty: parse_type(reader, &entry.value, entry.key_span)?,
    })
}

/// Variants: name to type.
fn parse_variants(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Vec<Variant>> {
    let entries = reader.entries(node, "a map of variants")?;
    Some(
        entries
            .iter()
            .filter_map(|entry| {
                let ty = parse_type_with(reader, &entry.value, entry.key_span, &VARIANT)?;
                let has = value_of(&entry.value, "has");
                let has = has.and_then(|node| reader.items(node, "a list of members"));
                let has = has.unwrap_or_default();
                let failure = value_of(&entry.value, "failure");
                Some(Variant {
                    name: entry.name(),
                    ty,
                    has: has.iter().filter_map(|name| reader.text(name)).collect(),
                    failure: failure.and_then(|node| reader.text(node)),
                    wire: wire_attribute(reader, &entry.value),
                })
            })
            .collect(),
    )
}

/// `[A, B]`, or `{ A: meaning, B: meaning }`.
fn parse_enum(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Vec<EnumValue>> {
    let values = match &node.kind {
        Kind::List(items) => items
            .iter()
            .filter_map(|item| {
                let value = parse_constant(reader, item)?;
                Some(EnumValue {
                    value,
                    description: None,
                })
            })
            .collect(),
        Kind::Map(entries) => entries
            .iter()
            .filter_map(|entry| {
                let value = reader.scalar_literal(&entry.key, entry.key_span)?;
                let description = reader.text(&entry.value)?;
                Some(EnumValue {
                    value: Spanned::new(value, entry.key_span),
                    description: Some(description),
                })
            })
            .collect(),
        Kind::Scalar(_) => {
            reader.wrong_kind(node, "a list of values, or a map of value to description");
            return None;
        }
        Kind::Refused => return None,
    };
    Some(values)
}

/// One scalar value.
fn parse_constant(reader: &mut Reader<'_, '_>, node: &Node<'_>) -> Option<Spanned<Literal>> {
    let scalar = reader.scalar(node, "one value")?;
    let value = reader.scalar_literal(scalar, node.span)?;
    Some(Spanned::new(value, node.span))
}
