//! Reading tuples with names.

use super::member_reader;
use crate::emit::docs::expect_deprecated;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::Member;

/// `fn decode` of a list whose elements have names.
pub(in crate::emit) fn tuple(
    module: Module<'_>,
    members: &[Member],
    visibility: Option<&TokenStream>,
) -> TokenStream {
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
    quote! {
        #expect
        #visibility fn decode(json: &mut #JSON_READER<'_>) -> Result<Self, #FAULT> {
            json.tuple(|items| Ok(Self { #(#fields,)* }))
        }
    }
}
