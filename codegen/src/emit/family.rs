//! Members that stand for many names, where they are written.

use super::encode::{Operand, word};
use super::module::ident;
use super::paths::*;
use super::tokens::{TokenStream, quote};
use crate::ir::Member;

/// Whether letter case matters in the names of a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Exact,
    Any,
}

/// Goes through the values of a family of `owner`. `write` takes an expression for the name on the
/// wire, and the value. `others` are the names and patterns that belong to other members.
pub(super) fn each(
    owner: &TokenStream,
    member: &Member,
    others: &[&str],
    case: Case,
    write: impl FnOnce(&TokenStream, &Operand) -> Option<TokenStream>,
) -> TokenStream {
    let (field, wire) = (ident(&member.field), &member.wire);
    let name_of = match case {
        Case::Exact => quote!(#FAMILY::name_of),
        Case::Any => quote!(#FAMILY::name_in_any_case),
    };
    match write(&quote!(&name), &Operand::bound(&word("value"), true)) {
        Some(write) => quote! {
            for (name, value) in &#owner.#field {
                let name = #name_of(#wire, name, &[#(#others),*])?;
                #write
            }
        },
        None => TokenStream::new(),
    }
}
