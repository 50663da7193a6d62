//! Enums of texts and numbers.

use super::purpose;
use crate::emit::decode;
use crate::emit::docs::{Docs, doc};
use crate::emit::markdown::code;
use crate::emit::module::{Module, ident};
use crate::emit::paths::*;
use crate::emit::tokens::{Ident, TokenStream, quote};
use crate::ir::{EnumJson, Enumeration, TypeDef, TypeId};

pub(super) fn enumerated(
    module: Module<'_>,
    id: TypeId,
    def: &TypeDef,
    enumeration: &Enumeration,
) -> TokenStream {
    let name = ident(&def.name);
    let docs = Docs::new()
        .text(def.description.as_deref())
        .or(purpose(def))
        .outer();
    let variants = enumeration.values.iter().map(|value| {
        let docs = Docs::new()
            .text(value.description.as_deref())
            .or(format!("{}.", code(&value.wire)))
            .outer();
        let variant = ident(&value.variant);
        quote! { #docs #variant }
    });
    let unknown = enumeration.open.then(|| {
        let docs = doc("A value that the page doesn't list.");
        quote! { #docs Unknown(String), }
    });
    let as_str = as_str(enumeration);
    let decode = module
        .reach
        .is_received(id)
        .then(|| decode_enum(&name, enumeration));
    let encode = (module.reach.is_sent(id) && enumeration.json == EnumJson::Integer)
        .then(|| encode_integer(module, enumeration));
    let known = (def.sent && refuses_unknown(enumeration)).then(|| known(module));
    let from_str = from_str(&name, enumeration);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#variants,)*
            #unknown
        }

        impl #name { #as_str #known #encode }

        #decode

        #from_str

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    }
}

fn as_str(enumeration: &Enumeration) -> TokenStream {
    let docs = doc("The value as it is on the wire.");
    let arms = enumeration.values.iter().map(|value| {
        let (variant, wire) = (ident(&value.variant), &value.wire);
        quote!(Self::#variant => #wire)
    });
    let unknown = enumeration
        .open
        .then(|| quote!(Self::Unknown(value) => value,));
    quote! {
        #docs
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self { #(#arms,)* #unknown }
        }
    }
}

fn from_str(name: &Ident, enumeration: &Enumeration) -> TokenStream {
    let arms = enumeration.values.iter().map(|value| {
        let (variant, wire) = (ident(&value.variant), &value.wire);
        if enumeration.ignore_case {
            quote!(_ if #SAME_TEXT(text, #wire, true) => Ok(Self::#variant))
        } else {
            quote!(#wire => Ok(Self::#variant))
        }
    });
    let (error, otherwise) = if enumeration.open {
        (
            quote!(::std::convert::Infallible),
            quote!(Ok(Self::Unknown(text.to_owned()))),
        )
    } else {
        (quote!(#UNKNOWN_VALUE), quote!(Err(#UNKNOWN_VALUE)))
    };
    quote! {
        impl ::std::str::FromStr for #name {
            type Err = #error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text { #(#arms,)* _ => #otherwise }
            }
        }
    }
}

fn decode_enum(name: &Ident, enumeration: &Enumeration) -> TokenStream {
    let read = match enumeration.json {
        EnumJson::Text => quote!(text_enum),
        EnumJson::Integer => quote!(integer_enum),
    };
    let blank = match enumeration.values.first() {
        Some(value) => {
            let variant = ident(&value.variant);
            quote!(Self::#variant)
        }
        None => quote!(Self::Unknown(String::new())),
    };
    let read = quote!(json.#read(|text| text.parse().ok()));
    decode::at_once(name, None, &blank, &read)
}

fn encode_integer(module: Module<'_>, enumeration: &Enumeration) -> TokenStream {
    let visibility = module.visibility();
    if refuses_unknown(enumeration) {
        return quote! {
            #visibility fn encode(&self, json: &mut #JSON_WRITER) -> Result<(), #FAULT> {
                json.literal(#LITERAL::Number(self.known()?));
                Ok(())
            }
        };
    }
    quote! {
        #visibility fn encode(&self, json: &mut #JSON_WRITER) {
            json.literal(#LITERAL::Number(self.as_str()));
        }
    }
}

/// Whether some of the values that the Rust type can hold must not be sent.
pub(in crate::emit) fn refuses_unknown(enumeration: &Enumeration) -> bool {
    enumeration.open && enumeration.closed_when_sent
}

/// The value on its way into a request, where only those of the page may stand.
fn known(module: Module<'_>) -> TokenStream {
    let visibility = module.visibility();
    quote! {
        #visibility fn known(&self) -> Result<&str, #FAULT> {
            match self {
                Self::Unknown(_) => Err(#FAULT::new(#PROBLEM::UnknownValue)),
                known => Ok(known.as_str()),
            }
        }
    }
}
