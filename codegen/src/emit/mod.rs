//! ir to tokens to files.
//!
//! Takes the checked APIs, gives the files of their clients. It knows `ir` and `names` alone: by
//! the time that something is emitted there is nothing left to doubt, so nothing here can fail.
//! Text of a spec enters generated code as a literal, or as a doc comment made by [`markdown`];
//! names are those of `ir`, and the runtime is named through [`paths`] alone.

mod auth;
mod choice;
mod client;
mod decode;
mod docs;
mod encode;
pub(crate) mod endpoint;
mod examples;
mod features;
mod markdown;
mod module;
mod outcome;
mod paths;
mod print;
mod reach;
mod request;
pub(crate) mod response;
mod secrets;
mod size;
mod types;

pub(crate) use self::auth::template_text;
pub(crate) use self::docs::spelt;
pub(crate) use self::markdown::is_hidden;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use self::client::Beside;
use self::docs::doc;
use self::module::{Module, ident};
use self::reach::Reach;
#[cfg(test)]
pub(crate) mod tests;

use crate::ir::{Api, Scope};
use crate::options::Options;
use crate::output::Files;

/// The files of every API that is asked for, and the `mod.rs` above them.
pub(crate) fn emit(apis: &[Api], options: &Options) -> Files {
    let mut files = Files::default();
    for file in all(apis, options) {
        files.insert(&file.path, print::file(&file.spec, file.tokens));
    }
    files
}

/// A file before it is laid out.
struct File {
    /// Where it goes, below the output folder.
    path: String,
    /// The spec that it comes from, as its first line names it.
    spec: String,
    tokens: TokenStream,
}

fn all(apis: &[Api], options: &Options) -> Vec<File> {
    let apis: Vec<&Api> = apis
        .iter()
        .filter(|api| options.includes(&api.feature))
        .collect();
    let mut files = vec![File {
        path: "mod.rs".to_owned(),
        spec: "the specs".to_owned(),
        tokens: root(&apis, options),
    }];
    for api in apis {
        files.extend(api_files(api, options));
    }
    files
}

fn api_files(api: &Api, options: &Options) -> Vec<File> {
    let reach = Reach::of(api);
    let mut files = Vec::new();
    let mut add = |name: &str, spec: &str, tokens| {
        files.push(File {
            path: format!("{}/{name}.rs", api.module.plain()),
            spec: format!("specs/{spec}"),
            tokens,
        });
    };
    let types = types::file(Module::of(api, &reach, Scope::Types));
    let outcomes = outcome::file(Module::of(api, &reach, Scope::Outcomes));
    let beside = Beside {
        types: types.is_some(),
        outcomes: outcomes.is_some(),
        examples: options.examples,
    };
    let key = format!("{}/api.yaml", api.name);
    let client = client::file(Module::beside(api, &reach), beside);
    add("mod", &key, client);
    if let Some(types) = types {
        add("types", &key, types);
    }
    if let Some(outcomes) = outcomes {
        add("outcomes", &key, outcomes);
    }
    if options.examples {
        let examples = examples::file(Module::beside(api, &reach));
        add("examples", &api.name, examples);
    }
    for (index, endpoint) in api.endpoints.iter().enumerate() {
        let module = Module::of(api, &reach, Scope::Endpoint(index));
        let tokens = endpoint::file(module, endpoint);
        add(endpoint.method_name.plain(), &endpoint.key, tokens);
    }
    files
}

/// The file that a crate includes. It is no module of its own, so it has no comment of its own.
fn root(apis: &[&Api], options: &Options) -> TokenStream {
    let cfg = |api: &Api| {
        let feature = &api.feature;
        options.features.then(|| quote!(#[cfg(feature = #feature)]))
    };
    let modules = apis.iter().map(|api| {
        let (cfg, name) = (cfg(api), ident(&api.module));
        let mut features = features::required(api);
        features.extend(options.examples.then_some("examples"));
        let module = features::behind(&features, &quote!(pub mod #name;));
        quote! { #cfg #module }
    });
    let examples = options.examples.then(|| {
        let docs = doc("Every documented example of every API, in the order of their names.");
        let examples = apis.iter().map(|api| {
            let (cfg, name) = (cfg(api), ident(&api.module));
            quote! { #cfg self::#name::examples::all() }
        });
        let list = paths::example_list();
        let function = quote! {
            #docs
            #[must_use]
            pub fn examples() -> #list {
                [Vec::new(), #(#examples),*].into_iter().flatten().collect()
            }
        };
        features::behind(&BTreeSet::from(["examples"]), &function)
    });
    let version = paths::require_version();
    quote! { #version #(#modules)* #examples }
}
