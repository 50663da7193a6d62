//! ir to tokens to files.
//!
//! Takes the checked APIs, gives the files of their clients. It knows `ir` and `names` alone: by
//! the time that something is emitted there is nothing left to doubt, so nothing here can fail.
//! Text of a spec enters generated code as a literal, or as a doc comment made by [`markdown`];
//! names are those of `ir`, and the runtime is named through [`paths`] alone.

mod auth;
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

use proc_macro2::TokenStream;
use quote::quote;

use self::client::Beside;
use self::docs::doc;
use self::module::{Module, ident};
use self::reach::Reach;
#[cfg(test)]
mod tests;

use crate::ir::{Api, Scope};
use crate::options::Options;
use crate::output::Files;

/// The files of every API that is asked for, and the `mod.rs` above them.
pub(crate) fn emit(apis: &[Api], options: &Options) -> Files {
    let apis: Vec<&Api> = apis
        .iter()
        .filter(|api| options.includes(&api.feature))
        .collect();
    let reaches: Vec<Reach> = apis.iter().map(|api| Reach::of(api)).collect();
    let mut jobs: Vec<Job<'_>> = Vec::new();
    for (api, reach) in apis.iter().zip(&reaches) {
        plan_api(api, reach, options, &mut jobs);
    }
    let mut files = Files::default();
    files.insert("mod.rs", print::file("the specs", root(&apis, options)));
    for (path, text) in side_by_side::run(&jobs).into_iter().flatten() {
        files.insert(&path, text);
    }
    files
}

/// Makes one file: its path and its text, or nothing if nothing would stand in it.
type Job<'a> = Box<dyn Fn() -> Option<(String, String)> + Sync + 'a>;

fn plan_api<'a>(api: &'a Api, reach: &'a Reach, options: &Options, jobs: &mut Vec<Job<'a>>) {
    let folder = api.module.plain();
    let examples = options.examples;
    let key = move || format!("specs/{}/api.yaml", api.name);
    let types = move || types::file(Module::of(api, reach, Scope::Types));
    let outcomes = move || outcome::file(Module::of(api, reach, Scope::Outcomes));
    jobs.push(Box::new(move || {
        let beside = Beside {
            types: types().is_some(),
            outcomes: outcomes().is_some(),
            examples,
        };
        let client = client::file(Module::beside(api, reach), beside);
        Some((format!("{folder}/mod.rs"), print::file(&key(), client)))
    }));
    jobs.push(Box::new(move || {
        let text = print::file(&key(), types()?);
        Some((format!("{folder}/types.rs"), text))
    }));
    jobs.push(Box::new(move || {
        let text = print::file(&key(), outcomes()?);
        Some((format!("{folder}/outcomes.rs"), text))
    }));
    if examples {
        jobs.push(Box::new(move || {
            let tokens = examples::file(Module::beside(api, reach));
            let text = print::file(&format!("specs/{}", api.name), tokens);
            Some((format!("{folder}/examples.rs"), text))
        }));
    }
    for (index, endpoint) in api.endpoints.iter().enumerate() {
        jobs.push(Box::new(move || {
            let tokens = endpoint::file(Module::of(api, reach, Scope::Endpoint(index)), endpoint);
            let text = print::file(&format!("specs/{}", endpoint.key), tokens);
            let name = endpoint.method_name.plain();
            Some((format!("{folder}/{name}.rs"), text))
        }));
    }
}

/// The file that a crate includes. It is no module of its own, so it has no comment of its own.
fn root(apis: &[&Api], options: &Options) -> TokenStream {
    let cfg = |api: &Api| {
        let feature = &api.feature;
        options.features.then(|| quote!(#[cfg(feature = #feature)]))
    };
    let modules = apis.iter().map(|api| {
        let (cfg, name) = (cfg(api), ident(&api.module));
        quote! { #cfg pub mod #name; }
    });
    let examples = options.examples.then(|| {
        let docs = doc("Every documented example of every API, in the order of their names.");
        let examples = apis.iter().map(|api| {
            let (cfg, name) = (cfg(api), ident(&api.module));
            quote! { #cfg self::#name::examples::all() }
        });
        let list = paths::example_list();
        quote! {
            #docs
            #[must_use]
            pub fn examples() -> #list {
                [Vec::new(), #(#examples),*].into_iter().flatten().collect()
            }
        }
    });
    let version = paths::require_version();
    quote! { #version #(#modules)* #examples }
}
