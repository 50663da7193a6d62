//! Fields of an outcome that are read out of headers.

use super::reads_headers;
use crate::emit::decode::{self, Beside};
use crate::emit::docs;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::emit::types;
use crate::ir::{Content, Families, Member, Outcome, Type};

/// The declared fields.
pub(super) fn fields(module: Module<'_>, members: &[Member]) -> Vec<TokenStream> {
    members
        .iter()
        .filter_map(|member| types::field(module, member, &docs::header(member)))
        .collect()
}

/// The argument of `decode` that they are read from.
pub(super) fn argument() -> TokenStream {
    quote!(headers: #HEADERS<'_>)
}

/// The fields with their values, and the argument behind that of the body.
pub(super) fn beside(module: Module<'_>, outcome: &Outcome) -> Beside {
    if !reads_headers(outcome) {
        return Beside::default();
    }
    let argument = argument();
    Beside {
        argument: quote!(, #argument),
        fields: outcome
            .headers
            .iter()
            .filter_map(|member| value(module, member, &outcome.headers))
            .collect(),
        expect: docs::expect_deprecated(outcome.headers.iter()),
    }
}

fn value(module: Module<'_>, member: &Member, all: &[Member]) -> Option<TokenStream> {
    let Content::Value(ty) = &member.content else {
        return None;
    };
    let (field, wire) = (ident(&member.field), &member.wire);
    if let Some(part) = member.family_type() {
        let others = Families::of(all).in_any_case().others(member);
        let read = decode::text(module, part);
        return Some(quote!(#field: headers.family(#wire, &[#(#others),*], #read)?));
    }
    let (method, read) = match ty {
        Type::List(element) => {
            let read = decode::text(module, element);
            let method = if member.optional {
                quote!(optional_list)
            } else {
                quote!(required_list)
            };
            (method, read)
        }
        Type::Scalar(_)
        | Type::Named(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::Any
        | Type::InText(..) => {
            let method = if member.optional {
                quote!(optional)
            } else {
                quote!(required)
            };
            (method, decode::member_text(module, member, ty))
        }
    };
    let value = quote!(headers.#method(#wire, #read)?);
    Some(if member.optional && member.nullable {
        quote!(#field: #JSON::optional_nullable(#value))
    } else {
        quote!(#field: #value)
    })
}
