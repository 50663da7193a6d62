//! Which names a piece of code needs: what it doesn't name is neither bound nor imported.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::encode::word;

/// Whether an identifier stands somewhere in the code.
pub(super) fn mentions(code: &TokenStream, name: &str) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The pattern that binds a value for the code behind it: its name, or `_`.
pub(super) fn binding(code: &TokenStream, name: &str) -> TokenStream {
    if mentions(code, name) {
        let name = word(name);
        quote!(#name)
    } else {
        quote!(_)
    }
}
