//! Tuples with names: structs that are lists on the wire.

use super::{derives, field, purpose};
use crate::emit::docs::{self, Docs};
use crate::emit::module::{Module, ident};
use crate::emit::tokens::{TokenStream, quote};
use crate::emit::{decode, encode, secrets};
use crate::ir::{Member, TypeDef, TypeId};

pub(super) fn named_tuple(
    module: Module<'_>,
    id: TypeId,
    def: &TypeDef,
    members: &[Member],
) -> TokenStream {
    let name = ident(&def.name);
    let (sent, received) = (module.reach.is_sent(id), module.reach.is_received(id));
    let docs = Docs::new()
        .text(def.description.as_deref())
        .or(purpose(def))
        .outer();
    let derives = derives(def.holds_secret);
    let fields = members.iter().enumerate().filter_map(|(position, member)| {
        field(module, member, &docs::element(member, position, sent))
    });
    let visibility = module.visibility();
    let encode = sent.then(|| encode::tuple(module, members, visibility.as_ref()));
    let decode = received.then(|| decode::tuple(module, &name, members));
    let secrets = secrets::method(module, id, def);
    let has_methods = sent || secrets.is_some();
    let methods = has_methods.then(|| quote! { impl #name { #secrets #encode } });
    quote! {
        #docs
        #derives
        pub struct #name { #(#fields,)* }

        #methods

        #decode
    }
}
