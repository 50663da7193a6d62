//! Writing elements: attributes first, then the rest in the order of the spec.

use super::document;
use crate::emit::docs::expect_deprecated;
use crate::emit::encode::{Operand, each, presence, text};
use crate::emit::mentions::binding;
use crate::emit::module::Module;
use crate::emit::paths::*;
use crate::emit::rules;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{Content, Literal, Member, Rule, Shape, Type, XmlBody, XmlPlace};

/// Statements that make the body of a request.
pub(in crate::emit) fn body(module: Module<'_>, body: &XmlBody) -> TokenStream {
    let begin = match body.root {
        Some(_) => {
            let document = document(body);
            quote!(request.xml(#document))
        }
        None => quote!(request.xml_fragment()),
    };
    let members = members(module, &body.members);
    if members.is_empty() {
        return quote!(#begin;);
    }
    quote! { let xml = #begin; #members }
}

/// `fn encode_xml` of an object: what stands inside of its element.
pub(in crate::emit) fn object(
    module: Module<'_>,
    members: &[Member],
    rules: &[Rule],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let expect = expect_deprecated(members.iter());
    let rules = rules::inner(module, members, rules);
    let members = self::members(module, members);
    let xml = binding(&members, "xml");
    quote! {
        #expect
        #visibility fn encode_xml(&self, #xml: &mut #XML_WRITER) -> Result<(), #FAULT> {
            #rules
            #members
            Ok(())
        }
    }
}

fn members(module: Module<'_>, members: &[Member]) -> TokenStream {
    let is_attribute =
        |member: &&Member| matches!(XmlPlace::of(&member.wire), XmlPlace::Attribute(_));
    let attributes = members.iter().filter(is_attribute);
    let others = members.iter().filter(|member| !is_attribute(member));
    attributes
        .chain(others)
        .map(|member| self::member(module, member))
        .collect()
}

fn member(module: Module<'_>, member: &Member) -> TokenStream {
    let place = XmlPlace::of(&member.wire);
    let literal = |literal: &Literal| {
        let text = literal.as_text().unwrap_or_default();
        write_text(place, &quote!(#text))
    };
    let ty = match &member.content {
        Content::Constant(constant) => return literal(&constant.value),
        Content::Value(ty) => ty,
    };
    let null_text = member.null_text();
    let null = match place {
        XmlPlace::Attribute(_) | XmlPlace::Text if null_text.is_empty() => TokenStream::new(),
        _ => write_text(place, &quote!(#null_text)),
    };
    presence(
        &quote!(self),
        member,
        ty,
        |value| write(module, place, ty, value),
        &null,
        member.send.as_ref().map(literal),
    )
}

/// Writes a value at its place; one of several elements knows its own.
pub(super) fn write(
    module: Module<'_>,
    place: XmlPlace<'_>,
    ty: &Type,
    value: &Operand,
) -> TokenStream {
    let shape = match ty {
        Type::List(element) => {
            return each(value, |item| Some(write(module, place, element, item)));
        }
        Type::Boxed(part) => return write(module, place, part, value),
        Type::Named(id) => module.api.type_def(*id).map(|def| &def.shape),
        _ => None,
    };
    let receiver = value.receiver();
    match (shape, place) {
        (Some(Shape::Object(_)), XmlPlace::Element(name)) => {
            quote! { xml.begin(#name); #receiver.encode_xml(xml)?; xml.end(); }
        }
        (Some(Shape::OneElement(_)), XmlPlace::Element(_)) => quote!(#receiver.encode_xml(xml)?;),
        _ => {
            let text = text(module, ty, value);
            text.map(|text| write_text(place, &text))
                .unwrap_or_default()
        }
    }
}

pub(super) fn write_text(place: XmlPlace<'_>, text: &TokenStream) -> TokenStream {
    match place {
        XmlPlace::Attribute(name) => quote!(xml.attribute(#name, #text);),
        XmlPlace::Text => quote!(xml.text(#text);),
        XmlPlace::Element(name) => quote!(xml.element(#name, #text);),
    }
}
