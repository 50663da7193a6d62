//! How bodies of requests are encoded.

mod field;
mod one_of;

use super::csv;
use super::encode::{self, Operand, each, presence};
use super::module::Module;
use super::pairs::{self, Target};
use super::paths::*;
use super::request::text_member;
use super::tokens::{TokenStream, quote};
use super::xml;
use crate::ir::{Content, Families, Member, PartKind, Payload, Request, RequestBody, Shape, Type};

pub(super) use self::field::Field;
pub(super) use self::one_of::emit as emit_one_of;

/// Statements that put the body of a request into it.
pub(super) fn encode(module: Module<'_>, request: &Request) -> TokenStream {
    match &request.body {
        None => TokenStream::new(),
        Some(RequestBody::Json(members)) => {
            let members = encode::json_members(module, members);
            quote! { let json = request.json(); #members }
        }
        Some(RequestBody::Form(members)) => encode_form(module, &quote!(self), members),
        Some(RequestBody::Multipart(members)) => encode_parts(module, &quote!(self), members),
        Some(RequestBody::Xml(body)) => xml::body(module, body),
        Some(RequestBody::Value { .. } | RequestBody::OneOf { .. }) => Field::of(request)
            .map(|field| field.encode(module))
            .unwrap_or_default(),
    }
}

fn encode_payload(module: Module<'_>, payload: &Payload, value: &Operand) -> TokenStream {
    match payload {
        Payload::Json(ty) => {
            let value = encode::json_value(module, ty, value);
            quote! { let json = request.json(); #value }
        }
        Payload::Form(ty) => encode_form(module, value.receiver(), members_of(module, ty)),
        Payload::Multipart(ty) => encode_parts(module, value.receiver(), members_of(module, ty)),
        Payload::Text(ty) => {
            let text = encode::text(module, ty, value);
            quote!(request.text(#text);)
        }
        Payload::Lines(ty) => {
            let lines = each(value, |line| {
                let line = encode::json_value(module, ty, line);
                Some(quote! { #line json.end_line(); })
            });
            quote! { let json = request.lines(); #lines }
        }
        Payload::Csv(body) => csv::body(module, body, value),
        Payload::Bytes => {
            let bytes = value.reference();
            quote!(request.bytes(#bytes);)
        }
    }
}

fn members_of<'a>(module: Module<'a>, ty: &Type) -> &'a [Member] {
    let Type::Named(id) = ty else {
        return &[];
    };
    match module.api.type_def(*id).map(|def| &def.shape) {
        Some(Shape::Object(members)) => members,
        Some(_) | None => &[],
    }
}

/// The members of a payload that a request writes one by one.
pub(super) fn own_members<'a>(module: Module<'a>, payload: &Payload) -> &'a [Member] {
    match payload {
        Payload::Form(ty) | Payload::Multipart(ty) => members_of(module, ty),
        Payload::Json(_)
        | Payload::Text(_)
        | Payload::Lines(_)
        | Payload::Csv(_)
        | Payload::Bytes => &[],
    }
}

/// The members of `owner` as a form.
fn encode_form(module: Module<'_>, owner: &TokenStream, members: &[Member]) -> TokenStream {
    let begin = members
        .iter()
        .all(|member| may_be_missing(member) || pairs::may_be_empty(module, member))
        .then(|| quote!(request.begin_form();));
    let families = Families::of(members);
    let pairs = members
        .iter()
        .map(|member| pairs::member(module, owner, member, &families, Target::Form));
    quote! { #begin #(#pairs)* }
}

/// Whether nothing at all may be sent for these members.
fn may_be_empty(members: &[Member]) -> bool {
    members.iter().all(may_be_missing)
}

fn may_be_missing(member: &Member) -> bool {
    member.is_field() && member.optional && member.send.is_none()
}

/// The members of `owner` as parts.
fn encode_parts(module: Module<'_>, owner: &TokenStream, members: &[Member]) -> TokenStream {
    let begin = may_be_empty(members).then(|| quote!(request.begin_multipart();));
    let parts = members.iter().map(|member| {
        let wire = &member.wire;
        let put = |value: TokenStream| quote!(request.part(#wire, #value););
        let Content::Value(ty) = &member.content else {
            return text_member(module, owner, member, &put);
        };
        let null = TokenStream::new();
        match PartKind::of(module.api, ty) {
            PartKind::Text => text_member(module, owner, member, &put),
            PartKind::Json => {
                let part = |value: &Operand| json_part(module, wire, ty, value);
                presence(owner, member, ty, part, &null, None)
            }
            PartKind::File => {
                let part = |value: &Operand| file_part(wire, ty, value);
                presence(owner, member, ty, part, &null, None)
            }
        }
    });
    quote! { #begin #(#parts)* }
}

fn json_part(module: Module<'_>, wire: &str, ty: &Type, value: &Operand) -> TokenStream {
    let value = encode::json_value(module, ty, value);
    quote! {
        let json = &mut #JSON_WRITER::new();
        #value
        request.json_part(#wire, json)?;
    }
}

/// A part for a file, or for each of a list.
fn file_part(wire: &str, ty: &Type, value: &Operand) -> TokenStream {
    let put = |file: &Operand| {
        let file = file.reference();
        quote!(request.file(#wire, #file)?;)
    };
    match ty {
        Type::List(_) => each(value, |file| Some(put(file))),
        _ => put(value),
    }
}
