//! An API's own module: the client with a method for each endpoint, and its builder.

use super::docs::{self, Docs, deprecated, doc};
use super::encode::optional_text;
use super::markdown::code;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{TokenStream, quote};
use super::{auth, endpoint, group, pages, rate_limit};
use crate::ir::{Api, Construction, Endpoint, Group, Outcome, Segment, Variable};

/// The modules of an API beside those of its endpoints.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
    /// There is `types`.
    pub(super) types: bool,
    /// There is `outcomes`.
    pub(super) outcomes: bool,
    /// There is `examples`.
    pub(super) examples: bool,
    /// Groups are behind features.
    pub(super) features: bool,
}

/// `<api>`.
pub(super) fn file(module: Module<'_>, beside: Beside) -> TokenStream {
    let api = module.api;
    let docs = docs::page(&api.doc, &api.name, None);
    let docs = docs::notes(docs, &api.doc.notes).inner();
    let import = import();
    let lets_rest = group::lets_rest(api, beside.features);
    let ungrouped = || {
        let endpoints = api.endpoints.iter();
        endpoints.filter(|endpoint| endpoint.group.is_none())
    };
    let endpoints = ungrouped().map(self::module);
    let groups = group::declared(api, beside.features);
    let types = beside.types.then(|| {
        quote!(
            pub mod types;
        )
    });
    let outcomes = beside.outcomes.then(|| {
        quote!(
            pub mod outcomes;
        )
    });
    let examples = beside.examples.then(|| {
        quote!(
            pub mod examples;
        )
    });
    let exports = ungrouped().map(|endpoint| exports(endpoint, None));
    let client = client(api, ungrouped());
    let builder = builder(api, beside.features);
    let declared = declared(api);
    let rate_limits = rate_limit::declared(api);
    let schemes = auth::emit(api);
    quote! {
        #docs
        #lets_rest
        #import
        #(#endpoints)*
        #outcomes
        #types
        #examples
        #(#exports)*
        #groups
        #client
        #builder
        #declared
        #rate_limits
        #schemes
    }
}

/// `pub mod` of an endpoint.
pub(super) fn module(endpoint: &Endpoint) -> TokenStream {
    let name = ident(&endpoint.method_name);
    quote!(pub mod #name;)
}

/// The names of an endpoint that stand above its module as well; `group` is the module between the two.
pub(super) fn exports(endpoint: &Endpoint, group: Option<&Group>) -> TokenStream {
    let module = match group {
        Some(group) => ident(&group.module),
        None => ident(&endpoint.method_name),
    };
    let request = ident(&endpoint.request.type_name);
    let response = ident(&endpoint.response_name);
    quote!(pub use self::#module::{#request, #response};)
}

fn client<'a>(api: &Api, endpoints: impl Iterator<Item = &'a Endpoint>) -> TokenStream {
    let docs = doc("Calls the API. Cheap to clone.");
    let mut segments = api.base_url.iter().flat_map(|base| &base.0);
    let is_filled = segments.all(|segment| matches!(segment, Segment::Literal(_)));
    let start = doc(match (&api.base_url, is_filled) {
        (None, _) => {
            "Starts without credentials and without a base URL, since the page gives none."
        }
        (Some(_), true) => "Starts with the documented base URL and no credentials.",
        (Some(_), false) => {
            "Starts with the documented base URL, whose variables are still open, and no credentials."
        }
    });
    let rate_limits = rate_limit::known(api);
    let methods = endpoints.map(method);
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            core: #CLIENT,
        }

        impl Client {
            #start
            #[must_use]
            pub fn builder() -> ClientBuilder {
                ClientBuilder { core: #CLIENT_BUILDER::new(&API) #rate_limits }
            }

            #(#methods)*
        }
    }
}

