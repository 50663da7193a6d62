//! Which names a piece of code needs: what it doesn't name is neither bound nor imported.

use super::encode::word;
use super::tokens::{Kind, TokenStream, quote};

/// Whether an identifier stands somewhere in the code.
pub(super) fn mentions(code: &TokenStream, name: &str) -> bool {
    code.iter()
        .any(|(kind, text)| kind == Kind::Word && text == name)
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
