//! Reading tuples with names.

use super::{at_once, blank, built, member_reader};
use crate::emit::docs::expect_deprecated;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{Ident, TokenStream, quote};
use crate::ir::Member;

/// `impl Decode` of a list whose elements have names.
pub(in crate::emit) fn tuple(module: Module<'_>, name: &Ident, members: &[Member]) -> TokenStream {
    let expect = expect_deprecated(members.iter());
    let fields = members.iter().map(|member| {
        let field = ident(&member.field);
        let read = member_reader(module, member).function;
        let value = match (member.optional, member.nullable) {
            (true, true) => quote!(#JSON::optional_nullable(items.optional(#read)?)),
            (true, false) => quote!(items.optional(#read)?),
            (false, _) => quote!(items.next(#read)?),
        };
        quote!(#field: #value)
    });
    let blank = built(&blank::fields(members));
    let read = quote!(json.tuple(|items| Ok(Self { #(#fields,)* })));
    at_once(name, expect, &blank, &read)
}
