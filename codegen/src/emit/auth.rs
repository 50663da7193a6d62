//! Auth schemes: what travels where, and the builder's method for the credentials.

mod signature;

use self::signature::signature;
use super::docs::{Docs, doc};
use super::encode::{optional_text, word};
use super::group;
use super::markdown::{code, inline};
use super::module::ident;
use super::paths::*;
use super::tokens::{Ident, Literal, ToTokens, TokenStream, quote};
use crate::ir::{
    Api, AuthPlace, ClientPlace, Coding, Computation, Computed, Credential, Digest, Grant, Nonce,
    OAuth2, Scheme, Segment, Session, Template,
};
use crate::names::{Names, RustName};

/// The name of each scheme's `static`, in the order of the schemes; behind them those of the
/// combinations.
fn statics(api: &Api) -> Vec<Ident> {
    let mut names = Names::default();
    names.reserve("API");
    let schemes = api.schemes.iter().map(|scheme| scheme.name.clone());
    let combinations = combinations(api).into_iter();
    schemes
        .chain(combinations.map(|alternatives| title(api, alternatives)))
        .map(|name| ident(&names.claim(RustName::screaming(&name))))
        .collect()
}

/// The `static` for what an endpoint uses; `None` for no auth.
pub(super) fn name_of(api: &Api, alternatives: &[Vec<usize>]) -> Option<Ident> {
    let index = match alternatives {
        [] => return None,
        [only] if only.is_empty() => return None,
        [only] if only.len() == 1 => *only.first()?,
        several => {
            let mut known = combinations(api).into_iter();
            api.schemes.len() + known.position(|known| known == several)?
        }
    };
    statics(api).into_iter().nth(index)
}

/// The `static` of a scheme, by its index.
pub(super) fn scheme_name(api: &Api, index: usize) -> Option<Ident> {
    statics(api).into_iter().nth(index)
}

/// What endpoints use that is more than one scheme.
fn combinations(api: &Api) -> Vec<&[Vec<usize>]> {
    let mut found: Vec<&[Vec<usize>]> = Vec::new();
    for endpoint in &api.endpoints {
        let alternatives = endpoint.auth.as_slice();
        let is_one = match alternatives {
            [] => true,
            [only] => only.len() < 2,
            _ => false,
        };
        if !is_one && !found.contains(&alternatives) {
            found.push(alternatives);
        }
    }
    found
}

/// `key and session or none`.
pub(crate) fn title(api: &Api, alternatives: &[Vec<usize>]) -> String {
    let alternatives = alternatives.iter().map(|alternative| {
        let names = alternative
            .iter()
            .filter_map(|index| api.schemes.get(*index));
        let names: Vec<&str> = names.map(|scheme| scheme.name.as_str()).collect();
        match names.as_slice() {
            [] => "none".to_owned(),
            names => names.join(" and "),
        }
    });
    alternatives.collect::<Vec<_>>().join(" or ")
}

