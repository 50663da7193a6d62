//! Reading elements.

use docwright_wire::xml::Reader;
use docwright_wire::{Fault, text};

use super::scalar::read_text_scalar;
use super::{constants, known, read_text_value};
use crate::ir::{
    Api, Constant, Content, Member, Scalar, Shape, Type, XmlPlace, one_element, qualified_names,
};

/// Reads an element with these members: each at most once but for lists, the required ones present.
pub(in crate::check) fn read_xml_members(
    xml: &mut Reader<'_>,
    members: &[Member],
    api: &Api,
) -> Result<(), Fault> {
    let mut seen: Vec<usize> = vec![0; members.len()];
    let qualified = qualified_names(members, &api.types);
    let mut element = xml.qualified_members(&qualified)?;
    while let Some(name) = element.next(xml)? {
        let found = members
            .iter()
            .zip(&mut seen)
            .find(|(member, _)| member.elements(&api.types).contains(&name));
        let Some((member, times)) = found else {
            xml.skip()?;
            continue;
        };
        let before = *times;
        *times += 1;
        if let Content::Value(Type::List(item)) = &member.content {
            read_xml_child(xml, name, item, api)
                .map_err(|fault| fault.at_index(before).at_member(member.wire.clone()))?;
            continue;
        }
        let read = if let (Content::Value(ty), false) = (&member.content, member.null_as.is_empty())
        {
            let read = |value: &str| read_text_value(value, ty, api);
            xml.text(text::null_as(&constants(&member.null_as), read))
                .map(drop)
        } else if member.nullable {
            xml.nullable(|xml| read_xml_member(xml, name, member, api))
                .map(drop)
        } else {
            read_xml_member(xml, name, member, api)
        };
        read.map_err(|fault| fault.at_member(member.wire.clone()))?;
        if before > 0 {
            return Err(Fault::duplicate(member.wire.clone()));
        }
    }
    match members
        .iter()
        .zip(&seen)
        .find(|(member, times)| **times == 0 && !may_be_missing(member))
    {
        Some((member, _)) => Err(Fault::missing(member.wire.clone())),
        None => Ok(()),
    }
}

/// A list may have no element, and a text no character.
fn may_be_missing(member: &Member) -> bool {
    let may_be_empty = match &member.content {
        Content::Value(Type::List(_)) => true,
        Content::Value(Type::Scalar(Scalar::String | Scalar::Hashed(_))) => {
            XmlPlace::of(&member.wire) == XmlPlace::Text
        }
        Content::Value(_) | Content::Constant(_) => false,
    };
    member.optional || may_be_empty && !member.nullable
}

fn read_xml_member(
    xml: &mut Reader<'_>,
    name: &str,
    member: &Member,
    api: &Api,
) -> Result<(), Fault> {
    match &member.content {
        Content::Constant(constant) => read_xml_constant(xml, constant),
        Content::Value(ty) => read_xml_child(xml, name, ty, api),
    }
}

fn read_xml_constant(xml: &mut Reader<'_>, constant: &Constant) -> Result<(), Fault> {
    xml.text(text::constant(
        constant.value.as_constant(),
        constant.ignore_case,
    ))
}

/// Reads what stands under a name, which says what it is where it is one of several elements.
fn read_xml_child(xml: &mut Reader<'_>, name: &str, ty: &Type, api: &Api) -> Result<(), Fault> {
    let Some(one_element) = one_element(ty, &api.types) else {
        return read_xml_value(xml, ty, api);
    };
    let variant = one_element.variant_of(name);
    match variant.and_then(|variant| variant.content.as_ref()) {
        Some(Content::Constant(constant)) => read_xml_constant(xml, constant),
        Some(Content::Value(ty)) => read_xml_value(xml, ty, api),
        None => xml.skip(),
    }
}

fn read_xml_value(xml: &mut Reader<'_>, ty: &Type, api: &Api) -> Result<(), Fault> {
    match ty {
        Type::Scalar(Scalar::String | Scalar::Secret(_) | Scalar::Hashed(_)) => {
            xml.string().map(drop)
        }
        Type::Scalar(scalar) => xml.text(|value| read_text_scalar(value, scalar)),
        Type::Named(id) => match api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members)) => read_xml_members(xml, members, api),
            Some(Shape::Enum(enumeration)) => {
                xml.text(text::one_of(|value| known(enumeration, value)))
            }
            Some(Shape::Tuple(_) | Shape::OneOf(_) | Shape::OneElement(_)) | None => xml.skip(),
        },
        Type::Boxed(part) => read_xml_value(xml, part, api),
        Type::InText(..) => xml.text(|value| read_text_value(value, ty, api)),
        // There are no lists of lists; the others are for JSON alone.
        Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Any => xml.skip(),
    }
}
