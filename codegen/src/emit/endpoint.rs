//! An endpoint's module: its request, its response, and how the runtime gets from one to the other.

use super::auth;
use super::docs;
use super::encode::optional_text;
use super::markdown::{code, inline};
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{TokenStream, quote};
use super::{choice, hidden, pages, rate_limit, request, response, session, types};
use crate::ir::{Acted, Api, Content, Endpoint, Place, Scalar, Type, Url};

/// `<api>::<endpoint>`.
pub(super) fn file(module: Module<'_>, endpoint: &Endpoint) -> TokenStream {
    let call = format!("{} {}", endpoint.method.as_str(), url(module.api, endpoint));
    let docs = docs::page(&endpoint.doc, &endpoint.name, Some(code(&call)))
        .block(response::table(module, endpoint));
    let docs = docs.list(
        "The same call is documented as well at:",
        &also(module.api, endpoint),
    );
    let docs = docs.list(
        "It counts for these rate limits:",
        &rate_limit::words(module.api, endpoint, code),
    );
    let docs = docs::notes(docs, &endpoint.doc.notes).inner();
    let import = import();
    let imports = module.endpoint_imports(endpoint);
    let request = request::emit(module, endpoint);
    let implementation = implementation(module, endpoint);
    let response = response::emit(module, endpoint);
    let candidates = choice::candidates(module, endpoint);
    let pages = pages::implementation(module, endpoint);
    let openers = session::openers(module, endpoint);
    let types = types::all(module);
    quote! {
        #docs
        #import
        #imports
        #request
        #implementation
        #(#openers)*
        #pages
        #response
        #candidates
        #(#types)*
    }
}

/// The other addresses, in words.
fn also(api: &Api, endpoint: &Endpoint) -> Vec<String> {
    let others = endpoint.also.iter();
    others
        .map(|also| {
            let address = code(&format!(
                "{} {}",
                also.method.as_str(),
                whole(api, &also.url)
            ));
            let query = match also.query_as_form {
                true => ", with the query as a form",
                false => "",
            };
            match &also.note {
                Some(note) => format!("{address}{query}: {}", inline(note)),
                None => format!("{address}{query}."),
            }
        })
        .collect()
}

/// The whole URL as the page has it, `{variables}` and `{parameters}` as they are.
pub(crate) fn url(api: &Api, endpoint: &Endpoint) -> String {
    whole(api, &endpoint.url)
}

pub(crate) fn whole(api: &Api, url: &Url) -> String {
    let template = &url.template;
    if url.origin.is_some() || url.given.is_some() {
        return template.clone();
    }
    format!("{}{template}", base_url(api).unwrap_or_default())
}

/// The base URL as the page has it.
pub(crate) fn base_url(api: &Api) -> Option<String> {
    let names: Vec<&str> = api
        .variables
        .iter()
        .map(|variable| variable.name.as_str())
        .collect();
    Some(auth::template_text(api.base_url.as_ref()?, &names))
}

/// Whether the page has a header for a key of the caller's choice, by which a repeated call is known, and
/// it may be left out (draft-ietf-httpapi-idempotency-key-header).
fn takes_key(endpoint: &Endpoint) -> bool {
    endpoint.request.parameters.iter().any(|parameter| {
        let member = &parameter.member;
        let is_text = matches!(
            member.content,
            Content::Value(Type::Scalar(Scalar::String | Scalar::Uuid))
        );
        parameter.place == Place::Header
            && member.wire.eq_ignore_ascii_case("Idempotency-Key")
            && member.optional
            && member.limits.is_empty()
            && is_text
    })
}

fn implementation(module: Module<'_>, endpoint: &Endpoint) -> TokenStream {
    let name = ident(&endpoint.request.type_name);
    let response = ident(&endpoint.response_name);
    let (api, endpoint_name, url) = (&module.api.name, &endpoint.name, &endpoint.url.template);
    let method = super::encode::word(endpoint.method.as_str());
    let origin = optional_text(endpoint.url.origin.as_deref());
    let idempotent = match endpoint.idempotent {
        Some(idempotent) => quote!(Some(#idempotent)),
        None => quote!(None),
    };
    let auth = match auth::name_of(module.api, &endpoint.auth) {
        Some(scheme) => {
            let above = module.above();
            quote!(Some(&#above::#scheme))
        }
        None => quote!(None),
    };
    let undone = endpoint
        .outcomes
        .iter()
        .filter_map(|used| module.api.outcome(used))
        .any(|outcome| outcome.acted == Some(Acted::No))
        .then(|| quote!(const UNDONE: Option<#UNDONE> = Some(#IS_UNDONE::<Self>);));
    let takes_key = takes_key(endpoint).then(|| {
        quote!(
            const TAKES_KEY: bool = true;
        )
    });
    let rate_limits = rate_limit::constant(module.api, endpoint);
    let secrets = hidden::constant(module, endpoint);
    let session = session::role(module, endpoint);
    let encode = request::encode(module, endpoint);
    quote! {
        impl #ENDPOINT for #name {
            type Response = #response;

            const INFO: #ENDPOINT_INFO = #ENDPOINT_INFO {
                api: #api,
                name: #endpoint_name,
                method: #METHOD::#method,
                origin: #origin,
                url: #url,
                auth: #auth,
                idempotent: #idempotent,
            };

            const OUTCOMES: &'static [#CANDIDATE<'static>] = OUTCOMES;

            #undone

            #takes_key

            #rate_limits

            #secrets
            #session

            #encode
        }
    }
}