/// The `static` of each scheme and of each combination.
pub(super) fn emit(api: &Api) -> TokenStream {
    let names = statics(api);
    let schemes = api.schemes.iter().zip(&names).map(|(scheme, name)| {
        let fields = fields(scheme);
        quote! {
            static #name: #SCHEME = #SCHEME { #fields ..#SCHEME::DEFAULT };
        }
    });
    let combined = names.iter().skip(api.schemes.len());
    let combinations = combinations(api).into_iter().zip(combined);
    let combinations = combinations.map(|(alternatives, name)| {
        let text = title(api, alternatives);
        let alternatives = alternatives.iter().map(|alternative| {
            let schemes = alternative.iter().filter_map(|index| names.get(*index));
            quote!(&[#(&#schemes),*])
        });
        quote! {
            static #name: #SCHEME = #SCHEME {
                name: #text,
                alternatives: &[#(#alternatives),*],
                ..#SCHEME::DEFAULT
            };
        }
    });
    quote!(#(#schemes)* #(#combinations)*)
}

/// What a scheme has, and nothing of what it hasn't.
fn fields(scheme: &Scheme) -> TokenStream {
    let name = &scheme.name;
    let credentials = scheme.credentials.iter().map(|credential| &credential.name);
    let credentials = list(quote!(credentials), credentials);
    let computed = list(quote!(computed), scheme.computed.iter().map(computed));
    let placements = scheme.placements.iter().map(|placement| {
        let place = place(placement.place);
        let name = &placement.name;
        let value = segments(&placement.value);
        quote!(#PLACEMENT { place: #AUTH_PLACE::#place, name: #name, value: &[#(#value),*] })
    });
    let placements = list(quote!(placements), placements);
    let basic = scheme.basic.then(|| quote!(basic: true,));
    let custom = scheme.custom.then(|| quote!(custom: true,));
    let session = scheme.session.as_ref().map(|session| match session {
        Session::Opened { .. } => quote!(session: Some(#SESSION_SOURCE::Login),),
        Session::Handed => quote!(session: Some(#SESSION_SOURCE::Refusal),),
    });
    let oauth2 = scheme.oauth2.as_ref().map(|oauth2| {
        let oauth2 = token_source(oauth2);
        quote!(oauth2: Some(&#oauth2),)
    });
    let signatures = list(quote!(signatures), scheme.signatures.iter().map(signature));
    quote!(name: #name, #credentials #computed #placements #basic #custom #signatures #oauth2 #session)
}

/// A field that is a list, if it has elements.
fn list<T: ToTokens>(
    field: TokenStream,
    items: impl ExactSizeIterator<Item = T>,
) -> Option<TokenStream> {
    (items.len() > 0).then(|| quote!(#field: &[#(#items),*],))
}

fn token_source(oauth2: &OAuth2) -> TokenStream {
    let url = &oauth2.token_url;
    let grant = word(match oauth2.grant {
        Grant::ClientCredentials => "ClientCredentials",
        Grant::RefreshToken => "RefreshToken",
    });
    let scope = optional_text(oauth2.scope.as_deref());
    let client = word(match oauth2.client {
        ClientPlace::Basic => "Basic",
        ClientPlace::Body => "Body",
    });
    let expired = oauth2.expired.iter();
    let expired = expired.map(|status| Literal::number(*status));
    quote! {
        #OAUTH2 {
            token_url: #url,
            grant: #GRANT::#grant,
            scope: #scope,
            client: #CLIENT_PLACE::#client,
            expired: &[#(#expired),*],
        }
    }
}

fn computed(computed: &Computed) -> TokenStream {
    let parts = |template: &Template| {
        let parts = segments(template);
        quote!(&[#(#parts),*])
    };
    match &computed.value {
        Computation::UnixSeconds => quote!(#COMPUTED::Now(#NOW::UnixSeconds)),
        Computation::UnixMillis => quote!(#COMPUTED::Now(#NOW::UnixMillis)),
        Computation::Time(pattern) => quote!(#COMPUTED::Now(#NOW::Pattern(#pattern))),
        Computation::Nonce(nonce, length) => {
            let length = Literal::number(*length);
            let nonce = word(match nonce {
                Nonce::Hex => "Hex",
                Nonce::Digits => "Digits",
                Nonce::Alphanumeric => "Alphanumeric",
                Nonce::Uuid => "Uuid",
            });
            quote!(#COMPUTED::Nonce(#NONCE::#nonce, #length))
        }
        Computation::Hash(digest, coding, of) => {
            let (digest, coding, of) = (digest_word(*digest), coding_word(*coding), parts(of));
            quote!(#COMPUTED::Hash(#DIGEST::#digest, #CODING::#coding, #of))
        }
        Computation::Coded(coding, of) => {
            let (coding, of) = (coding_word(*coding), parts(of));
            quote!(#COMPUTED::Coded(#CODING::#coding, #of))
        }
        Computation::Percent(of) => {
            let of = parts(of);
            quote!(#COMPUTED::Percent(#of))
        }
    }
}

pub(super) fn digest_word(digest: Digest) -> Ident {
    word(match digest {
        Digest::Md5 => "Md5",
        Digest::Sha1 => "Sha1",
        Digest::Sha256 => "Sha256",
        Digest::Sha512 => "Sha512",
    })
}

pub(super) fn coding_word(coding: Coding) -> Ident {
    word(match coding {
        Coding::Hex => "Hex",
        Coding::UpperHex => "UpperHex",
        Coding::Base64 => "Base64",
        Coding::Base64Url => "Base64Url",
        Coding::Base64Percent => "Base64Percent",
    })
}

/// The builder's method of each scheme: it takes the credentials in the order of the file.
pub(super) fn methods(api: &Api, features: bool) -> TokenStream {
    let methods = api
        .schemes
        .iter()
        .zip(statics(api))
        .map(|(scheme, name)| method(api, scheme, &name, features));
    quote!(#(#methods)*)
}

fn method(api: &Api, scheme: &Scheme, name: &Ident, features: bool) -> TokenStream {
    if scheme.custom {
        return authenticator_method(scheme, name);
    }
    let Some(oauth2) = &scheme.oauth2 else {
        let docs = format!("Credentials of the scheme {}.", code(&scheme.name));
        let credentials = credentials_method(scheme, name, docs, &scheme.credentials);
        let login = login_method(api, scheme, name, features);
        return quote!(#credentials #login);
    };
    let docs = format!(
        "What access tokens of the scheme {} are fetched with.",
        code(&scheme.name)
    );
    let credentials = credentials_method(scheme, name, docs, &oauth2.credentials);
    let method = ident(&oauth2.token_method);
    let docs =
        doc("An access token that is there already. It isn't renewed without the credentials.");
    quote! {
        #credentials

        #docs
        #[must_use]
        pub fn #method(mut self, access_token: impl Into<#SECRET>) -> Self {
            self.core.token(&#name, access_token.into());
            self
        }
    }
}

/// The builder's method that takes a function for logins.
fn login_method(api: &Api, scheme: &Scheme, name: &Ident, features: bool) -> Option<TokenStream> {
    let Some(Session::Opened { endpoint, method }) = &scheme.session else {
        return None;
    };
    let endpoint = api.endpoints.get(*endpoint)?;
    let text = format!(
        "Opens sessions of the scheme {} when calls need one: `login` is an async function that gives a fresh request of {} each time.",
        code(&scheme.name),
        code(endpoint.method_name.plain())
    );
    let docs = doc(text);
    let method = ident(method);
    let group = endpoint.group.and_then(|group| api.groups.get(group));
    let cfg = group.and_then(|group| group::cfg(group, features));
    let request = ident(&endpoint.request.type_name);
    Some(quote! {
        #docs
        #cfg
        #[must_use]
        pub fn #method(mut self, login: impl #FRESH_LOGIN<#request>) -> Self {
            self.core.login(&#name, login);
            self
        }
    })
}

fn authenticator_method(scheme: &Scheme, name: &Ident) -> TokenStream {
    let docs = Docs::new()
        .own(format!(
            "What puts the credentials of the scheme {} into requests.",
            code(&scheme.name)
        ))
        .text(scheme.description.as_deref())
        .outer();
    let method = ident(&scheme.method);
    quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, authenticator: impl #AUTHENTICATOR) -> Self {
            self.core.authenticator(&#name, authenticator);
            self
        }
    }
}

fn credentials_method(
    scheme: &Scheme,
    name: &Ident,
    docs: String,
    credentials: &[Credential],
) -> TokenStream {
    let meanings: Vec<String> = credentials
        .iter()
        .filter_map(|credential| {
            let meaning = inline(credential.description.as_deref()?);
            Some(format!("{}: {meaning}", code(credential.argument.plain())))
        })
        .collect();
    let docs = Docs::new()
        .own(docs)
        .text(scheme.description.as_deref())
        .list("Arguments:", &meanings)
        .outer();
    let method = ident(&scheme.method);
    let arguments = credentials.iter().map(|credential| {
        let argument = ident(&credential.argument);
        if credential.secret {
            quote!(#argument: impl Into<#SECRET>)
        } else {
            quote!(#argument: impl Into<String>)
        }
    });
    let values = credentials.iter().map(|credential| {
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
        Segment::Value(index) | Segment::Greedy(index) => {
            let index = Literal::number(*index);
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
            Segment::Value(index) | Segment::Greedy(index) => {
                format!("{{{}}}", names.get(*index).unwrap_or(&""))
            }
        })
        .collect()
}

fn place(place: AuthPlace) -> Ident {
    word(match place {
        AuthPlace::Header => "Header",
        AuthPlace::Query => "Query",
        AuthPlace::Cookie => "Cookie",
        AuthPlace::Body => "Body",
        AuthPlace::Path => "Path",
    })
}
