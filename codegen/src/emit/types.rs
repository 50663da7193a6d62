//! Named types: structs with their fields, enums of texts and numbers.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, Docs, deprecated, doc};
use super::markdown::code;
use super::module::{Module, ident};
use super::paths::*;
use super::{decode, encode};
use crate::ir::{
    Content, DateTime, EnumJson, Enumeration, Member, Scalar, Shape, Type, TypeDef, TypeId,
};

/// `<api>::types`: what several endpoints share.
pub(super) fn file(module: Module<'_>) -> TokenStream {
    let types = all(module);
    let docs = Docs::new()
        .own("Types that several endpoints share.")
        .inner();
    let import = import();
    let imports = module.shared_imports(&[]);
    quote! { #docs #import #imports #(#types)* }
}

/// Every type that stands in a module.
pub(super) fn all(module: Module<'_>) -> impl Iterator<Item = TokenStream> {
    module.types().map(move |(id, def)| match &def.shape {
        Shape::Object(members) => object(module, id, def, members),
        Shape::Enum(enumeration) => enumerated(module, id, def, enumeration),
    })
}

/// The type of a value without what optional and nullable add.
pub(super) fn rust_type(module: Module<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Named(id) => module.name_of(*id),
        Type::List(element) => {
            let element = rust_type(module, element);
            quote!(Vec<#element>)
        }
        Type::Scalar(scalar) => match scalar {
            Scalar::String | Scalar::Hashed(_) => quote!(String),
            Scalar::Secret(_) => quote!(#SECRET),
            Scalar::Integer(_) => quote!(i64),
            Scalar::Number(_) => quote!(f64),
            Scalar::Decimal(_) => quote!(#DECIMAL),
            Scalar::Boolean(_) => quote!(bool),
            Scalar::Uuid => quote!(#UUID),
            Scalar::Date(_) => quote!(#JIFF::civil::Date),
            Scalar::Time(_) => quote!(#JIFF::civil::Time),
            Scalar::DateTime(DateTime::Civil(_)) => quote!(#JIFF::civil::DateTime),
            Scalar::DateTime(
                DateTime::Rfc3339 | DateTime::UnixSeconds(_) | DateTime::UnixMillis(_),
            ) => quote!(#JIFF::Timestamp),
        },
    }
}

/// The type of a field: what may be missing or `null` is an `Option`, what may be both tells them
/// apart.
pub(super) fn field_type(module: Module<'_>, member: &Member, ty: &Type) -> TokenStream {
    let plain = rust_type(module, ty);
    match (member.may_be_left_out(), member.nullable) {
        (true, true) => quote!(Option<#NULLABLE<#plain>>),
        (true, false) | (false, true) => quote!(Option<#plain>),
        (false, false) => plain,
    }
}

/// A struct's declaration: `pub struct Name { … }`, or `pub struct Name;` without fields.
pub(super) fn structure(
    module: Module<'_>,
    name: &TokenStream,
    members: &[&Member],
    sent: bool,
) -> TokenStream {
    let fields: Vec<TokenStream> = members
        .iter()
        .filter_map(|member| {
            let Content::Value(ty) = &member.content else {
                return None;
            };
            let docs = docs::member(member, sent);
            let deprecated = deprecated(member.deprecated.as_deref());
            let field = ident(&member.field);
            let ty = field_type(module, member, ty);
            Some(quote! { #docs #deprecated pub #field: #ty })
        })
        .collect();
    if fields.is_empty() {
        quote!(pub struct #name;)
    } else {
        quote!(pub struct #name { #(#fields,)* })
    }
}

/// `#[derive(…)]` of a struct or of an enum of structs. Secrets can't be compared.
pub(super) fn derives(holds_secret: bool) -> TokenStream {
    if holds_secret {
        quote!(#[derive(Debug, Clone)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq)])
    }
}

fn object(module: Module<'_>, id: TypeId, def: &TypeDef, members: &[Member]) -> TokenStream {
    let name = ident(&def.name);
    let (sent, received) = (module.reach.is_sent(id), module.reach.is_received(id));
    let docs = Docs::new()
        .text(def.description.as_deref())
        .or(purpose(def))
        .outer();
    let derives = derives(def.holds_secret);
    let fields: Vec<&Member> = members.iter().collect();
    let structure = structure(module, &quote!(#name), &fields, sent);
    let visibility = module.visibility();
    let encode = sent.then(|| encode::object(module, members, visibility.as_ref()));
    let decode = received.then(|| decode::json_object(module, members, visibility.as_ref()));
    let methods = (sent || received).then(|| quote! { impl #name { #encode #decode } });
    quote! { #docs #derives #structure #methods }
}

/// What a type without a description is there for.
fn purpose(def: &TypeDef) -> String {
    match &def.member_of {
        Some((wire, owner)) => format!("{} of [`{}`].", code(wire), owner.plain()),
        None => format!("The type {}.", code(def.name.plain())),
    }
}

fn enumerated(
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
        .then(|| decode_enum(module, enumeration));
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

        impl #name { #as_str #known #encode #decode }

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

fn from_str(name: &proc_macro2::Ident, enumeration: &Enumeration) -> TokenStream {
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

fn decode_enum(module: Module<'_>, enumeration: &Enumeration) -> TokenStream {
    let visibility = module.visibility();
    let read = match enumeration.json {
        EnumJson::Text => quote!(text_enum),
        EnumJson::Integer => quote!(integer_enum),
    };
    quote! {
        #visibility fn decode(json: &mut #JSON_READER<'_>) -> Result<Self, #FAULT> {
            json.#read(|text| text.parse().ok())
        }
    }
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
pub(super) fn refuses_unknown(enumeration: &Enumeration) -> bool {
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
