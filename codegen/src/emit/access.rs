//! Values further down in a struct: the expression that leads to one, through fields that may be
//! missing.

use super::module::ident;
use super::paths::*;
use super::tokens::{TokenStream, quote};
use crate::ir::Step;

/// How the value at the end of an access is taken.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Take {
    /// As a reference.
    Reference,
    /// As a copy.
    Copy,
    /// Out of its owner.
    Whole,
}

/// An expression for a value, and whether it is an `Option` of it.
pub(super) fn access(start: &TokenStream, steps: &[Step], take: Take) -> (TokenStream, bool) {
    let mut value = start.clone();
    let mut is_option = false;
    let last = steps.len().saturating_sub(1);
    for (index, step) in steps.iter().enumerate() {
        let take = match take {
            Take::Copy if index < last => Take::Reference,
            take => take,
        };
        let owner = if is_option {
            quote!(inner)
        } else {
            value.clone()
        };
        let (field, field_is_option) = one_step(&owner, step, take);
        value = match (is_option, field_is_option) {
            (false, _) => field,
            (true, true) => quote!(#value.and_then(|inner| #field)),
            (true, false) if take == Take::Reference => quote!(#value.map(|inner| &#field)),
            (true, false) => quote!(#value.map(|inner| #field)),
        };
        is_option |= field_is_option;
    }
    (value, is_option)
}

fn one_step(owner: &TokenStream, step: &Step, take: Take) -> (TokenStream, bool) {
    let field = ident(&step.field);
    let field = quote!(#owner.#field);
    match (step.optional, step.nullable, take) {
        (false, false, _) => (field, false),
        (true, true, Take::Whole) => (quote!(#field.and_then(#NULLABLE::into_option)), true),
        (true, true, Take::Copy) => (
            quote!(#field.as_ref().and_then(#NULLABLE::as_option).copied()),
            true,
        ),
        (true, true, Take::Reference) => {
            (quote!(#field.as_ref().and_then(#NULLABLE::as_option)), true)
        }
        (_, _, Take::Reference) => (quote!(#field.as_ref()), true),
        (_, _, Take::Copy | Take::Whole) => (field, true),
    }
}

/// Lets a function name the fields on the way that the page deprecates.
pub(super) fn expect_deprecated<'a>(
    mut steps: impl Iterator<Item = &'a Step>,
) -> Option<TokenStream> {
    steps
        .any(|step| step.deprecated)
        .then(|| quote!(#[expect(deprecated, reason = "the page still documents it")]))
}
