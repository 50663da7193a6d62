//! Reading the members of an object, each in its place.

use super::{family, is_plain, literal, member_reader};
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{Api, Content, Member, Shape, Type};

/// An expression that reads an object into the fields of `owner`, and gives a `Result`.
pub(super) fn read(module: Module<'_>, members: &[Member], owner: &TokenStream) -> TokenStream {
    let named = members.iter().filter(|member| !member.is_family);
    let places = named.map(|member| {
        let (wire, place) = (&member.wire, place(module, member, owner));
        if member.optional {
            quote!(#OPTIONAL(#wire, #place))
        } else {
            quote!(#REQUIRED(#wire, #place))
        }
    });
    match family::read(module, members, owner) {
        None => quote!(json.members(&mut [#(#places),*])),
        Some(others) => quote!(json.members_or(&mut [#(#places),*], &mut |member, json| #others)),
    }
}

/// Where the value of a member goes.
fn place(module: Module<'_>, member: &Member, owner: &TokenStream) -> TokenStream {
    let read = member_reader(module, member).call;
    let ty = match &member.content {
        Content::Value(ty) => ty,
        Content::Constant(_) if member.nullable => {
            return quote!(&mut #WITH(&mut None, |json| #read));
        }
        Content::Constant(constant) => {
            let ignore_case = constant.ignore_case;
            return match literal(&constant.value) {
                Some(value) => quote!(&mut #CONSTANT(#value, #ignore_case)),
                None => quote!(&mut #SKIP),
            };
        }
    };
    let field = ident(&member.field);
    let is_option = member.may_be_left_out();
    if is_read_plainly(module, member, ty) {
        return if holds_struct(module.api, ty) {
            quote!(&mut #PLACE(&mut #owner.#field))
        } else {
            quote!(&mut #owner.#field)
        };
    }
    let read = match (is_option, member.nullable) {
        (false, _) => read,
        (true, false) => quote!(#read.map(Some)),
        (true, true) => quote!(#read.map(|value| Some(value.into()))),
    };
    quote!(&mut #WITH(&mut #owner.#field, |json| #read))
}

/// Whether a value holds a struct or a union, which takes code of its own to drop.
fn holds_struct(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Named(id) => {
            let shape = api.type_def(*id).map(|def| &def.shape);
            !matches!(shape, Some(Shape::Enum(_)))
        }
        _ => ty.parts().any(|part| holds_struct(api, part)),
    }
}

/// Whether the field's type reads the member by itself. An `Option` leaves `null` to what it holds.
fn is_read_plainly(module: Module<'_>, member: &Member, ty: &Type) -> bool {
    let knows_null = !member.nullable || member.may_be_left_out() && member.null_as.is_empty();
    knows_null && is_plain(module, ty)
}
