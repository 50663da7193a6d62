//! ir to tokens to files.
//!
//! Takes the checked APIs, gives the files of their clients. It knows `ir` and `names` alone: by
//! the time that something is emitted there is nothing left to doubt, so nothing here can fail.
//! Text of a spec enters generated code as a literal, or as a doc comment made by [`markdown`];
//! names are those of `ir`, and the runtime is named through [`paths`] alone.

mod access;
mod auth;
mod body;
mod bytes;
mod choice;
mod client;
mod csv;
mod decode;
mod docs;
mod encode;
pub(crate) mod endpoint;
mod event;
mod examples;
mod failing;
mod failure;
mod family;
mod features;
mod group;
mod hidden;
mod markdown;
mod mentions;
mod module;
mod outcome;
mod pages;
mod pairs;
mod paths;
mod print;
mod rate_limit;
mod reach;
mod request;
pub(crate) mod response;
mod rules;
mod secrets;
mod session;
mod size;
pub(crate) mod spelt;
mod tokens;
mod types;
mod users;
mod xml;

pub(crate) use self::auth::{template_text, title as auth_title};
pub(crate) use self::docs::spelt;
pub(crate) use self::markdown::is_hidden;
pub(crate) use self::rate_limit::words as rate_limit_words;

use std::collections::BTreeSet;

use self::client::Beside;
use self::docs::doc;
use self::module::{Module, ident};
use self::reach::Reach;
use self::tokens::{TokenStream, quote};
#[cfg(test)]
pub(crate) mod tests;

use crate::ir::{Api, Scope};
use crate::options::Options;
use crate::output::Files;
use crate::parallel;

/// The files of every API that is asked for, and the `mod.rs` above them.
pub(crate) fn emit(apis: &[Api], options: &Options) -> Files {
    let asked = Asked::new(apis, options);
    let wanted = asked.files();
    let texts = parallel::map(&wanted, |file| print::file(&file.spec, &(file.tokens)()));
    let mut files = Files::default();
    for (file, text) in wanted.into_iter().zip(texts) {
        files.insert(file.path, text);
    }
    files
}

/// What is generated, with what holds for whole APIs.
struct Asked<'a> {
    apis: Vec<(&'a Api, Reach)>,
    options: &'a Options,
}

/// A file before it is made.
struct File<'a> {
    /// Where it goes, below the output folder.
    path: String,
    /// The spec that it comes from, as its first line names it.
    spec: String,
    /// Makes it.
    tokens: Box<dyn Fn() -> TokenStream + Sync + 'a>,
}

impl<'a> Asked<'a> {
    fn new(apis: &'a [Api], options: &'a Options) -> Self {
        let apis = apis
            .iter()
            .filter(|api| options.includes(&api.feature))
            .map(|api| (api, Reach::of(api, options.features)))
            .collect();
        Self { apis, options }
    }

    /// Every file, those of an API together.
    fn files(&self) -> Vec<File<'_>> {
        let mut files = vec![File {
            path: "mod.rs".to_owned(),
            spec: "the specs".to_owned(),
            tokens: Box::new(|| self.root()),
        }];
        for (api, reach) in &self.apis {
            files.extend(self.api_files(api, reach));
        }
        files
    }

    fn api_files<'s>(&self, api: &'s Api, reach: &'s Reach) -> Vec<File<'s>> {
        let client = Module::beside(api, reach);
        let types = Module::of(api, reach, Scope::Types);
        let outcomes = Module::of(api, reach, Scope::Outcomes);
        let beside = Beside {
            types: !reach.types_in(Scope::Types).is_empty(),
            outcomes: !api.outcomes.is_empty(),
            examples: self.options.examples,
            features: self.options.features,
        };
        let file = |name: &str, spec: &str, tokens| File {
            path: format!("{}/{name}.rs", api.module.plain()),
            spec: format!("specs/{spec}"),
            tokens,
        };
        let key = format!("{}/api.yaml", api.folder);
        let mut files = vec![file(
            "mod",
            &key,
            Box::new(move || client::file(client, beside)),
        )];
        if beside.types {
            files.push(file("types", &key, Box::new(move || types::file(types))));
            for (index, group) in types::parts(api, reach) {
                let part = Module::of_group(api, reach, index);
                files.push(file(
                    &format!("types/{}", group.module.plain()),
                    &key,
                    Box::new(move || types::part(part, group)),
                ));
            }
        }
        if beside.outcomes {
            let tokens = Box::new(move || outcome::file(outcomes));
            files.push(file("outcomes", &key, tokens));
        }
        if beside.examples {
            let tokens = Box::new(move || examples::file(client, beside.features));
            files.push(file("examples", &api.name, tokens));
        }
        for (index, group) in api.groups.iter().enumerate() {
            files.push(file(
                &format!("{}/mod", group.module.plain()),
                &format!("{}/{}", api.folder, group.name),
                Box::new(move || group::file(api, index, group)),
            ));
        }
        for (index, endpoint) in api.endpoints.iter().enumerate() {
            let module = Module::of(api, reach, Scope::Endpoint(index));
            let name = endpoint.method_name.plain();
            let name = match api.group_of(endpoint) {
                Some(group) => format!("{}/{name}", group.module.plain()),
                None => name.to_owned(),
            };
            files.push(file(
                &name,
                &endpoint.key,
                Box::new(move || endpoint::file(module, endpoint)),
            ));
        }
        files
    }

    /// The file that a crate includes. It is no module of its own, so it has no comment of its own.
    fn root(&self) -> TokenStream {
        let cfg = |api: &Api| {
            let feature = &api.feature;
            self.options
                .features
                .then(|| quote!(#[cfg(feature = #feature)]))
        };
        let modules = self.apis.iter().map(|(api, _)| {
            let (cfg, name) = (cfg(api), ident(&api.module));
            let mut features = features::required(api);
            features.extend(self.options.examples.then_some("examples"));
            let module = features::behind(&features, &quote!(pub mod #name;));
            quote! { #cfg #module }
        });
        let examples = self.options.examples.then(|| {
            let docs = doc("Every documented example of every API, in the order of their names.");
            let examples = self.apis.iter().map(|(api, _)| {
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
}
