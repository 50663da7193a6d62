//! Sessions: what an endpoint opens, what it ends, and which of its outcomes say that one is over.

use super::access::{Take, access};
use super::auth;
use super::docs::doc;
use super::markdown::code;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Ident, Literal, TokenStream, quote};
use crate::ir::{
    self, Access, CredentialSource, Endpoint, ExpiredWhen, Lasts, OpenedBy, Opens, Outcome, Scalar,
    Shape, Type,
};

/// `const SESSION` of `impl rt::Endpoint`; nothing where the endpoint has to do with none.
pub(super) fn role(module: Module<'_>, endpoint: &Endpoint) -> Option<TokenStream> {
    let role = &endpoint.session;
    let expired = (!role.expired.is_empty()).then(|| quote!(expired: Some(#EXPIRED::<Self>),));
    let resend = role.sent_once.then(|| quote!(resend: false,));
    let above = module.above();
    let opens = role.opens.iter().map(|opens| {
        let scheme = auth::scheme_name(module.api, opens.scheme);
        let function = opener(endpoint, opens, module);
        quote!(#OPENS { scheme: &#above::#scheme, session: #function })
    });
    let opens = (!role.opens.is_empty()).then(|| quote!(opens: &[#(#opens),*],));
    let closes = role.closes.iter().map(|scheme| {
        let scheme = auth::scheme_name(module.api, *scheme);
        quote!(#CLOSES { scheme: &#above::#scheme, is_closed: #SUCCEEDED::<Self> })
    });
    let closes = (!role.closes.is_empty()).then(|| quote!(closes: &[#(#closes),*],));
    if expired.is_none() && resend.is_none() && opens.is_none() && closes.is_none() {
        return None;
    }
    Some(quote! {
        const SESSION: #SESSION_ROLE = #SESSION_ROLE {
            #expired
            #resend
            #opens
            #closes
            ..#SESSION_ROLE::NONE
        };
    })
}

/// The functions that read sessions out of answers.
pub(super) fn openers(module: Module<'_>, endpoint: &Endpoint) -> Vec<TokenStream> {
    let opens = endpoint.session.opens.iter();
    opens.map(|opens| open(module, endpoint, opens)).collect()
}

/// The name of such a function.
fn opener(endpoint: &Endpoint, opens: &Opens, module: Module<'_>) -> Ident {
    match endpoint.session.opens.len() {
        0 | 1 => Ident::new("open_session"),
        _ => {
            let scheme = module.api.schemes.get(opens.scheme);
            let method = scheme.map_or("", |scheme| scheme.method.plain());
            Ident::new(&format!("open_{}", method))
        }
    }
}

fn open(module: Module<'_>, endpoint: &Endpoint, opens: &Opens) -> TokenStream {
    let name = module
        .api
        .schemes
        .get(opens.scheme)
        .map_or("", |scheme| scheme.name.as_str());
    let docs = doc(format!(
        "The session of the scheme {} that an answer opens.",
        code(name)
    ));
    let function = opener(endpoint, opens, module);
    let request = ident(&endpoint.request.type_name);
    let response = ident(&endpoint.response_name);
    let arms = opens
        .by
        .iter()
        .map(|opened| arm(endpoint, &response, opened));
    let others = (opens.by.len() < endpoint.outcomes.len()).then(|| quote!(_ => None,));
    quote! {
        #docs
        fn #function(reply: &#RECEIVED<'_>) -> Option<#OPENED> {
            match <#request as #ENDPOINT>::decode(reply).ok()? {
                #(#arms)*
                #others
            }
        }
    }
}

fn arm(endpoint: &Endpoint, response: &Ident, opened: &OpenedBy) -> TokenStream {
    let used = endpoint.outcomes.get(opened.outcome);
    let variant = used.map(|used| ident(&used.variant));
    let credentials = opened.credentials.iter().map(|(place, source)| {
        let place = Literal::number(*place);
        let value = match source {
            CredentialSource::Member(access) => taken(access),
            CredentialSource::Header(name) => quote!(reply.header_credential(#name)),
            CredentialSource::Cookie(name) => quote!(reply.cookie_credential(#name)),
            CredentialSource::Fact(fact) => {
                let fact = Literal::number(*fact);
                quote!(reply.request_credential(#fact))
            }
        };
        quote!(.with(#place, #value))
    });
    let credentials = quote!(#OPENED::new() #(#credentials?)*);
    let lasts = opened.lasts.as_ref().map(|lasts| match lasts {
        Lasts::Seconds(seconds) => {
            let seconds = Literal::number(*seconds);
            quote!(.expiring_in(Some(#seconds)))
        }
        Lasts::Member(access) => {
            let seconds = taken(access);
            quote!(.expiring_in(#seconds))
        }
    });
    let reads_members = opened
        .credentials
        .iter()
        .any(|(_, source)| matches!(source, CredentialSource::Member(_)))
        || matches!(opened.lasts, Some(Lasts::Member(_)));
    let binding = match reads_members {
        true => quote!(opened),
        false => quote!(_),
    };
    quote!(#response::#variant(#binding) => Some(#credentials #lasts),)
}

/// A member of an outcome, as an `Option`.
fn taken(to: &Access) -> TokenStream {
    let (value, is_option) = access(&quote!(opened), &to.steps, Take::Whole);
    match is_option {
        true => value,
        false => quote!(Some(#value)),
    }
}

/// `has_expired` of an outcome, where its members say whether the session is over.
pub(super) fn outcome(module: Module<'_>, outcome: &Outcome) -> Option<TokenStream> {
    if outcome.expired.is_empty() || is_always(outcome) {
        return None;
    }
    let name = ident(&outcome.name);
    let visibility = module.visibility();
    let docs = doc("Whether the server says by it that the session is over.");
    let alternatives = outcome.expired.iter().map(|ExpiredWhen(all)| {
        let all = all.iter().map(|(to, values)| holds(module, to, values));
        quote!(#(#all)&&*)
    });
    let expect = super::access::expect_deprecated(
        outcome
            .expired
            .iter()
            .flat_map(|ExpiredWhen(all)| all)
            .flat_map(|(to, _)| &to.steps),
    );
    Some(quote! {
        impl #name {
            #docs
            #expect
            #visibility fn has_expired(&self) -> bool {
                #(#alternatives)||*
            }
        }
    })
}

/// `has_expired` of `impl rt::Response`.
pub(super) fn response(module: Module<'_>, endpoint: &Endpoint) -> Option<TokenStream> {
    let mut always = Vec::new();
    let mut sometimes = Vec::new();
    for index in &endpoint.session.expired {
        let used = endpoint.outcomes.get(*index)?;
        let outcome = module.api.outcome(used)?;
        let variant = ident(&used.variant);
        match is_always(outcome) {
            true => always.push(quote!(Self::#variant(_))),
            false => sometimes.push(variant),
        }
    }
    let told = match (always.as_slice(), sometimes.as_slice()) {
        ([], []) => return None,
        (always, []) => quote!(matches!(self, #(#always)|*)),
        ([], [only]) => quote!(matches!(self, Self::#only(outcome) if outcome.has_expired())),
        (always, sometimes) => {
            let always = (!always.is_empty()).then(|| quote!(#(#always)|* => true,));
            let others = (endpoint.outcomes.len() > endpoint.session.expired.len())
                .then(|| quote!(_ => false,));
            quote! {
                match self {
                    #always
                    #(Self::#sometimes(outcome) => outcome.has_expired(),)*
                    #others
                }
            }
        }
    };
    Some(quote! {
        fn has_expired(&self) -> bool {
            #told
        }
    })
}

/// Whether the outcome alone says that the session is over.
fn is_always(outcome: &Outcome) -> bool {
    outcome.expired.iter().any(|when| when.0.is_empty())
}

/// Whether a member has one of these values.
fn holds(module: Module<'_>, to: &Access, values: &[ir::Literal]) -> TokenStream {
    let (value, is_option) = access(&quote!(self), &to.steps, Take::Reference);
    let has_null = values.contains(&ir::Literal::Null);
    let patterns: Vec<TokenStream> = values
        .iter()
        .filter_map(|value| pattern(module, &to.ty, value))
        .collect();
    let as_text = text_type(module, &to.ty);
    match (is_option, as_text) {
        (false, Some(_)) => quote!(matches!(#value.as_str(), #(#patterns)|*)),
        (false, None) => match (&to.ty, values) {
            (Type::Scalar(Scalar::Boolean(_)), [ir::Literal::Boolean(true)]) => value,
            (Type::Scalar(Scalar::Boolean(_)), [ir::Literal::Boolean(false)]) => quote!(!#value),
            _ => quote!(matches!(#value, #(#patterns)|*)),
        },
        (true, as_text) => {
            let text = as_text.map(|ty| quote!(.map(#ty::as_str)));
            let null = (has_null && patterns.is_empty()).then(|| quote!(None));
            let null_too = (has_null && !patterns.is_empty()).then(|| quote!(| None));
            let some = (!patterns.is_empty()).then(|| quote!(Some(#(#patterns)|*)));
            quote!(matches!(#value #text, #some #null_too #null))
        }
    }
}

/// The type of values that are compared as texts: also of an enum that knows more than the page lists.
fn text_type(module: Module<'_>, ty: &Type) -> Option<TokenStream> {
    match ty {
        Type::Scalar(Scalar::String) => Some(quote!(String)),
        Type::Named(id) => match &module.api.type_def(*id)?.shape {
            Shape::Enum(enumeration) if enumeration.open => {
                let name = module.name_of(*id);
                Some(quote!(#name))
            }
            _ => None,
        },
        _ => None,
    }
}

fn pattern(module: Module<'_>, ty: &Type, value: &ir::Literal) -> Option<TokenStream> {
    if *value == ir::Literal::Null {
        return None;
    }
    let text = value.as_text()?;
    match ty {
        Type::Named(id) if text_type(module, ty).is_none() => {
            let Shape::Enum(enumeration) = &module.api.type_def(*id)?.shape else {
                return None;
            };
            let known = enumeration.values.iter().find(|known| known.wire == text)?;
            let (name, variant) = (module.name_of(*id), ident(&known.variant));
            Some(quote!(#name::#variant))
        }
        Type::Scalar(Scalar::Boolean(_)) => Some(match text {
            "true" => quote!(true),
            _ => quote!(false),
        }),
        Type::Scalar(Scalar::Integer(_)) => {
            let integer: i64 = text.parse().ok()?;
            let integer = Literal::number(integer);
            Some(quote!(#integer))
        }
        _ => Some(quote!(#text)),
    }
}
