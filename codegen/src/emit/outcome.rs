//! An outcome: one struct, how it is read, and how it prints where it is a failure.

use proc_macro2::TokenStream;
use quote::quote;

mod headers;

use super::decode::{self, Beside};
use super::docs::{self, Docs, expect_deprecated};
use super::encode::{optional_text, word};
use super::markdown::code;
use super::module::{Module, ident};
use super::paths::*;
use super::types::{self, rust_type};
use super::{event, xml};
use crate::ir::{Content, Member, Outcome, OutcomeBody, Scalar, Shape, TextPattern, Type, XmlBody};
use crate::names::RustName;

/// What the endpoints make of an outcome.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    /// One of them answers with it.
    pub(super) is_used: bool,
    /// One of them does so as a failure.
    pub(super) is_failure: bool,
}

/// `<api>::outcomes`: the outcomes that several endpoints share, with the types that stand in
/// them.
pub(super) fn file(module: Module<'_>) -> TokenStream {
    let shared: Vec<&Outcome> = module.api.outcomes.iter().collect();
    let docs = Docs::new()
        .own("Outcomes that several endpoints share.")
        .inner();
    let import = import();
    let imports = module.shared_imports(&shared);
    let outcomes = shared.iter().enumerate().map(|(index, outcome)| {
        let role = Role {
            is_used: module.reach.is_used(index),
            is_failure: module.reach.is_failure(index),
        };
        emit(module, outcome, role)
    });
    let types = super::types::all(module);
    quote! { #docs #import #imports #(#outcomes)* #(#types)* }
}

/// The struct of an outcome and what it can do.
pub(super) fn emit(module: Module<'_>, outcome: &Outcome, role: Role) -> TokenStream {
    let name = ident(&outcome.name);
    let docs = Docs::new()
        .text(outcome.description.as_deref())
        .or(format!("The outcome {}.", code(outcome.name.plain())));
    let docs = docs::notes(docs, &outcome.notes).outer();
    let derives = derives([outcome].into_iter());
    let structure = declaration(module, outcome);
    let decode = role
        .is_used
        .then(|| decode(module, outcome))
        .flatten()
        .map(|decode| quote! { impl #name { #decode } });
    let failure = role.is_failure.then(|| {
        let has_text = matches!(outcome.body, OutcomeBody::Text { .. });
        let members = [&outcome.headers, outcome.members()];
        failure(module, &outcome.name, &members, has_text)
    });
    let events = event::of(outcome).map(|events| event::emit(module, outcome, events));
    quote! { #docs #derives #structure #decode #failure #events }
}

/// `#[derive(…)]` of a type that holds these outcomes. A stream can be read once, by one.
pub(super) fn derives<'a>(mut outcomes: impl Iterator<Item = &'a Outcome> + Clone) -> TokenStream {
    if outcomes.clone().any(|outcome| outcome.stream) {
        quote!(#[derive(Debug)])
    } else {
        types::derives(outcomes.any(|outcome| outcome.holds_secret))
    }
}

fn declaration(module: Module<'_>, outcome: &Outcome) -> TokenStream {
    let name = ident(&outcome.name);
    let mut fields = headers::fields(module, &outcome.headers);
    match &outcome.body {
        OutcomeBody::Json(members)
        | OutcomeBody::Properties(members)
        | OutcomeBody::Html(members) => fields.extend(types::fields(module, members, false)),
        OutcomeBody::Xml(XmlBody { members, .. })
        | OutcomeBody::TextPattern(TextPattern { members, .. }) => {
            fields.extend(types::fields(module, members, false));
        }
        OutcomeBody::JsonValue(ty) => {
            let docs = docs::doc("The body.");
            let ty = rust_type(module, ty);
            fields.push(quote!(#docs pub body: #ty));
        }
        OutcomeBody::Lines(ty) => {
            let docs = docs::doc("The lines of the body.");
            let ty = lines(module, ty, outcome.stream);
            fields.push(quote!(#docs pub lines: #ty));
        }
        OutcomeBody::Events(events) => {
            let docs = docs::doc("The events of the body.");
            let ty = event::field(module, events, outcome.stream);
            fields.push(quote!(#docs pub events: #ty));
        }
        OutcomeBody::Text { .. } => {
            let docs = docs::doc("The text of the body.");
            fields.push(quote!(#docs pub text: String));
        }
        OutcomeBody::Raw(_) => {
            let docs = docs::doc("The body as it came.");
            fields.push(quote!(#docs pub body: #RAW_BODY));
        }
        OutcomeBody::TextEquals { .. } | OutcomeBody::Empty => {}
    }
    types::declared(&quote!(#name), &fields)
}

/// Whether some field is read out of a header.
pub(super) fn reads_headers(outcome: &Outcome) -> bool {
    outcome.headers.iter().any(Member::is_field)
}

/// `fn decode`, where the body has parts to read.
fn decode(module: Module<'_>, outcome: &Outcome) -> Option<TokenStream> {
    let visibility = module.visibility();
    let beside = headers::beside(module, outcome);
    match &outcome.body {
        OutcomeBody::Json(members) => Some(decode::json_object_beside(
            module,
            members,
            &beside,
            visibility.as_ref(),
        )),
        OutcomeBody::JsonValue(ty) => {
            Some(decode::json_body(module, ty, &beside, visibility.as_ref()))
        }
        OutcomeBody::Xml(body) => Some(xml::element_beside(
            module,
            &word("decode"),
            &body.members,
            &beside,
            visibility.as_ref(),
        )),
        OutcomeBody::Properties(members) => Some(decode_text(
            module,
            members,
            &beside,
            &quote!(properties: &#PROPERTIES<'_>),
            |member, read| {
                let wire = &member.wire;
                if member.optional {
                    quote!(properties.optional(#wire, #read)?)
                } else {
                    quote!(properties.required(#wire, #read)?)
                }
            },
        )),
        OutcomeBody::TextPattern(body) => Some(decode_text(
            module,
            &body.members,
            &beside,
            &quote!(captures: &#CAPTURES<'_>),
            |member, read| {
                let wire = &member.wire;
                if member.optional {
                    quote!(captures.optional(#wire, #read)?)
                } else {
                    quote!(captures.required(#wire, #read)?)
                }
            },
        )),
        OutcomeBody::Html(members) => Some(decode_text(
            module,
            members,
            &beside,
            &quote!(html: &#MARKUP<'_>),
            read_element,
        )),
        OutcomeBody::Text { .. } if reads_headers(outcome) => Some(decode_beside(
            &quote!(text),
            &quote!(String),
            &beside,
            visibility.as_ref(),
        )),
        OutcomeBody::Lines(ty) if reads_headers(outcome) => {
            let ty = lines(module, ty, outcome.stream);
            Some(decode_beside(
                &quote!(lines),
                &ty,
                &beside,
                visibility.as_ref(),
            ))
        }
        OutcomeBody::Events(events) if reads_headers(outcome) => {
            let ty = event::field(module, events, outcome.stream);
            Some(decode_beside(
                &quote!(events),
                &ty,
                &beside,
                visibility.as_ref(),
            ))
        }
        OutcomeBody::Raw(_) if reads_headers(outcome) => {
            let Beside {
                argument,
                fields,
                expect,
            } = beside;
            Some(quote! {
                #expect
                #visibility fn decode(body: #RAW_BODY #argument) -> Result<Self, #FAULT> {
                    Ok(Self { #(#fields,)* body })
                }
            })
        }
        OutcomeBody::TextEquals { .. } | OutcomeBody::Empty if reads_headers(outcome) => {
            let argument = headers::argument();
            let Beside { fields, expect, .. } = beside;
            Some(quote! {
                #expect
                #visibility fn decode(#argument) -> Result<Self, #FAULT> {
                    Ok(Self { #(#fields,)* })
                }
            })
        }
        OutcomeBody::Lines(_)
        | OutcomeBody::Raw(_)
        | OutcomeBody::Events(_)
        | OutcomeBody::Text { .. }
        | OutcomeBody::TextEquals { .. }
        | OutcomeBody::Empty => None,
    }
}

/// The lines of a body, all of them or while they come.
fn lines(module: Module<'_>, ty: &Type, stream: bool) -> TokenStream {
    let ty = rust_type(module, ty);
    if stream {
        quote!(#STREAM<#ty>)
    } else {
        quote!(Vec<#ty>)
    }
}

/// `fn decode` of a body that is read already, with fields out of headers beside it.
fn decode_beside(
    field: &TokenStream,
    ty: &TokenStream,
    beside: &Beside,
    visibility: Option<&TokenStream>,
) -> TokenStream {
    let Beside {
        argument,
        fields,
        expect,
    } = beside;
    quote! {
        #expect
        #visibility fn decode(#field: #ty #argument) -> Result<Self, #FAULT> {
            Ok(Self { #(#fields,)* #field })
        }
    }
}

fn read_element(member: &Member, read: &TokenStream) -> TokenStream {
    let markup = member.markup.as_ref();
    let element = markup.map_or(&member.wire, |markup| &markup.element);
    let until = optional_text(markup.and_then(|markup| markup.until.as_deref()));
    let is_string = !member.nullable
        && matches!(
            member.content,
            Content::Value(Type::Scalar(Scalar::String | Scalar::Hashed(_)))
        );
    match (member.optional, is_string) {
        (false, true) => quote!(html.element(#element, #until)?),
        (true, true) => quote!(html.optional_element(#element, #until)?),
        (false, false) => quote!(html.element_as(#element, #until, #read)?),
        (true, false) => quote!(html.optional_element_as(#element, #until, #read)?),
    }
}

/// `fn decode` out of a body that holds texts by name. Constants are read for their fault alone.
fn decode_text(
    module: Module<'_>,
    members: &[Member],
    beside: &Beside,
    argument: &TokenStream,
    get: impl Fn(&Member, &TokenStream) -> TokenStream,
) -> TokenStream {
    let visibility = module.visibility();
    let expect = expect_deprecated(members.iter()).or_else(|| beside.expect.clone());
    let mut constants = Vec::new();
    let mut fields = beside.fields.clone();
    let further = &beside.argument;
    for member in members {
        match &member.content {
            Content::Constant(constant) => {
                let read = get(member, &decode::text_constant(constant));
                constants.push(quote!(#read;));
            }
            Content::Value(ty) => {
                let field = ident(&member.field);
                let value = text_value(module, member, ty, &get);
                fields.push(quote!(#field: #value));
            }
        }
    }
    let value = decode::built(&fields);
    quote! {
        #expect
        #visibility fn decode(#argument #further) -> Result<Self, #FAULT> {
            #(#constants)*
            Ok(#value)
        }
    }
}

fn text_value(
    module: Module<'_>,
    member: &Member,
    ty: &Type,
    get: &impl Fn(&Member, &TokenStream) -> TokenStream,
) -> TokenStream {
    let value = get(member, &decode::member_text(module, member, ty));
    if member.optional && member.nullable {
        quote!(#JSON::optional_nullable(#value))
    } else {
        value
    }
}

/// A value that a failure prints.
struct Shown<'a> {
    place: String,
    value: TokenStream,
    member: &'a Member,
}

/// `Display` and `Error` of a failure: its name and those of its values that say what went wrong.
pub(super) fn failure(
    module: Module<'_>,
    name: &RustName,
    members: &[&[Member]],
    has_text: bool,
) -> TokenStream {
    let label = name.plain();
    let name = ident(name);
    let mut shown = Vec::new();
    for members in members {
        show_members(module, members, "", &quote!(self), &mut shown);
    }
    let expect = expect_deprecated(shown.iter().map(|shown| shown.member));
    let mut always: Vec<TokenStream> = shown
        .iter()
        .filter(|shown| !is_option(shown.member))
        .map(|Shown { place, value, .. }| quote!((#place, &#value)))
        .collect();
    if has_text {
        always.push(quote!(("text", &self.text)));
    }
    let sometimes: Vec<TokenStream> = shown
        .iter()
        .filter(|shown| is_option(shown.member))
        .map(|shown| {
            let (place, value) = (&shown.place, &shown.value);
            let value = if shown.member.optional && shown.member.nullable {
                quote!(#value.as_ref().and_then(#NULLABLE::as_option))
            } else {
                quote!(&#value)
            };
            quote!(if let Some(value) = #value { shown.push((#place, value)); })
        })
        .collect();
    let count = proc_macro2::Literal::usize_unsuffixed(always.len());
    let body = if sometimes.is_empty() {
        quote!(#FAILURE(f, #label, &[#(#always),*]))
    } else {
        quote! {
            let always: [(&str, &dyn ::std::fmt::Display); #count] = [#(#always),*];
            let mut shown = Vec::from(always);
            #(#sometimes)*
            #FAILURE(f, #label, &shown)
        }
    };
    quote! {
        impl ::std::fmt::Display for #name {
            #expect
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                #body
            }
        }

        impl ::std::error::Error for #name {}
    }
}

fn is_option(member: &Member) -> bool {
    member.may_be_left_out() || member.nullable
}

/// Texts, whole numbers and enums, those of inner objects too; no secrets, and nothing of which
/// there can be many.
fn show_members<'a>(
    module: Module<'a>,
    members: &'a [Member],
    above: &str,
    owner: &TokenStream,
    shown: &mut Vec<Shown<'a>>,
) {
    for member in members {
        let Content::Value(ty) = &member.content else {
            continue;
        };
        let field = ident(&member.field);
        let value = quote!(#owner.#field);
        let place = if above.is_empty() {
            member.wire.clone()
        } else {
            format!("{above}.{}", member.wire)
        };
        let is_shown = match ty {
            Type::Scalar(scalar) => matches!(scalar, Scalar::String | Scalar::Integer(_)),
            Type::List(_)
            | Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(..)
            | Type::Boxed(_)
            | Type::Any
            | Type::InText(..) => false,
            Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
                Some(Shape::Enum(_)) => true,
                Some(Shape::OneOf(_)) => false,
                Some(Shape::Object(inner)) => {
                    if !is_option(member) {
                        show_members(module, inner, &place, &value, shown);
                    }
                    false
                }
                None => false,
            },
        };
        if is_shown {
            shown.push(Shown {
                place,
                value,
                member,
            });
        }
    }
}

/// `Display` and `Error` of an enum of failures: each speaks for itself.
pub(super) fn failures(name: &RustName, variants: &[proc_macro2::Ident]) -> TokenStream {
    let name = ident(name);
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self { #(Self::#variants(failure) => ::std::fmt::Display::fmt(failure, f),)* }
            }
        }

        impl ::std::error::Error for #name {}
    }
}
