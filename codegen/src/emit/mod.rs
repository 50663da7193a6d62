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
mod side_by_side;
mod size;
mod types;

pub(crate) use self::auth::template_text;
pub(crate) use self::docs::spelt;
pub(crate) use self::markdown::is_hidden;

use std::collections::BTreeSet;
use std::sync::Arc;

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
    let all = all(apis, options);
    let texts = side_by_side::map(&all, |file| print::file(&file.spec, (file.tokens)()));
    let mut files = Files::default();
    for (file, text) in all.iter().zip(texts) {
        files.insert(&file.path, text);
    }
    files
}

/// A file before it is made.
struct File<'a> {
    /// Where it goes, below the output folder.
    path: String,
    /// The spec that it comes from, as its first line names it.
    spec: String,
    /// What will stand in it. Tokens can't leave the thread that makes them, so they are made where
    /// they are printed.
    tokens: Tokens<'a>,
}

type Tokens<'a> = Box<dyn Fn() -> TokenStream + Sync + 'a>;

fn all<'a>(apis: &'a [Api], options: &'a Options) -> Vec<File<'a>> {
    let apis: Vec<&Api> = apis
        .iter()
        .filter(|api| options.includes(&api.feature))
        .collect();
    let mut files: Vec<File<'_>> = apis
        .iter()
        .flat_map(|api| api_files(api, options))
        .collect();
    files.push(File {
        path: "mod.rs".to_owned(),
        spec: "the specs".to_owned(),
        tokens: Box::new(move || root(&apis, options)),
    });
    files
}

fn api_files<'a>(api: &'a Api, options: &'a Options) -> Vec<File<'a>> {
    let reach = Arc::new(Reach::of(api));
    let mut files = Vec::new();
    let mut add = |name: &str, spec: &str, tokens: Tokens<'a>| {
        files.push(File {
            path: format!("{}/{name}.rs", api.module.plain()),
            spec: format!("specs/{spec}"),
            tokens,
        });
    };
    // Shared ones are few: whether there are any is seen by making them.
    let types = shared(api, &reach, Scope::Types, types::file);
    let outcomes = shared(api, &reach, Scope::Outcomes, outcome::file);
    let beside = Beside {
        types: types.is_some(),
        outcomes: outcomes.is_some(),
        examples: options.examples,
    };
    let key = format!("{}/api.yaml", api.name);
    let within = Arc::clone(&reach);
    let client = move || client::file(Module::beside(api, &within), beside);
    add("mod", &key, Box::new(client));
    if let Some(types) = types {
        add("types", &key, types);
    }
    if let Some(outcomes) = outcomes {
        add("outcomes", &key, outcomes);
    }
    if options.examples {
        let within = Arc::clone(&reach);
        let examples = move || examples::file(Module::beside(api, &within));
        add("examples", &api.name, Box::new(examples));
    }
    for (index, endpoint) in api.endpoints.iter().enumerate() {
        let within = Arc::clone(&reach);
        let tokens = move || {
            let module = Module::of(api, &within, Scope::Endpoint(index));
            endpoint::file(module, endpoint)
        };
        add(
            endpoint.method_name.plain(),
            &endpoint.key,
            Box::new(tokens),
        );
    }
    files
}

/// A file of what endpoints share, if they share anything.
fn shared<'a>(
    api: &'a Api,
    reach: &Arc<Reach>,
    scope: Scope,
    file: fn(Module<'_>) -> Option<TokenStream>,
) -> Option<Tokens<'a>> {
    file(Module::of(api, reach, scope))?;
    let reach = Arc::clone(reach);
    Some(Box::new(move || {
        file(Module::of(api, &reach, scope)).unwrap_or_default()
    }))
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
