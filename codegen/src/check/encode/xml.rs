//! Elements of the request that an example makes.

use docwright_wire::xml::{Document, Writer};

use super::{member_text, sent_value, text};
use crate::ir::{Api, Content, Literal, Member, Shape, Type, XmlBody, XmlPlace};

/// The body, and its media type.
pub(super) fn encode_xml(
    api: &Api,
    body: &XmlBody,
    members: &[(&Member, Literal)],
) -> super::body::Encoded {
    let mut xml = match &body.root {
        Some(root) => {
            let namespaces: Vec<(&str, &str)> = body
                .namespaces
                .iter()
                .map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
                .collect();
            Writer::document(Document {
                root,
                namespaces: &namespaces,
            })
        }
        None => Writer::fragment(),
    };
    write_members(&mut xml, api, members);
    // What XML has no character for is refused where the value is checked.
    ("application/xml".into(), xml.finish().unwrap_or_default())
}

/// Attributes first, then the rest in the order of the spec.
fn write_members(xml: &mut Writer, api: &Api, members: &[(&Member, Literal)]) {
    for (member, value) in members {
        if let XmlPlace::Attribute(name) = XmlPlace::of(&member.wire) {
            xml.attribute(name, &member_text(api, member, value).unwrap_or_default());
        }
    }
    for (member, value) in members {
        match (XmlPlace::of(&member.wire), &member.content) {
            (XmlPlace::Attribute(_), _) => {}
            (XmlPlace::Text, _) => xml.text(&member_text(api, member, value).unwrap_or_default()),
            (XmlPlace::Element(name), Content::Value(_)) if *value == Literal::Null => {
                xml.element(name, member.null_text());
            }
            (XmlPlace::Element(name), Content::Value(ty)) => {
                write_element(xml, api, name, ty, value);
            }
            (XmlPlace::Element(name), Content::Constant(_)) => {
                xml.element(name, value.as_text().unwrap_or_default());
            }
        }
    }
}

fn write_element(xml: &mut Writer, api: &Api, name: &str, ty: &Type, value: &Literal) {
    if let (Type::List(item), Literal::List(items)) = (ty, value) {
        for value in items {
            write_element(xml, api, name, item, value);
        }
        return;
    }
    let shape = match ty {
        Type::Named(id) => api.type_def(*id).map(|def| &def.shape),
        Type::Boxed(part) => return write_element(xml, api, name, part, value),
        _ => None,
    };
    match (shape, value) {
        (Some(Shape::OneElement(one_element)), value) => {
            let Some((variant, value)) = one_element.variant_of_literal(value) else {
                return;
            };
            match &variant.content {
                Some(Content::Value(ty)) => write_element(xml, api, &variant.element, ty, value),
                Some(Content::Constant(constant)) => {
                    let text = constant.value.as_text().unwrap_or_default();
                    xml.element(&variant.element, text);
                }
                None => xml.element(&variant.element, ""),
            }
        }
        (Some(Shape::Object(members)), Literal::Object(_)) => {
            let sent: Vec<(&Member, Literal)> = members
                .iter()
                .filter_map(|member| {
                    Some((member, sent_value(member, value.member(&member.wire))?))
                })
                .collect();
            xml.begin(name);
            write_members(xml, api, &sent);
            xml.end();
        }
        _ => xml.element(name, &text(api, ty, value).unwrap_or_default()),
    }
}
