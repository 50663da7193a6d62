//! Several bodies of one request: an enum, whose variant decides how it is sent.

use super::encode_payload;
use super::field::{payload_type, secrets_of};
use crate::emit::docs::{Docs, doc};
use crate::emit::encode::{Operand, word};
use crate::emit::markdown::code;
use crate::emit::mentions::binding;
use crate::emit::module::{Module, ident};
use crate::emit::size::boxed_bodies;
use crate::emit::tokens::{TokenStream, quote};
use crate::emit::types::derives;
use crate::ir::{BodyVariant, Endpoint, Payload, RequestBody, Type};
use crate::names::RustName;

/// The enum, and how a caller makes one out of what its variants hold. Nothing if the endpoint has
/// no such body.
pub(in crate::emit) fn emit(module: Module<'_>, endpoint: &Endpoint) -> Option<TokenStream> {
    let Some(RequestBody::OneOf { name, variants, .. }) = &endpoint.request.body else {
        return None;
    };
    let name = ident(name);
    let method = code(endpoint.method_name.plain());
    let docs = doc(format!("The body that {method} sends: one of these."));
    let derives = derives(holds_secret(module, variants));
    let boxes = boxed_bodies(module, variants);
    let boxed: Vec<(&BodyVariant, bool)> = variants.iter().zip(boxes).collect();
    let declared = boxed.iter().map(|(variant, is_boxed)| {
        let media_type = code(variant.payload.media_type());
        let docs = Docs::new()
            .text(variant.description.as_deref())
            .own(format!("Sent as {media_type}."))
            .outer();
        let variant_name = ident(&variant.name);
        let ty = payload_type(module, &variant.payload);
        let ty = if *is_boxed { quote!(Box<#ty>) } else { ty };
        quote!(#docs #variant_name(#ty))
    });
    let conversions = boxed.iter().filter_map(|(variant, is_boxed)| {
        // A struct or an enum is the body of one variant at most: no two are of one kind.
        let Type::Named(_) = variant.payload.ty()? else {
            return None;
        };
        let ty = payload_type(module, &variant.payload);
        let variant_name = ident(&variant.name);
        let value = if *is_boxed {
            quote!(Box::new(body))
        } else {
            quote!(body)
        };
        Some(quote! {
            impl From<#ty> for #name {
                fn from(body: #ty) -> Self {
                    Self::#variant_name(#value)
                }
            }
        })
    });
    Some(quote! {
        #docs
        #derives
        pub enum #name {
            #(#declared,)*
        }

        #(#conversions)*
    })
}

/// Whether some variant holds a secret.
pub(super) fn holds_secret(module: Module<'_>, variants: &[BodyVariant]) -> bool {
    let mut types = variants.iter().filter_map(|variant| variant.payload.ty());
    types.any(|ty| module.holds_secret(ty))
}

/// Statements that put the variant that `value` is into the request.
pub(super) fn encode(
    module: Module<'_>,
    name: &RustName,
    variants: &[BodyVariant],
    value: &Operand,
) -> TokenStream {
    for_each(name, variants, value, |payload, body| {
        Some(encode_payload(module, payload, body))
    })
}

/// Statements that name the secrets of the variant that `value` is to the runtime.
pub(super) fn secrets(
    module: Module<'_>,
    name: &RustName,
    variants: &[BodyVariant],
    value: &Operand,
) -> TokenStream {
    for_each(name, variants, value, |payload, body| {
        secrets_of(module, payload, body)
    })
}

/// A `match` with what is done with the payload of each variant; nothing with some.
fn for_each(
    name: &RustName,
    variants: &[BodyVariant],
    value: &Operand,
    act: impl Fn(&Payload, &Operand) -> Option<TokenStream>,
) -> TokenStream {
    let name = ident(name);
    let body = word("body");
    let arms = variants.iter().map(|variant| {
        let variant_name = ident(&variant.name);
        match act(&variant.payload, &Operand::bound(&body, true)) {
            Some(code) => {
                let body = binding(&code, "body");
                quote!(#name::#variant_name(#body) => { #code })
            }
            None => quote!(#name::#variant_name(_) => {}),
        }
    });
    let value = value.reference();
    quote!(match #value { #(#arms)* })
}
