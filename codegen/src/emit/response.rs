//! The response of an endpoint: one variant per outcome, and the two sides of `?`.

use super::docs::{Docs, doc};
use super::markdown::{code, inline};
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Ident, TokenStream, quote};
use super::{choice, failing, failure, outcome, session, size};
use crate::ir::{Endpoint, Outcome, OutcomeBody, OutcomeKind, OutcomeRef, OutcomeUse, Raw};
use crate::names::RustName;

/// A variant with everything that is written about it.
pub(super) struct Variant<'a> {
    /// How the endpoint uses the outcome.
    pub(super) used: &'a OutcomeUse,
    /// The outcome.
    pub(super) outcome: &'a Outcome,
    /// Its name.
    pub(super) name: Ident,
    /// The outcome's struct.
    pub(super) payload: TokenStream,
    /// Whether the struct is boxed.
    pub(super) boxed: bool,
}

/// One side of `?`: the type that stands there.
struct Side {
    tokens: TokenStream,
    /// For each of its variants whether it is boxed; `None` if the one outcome stands there itself.
    boxed: Option<Vec<(Ident, bool)>>,
    name: Ident,
}

/// The response enum, its two sides, how it is chosen, and the outcomes of its own.
pub(super) fn emit(module: Module<'_>, endpoint: &Endpoint) -> TokenStream {
    let variants = variants(module, endpoint);
    let name = ident(&endpoint.response_name);
    let docs = doc(format!(
        "What {} answers: one variant for each outcome.",
        code(endpoint.method_name.plain())
    ));
    let derives = outcome::derives(variants.iter().map(|variant| variant.outcome));
    let declared = variants.iter().map(|variant| declared(variant));
    let success = side(module, endpoint, &variants, OutcomeKind::Success);
    let failure = side(module, endpoint, &variants, OutcomeKind::Failure);
    let has_expired = session::response(module, endpoint);
    let decode = choice::decode(module, &variants);
    let response = response(&name, &variants, decode, &success, &failure, has_expired);
    let (success, failure) = (success.tokens, failure.tokens);
    let own = variants
        .iter()
        .filter(|variant| matches!(variant.used.outcome, OutcomeRef::Own(_)))
        .map(|variant| {
            let role = outcome::Role {
                is_used: true,
                is_failure: variant.used.kind == OutcomeKind::Failure,
                is_success: variant.used.kind == OutcomeKind::Success,
            };
            outcome::emit(module, variant.outcome, role)
        });
    quote! {
        #docs
        #derives
        pub enum #name { #(#declared,)* }

        #success
        #failure
        #response
        #(#own)*
    }
}

/// The outcomes as a table for the module's docs.
pub(super) fn table(module: Module<'_>, endpoint: &Endpoint) -> Vec<String> {
    let response = endpoint.response_name.as_str();
    let rows = variants(module, endpoint).into_iter().map(|variant| {
        let name = variant.used.variant.as_str();
        format!(
            "| [`{}`]({response}::{name}) | {} | {} |",
            variant.used.variant.plain(),
            inline(&variant.used.status.label),
            body_word(&variant.outcome.body)
        )
    });
    let head = ["| outcome | status | body |", "|---|---|---|"].map(str::to_owned);
    head.into_iter().chain(rows).collect()
}

/// A body's kind in a word.
pub(crate) fn body_word(body: &OutcomeBody) -> &'static str {
    match body {
        OutcomeBody::Json(_) | OutcomeBody::JsonValue(_) => "JSON",
        OutcomeBody::Lines(_) => "JSON lines",
        OutcomeBody::Xml(_) => "XML",
        OutcomeBody::Csv(_) => "CSV",
        OutcomeBody::Events(_) => "events",
        OutcomeBody::Properties(_) => "properties",
        OutcomeBody::Form(_) => "form",
        OutcomeBody::Html(_) => "HTML",
        OutcomeBody::Text { .. } | OutcomeBody::TextEquals { .. } | OutcomeBody::TextPattern(_) => {
            "text"
        }
        OutcomeBody::Raw(Raw::Bytes) => "bytes",
        OutcomeBody::Raw(Raw::Undocumented) => "undocumented",
        OutcomeBody::Empty => "empty",
    }
}