/// The one short method of an endpoint.
pub(super) fn method(endpoint: &Endpoint) -> TokenStream {
    let text = endpoint.doc.description.as_deref();
    let docs = Docs::new()
        .text(text.or(endpoint.doc.title.as_deref()))
        .or(format!(
            "{}.",
            code(&format!(
                "{} {}",
                endpoint.method.as_str(),
                endpoint.url.template
            ))
        ))
        .outer();
    let deprecated = deprecated(endpoint.doc.deprecated.as_deref());
    let name = ident(&endpoint.method_name);
    let request = ident(&endpoint.request.type_name);
    let response = ident(&endpoint.response_name);
    let pages = endpoint.pages.as_ref();
    let pages = pages.map(|pages| pages::method(endpoint, pages));
    if endpoint.request.construction == Construction::Nothing {
        quote! {
            #docs
            #deprecated
            pub fn #name(&self) -> #CALL<#response> {
                self.core.call(&#request {})
            }

            #pages
        }
    } else {
        quote! {
            #docs
            #deprecated
            pub fn #name(&self, request: #request) -> #CALL<#response> {
                self.core.call(&request)
            }

            #pages
        }
    }
}

fn builder(api: &Api, features: bool) -> TokenStream {
    let docs = doc("Makes a [`Client`].");
    let schemes = auth::methods(api, features);
    let variables = api.variables.iter().enumerate().map(|(index, given)| {
        let segments = api.base_url.iter().flat_map(|base| &base.0);
        let mut segments = segments.filter(|segment| **segment == Segment::Value(index));
        variable(given, segments.next().is_some())
    });
    let settings = settings(api);
    quote! {
        #docs
        #[derive(Debug)]
        pub struct ClientBuilder {
            core: #CLIENT_BUILDER,
        }

        impl ClientBuilder {
            #schemes
            #(#variables)*
            #settings
        }
    }
}

/// The builder's method of a variable; whether the base URL has it in it.
fn variable(variable: &Variable, is_of_base: bool) -> TokenStream {
    let text = &variable.name;
    let mut facts = vec![format!(
        "Fills {} of {}.",
        code(&format!("{{{text}}}")),
        if is_of_base {
            "the base URL"
        } else {
            "the URL that tokens are fetched at"
        }
    )];
    if let Some(example) = &variable.example {
        facts.push(format!("Example: {}.", code(example)));
    }
    if let Some(default) = &variable.default {
        facts.push(format!("Without it {} stands there.", code(default)));
    }
    let docs = Docs::new()
        .text(variable.description.as_deref())
        .own(facts.join(" "))
        .outer();
    let method = ident(&variable.method);
    quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, value: &str) -> Self {
            self.core.variable(#text, value);
            self
        }
    }
}

/// Whether some endpoint answers with bytes that are read while they come.
fn has_downloads(api: &Api) -> bool {
    let mut used = api.endpoints.iter().flat_map(|endpoint| &endpoint.outcomes);
    used.any(|used| api.outcome(used).is_some_and(Outcome::is_download))
}

/// The settings that every API has, that of downloads, and the end.
fn settings(api: &Api) -> TokenStream {
    let common = builder_methods();
    let download_limit = has_downloads(api).then(|| {
        let docs =
            doc("How many bytes of a decompressed download are read; 1 GiB unless said otherwise.");
        quote! {
            #docs
            #[must_use]
            pub fn download_limit(mut self, bytes: u64) -> Self {
                self.core.download_limit(bytes);
                self
            }
        }
    });
    let rate_limits = rate_limit::method(api);
    let build = Docs::new()
        .own("The client.")
        .own("# Errors")
        .own("A base URL that can't be read or has variables that were not given, or an HTTP client that can't start.")
        .outer();
    quote! {
        #common

        #rate_limits

        #download_limit

        #build
        pub fn build(self) -> Result<Client, #BUILD_ERROR> {
            Ok(Client { core: self.core.build()? })
        }
    }
}

/// What the runtime has to know of the API.
fn declared(api: &Api) -> TokenStream {
    let name = &api.name;
    let base_url = optional_text(endpoint::base_url(api).as_deref());
    let variables = api.variables.iter().map(|variable| {
        let name = &variable.name;
        let default = optional_text(variable.default.as_deref());
        quote!(#VARIABLE { name: #name, default: #default })
    });
    quote! {
        static API: #API = #API {
            name: #name,
            base_url: #base_url,
            variables: &[#(#variables),*],
        };
    }
}
