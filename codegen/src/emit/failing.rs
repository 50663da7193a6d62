//! Failures inside successes: items that can be failures, and streams that end with one.

use super::access::{self, Take, access};
use super::docs::doc;
use super::module::{Module, ident};
use super::outcome::Role;
use super::paths::*;
use super::tokens::{Ident, TokenStream, quote};
use super::types::rust_type;
use crate::ir::{Effect, FailingItems, ItemList, OneOf, Outcome, Shape, Type};

/// What ends a stream of values of this type.
pub(super) fn ends_with<'a>(module: Module<'a>, ty: &Type) -> Option<&'a Type> {
    union(module, ty)?.failure_with(Effect::Ends)
}

fn union<'a>(module: Module<'a>, ty: &Type) -> Option<&'a OneOf> {
    let Type::Named(id) = ty else { return None };
    match &module.api.type_def(*id)?.shape {
        Shape::OneOf(one_of) => Some(one_of),
        Shape::Object(_) | Shape::Tuple(_) | Shape::Enum(_) | Shape::OneElement(_) => None,
    }
}

/// A stream of these items, which can end with a failure.
pub(super) fn stream(module: Module<'_>, item: &TokenStream, ends: Option<&Type>) -> TokenStream {
    match ends.map(|failure| rust_type(module, failure)) {
        Some(failure) => quote!(#STREAM<#item, #CALL_ERROR<#failure>>),
        None => quote!(#STREAM<#item>),
    }
}

/// A union's method that gives its failure.
pub(super) fn method(module: Module<'_>, one_of: &OneOf) -> Option<TokenStream> {
    let ty = rust_type(module, one_of.failure_with(Effect::Item)?);
    let variant = ident(&one_of.failure()?.name);
    let docs = doc("What went wrong, if it did.");
    Some(quote! {
        #docs
        pub fn failure(&self) -> Option<&#ty> {
            match self {
                Self::#variant(failure) => Some(failure),
                _ => None,
            }
        }
    })
}

/// An outcome's methods that give the failures among its items; where it is a success, how it prints
/// when they make it a failure.
pub(super) fn outcome(module: Module<'_>, outcome: &Outcome, role: Role) -> Option<TokenStream> {
    if outcome.failing.is_empty() || !role.is_used {
        return None;
    }
    let name = ident(&outcome.name);
    let methods = outcome.failing.iter().map(|items| failures(module, items));
    let prints = (role.is_success && !role.is_failure).then(|| {
        let label = outcome.name.plain();
        let all = outcome.failing.iter().map(|items| {
            let method = ident(&items.method);
            let positions = items.lists.iter().map(|_| quote!(_));
            quote!(self.#method().map(|(#(#positions,)* failure)| failure as _))
        });
        let all = all.reduce(|all, more| quote!(#all.chain(#more)));
        quote! {
            impl ::std::fmt::Display for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    #FAILURES(f, #label, &mut #all)
                }
            }

            impl ::std::error::Error for #name {}
        }
    });
    Some(quote! {
        impl #name { #(#methods)* }

        #prints
    })
}

/// Whether some item of the outcome is a failure.
pub(super) fn condition(outcome: &Outcome, value: &TokenStream) -> Option<TokenStream> {
    let any = outcome.failing.iter().map(|items| {
        let method = ident(&items.method);
        quote!(#value.#method().next().is_some())
    });
    any.reduce(|all, more| quote!(#all || #more))
}

fn failures(module: Module<'_>, items: &FailingItems) -> TokenStream {
    let method = ident(&items.method);
    let failure = union(module, &Type::Named(items.union))
        .and_then(|union| union.failure_with(Effect::Item))
        .map(|ty| rust_type(module, ty));
    let docs = doc(match items.lists.len() {
        1 => "The items that failed, each behind its position.",
        _ => "The items that failed, each behind its position in every list, the outer one first.",
    });
    let steps = items.lists.iter().flat_map(|list| &list.steps);
    let expect = access::expect_deprecated(steps.chain(&items.rest));
    let positions = items.lists.iter().map(|_| quote!(usize));
    let walk = walk(&quote!(self), &items.lists, items, &mut Vec::new());
    quote! {
        #docs
        #expect
        pub fn #method(&self) -> impl Iterator<Item = (#(#positions,)* &#failure)> {
            #walk
        }
    }
}

/// The failures in the lists, from the first of them on; `positions` name those of the lists around.
fn walk(
    owner: &TokenStream,
    lists: &[ItemList],
    items: &FailingItems,
    positions: &mut Vec<Ident>,
) -> TokenStream {
    let Some((list, inner)) = lists.split_first() else {
        return TokenStream::new();
    };
    let (values, is_option) = access(owner, &list.steps, Take::Reference);
    let values = if is_option {
        quote!(#values.into_iter().flatten())
    } else {
        quote!(#values.iter())
    };
    let position = match items.lists.len() {
        1 => Ident::new("index"),
        _ => Ident::new(&format!("index_{}", positions.len() + 1)),
    };
    let capture = (!positions.is_empty()).then(|| quote!(move));
    positions.push(position.clone());
    if inner.is_empty() {
        let item = if list.nullable_items {
            quote!(item.as_ref()?)
        } else {
            quote!(item)
        };
        let (union, is_option) = access(&item, &items.rest, Take::Reference);
        let there = is_option.then(|| quote!(?));
        return quote! {
            #values.enumerate().filter_map(#capture |(#position, item)| Some((#(#positions,)* #union #there.failure()?)))
        };
    }
    let below = walk(&quote!(item), inner, items, positions);
    let values = if list.nullable_items {
        quote!(#values.enumerate().filter_map(|(index, item)| Some((index, item.as_ref()?))))
    } else {
        quote!(#values.enumerate())
    };
    quote!(#values.flat_map(#capture |(#position, item)| #below))
}