/// The variants, in the order of the page.
pub(super) fn variants<'a>(module: Module<'a>, endpoint: &'a Endpoint) -> Vec<Variant<'a>> {
    let found: Vec<(&OutcomeUse, &Outcome)> = endpoint
        .outcomes
        .iter()
        .filter_map(|used| Some((used, module.api.outcome(used)?)))
        .collect();
    let outcomes: Vec<&Outcome> = found.iter().map(|(_, outcome)| *outcome).collect();
    found
        .iter()
        .zip(size::boxed(module, &outcomes))
        .map(|(&(used, outcome), boxed)| Variant {
            used,
            outcome,
            name: ident(&used.variant),
            payload: module.outcome_name(&used.outcome),
            boxed,
        })
        .collect()
}

fn declared(variant: &Variant<'_>) -> TokenStream {
    let status = &variant.used.status;
    let docs = Docs::new().own(if status.documented {
        format!("Status {}.", code(&status.label))
    } else {
        "The page gives no status for it: any fits.".to_owned()
    });
    let docs = docs.text(variant.outcome.description.as_deref()).outer();
    let (name, payload) = (&variant.name, &variant.payload);
    if variant.boxed {
        quote!(#docs #name(Box<#payload>))
    } else {
        quote!(#docs #name(#payload))
    }
}

/// `<Endpoint>Success` or `<Endpoint>Failure`: the one outcome, an enum of several, or no value at
/// all.
fn side(
    module: Module<'_>,
    endpoint: &Endpoint,
    variants: &[Variant<'_>],
    kind: OutcomeKind,
) -> Side {
    let (name, word) = match kind {
        OutcomeKind::Success => (&endpoint.success_name, "success"),
        OutcomeKind::Failure => (&endpoint.failure_name, "failure"),
    };
    let members: Vec<&Variant<'_>> = variants
        .iter()
        .filter(|variant| variant.used.kind == kind || fails_inside(variant, kind))
        .collect();
    let ty = ident(name);
    let (tokens, boxed) = match members.as_slice() {
        [] => {
            let docs = doc(format!("The page documents no {word}."));
            (quote! { #docs pub type #ty = #NEVER; }, None)
        }
        [only] if fails_inside(only, kind) => {
            let docs = doc("The one documented success, when items of it failed.");
            let payload = &only.payload;
            (quote! { #docs pub type #ty = #payload; }, None)
        }
        [only] => {
            let docs = doc(format!("The one documented {word}."));
            let payload = &only.payload;
            (quote! { #docs pub type #ty = #payload; }, None)
        }
        _ => side_enum(module, name, &members, kind),
    };
    Side {
        tokens,
        boxed,
        name: ty,
    }
}

/// Whether a variant stands among the failures although it is a success: items of it can fail.
fn fails_inside(variant: &Variant<'_>, kind: OutcomeKind) -> bool {
    kind == OutcomeKind::Failure
        && variant.used.kind == OutcomeKind::Success
        && !variant.outcome.failing.is_empty()
}

fn side_enum(
    module: Module<'_>,
    name: &RustName,
    members: &[&Variant<'_>],
    kind: OutcomeKind,
) -> (TokenStream, Option<Vec<(Ident, bool)>>) {
    let outcomes: Vec<&Outcome> = members.iter().map(|variant| variant.outcome).collect();
    let names: Vec<Ident> = members.iter().map(|variant| variant.name.clone()).collect();
    let boxes = size::boxed(module, &outcomes);
    let declared = members.iter().zip(&boxes).map(|(variant, &boxed)| {
        let inside = fails_inside(variant, kind).then(|| doc("A success of which items failed."));
        let declared = declared(&Variant {
            used: variant.used,
            outcome: variant.outcome,
            name: variant.name.clone(),
            payload: variant.payload.clone(),
            boxed,
        });
        quote!(#inside #declared)
    });
    let (docs, failures) = match kind {
        OutcomeKind::Success => (doc("The documented successes."), None),
        OutcomeKind::Failure => {
            let said = members
                .iter()
                .any(|variant| variant.outcome.acted.is_some());
            let acted = members
                .iter()
                .map(|variant| (&variant.name, variant.outcome.acted));
            let may = said.then(|| failure::may_have_acted(acted).unwrap_or_else(|| quote!(true)));
            let says = may.map(|may| failure::says_acted(name, &may));
            let failures = failure::failures(name, &names);
            (
                doc("The documented failures."),
                Some(quote!(#failures #says)),
            )
        }
    };
    let derives = outcome::derives(outcomes.iter().copied());
    let ty = ident(name);
    let tokens = quote! {
        #docs
        #derives
        pub enum #ty { #(#declared,)* }

        #failures
    };
    (tokens, Some(names.into_iter().zip(boxes).collect()))
}

fn response(
    name: &Ident,
    variants: &[Variant<'_>],
    decode: TokenStream,
    success: &Side,
    failure: &Side,
    has_expired: Option<TokenStream>,
) -> TokenStream {
    let names = variants.iter().map(|variant| {
        let (variant, text) = (&variant.name, variant.used.variant.plain());
        quote!(Self::#variant(_) => #text)
    });
    let err = |variant: &Variant<'_>| match (&failure.boxed, variant.boxed) {
        (None, true) => quote!(Err(failure)),
        _ => {
            let value = converted(variant, failure, &quote!(failure));
            quote!(Err(Box::new(#value)))
        }
    };
    let results = variants.iter().map(|variant| {
        let name = &variant.name;
        match variant.used.kind {
            OutcomeKind::Success => {
                let value = converted(variant, success, &quote!(success));
                let inside = failing::condition(variant.outcome, &quote!(failure)).map(|any| {
                    let err = err(variant);
                    quote!(Self::#name(failure) if #any => #err,)
                });
                quote!(#inside Self::#name(success) => Ok(#value))
            }
            OutcomeKind::Failure => {
                let err = err(variant);
                quote!(Self::#name(failure) => #err)
            }
        }
    });
    let (success, failure) = (&success.name, &failure.name);
    let acted = variants
        .iter()
        .map(|variant| (&variant.name, variant.outcome.acted));
    let may_have_acted = failure::may_have_acted(acted).map(|may| {
        quote! {
            fn may_have_acted(&self) -> bool {
                #may
            }
        }
    });
    quote! {
        impl #RESPONSE for #name {
            type Success = #success;
            type Failure = #failure;

            #decode

            fn outcome(&self) -> &'static str {
                match self { #(#names,)* }
            }

            #[inline]
            fn into_result(self) -> Result<#success, Box<#failure>> {
                match self { #(#results,)* }
            }

            #may_have_acted

            #has_expired
        }
    }
}

/// What a variant holds, as its side of `?` wants it.
fn converted(variant: &Variant<'_>, side: &Side, value: &TokenStream) -> TokenStream {
    let (name, ty) = (&variant.name, &side.name);
    let boxed = side.boxed.as_ref().map(|variants| {
        variants
            .iter()
            .any(|(variant, boxed)| variant == name && *boxed)
    });
    match (boxed, variant.boxed) {
        (None, false) => value.clone(),
        (None, true) => quote!(*#value),
        (Some(true), true) | (Some(false), false) => quote!(#ty::#name(#value)),
        (Some(true), false) => quote!(#ty::#name(Box::new(#value))),
        (Some(false), true) => quote!(#ty::#name(*#value)),
    }
}
