//! Whether a body fits its outcome: what generated code would find, read with the same readers.

mod scalar;
mod xml;

use std::collections::BTreeMap;
use std::convert::Infallible;

use docwright_wire::csv::Row;
use docwright_wire::events::Step;
use docwright_wire::headers::Headers;
use docwright_wire::json::{self, Reader, Value};
use docwright_wire::markup::Markup;
use docwright_wire::properties::Properties;
use docwright_wire::text_pattern::Captures;
use docwright_wire::{Fault, Problem, joined, text};

use crate::ir::{
    Api, Constant, Content, CsvBody, Effect, EnumJson, Enumeration, EventRole, Events, Families,
    Literal, Member, Shape, TextForm, Type,
};

use self::scalar::{read_scalar, read_text_scalar};
pub(super) use self::xml::read_xml_members;

/// Reads a JSON body as a value of `ty`.
pub(super) fn read_json_value(json: &mut Reader<'_>, ty: &Type, api: &Api) -> Result<(), Fault> {
    match ty {
        Type::Scalar(scalar) => read_scalar(json, scalar),
        Type::List(item) => json.list(|json| read_json_value(json, item, api)).map(drop),
        Type::ListOrOne(item) => json
            .list_or_one(|json| read_json_value(json, item, api))
            .map(drop),
        Type::Map(value) => json.map(|json| read_json_value(json, value, api)).map(drop),
        Type::Tuple(parts) => json.tuple(|items| {
            parts
                .iter()
                .try_for_each(|part| items.next(|json| read_json_value(json, part, api)))
        }),
        Type::Nullable(part, nulls) => json
            .null_as(&constants(nulls), |json| read_json_value(json, part, api))
            .map(drop),
        Type::Boxed(part) => read_json_value(json, part, api),
        Type::Any => Value::read(json).map(drop),
        Type::InText(..) => json.string_as(|value| read_text_value(value, ty, api)),
        Type::Named(id) => match api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members)) => read_json_members(json, members, api),
            Some(Shape::Tuple(members)) => json.tuple(|items| {
                members.iter().try_for_each(|member| {
                    let read = |json: &mut Reader<'_>| read_json_member(json, member, api);
                    if member.optional {
                        items.optional(read).map(drop)
                    } else {
                        items.next(read)
                    }
                })
            }),
            Some(Shape::Enum(enumeration)) => read_enum(json, enumeration),
            Some(Shape::OneOf(one_of)) => match one_of.variant_of(json).map(|found| &found.content)
            {
                Some(Content::Constant(constant)) => read_constant(json, constant),
                Some(Content::Value(ty)) => read_json_value(json, ty, api),
                None => Value::read(json).map(drop),
            },
            // Elements stand in XML alone.
            Some(Shape::OneElement(_)) | None => json.skip(),
        },
    }
}

/// Reads a JSON object with these members: each at most once, the required ones present.
pub(super) fn read_json_members(
    json: &mut Reader<'_>,
    members: &[Member],
    api: &Api,
) -> Result<(), Fault> {
    let mut seen: Vec<Option<()>> = vec![None; members.len()];
    let families = Families::of(members);
    let mut keys = BTreeMap::new();
    let mut object = json.object()?;
    while let Some(name) = object.next(json)? {
        let found = members
            .iter()
            .zip(&mut seen)
            .find(|(member, _)| member.wire == name && !member.is_family);
        let Some((member, slot)) = found else {
            match families.find(name) {
                Some((family, key)) => read_family(json, family, name, key, &mut keys, api)?,
                None => json.skip()?,
            }
            continue;
        };
        if slot.replace(()).is_some() {
            return Err(Fault::duplicate(member.wire.clone()));
        }
        read_json_member(json, member, api)
            .map_err(|fault| fault.at_member(member.wire.clone()))?;
    }
    match members
        .iter()
        .zip(&seen)
        .find(|(member, slot)| slot.is_none() && !member.optional && !member.is_family)
    {
        Some((member, _)) => Err(Fault::missing(member.wire.clone())),
        None => Ok(()),
    }
}

