//! `<api>::<group>`: the modules of a group's endpoints, and their methods of the client.

use super::client;
use super::docs::Docs;
use super::markdown::code;
use super::module::ident;
use super::paths::*;
use super::tokens::{TokenStream, quote};
use crate::ir::{Api, Endpoint, Group};

/// The file of the group with this index. All of it is behind the group's feature, so that nothing in it
/// needs a word of that.
pub(super) fn file(api: &Api, index: usize, group: &Group) -> TokenStream {
    let docs = Docs::new()
        .own(format!(
            "The group {} of {}.",
            code(&group.name),
            code(&api.name)
        ))
        .inner();
    let import = import();
    let endpoints = || of(api, index);
    let modules = endpoints().map(client::module);
    let exports = endpoints().map(|endpoint| client::exports(endpoint, None));
    let methods = endpoints().map(client::method);
    quote! {
        #docs
        #import
        #(#modules)*
        #(#exports)*

        impl super::Client {
            #(#methods)*
        }
    }
}

/// The module of each group, and the names in it that the API's module has as well.
pub(super) fn declared(api: &Api, features: bool) -> TokenStream {
    let groups = api.groups.iter().enumerate().map(|(index, group)| {
        let name = ident(&group.module);
        let cfg = cfg(group, features);
        let exports = of(api, index).map(|endpoint| {
            let exports = client::exports(endpoint, Some(group));
            quote!(#cfg #exports)
        });
        quote! {
            #cfg
            pub mod #name;
            #(#exports)*
        }
    });
    quote!(#(#groups)*)
}

fn of(api: &Api, index: usize) -> impl Iterator<Item = &Endpoint> {
    let endpoints = api.endpoints.iter();
    endpoints.filter(move |endpoint| endpoint.group == Some(index))
}

/// `#[cfg(…)]` of what there is only with a group, where features are asked for.
pub(super) fn cfg(group: &Group, features: bool) -> Option<TokenStream> {
    let feature = &group.feature;
    features.then(|| quote!(#[cfg(feature = #feature)]))
}

/// Lets the API's modules hold what only groups use that are off.
pub(super) fn lets_rest(api: &Api, features: bool) -> Option<TokenStream> {
    let groups = api.groups.iter().map(|group| {
        let feature = &group.feature;
        quote!(feature = #feature)
    });
    (features && !api.groups.is_empty()).then(|| {
        quote! {
            #![cfg_attr(
                not(all(#(#groups),*)),
                allow(dead_code, reason = "groups that are off use it")
            )]
        }
    })
}
