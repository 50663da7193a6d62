//! Auth schemes: what travels where, and the builder's method for the credentials.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::Docs;
use super::markdown::{code, inline};
use super::module::ident;
use super::paths::*;
use crate::ir::{Api, AuthPlace, Scheme, Segment, Template};
use crate::names::{Names, RustName};

/// The name of each scheme's `static`, in the order of the schemes.
pub(super) fn statics(api: &Api) -> Vec<Ident> {
    let mut names = Names::default();
    names.reserve("API");
    api.schemes
        .iter()
        .map(|scheme| ident(&names.claim(RustName::screaming(&scheme.name))))
        .collect()
}

/// The `static` of each scheme.
pub(super) fn emit(api: &Api) -> TokenStream {
    let schemes = api.schemes.iter().zip(statics(api)).map(|(scheme, name)| {
        let text = &scheme.name;
        let credentials = scheme.credentials.iter().map(|credential| &credential.name);
        let placements = scheme.placements.iter().map(|placement| {
            let place = place(placement.place);
            let name = &placement.name;
            let value = segments(&placement.value);
            quote!(#PLACEMENT { place: #AUTH_PLACE::#place, name: #name, value: &[#(#value),*] })
        });
        let basic = scheme.basic;
        quote! {
            static #name: #SCHEME = #SCHEME {
                name: #text,
                credentials: &[#(#credentials),*],
                placements: &[#(#placements),*],
                basic: #basic,
            };
        }
    });
    quote!(#(#schemes)*)
}

/// The builder's method of each scheme: it takes the credentials in the order of the file.
pub(super) fn methods(api: &Api) -> TokenStream {
    let methods = api
        .schemes
        .iter()
        .zip(statics(api))
        .map(|(scheme, name)| method(scheme, &name));
    quote!(#(#methods)*)
}

fn method(scheme: &Scheme, name: &Ident) -> TokenStream {
    let meanings: Vec<String> = scheme
        .credentials
        .iter()
        .filter_map(|credential| {
            let meaning = inline(credential.description.as_deref()?);
            Some(format!("{}: {meaning}", code(credential.argument.plain())))
        })
        .collect();
    let docs = Docs::new()
        .own(format!("Credentials of the scheme {}.", code(&scheme.name)))
        .text(scheme.description.as_deref())
        .list("Arguments:", &meanings)
        .outer();
    let method = ident(&scheme.method);
    let arguments = scheme.credentials.iter().map(|credential| {
        let argument = ident(&credential.argument);
        if credential.secret {
            quote!(#argument: impl Into<#SECRET>)
        } else {
            quote!(#argument: impl Into<String>)
        }
    });
    let values = scheme.credentials.iter().map(|credential| {
        let argument = ident(&credential.argument);
        if credential.secret {
            quote!(#argument.into())
        } else {
            quote!(#SECRET::from(Into::<String>::into(#argument)))
        }
    });
    quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, #(#arguments),*) -> Self {
            self.core.credentials(&#name, [#(#values),*]);
            self
        }
    }
}

/// The parts of a template.
fn segments(template: &Template) -> impl Iterator<Item = TokenStream> {
    template.0.iter().map(|segment| match segment {
        Segment::Literal(text) => quote!(#SEGMENT::Literal(#text)),
        Segment::Value(index) => {
            let index = proc_macro2::Literal::usize_unsuffixed(*index);
            quote!(#SEGMENT::Value(#index))
        }
    })
}

/// A template as its author wrote it.
pub(crate) fn template_text(template: &Template, names: &[&str]) -> String {
    template
        .0
        .iter()
        .map(|segment| match segment {
            Segment::Literal(text) => text.clone(),
            Segment::Value(index) => format!("{{{}}}", names.get(*index).unwrap_or(&"")),
        })
        .collect()
}

fn place(place: AuthPlace) -> Ident {
    super::encode::word(match place {
        AuthPlace::Header => "Header",
        AuthPlace::Query => "Query",
        AuthPlace::Cookie => "Cookie",
        AuthPlace::Body => "Body",
    })
}