/// Reads the value of a member, or of an element of a tuple.
fn read_json_member(json: &mut Reader<'_>, member: &Member, api: &Api) -> Result<(), Fault> {
    match &member.content {
        Content::Constant(constant) if member.nullable => json
            .nullable(|json| read_constant(json, constant))
            .map(drop),
        Content::Constant(constant) => read_constant(json, constant),
        Content::Value(ty) if member.nullable => json
            .null_as(&constants(&member.null_as), |json| {
                read_json_value(json, ty, api)
            })
            .map(drop),
        Content::Value(ty) => read_json_value(json, ty, api),
    }
}

/// Reads the value of a name that a family takes.
fn read_family(
    json: &mut Reader<'_>,
    family: &Member,
    name: &str,
    key: &str,
    seen: &mut BTreeMap<String, BTreeMap<String, ()>>,
    api: &Api,
) -> Result<(), Fault> {
    let Some(part) = family.family_type() else {
        return json.skip();
    };
    let read = read_json_value(json, part, api);
    let keys = seen.entry(family.wire.clone()).or_default();
    docwright_wire::json::put_into(keys, name, key, read)
}

/// Reads `key=value` lines with these members.
pub(super) fn read_properties(
    properties: &Properties<'_>,
    members: &[Member],
    api: &Api,
) -> Result<(), Fault> {
    read_texts(|key| properties.get(key), members, api)
}

/// Reads the values that a pattern found in a text.
pub(super) fn read_captures(
    captures: &Captures<'_>,
    members: &[Member],
    api: &Api,
) -> Result<(), Fault> {
    read_texts(|name| captures.get(name), members, api)
}

fn read_texts<'t>(
    get: impl Fn(&str) -> Option<&'t str>,
    members: &[Member],
    api: &Api,
) -> Result<(), Fault> {
    for member in members {
        match get(&member.wire) {
            Some(value) => read_text_member(value, member, api)
                .map_err(|fault| fault.at_member(member.wire.clone()))?,
            None if member.optional => {}
            None => return Err(Fault::missing(member.wire.clone())),
        }
    }
    Ok(())
}

/// Reads members out of headers. Constants are no matter of reading: they choose the outcome.
pub(super) fn read_headers(
    headers: Headers<'_>,
    members: &[Member],
    api: &Api,
) -> Result<(), Fault> {
    for member in members {
        let wire = &member.wire;
        let read = match &member.content {
            Content::Constant(_) => continue,
            Content::Value(Type::Map(part)) if member.is_family => {
                let others = Families::of(members).in_any_case().others(member);
                headers.family(wire, &others, |value| read_text_value(value, part, api))?;
                continue;
            }
            Content::Value(Type::List(item)) => headers.lines(wire).map(|lines| {
                lines
                    .iter()
                    .try_for_each(|line| read_text_value(line, item, api))
                    .map(|()| !lines.is_empty())
            }),
            Content::Value(_) => headers.text(wire).map(|value| {
                let read = value
                    .as_deref()
                    .map(|value| read_text_member(value, member, api));
                read.transpose().map(|read| read.is_some())
            }),
        };
        let is_there = read
            .and_then(|read| read)
            .map_err(|fault| fault.at_header(wire.clone()))?;
        if !is_there && !member.optional {
            return Err(Fault::new(Problem::Missing).at_header(wire.clone()));
        }
    }
    Ok(())
}

/// Reads the members of an HTML page out of their elements.
pub(super) fn read_markup(markup: &Markup<'_>, members: &[Member], api: &Api) -> Result<(), Fault> {
    for member in members {
        let Some(place) = &member.markup else {
            continue;
        };
        match markup.find(&place.element, place.until.as_deref()) {
            Some(value) => read_text_member(&value, member, api)
                .map_err(|fault| fault.at_member(member.wire.clone()))?,
            None if member.optional => {}
            None => return Err(Fault::missing(member.wire.clone())),
        }
    }
    Ok(())
}

/// Reads a row of CSV.
pub(super) fn read_row(row: &Row<'_>, body: &CsvBody, api: &Api) -> Result<(), Fault> {
    let Some(members) = body.members(&api.types) else {
        return match &body.row {
            Type::List(element) => row
                .fields(|field| read_text_value(field, element, api))
                .map(drop),
            _ => Ok(()),
        };
    };
    let families = Families::of(members);
    for member in members {
        let wire = &member.wire;
        if let Some(part) = member.family_type() {
            let read = |field: &str| read_text_value(field, part, api);
            row.family(wire, &families.others(member), read)?;
            continue;
        }
        match row.get(wire) {
            Some("") if !member.has_empty_field() => {}
            Some(field) => read_text_member(field, member, api)
                .map_err(|fault| fault.at_column(wire.clone()))?,
            None if member.optional => {}
            None => return Err(Fault::new(Problem::Missing).at_column(wire.clone())),
        }
    }
    Ok(())
}

