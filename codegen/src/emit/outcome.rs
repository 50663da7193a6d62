//! An outcome: one struct, how it is read, and how it prints where it is a failure.

mod headers;

use super::decode::{self, Beside};
use super::docs::{self, Docs, expect_deprecated};
use super::encode::{optional_text, word};
use super::markdown::code;
use super::mentions::mentions;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{Ident, TokenStream, quote};
use super::types::{self, rust_type};
use super::{event, failing, failure, session, xml};
use crate::ir::{Acted, Content, Member, Outcome, OutcomeBody, Scalar, TextPattern, Type, XmlBody};

/// What the endpoints make of an outcome.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role {
    /// One of them answers with it.
    pub(super) is_used: bool,
    /// One of them does so as a failure.
    pub(super) is_failure: bool,
    /// One of them does so as a success.
    pub(super) is_success: bool,
}

/// `<api>::outcomes`: the outcomes that several endpoints share, with the types that stand in
/// them.
pub(super) fn file(module: Module<'_>) -> TokenStream {
    let shared: Vec<&Outcome> = module.api.outcomes.iter().collect();
    let docs = Docs::new()
        .own("Outcomes that several endpoints share.")
        .inner();
    let imports = module.shared_imports(&shared);
    let outcomes = shared.iter().enumerate().map(|(index, outcome)| {
        let role = Role {
            is_used: module.reach.is_used(index),
            is_failure: module.reach.is_failure(index),
            is_success: module.reach.is_success(index),
        };
        emit(module, outcome, role)
    });
    let types = super::types::all(module);
    let items = quote!(#(#outcomes)* #(#types)*);
    let import = mentions(&items, "rt").then(import);
    quote! { #docs #import #imports #items }
}

/// The struct of an outcome and what it can do.
pub(super) fn emit(module: Module<'_>, outcome: &Outcome, role: Role) -> TokenStream {
    let docs = Docs::new()
        .text(outcome.description.as_deref())
        .or(format!("The outcome {}.", code(outcome.name.plain())));
    let docs = match outcome.acted {
        Some(Acted::No) => {
            docs.own("The server did nothing: the call can be made again without risk.")
        }
        Some(Acted::Unknown) => docs.own("Whether the server acted can't be told."),
        None => docs,
    };
    let docs = docs::notes(docs, &outcome.notes).outer();
    let derives = derives([outcome].into_iter());
    let structure = declaration(module, outcome);
    let decode = role.is_used.then(|| decode(module, outcome)).flatten();
    let failure = role.is_failure.then(|| {
        let has_text = matches!(outcome.body, OutcomeBody::Text { .. });
        let members = [&outcome.headers, outcome.members()];
        failure::failure(module, &outcome.name, &members, has_text)
    });
    let acted = outcome.acted.filter(|_| role.is_failure);
    let acted = acted.map(|acted| failure::says_acted(&outcome.name, &may_have_acted(acted)));
    let expired = session::outcome(module, outcome);
    let failing = failing::outcome(module, outcome, role);
    let events = event::of(outcome).map(|events| event::emit(module, outcome, events));
    quote! { #docs #derives #structure #decode #expired #failing #failure #acted #events }
}

/// Whether the server may have acted.
fn may_have_acted(acted: Acted) -> TokenStream {
    match acted {
        Acted::No => quote!(false),
        Acted::Unknown => quote!(true),
    }
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
        | OutcomeBody::Form(members)
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
        OutcomeBody::Csv(body) => {
            let docs = docs::doc("The rows of the body.");
            let row = rust_type(module, &body.row);
            fields.push(quote!(#docs pub rows: Vec<#row>));
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
            let docs = docs::doc(if outcome.stream {
                "The body, while it comes."
            } else {
                "The body as it came."
            });
            let ty = raw(outcome);
            fields.push(quote!(#docs pub body: #ty));
        }
        OutcomeBody::TextEquals { .. } | OutcomeBody::Empty => {}
    }
    types::declared(&quote!(#name), &fields)
}

/// Whether some field is read out of a header.
pub(super) fn reads_headers(outcome: &Outcome) -> bool {
    outcome.headers.iter().any(Member::is_field)
}

/// How the body is read, where it has parts to read.
fn decode(module: Module<'_>, outcome: &Outcome) -> Option<TokenStream> {
    let name = ident(&outcome.name);
    match &outcome.body {
        OutcomeBody::Json(members) if !reads_headers(outcome) => {
            Some(decode::json_object(module, &name, members))
        }
        OutcomeBody::JsonValue(ty) if !reads_headers(outcome) => {
            Some(decode::json_body(module, &name, ty))
        }
        _ => {
            let decode = decode_by_function(module, outcome)?;
            Some(quote! { impl #name { #decode } })
        }
    }
}

/// `fn decode`, where the body has parts to read, or fields stand beside it.
fn decode_by_function(module: Module<'_>, outcome: &Outcome) -> Option<TokenStream> {
    let visibility = module.visibility();
    let beside = headers::beside(module, outcome);
    match &outcome.body {
        OutcomeBody::Json(members) => Some(decode::json_object_beside(
            module,
            members,
            &beside,
            visibility.as_ref(),
        )),
        OutcomeBody::JsonValue(ty) => Some(decode::json_body_beside(
            module,
            ty,
            &beside,
            visibility.as_ref(),
        )),
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
            |member, read| read_by_name(&word("properties"), member, read),
        )),
        OutcomeBody::Form(members) => Some(decode_text(
            module,
            members,
            &beside,
            &quote!(form: &#PROPERTIES<'_>),
            |member, read| read_by_name(&word("form"), member, read),
        )),
        OutcomeBody::TextPattern(body) => Some(decode_text(
            module,
            &body.members,
            &beside,
            &quote!(captures: &#CAPTURES<'_>),
            |member, read| read_by_name(&word("captures"), member, read),
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
        OutcomeBody::Csv(body) if reads_headers(outcome) => {
            let row = rust_type(module, &body.row);
            let (rows, ty) = (quote!(rows), quote!(Vec<#row>));
            Some(decode_beside(&rows, &ty, &beside, visibility.as_ref()))
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
        OutcomeBody::Raw(_) if reads_headers(outcome) => Some(decode_beside(
            &quote!(body),
            &raw(outcome),
            &beside,
            visibility.as_ref(),
        )),
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
        | OutcomeBody::Csv(_)
        | OutcomeBody::Raw(_)
        | OutcomeBody::Events(_)
        | OutcomeBody::Text { .. }
        | OutcomeBody::TextEquals { .. }
        | OutcomeBody::Empty => None,
    }
}

/// Bytes, all of them or while they come.
fn raw(outcome: &Outcome) -> TokenStream {
    if outcome.stream {
        quote!(#DOWNLOAD)
    } else {
        quote!(#RAW_BODY)
    }
}

/// The lines of a body, all of them or while they come.
fn lines(module: Module<'_>, ty: &Type, stream: bool) -> TokenStream {
    let line = rust_type(module, ty);
    if stream {
        failing::stream(module, &line, failing::ends_with(module, ty))
    } else {
        quote!(Vec<#line>)
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

/// Reads a text that has a name.
fn read_by_name(texts: &Ident, member: &Member, read: &TokenStream) -> TokenStream {
    let wire = &member.wire;
    if member.optional {
        quote!(#texts.optional(#wire, #read)?)
    } else {
        quote!(#texts.required(#wire, #read)?)
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
