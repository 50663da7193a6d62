//! Pages: how a request is turned into that for the next page, and what a page holds.

use super::access::{self, Take, access};
use super::docs::doc;
use super::markdown::code;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Ident, Literal, TokenStream, quote};
use super::types::rust_type;
use crate::ir::{Access, Construction, Endpoint, OutcomeKind, Pages, Scalar, Step, Turn, Type};

/// The client's method that walks through the pages, beside that for one of them.
pub(super) fn method(endpoint: &Endpoint, pages: &Pages) -> TokenStream {
    let docs = doc(format!(
        "The pages of {}, one after another, from that of the request on.",
        code(endpoint.method_name.plain())
    ));
    let deprecated = super::docs::deprecated(endpoint.doc.deprecated.as_deref());
    let name = ident(&pages.method_name);
    let request = ident(&endpoint.request.type_name);
    let (argument, made) = match endpoint.request.construction {
        Construction::Nothing => (None, quote!(#request {})),
        _ => (Some(quote!(, request: #request)), quote!(request)),
    };
    quote! {
        #docs
        #deprecated
        pub fn #name(&self #argument) -> #PAGES<#request> {
            self.core.pages(#made)
        }
    }
}

/// `impl rt::Paged`.
pub(super) fn implementation(module: Module<'_>, endpoint: &Endpoint) -> Option<TokenStream> {
    let pages = endpoint.pages.as_ref()?;
    let request = ident(&endpoint.request.type_name);
    let success = ident(&endpoint.success_name);
    let item = rust_type(module, &pages.items.ty);
    let expect = expect_deprecated(pages);
    let only = unwrap_page(endpoint, pages, &quote!(None));
    let turn = turn(pages, &success, only.as_ref());
    let only_items = unwrap_page(endpoint, pages, &quote!(Vec::new()));
    let (list, is_option) = access(&quote!(page), &pages.items.steps, Take::Whole);
    let missing = is_option.then(|| quote!(.unwrap_or_default()));
    Some(quote! {
        #expect
        impl #PAGED for #request {
            type Item = #item;

            #turn

            fn items(page: #success) -> Vec<#item> {
                #only_items
                #list #missing
            }
        }
    })
}

/// Only one of several successes is a page; after another there is nothing.
fn unwrap_page(endpoint: &Endpoint, pages: &Pages, nothing: &TokenStream) -> Option<TokenStream> {
    let used = endpoint.outcomes.get(pages.outcome)?;
    let successes = endpoint.outcomes.iter();
    let successes = successes.filter(|used| used.kind == OutcomeKind::Success);
    let (success, variant) = (ident(&endpoint.success_name), ident(&used.variant));
    (successes.count() > 1).then(|| {
        quote! {
            let #success::#variant(page) = page else {
                return #nothing;
            };
        }
    })
}

/// The method that leads on to the next page.
fn turn(pages: &Pages, success: &Ident, only: Option<&TokenStream>) -> TokenStream {
    match &pages.turn {
        Turn::Link { relation } => quote! {
            fn next_url(_: &#success, headers: #HEADERS<'_>) -> Option<String> {
                headers.link(#relation)
            }
        },
        Turn::Url(next) => {
            let (value, is_option) = access(&quote!(page), &next.steps, Take::Reference);
            let value = if is_option {
                value
            } else {
                quote!(Some(&#value))
            };
            quote! {
                fn next_url(page: &#success, _: #HEADERS<'_>) -> Option<String> {
                    #only
                    #value.filter(|next| !next.is_empty()).cloned()
                }
            }
        }
        Turn::Cursor { .. } | Turn::Page { .. } | Turn::Offset { .. } => {
            let into = pages.into.as_ref().map(|into| turn_into(pages, into));
            quote! {
                fn turn(&mut self, page: &#success) -> Option<String> {
                    #only
                    #into
                }
            }
        }
    }
}

/// Puts the place of the next page into the request, and gives it as text.
fn turn_into(pages: &Pages, into: &Access) -> TokenStream {
    let (stop, next) = match &pages.turn {
        Turn::Cursor {
            next,
            of_last,
            add,
            more,
        } => (
            more.as_ref().map(stop),
            cursor(pages, into, next, *of_last, *add),
        ),
        Turn::Page { first, total } => {
            let current = current(into, *first);
            let first = Literal::number(*first);
            let (total, items) = (total_of(total.as_ref()), count(pages));
            (None, quote!(#NEXT_PAGE(#current, #first, #total, #items)?))
        }
        Turn::Offset { total } => {
            let current = current(into, 0);
            let (total, items) = (total_of(total.as_ref()), count(pages));
            (None, quote!(#NEXT_OFFSET(#current, #total, #items)?))
        }
        Turn::Link { .. } | Turn::Url(_) => return TokenStream::new(),
    };
    let Some(step) = into.steps.first() else {
        return TokenStream::new();
    };
    let field = ident(&step.field);
    let is_number = !is_text(&into.ty);
    let value = wrapped(
        step,
        if is_number {
            quote!(next)
        } else {
            quote!(next.clone())
        },
    );
    let text = if is_number {
        quote!(next.to_string())
    } else {
        quote!(next)
    };
    quote! {
        #stop
        let next = #next;
        self.#field = #value;
        Some(#text)
    }
}

/// Ends the walk where a boolean says that nothing follows.
fn stop(more: &Access) -> TokenStream {
    let (more, is_option) = access(&quote!(page), &more.steps, Take::Copy);
    let is_last = if is_option {
        quote!(#more == Some(false))
    } else {
        quote!(!#more)
    };
    quote!(if #is_last { return None; })
}

/// The value that names the next page.
fn cursor(
    pages: &Pages,
    into: &Access,
    next: &Access,
    of_last: bool,
    add: Option<i64>,
) -> TokenStream {
    let start = if of_last {
        let (list, is_option) = access(&quote!(page), &pages.items.steps, Take::Reference);
        let there = is_option.then(|| quote!(?));
        quote!(#list #there.last()?)
    } else {
        quote!(page)
    };
    if is_text(&next.ty) {
        let (value, is_option) = access(&start, &next.steps, Take::Reference);
        let value = if is_option {
            value
        } else {
            quote!(Some(&#value))
        };
        return quote!(#value.filter(|next| !next.is_empty())?.clone());
    }
    let (value, is_option) = access(&start, &next.steps, Take::Copy);
    let there = is_option.then(|| quote!(?));
    let added = add.map(|add| {
        let add = Literal::number(add);
        quote!(.saturating_add(#add))
    });
    let text = is_text(&into.ty).then(|| quote!(.to_string()));
    quote!(#value #there #added #text)
}

/// The number that the request says now.
fn current(into: &Access, first: i64) -> TokenStream {
    let first = Literal::number(first);
    let (value, is_option) = access(&quote!(self), &into.steps, Take::Copy);
    if is_option {
        quote!(#value.unwrap_or(#first))
    } else {
        value
    }
}

fn total_of(total: Option<&Access>) -> TokenStream {
    match total.map(|total| access(&quote!(page), &total.steps, Take::Copy)) {
        Some((value, true)) => value,
        Some((value, false)) => quote!(Some(#value)),
        None => quote!(None),
    }
}

fn count(pages: &Pages) -> TokenStream {
    match access(&quote!(page), &pages.items.steps, Take::Reference) {
        (list, true) => quote!(#list.map_or(0, Vec::len)),
        (list, false) => quote!(#list.len()),
    }
}

/// A value as a field holds it.
fn wrapped(step: &Step, value: TokenStream) -> TokenStream {
    match (step.optional, step.nullable) {
        (true, true) => quote!(Some(#NULLABLE::Value(#value))),
        (true, false) | (false, true) => quote!(Some(#value)),
        (false, false) => value,
    }
}

fn expect_deprecated(pages: &Pages) -> Option<TokenStream> {
    let mut accesses = vec![&pages.items];
    accesses.extend(&pages.into);
    match &pages.turn {
        Turn::Cursor { next, more, .. } => accesses.extend(more.iter().chain([next])),
        Turn::Page { total, .. } | Turn::Offset { total } => accesses.extend(total),
        Turn::Link { .. } => {}
        Turn::Url(next) => accesses.push(next),
    }
    access::expect_deprecated(accesses.into_iter().flat_map(|access| &access.steps))
}

fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Scalar(Scalar::String))
}
