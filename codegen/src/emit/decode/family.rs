//! Members that stand for many names: what no other member takes.

use super::json_call;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{Families, Member};

/// An expression that reads the value of `member` into the field of the family that takes it, and gives
/// a `Result`; `None` without families.
pub(super) fn read(
    module: Module<'_>,
    members: &[Member],
    owner: &TokenStream,
) -> Option<TokenStream> {
    let mut others = None;
    for family in Families::of(members).iter().rev() {
        let taking = members
            .iter()
            .find(|member| member.is_family && member.wire == family.wire)?;
        let field = ident(&taking.field);
        let wire = &family.wire;
        let read = json_call(module, family.family_type()?);
        others = Some(if wire == "*" {
            quote!(#JSON::put_into(&mut #owner.#field, member, member, #read))
        } else {
            let otherwise = others.unwrap_or_else(|| quote!(json.skip()));
            quote! {
                if let Some(key) = #FAMILY::key_of(#wire, member) {
                    #JSON::put_into(&mut #owner.#field, member, key, #read)
                } else {
                    #otherwise
                }
            }
        });
    }
    others
}
