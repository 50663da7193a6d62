//! The request of an endpoint: its struct, how a caller makes one, and how it is encoded.

use super::body::{self, Field};
use super::docs::{Docs, doc, expect_deprecated, page_documents_it};
use super::encode::{self, Operand, presence};
use super::family::{self, Case};
use super::markdown::code;
use super::module::{Module, ident};
use super::pairs::{self, Target};
use super::paths::*;
use super::tokens::{Ident, TokenStream, quote};
use super::types::{field_type, rust_type, structure};
use super::{rules, secrets};
use crate::ir::{
    Construction, Content, Endpoint, Fact, FactSource, Families, Literal, Member, Place, Request,
    Scalar, Segment, Spelt, Type,
};

/// The struct and its constructor.
pub(super) fn emit(module: Module<'_>, endpoint: &Endpoint) -> TokenStream {
    let request = &endpoint.request;
    let name = ident(&request.type_name);
    let method = code(endpoint.method_name.plain());
    let docs = Docs::new()
        .own(match request.construction {
            Construction::Nothing => format!("What {method} sends: nothing that a caller decides."),
            Construction::Default | Construction::New | Construction::Literal => {
                format!("What {method} sends.")
            }
        })
        .list(
            "Its members keep these rules, or nothing is sent:",
            &rules::in_words(&request.members().collect::<Vec<_>>(), &request.rules),
        )
        .outer();
    let derives = derives(module, request);
    let members: Vec<&Member> = request.members().collect();
    let structure = match Field::of(request) {
        Some(body) => with_body(module, request, body),
        None => {
            let name = match request.construction {
                // With braces it is written like any other request.
                Construction::Nothing => quote!(pub struct #name {}),
                _ => structure(module, &quote!(#name), &members, true),
            };
            quote!(#name)
        }
    };
    let new = (request.construction == Construction::New).then(|| new(module, request));
    let bodies = body::emit_one_of(module, endpoint);
    quote! { #docs #derives #structure #new #bodies }
}

fn derives(module: Module<'_>, request: &Request) -> TokenStream {
    let holds_secret = request.members().any(|member| match &member.content {
        Content::Value(ty) => module.holds_secret(ty),
        Content::Constant(_) => false,
    }) || Field::of(request).is_some_and(|body| body.holds_secret(module));
    let eq = (!holds_secret).then(|| quote!(, PartialEq));
    let default = matches!(
        request.construction,
        Construction::Nothing | Construction::Default
    )
    .then(|| quote!(, Default));
    quote!(#[derive(Debug, Clone #eq #default)])
}

/// The struct of a request whose body is one value.
fn with_body(module: Module<'_>, request: &Request, body: Field<'_>) -> TokenStream {
    let name = ident(&request.type_name);
    let fields = request.members().filter_map(|member| {
        let Content::Value(ty) = &member.content else {
            return None;
        };
        let docs = super::docs::member(module.api, member, true);
        let deprecated = super::docs::deprecated(member.deprecated.as_deref());
        let field = ident(&member.field);
        let ty = field_type(module, member, ty);
        Some(quote! { #docs #deprecated pub #field: #ty, })
    });
    let body = body.declare(module);
    quote! {
        pub struct #name {
            #(#fields)*
            #body,
        }
    }
}

/// `new`, which takes what must be there and leaves out the rest.
fn new(module: Module<'_>, request: &Request) -> TokenStream {
    let name = ident(&request.type_name);
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for member in request.members() {
        let Content::Value(ty) = &member.content else {
            continue;
        };
        let field = ident(&member.field);
        if member.is_family {
            fields.push(quote!(#field: BTreeMap::new()));
        } else if member.may_be_left_out() {
            fields.push(quote!(#field: None));
        } else if member.nullable {
            let ty = field_type(module, member, ty);
            arguments.push(quote!(#field: #ty));
            fields.push(quote!(#field));
        } else {
            let (argument, value) = argument(module, &field, ty);
            arguments.push(argument);
            fields.push(value);
        }
    }
    if let Some(body) = Field::of(request) {
        let (argument, value) = body.construct(module);
        arguments.extend(argument);
        fields.push(value);
    }
    let docs = doc("A request with what must be there; the rest is left out.");
    let expect = expect_deprecated(request.members());
    quote! {
        impl #name {
            #docs
            #[must_use]
            #expect
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#fields,)* }
            }
        }
    }
}

/// An argument of `new`, and the field that is made of it.
pub(super) fn argument(module: Module<'_>, field: &Ident, ty: &Type) -> (TokenStream, TokenStream) {
    match ty {
        Type::Scalar(
            Scalar::String
            | Scalar::Secret(_)
            | Scalar::Hashed(_)
            | Scalar::Spelt(Spelt::Digits | Spelt::Exact { .. } | Spelt::Url),
        ) => {
            let ty = rust_type(module, ty);
            (
                quote!(#field: impl Into<#ty>),
                quote!(#field: #field.into()),
            )
        }
        Type::Any => {
            let ty = rust_type(module, ty);
            (
                quote!(#field: impl Into<#ty>),
                quote!(#field: #field.into()),
            )
        }
        Type::Scalar(_)
        | Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::Named(_)
        | Type::InText(..) => {
            let ty = rust_type(module, ty);
            (quote!(#field: #ty), quote!(#field))
        }
    }
}

/// The body of `Endpoint::encode`.
pub(super) fn encode(module: Module<'_>, endpoint: &Endpoint) -> TokenStream {
    let request = &endpoint.request;
    let in_body = request
        .payloads()
        .flat_map(|payload| body::own_members(module, payload));
    let expect = expect_deprecated(request.members().chain(in_body))
        .or_else(|| secrets::meet_deprecated(module, request).then(page_documents_it));
    let path = path(module, endpoint);
    let constants = endpoint
        .url
        .query
        .iter()
        .map(|(name, value)| quote!(request.query(#name, #value);));
    let query = endpoint.url.query.iter().map(|(name, _)| name.as_str());
    let query = families_at(request, Place::Query).beside(query);
    let headers = families_at(request, Place::Header).in_any_case();
    let parameters = request
        .parameters
        .iter()
        .filter(|parameter| !matches!(parameter.place, Place::Path | Place::Url))
        .map(|parameter| {
            let (member, wire) = (&parameter.member, &parameter.member.wire);
            let owner = quote!(self);
            match parameter.place {
                Place::Path | Place::Url | Place::Query => {
                    pairs::member(module, &owner, member, &query, Target::Query)
                }
                Place::Header => match member.family_type() {
                    Some(part) => {
                        let others = headers.others(member);
                        family::each(&owner, member, &others, Case::Any, |name, value| {
                            let text = encode::text(module, part, value)?;
                            Some(quote!(request.header(#name, #text)?;))
                        })
                    }
                    None => text_member(
                        module,
                        &owner,
                        member,
                        &|value| quote!(request.header(#wire, #value)?;),
                    ),
                },
                Place::Cookie => text_member(
                    module,
                    &owner,
                    member,
                    &|value| quote!(request.cookie(#wire, #value)?;),
                ),
            }
        });
    let facts = request
        .facts
        .iter()
        .filter_map(|fact| Some(emit_fact(module, fact, source(request, fact)?)));
    let rules = rules::emit(module, request);
    let secrets = secrets::emit(module, request);
    let body = body::encode(module, request);
    quote! {
        #expect
        fn encode(&self, request: &mut #ENCODER) -> Result<(), #INVALID> {
            #rules
            #path
            #(#constants)*
            #(#parameters)*
            #(#facts)*
            #secrets
            #body
            Ok(())
        }
    }
}

fn families_at(request: &Request, place: Place) -> Families<'_> {
    let own = request.parameters.iter();
    let own = own.filter(|parameter| parameter.place == place);
    Families::of(own.map(|parameter| &parameter.member))
}

fn path(module: Module<'_>, endpoint: &Endpoint) -> TokenStream {
    let value = |index: usize, method: TokenStream| {
        let parameter = endpoint.request.parameters.get(index)?;
        let wire = &parameter.member.wire;
        let put = |value: TokenStream| quote!(request.#method(#wire, #value)?;);
        Some(text_member(module, &quote!(self), &parameter.member, &put))
    };
    let segments = endpoint
        .url
        .path
        .0
        .iter()
        .filter_map(|segment| match segment {
            Segment::Literal(text) => Some(quote!(request.path(#text);)),
            Segment::Value(index) => value(*index, quote!(path_value)),
            Segment::Greedy(index) => value(*index, quote!(path_segments)),
        });
    if let Some(given) = &endpoint.url.given {
        let url = given_url(module, endpoint, given.parameter);
        let origins = &given.auth_origins;
        let origins =
            (!origins.is_empty()).then(|| quote!(request.auth_origins(&[#(#origins),*]);));
        quote!(#url #origins)
    } else if endpoint.url.path.0.is_empty() {
        quote!(request.path("");)
    } else {
        quote!(#(#segments)*)
    }
}

/// Starts at the URL that the caller gives; the runtime checks it.
fn given_url(module: Module<'_>, endpoint: &Endpoint, parameter: usize) -> Option<TokenStream> {
    let member = &endpoint.request.parameters.get(parameter)?.member;
    let wire = &member.wire;
    let put = |value: TokenStream| quote!(request.url(#wire, #value)?;);
    if let Content::Value(Type::Scalar(Scalar::Spelt(Spelt::Url))) = member.content {
        let field = ident(&member.field);
        return Some(put(quote!(&self.#field)));
    }
    Some(text_member(module, &quote!(self), member, &put))
}

/// Puts a member of `owner` where there is text only; the elements of a list one by one.
pub(super) fn text_member(
    module: Module<'_>,
    owner: &TokenStream,
    member: &Member,
    put: &impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    match &member.content {
        Content::Constant(constant) => put_literal(&constant.value, put),
        Content::Value(ty) => {
            let send = member.send.as_ref().map(|send| put_literal(send, put));
            let value = |value: &Operand| match ty {
                Type::List(element) => {
                    encode::each(value, |item| encode::text(module, element, item).map(put))
                }
                Type::Scalar(_)
                | Type::Named(_)
                | Type::ListOrOne(_)
                | Type::Map(_)
                | Type::Tuple(_)
                | Type::Nullable(..)
                | Type::Boxed(_)
                | Type::Any
                | Type::InText(..) => encode::text(module, ty, value).map(put).unwrap_or_default(),
            };
            let null = member.null_text();
            presence(owner, member, ty, value, &put(quote!(#null)), send)
        }
    }
}

pub(super) fn put_literal(
    literal: &Literal,
    put: &impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    match literal {
        Literal::List(items) => {
            let items = items.iter().map(|item| put_literal(item, put));
            quote!(#(#items)*)
        }
        Literal::Null
        | Literal::Boolean(_)
        | Literal::Number(_)
        | Literal::Text(_)
        | Literal::Object(_) => literal
            .as_text()
            .map(|text| put(quote!(#text)))
            .unwrap_or_default(),
    }
}

fn source<'a>(request: &'a Request, fact: &Fact) -> Option<&'a Member> {
    match fact.source {
        FactSource::Parameter(index) => request
            .parameters
            .get(index)
            .map(|parameter| &parameter.member),
        FactSource::Body(index) => request.body_members().get(index),
    }
}

/// Tells the runtime what is sent for a member that decides between outcomes.
fn emit_fact(module: Module<'_>, fact: &Fact, member: &Member) -> TokenStream {
    let wire = &fact.wire;
    let known = |text: TokenStream| quote!(request.fact(#wire, Some(#text)););
    let literal = |literal: &Literal| literal.as_text().map(|text| known(quote!(#text)));
    let absent = quote!(request.fact(#wire, None););
    match &member.content {
        Content::Constant(constant) => literal(&constant.value).unwrap_or(absent),
        Content::Value(ty) => {
            let missing = member.send.as_ref().and_then(literal).unwrap_or(absent);
            let value = |value: &Operand| {
                encode::text(module, ty, value)
                    .map(known)
                    .unwrap_or_default()
            };
            let null = member.null_text();
            presence(
                &quote!(self),
                member,
                ty,
                value,
                &known(quote!(#null)),
                Some(missing),
            )
        }
    }
}
