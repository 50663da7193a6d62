//! One of several elements: written under its name, and read by it.

use super::decode::value;
use super::encode::{write, write_text};
use crate::emit::decode::text_constant;
use crate::emit::encode::{Operand, word};
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{TokenStream, quote};
use crate::ir::{Content, ElementVariant, OneElement, XmlPlace};

/// `fn encode_xml` of a choice: the element that it is.
pub(in crate::emit) fn encode(
    module: Module<'_>,
    one_element: &OneElement,
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let arms = one_element.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let place = XmlPlace::Element(&variant.element);
        match &variant.content {
            Some(Content::Value(ty)) => {
                let held = word("value");
                let write = write(module, place, ty, &Operand::bound(&held, true));
                quote!(Self::#name(#held) => { #write })
            }
            Some(Content::Constant(constant)) => {
                let text = constant.value.as_text().unwrap_or_default();
                let write = write_text(place, &quote!(#text));
                quote!(Self::#name => { #write })
            }
            None => {
                let write = write_text(place, &quote!(""));
                quote!(Self::#name => { #write })
            }
        }
    });
    quote! {
        #visibility fn encode_xml(&self, xml: &mut #XML_WRITER) -> Result<(), #FAULT> {
            match self { #(#arms)* }
            Ok(())
        }
    }
}

/// `fn decode_xml` of a choice, which is told the name of the element. What is left when all other
/// names are ruled out is the last one. `boxes` says for each variant whether it holds a box.
pub(in crate::emit) fn decode(
    module: Module<'_>,
    one_element: &OneElement,
    boxes: &[bool],
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let last = one_element.variants.len().saturating_sub(1);
    let variants = one_element.variants.iter().zip(boxes).enumerate();
    let arms = variants.map(|(index, (variant, boxed))| {
        let element = &variant.element;
        let pattern = if index == last {
            quote!(_)
        } else {
            quote!(#element)
        };
        let read = read(module, variant, *boxed);
        quote!(#pattern => #read)
    });
    quote! {
        #visibility fn decode_xml(element: &str, xml: &mut #XML_READER<'_>) -> Result<Self, #FAULT> {
            match element { #(#arms,)* }
        }
    }
}

fn read(module: Module<'_>, variant: &ElementVariant, boxed: bool) -> TokenStream {
    let name = ident(&variant.name);
    match &variant.content {
        Some(Content::Value(ty)) => {
            let read = value(module, ty).call;
            let boxed = boxed.then(|| quote!(.map(Box::new)));
            quote!(#read #boxed.map(Self::#name))
        }
        Some(Content::Constant(constant)) => {
            let constant = text_constant(constant);
            quote!(xml.text(#constant).map(|()| Self::#name))
        }
        None => quote!(xml.skip().map(|()| Self::#name)),
    }
}
