//! Choices of XML: an enum with a variant for each of several elements.

use super::{derives, purpose, rust_type};
use crate::emit::docs::Docs;
use crate::emit::markdown::code;
use crate::emit::module::{Module, ident};
use crate::emit::size::boxed_elements;
use crate::emit::tokens::{TokenStream, quote};
use crate::emit::{secrets, xml};
use crate::ir::{OneElement, TypeDef, TypeId};

pub(super) fn choice(
    module: Module<'_>,
    id: TypeId,
    def: &TypeDef,
    one_element: &OneElement,
) -> TokenStream {
    let name = ident(&def.name);
    let docs = Docs::new()
        .text(def.description.as_deref())
        .or(purpose(def))
        .outer();
    let derives = derives(def.holds_secret);
    let boxes = boxed_elements(module, one_element);
    let declared = one_element
        .variants
        .iter()
        .zip(&boxes)
        .map(|(variant, boxed)| {
            let docs = Docs::new()
                .text(variant.description.as_deref())
                .or(format!("The element {}.", code(&variant.element)))
                .outer();
            let name = ident(&variant.name);
            let payload = variant.value_type().map(|ty| {
                let ty = rust_type(module, ty);
                if *boxed {
                    quote!((Box<#ty>))
                } else {
                    quote!((#ty))
                }
            });
            quote! { #docs #name #payload }
        });
    let visibility = module.visibility();
    let visibility = visibility.as_ref();
    let encode = module
        .reach
        .is_sent_as_xml(id)
        .then(|| xml::encode_one_element(module, one_element, visibility));
    let decode = module
        .reach
        .is_received_as_xml(id)
        .then(|| xml::decode_one_element(module, one_element, &boxes, visibility));
    let secrets = secrets::method(module, id, def);
    let has_methods = encode.is_some() || decode.is_some();
    let methods = has_methods.then(|| quote! { impl #name { #secrets #encode #decode } });
    quote! {
        #docs
        #derives
        pub enum #name { #(#declared,)* }

        #methods
    }
}