fn read_text_member(value: &str, member: &Member, api: &Api) -> Result<(), Fault> {
    match &member.content {
        Content::Constant(constant) => {
            text::constant(constant.value.as_constant(), constant.ignore_case)(value)
        }
        Content::Value(ty) => {
            let read = |value: &str| read_text_value(value, ty, api);
            text::null_as(&constants(&member.null_as), read)(value).map(drop)
        }
    }
}

/// Values as readers compare them.
fn constants(values: &[Literal]) -> Vec<docwright_wire::Literal<'_>> {
    values.iter().map(Literal::as_constant).collect()
}

/// Reads a text as a value of `ty`.
pub(super) fn read_text_value(value: &str, ty: &Type, api: &Api) -> Result<(), Fault> {
    match ty {
        Type::Scalar(scalar) => read_text_scalar(value, scalar),
        Type::Named(id) => match api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Enum(enumeration)) => {
                text::one_of(|value| known(enumeration, value))(value)
            }
            Some(Shape::Object(_) | Shape::Tuple(_) | Shape::OneOf(_) | Shape::OneElement(_))
            | None => Ok(()),
        },
        Type::InText(inner, TextForm::Json) => {
            json::from_text(value, |json| read_json_value(json, inner, api))
        }
        Type::InText(inner, TextForm::Joined(separator)) => match inner.as_ref() {
            Type::List(element) => {
                let read = |value: &str| read_text_value(value, element, api);
                joined::split(separator, read)(value).map(drop)
            }
            Type::Tuple(parts) => joined::split_tuple(separator, |texts| {
                parts
                    .iter()
                    .try_for_each(|part| texts.next(|value| read_text_value(value, part, api)))
            })(value),
            _ => Ok(()),
        },
        Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::Any => Ok(()),
    }
}

fn read_constant(json: &mut Reader<'_>, constant: &Constant) -> Result<(), Fault> {
    json.constant(constant.value.as_constant(), constant.ignore_case)
}

fn read_enum(json: &mut Reader<'_>, enumeration: &Enumeration) -> Result<(), Fault> {
    match enumeration.json {
        EnumJson::Text => json.text_enum(|value| known(enumeration, value)),
        EnumJson::Integer => json.integer_enum(|value| known(enumeration, value)),
    }
}

/// Whether an enum takes a value: one of its own, or any if it is open.
fn known(enumeration: &Enumeration, value: &str) -> Option<()> {
    let listed = enumeration
        .values
        .iter()
        .any(|known| docwright_wire::same_text(&known.wire, value, enumeration.ignore_case));
    (listed || enumeration.open).then_some(())
}

/// Reads an event with what is documented for its name. A failure is the end as well: both are
/// told apart by whoever reads while the events come.
pub(super) fn read_event(
    event: &docwright_wire::events::Event,
    events: &Events,
    api: &Api,
) -> Result<Step<(), Infallible>, Fault> {
    let Some(found) = events.find(&event.name, &event.data) else {
        return Ok(Step::Item(()));
    };
    if let (EventRole::Item | EventRole::Failure, Some(ty)) = (found.role, found.json()) {
        let ends = event.json(|json| {
            let ends = is_end(json, ty, api);
            read_json_value(json, ty, api).map(|()| ends)
        });
        if ends? {
            return Ok(Step::End);
        }
    }
    Ok(match found.role {
        EventRole::Item => Step::Item(()),
        EventRole::End | EventRole::Failure => Step::End,
    })
}

/// Whether the next value is the variant of a union after which nothing comes.
fn is_end(json: &mut Reader<'_>, ty: &Type, api: &Api) -> bool {
    let Type::Named(id) = ty else { return false };
    match api.type_def(*id).map(|def| &def.shape) {
        Some(Shape::OneOf(one_of)) => one_of
            .variant_of(json)
            .is_some_and(|variant| variant.failure == Some(Effect::Ends)),
        Some(Shape::Object(_) | Shape::Tuple(_) | Shape::Enum(_) | Shape::OneElement(_)) | None => {
            false
        }
    }
}
