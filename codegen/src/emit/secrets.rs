//! Secrets of a request, named to the runtime: it masks them in errors and keeps them off plain HTTP.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::Field;
use super::encode::{Operand, presence, word};
use super::module::Module;
use super::paths::*;
use crate::ir::{Content, Hash, Member, Request, Scalar, Shape, Type};

/// A statement for each secret that the request holds, as the caller gives it and, where that is
/// something else, as it travels.
pub(super) fn emit(module: Module<'_>, request: &Request) -> TokenStream {
    let owner = quote!(self);
    let members: TokenStream = request
        .members()
        .filter_map(|member| in_member(module, &owner, member))
        .collect();
    let body = Field::of(request).and_then(|body| body.secrets(module));
    quote! { #members #body }
}

fn in_member(module: Module<'_>, owner: &TokenStream, member: &Member) -> Option<TokenStream> {
    let Content::Value(ty) = &member.content else {
        return None;
    };
    if !module.holds_secret(ty) {
        return None;
    }
    let some = |value: &Operand| in_value(module, ty, value).unwrap_or_default();
    // `null` holds no secret, so there is nothing to do for it.
    let member = Member {
        optional: member.may_be_left_out() || member.nullable,
        nullable: member.may_be_left_out() && member.nullable,
        ..member.clone()
    };
    Some(presence(
        owner,
        &member,
        ty,
        some,
        &TokenStream::new(),
        None,
    ))
}

/// A statement for each secret within a value; nothing for a type that can hold none.
pub(super) fn in_value(module: Module<'_>, ty: &Type, value: &Operand) -> Option<TokenStream> {
    match ty {
        Type::Scalar(Scalar::Secret(hash)) => {
            let (reference, receiver) = (value.reference(), value.receiver());
            let hashed = hash.map(|Hash::Sha256Hex| {
                quote!(request.secret(&#SECRET::from(#SHA256_HEX(#receiver.expose())));)
            });
            Some(quote! { request.secret(#reference); #hashed })
        }
        Type::Scalar(_) | Type::Any => None,
        Type::List(part) => {
            let list = value.receiver();
            let every = value.reference();
            each_part(module, part, every, quote!(#list.iter().flatten()))
        }
        Type::Map(part) => {
            let map = value.receiver();
            let every = quote!(#map.values());
            each_part(module, part, every, quote!(#map.values().flatten()))
        }
        Type::Nullable(part) => module.holds_secret(part).then(|| {
            let some = word("value");
            let values = in_value(module, part, &Operand::bound(&some, true));
            let option = value.reference();
            quote!(if let Some(#some) = #option { #values })
        }),
        Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members)) => Some(
                members
                    .iter()
                    .filter_map(|member| in_member(module, value.receiver(), member))
                    .collect(),
            ),
            Some(Shape::Enum(_)) | None => None,
        },
    }
}

/// Goes through `every` value of a container, or through those that are `present` if they may be
/// `null`.
fn each_part(
    module: Module<'_>,
    part: &Type,
    every: TokenStream,
    present: TokenStream,
) -> Option<TokenStream> {
    let (part, values) = match part {
        Type::Nullable(part) => (&**part, present),
        part => (part, every),
    };
    module.holds_secret(part).then(|| {
        let item = word("item");
        let secrets = in_value(module, part, &Operand::bound(&item, true));
        quote!(for #item in #values { #secrets })
    })
}
