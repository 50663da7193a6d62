//! How failures print: `Display` and `Error`.

use std::collections::BTreeSet;

use super::docs::expect_deprecated;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Ident, Literal, TokenStream, quote};
use crate::ir::{Acted, Content, Member, Scalar, Shape, Type};
use crate::names::RustName;

/// A value that a failure prints.
struct Shown<'a> {
    place: String,
    value: TokenStream,
    member: &'a Member,
}

/// `Display` and `Error` of a failure: its name and those of its values that say what went wrong.
pub(super) fn failure(
    module: Module<'_>,
    name: &RustName,
    members: &[&[Member]],
    has_text: bool,
) -> TokenStream {
    let label = name.plain();
    let name = ident(name);
    let mut shown = Vec::new();
    for members in members {
        show_members(module, members, "", &quote!(self), &mut shown);
    }
    let expect = expect_deprecated(shown.iter().map(|shown| shown.member));
    let mut always: Vec<TokenStream> = shown
        .iter()
        .filter(|shown| !is_option(shown.member))
        .map(|Shown { place, value, .. }| quote!((#place, &#value)))
        .collect();
    if has_text {
        always.push(quote!(("text", &self.text)));
    }
    let sometimes: Vec<TokenStream> = shown
        .iter()
        .filter(|shown| is_option(shown.member))
        .map(|shown| {
            let (place, value) = (&shown.place, &shown.value);
            let value = if shown.member.optional && shown.member.nullable {
                quote!(#value.as_ref().and_then(#NULLABLE::as_option))
            } else {
                quote!(&#value)
            };
            quote!(if let Some(value) = #value { shown.push((#place, value)); })
        })
        .collect();
    let count = Literal::number(always.len());
    let body = if sometimes.is_empty() {
        quote!(#FAILURE(f, #label, &[#(#always),*]))
    } else {
        quote! {
            let always: [(&str, &dyn ::std::fmt::Display); #count] = [#(#always),*];
            let mut shown = Vec::from(always);
            #(#sometimes)*
            #FAILURE(f, #label, &shown)
        }
    };
    quote! {
        impl ::std::fmt::Display for #name {
            #expect
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                #body
            }
        }

        impl ::std::error::Error for #name {}
    }
}

/// Whether [`show_members`] shows any. Each type is looked into once: where types hold each other
/// twice, the ways to them multiply.
fn shows_some(module: Module<'_>, members: &[Member]) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Member> = members.iter().collect();
    while let Some(member) = open.pop() {
        match member.value_type() {
            Some(Type::Scalar(Scalar::String | Scalar::Integer(_))) => return true,
            Some(Type::Named(id)) => match module.api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::Enum(_)) => return true,
                Some(Shape::Object(inner)) if !is_option(member) && seen.insert(*id) => {
                    open.extend(inner);
                }
                _ => {}
            },
            _ => {}
        }
    }
    false
}

fn is_option(member: &Member) -> bool {
    member.may_be_left_out() || member.nullable
}

/// The most members that a message shows.
const MOST: usize = 64;

/// Texts, whole numbers and enums, those of inner objects too; no secrets, and nothing of which
/// there can be many.
fn show_members<'a>(
    module: Module<'a>,
    members: &'a [Member],
    above: &str,
    owner: &TokenStream,
    shown: &mut Vec<Shown<'a>>,
) {
    for member in members {
        let Content::Value(ty) = &member.content else {
            continue;
        };
        if shown.len() >= MOST {
            return;
        }
        let field = ident(&member.field);
        let value = quote!(#owner.#field);
        let place = if above.is_empty() {
            member.wire.clone()
        } else {
            format!("{above}.{}", member.wire)
        };
        let is_shown = match ty {
            Type::Scalar(scalar) => matches!(scalar, Scalar::String | Scalar::Integer(_)),
            Type::List(_)
            | Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(..)
            | Type::Boxed(_)
            | Type::Any
            | Type::InText(..) => false,
            Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::Enum(_)) => true,
                Some(Shape::Tuple(_) | Shape::OneOf(_) | Shape::OneElement(_)) => false,
                Some(Shape::Object(inner)) => {
                    if !is_option(member) && shows_some(module, inner) {
                        show_members(module, inner, &place, &value, shown);
                    }
                    false
                }
                None => false,
            },
        };
        if is_shown {
            shown.push(Shown {
                place,
                value,
                member,
            });
        }
    }
}

/// `Display` and `Error` of an enum of failures: each speaks for itself.
pub(super) fn failures(name: &RustName, variants: &[Ident]) -> TokenStream {
    let name = ident(name);
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self { #(Self::#variants(failure) => ::std::fmt::Display::fmt(failure, f),)* }
            }
        }

        impl ::std::error::Error for #name {}
    }
}

/// What a failure says of whether the server acted.
pub(super) fn says_acted(name: &RustName, may_have_acted: &TokenStream) -> TokenStream {
    let name = ident(name);
    quote! {
        impl #SAYS_ACTED for #name {
            fn may_have_acted(&self) -> bool {
                #may_have_acted
            }
        }
    }
}

/// Whether the server may have acted before it answered with one of several outcomes: not with
/// those of which the page says that it did nothing. `None` if the page says it of none.
pub(super) fn may_have_acted<'a>(
    variants: impl Iterator<Item = (&'a Ident, Option<Acted>)>,
) -> Option<TokenStream> {
    let idle: Vec<TokenStream> = variants
        .filter(|(_, acted)| *acted == Some(Acted::No))
        .map(|(variant, _)| quote!(Self::#variant(_)))
        .collect();
    (!idle.is_empty()).then(|| quote!(!matches!(self, #(#idle)|*)))
}
