//! Unions: an enum of types, with a place for what the page doesn't describe.

use super::{derives, purpose, rust_type};
use crate::emit::choice::body_condition;
use crate::emit::decode;
use crate::emit::docs::{Docs, doc};
use crate::emit::encode::{self, Operand};
use crate::emit::markdown::code;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::size::boxed_variants;
use crate::emit::tokens::{Ident, Literal, TokenStream, quote};
use crate::emit::{failing, secrets};
use crate::ir::{Content, Effect, OneOf, TypeDef, TypeId, Variant};

pub(super) fn union(module: Module<'_>, id: TypeId, def: &TypeDef, one_of: &OneOf) -> TokenStream {
    let name = ident(&def.name);
    let docs = Docs::new()
        .text(def.description.as_deref())
        .or(purpose(def))
        .outer();
    let derives = derives(def.holds_secret);
    let boxes = boxed_variants(module, one_of);
    let variants: Vec<(&Variant, bool)> = one_of.variants.iter().zip(boxes).collect();
    let ends = |variant: &Variant| variant.failure == Some(Effect::Ends);
    let declared = variants.iter().filter(|(variant, _)| !ends(variant));
    let declared = declared.map(|(variant, boxed)| {
        let docs = Docs::new()
            .text(variant.description.as_deref())
            .or(format!("The variant {}.", code(variant.name.plain())))
            .outer();
        let name = ident(&variant.name);
        let payload = variant.content.value_type().map(|ty| {
            let ty = rust_type(module, ty);
            if *boxed {
                quote!((Box<#ty>))
            } else {
                quote!((#ty))
            }
        });
        quote! { #docs #name #payload }
    });
    let unknown = one_of.open.then(|| {
        let docs = doc("A value that the page doesn't describe, as it came.");
        quote! { #docs Unknown(#JSON_VALUE), }
    });
    let encode = module.reach.is_sent(id).then(|| encode(module, id, one_of));
    let decode = module
        .reach
        .is_received(id)
        .then(|| decode_union(module, &name, one_of, &variants));
    let secrets = secrets::method(module, id, def);
    let failure = decode
        .as_ref()
        .and_then(|_| failing::method(module, one_of));
    let has_methods = encode.is_some() || failure.is_some() || secrets.is_some();
    let methods = has_methods.then(|| quote! { impl #name { #failure #secrets #encode } });
    quote! {
        #docs
        #derives
        pub enum #name {
            #(#declared,)*
            #unknown
        }

        #methods

        #decode
    }
}

fn encode(module: Module<'_>, id: TypeId, one_of: &OneOf) -> TokenStream {
    let visibility = module.visibility();
    let fallible = module.reach.fallible.contains(&id);
    let returns = fallible.then(|| quote!(-> Result<(), #FAULT>));
    let done = fallible.then(|| quote!(Ok(())));
    let arms = one_of.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        match &variant.content {
            Content::Constant(constant) => {
                let write = encode::json_literal(&constant.value);
                quote!(Self::#name => { #write })
            }
            Content::Value(ty) => {
                let value = encode::word("value");
                let write = encode::json_value(module, ty, &Operand::bound(&value, true));
                quote!(Self::#name(#value) => { #write })
            }
        }
    });
    let unknown = one_of
        .open
        .then(|| quote!(Self::Unknown(value) => value.write(json),));
    quote! {
        #visibility fn encode(&self, json: &mut #JSON_WRITER) #returns {
            match self { #(#arms)* #unknown }
            #done
        }
    }
}

fn decode_union(
    module: Module<'_>,
    union: &Ident,
    one_of: &OneOf,
    variants: &[(&Variant, bool)],
) -> TokenStream {
    let tried: Vec<&(&Variant, bool)> = one_of
        .order
        .iter()
        .filter_map(|index| variants.get(*index))
        .collect();
    let ending = one_of.failure_with(Effect::Ends);
    let item = ending.map(|_| quote!(.map(#STEP::Item)));
    let table = tried.iter().map(|(variant, _)| row(variant));
    let arms = tried
        .iter()
        .enumerate()
        .map(|(position, (variant, boxed))| {
            let position = Literal::number(position);
            let name = ident(&variant.name);
            let read = match &variant.content {
                Content::Constant(_) => quote!(json.skip().map(|()| Self::#name)),
                Content::Value(ty) if variant.failure == Some(Effect::Ends) => {
                    let read = decode::json_call(module, ty);
                    return quote! {
                        Some(#position) => #read
                            .map(|failure| #STEP::Failure(#CALL_ERROR::Failure(Box::new(failure))))
                    };
                }
                Content::Value(ty) => {
                    let read = decode::json_call(module, ty);
                    let boxed = boxed.then(|| quote!(.map(Box::new)));
                    quote!(#read #boxed.map(Self::#name))
                }
            };
            quote!(Some(#position) => #read #item)
        });
    let table = quote!(const VARIANTS: &[#VARIANT<'static>] = &[#(#table),*];);
    let read = quote! {
        match #FIND_VARIANT(json, VARIANTS)? {
            #(#arms,)*
            _ => #JSON_VALUE::read(json).map(Self::Unknown) #item,
        }
    };
    let Some(ending) = ending else {
        let blank = decode::blank_union();
        let read = quote! { #table *self = #read?; Ok(()) };
        return decode::in_place(union, None, &blank, &read);
    };
    let (failure, visibility) = (rust_type(module, ending), module.visibility());
    quote! {
        impl #union {
            #visibility fn decode(json: &mut #JSON_READER<'_>) -> Result<#STEP<Self, #CALL_ERROR<#failure>>, #FAULT> {
                #table
                #read
            }
        }
    }
}

/// What tells a variant from the others; only what is set.
fn row(variant: &Variant) -> TokenStream {
    let kind = (variant.kind != docwright_wire::json::Kind::Object).then(|| {
        let kind = encode::word(&format!("{:?}", variant.kind));
        quote!(kind: #JSON_KIND::#kind,)
    });
    let constants = variant.constants.iter().filter_map(body_condition);
    let constants = (!variant.constants.is_empty()).then(|| quote!(constants: &[#(#constants),*],));
    let has = &variant.has;
    let has = (!has.is_empty()).then(|| quote!(has: &[#(#has),*],));
    quote!(#VARIANT { #kind #constants #has ..#VARIANT::DEFAULT })
}
