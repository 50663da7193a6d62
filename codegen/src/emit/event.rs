//! Server-sent events: the enum of an outcome's events, and how one is read.

use super::docs::{Docs, doc};
use super::markdown::code;
use super::module::{Module, ident};
use super::paths::*;
use super::tokens::{TokenStream, quote};
use super::types::{derives, rust_type};
use super::{decode, failing, failure, size};
use crate::ir::{Event, EventData, EventRole, Events, Outcome, OutcomeBody, Shape, Type};

/// What an outcome's struct holds: every event, or a stream of them.
pub(super) fn field(module: Module<'_>, events: &Events, streams: bool) -> TokenStream {
    let name = ident(&events.name);
    if !streams {
        return quote!(Vec<#name>);
    }
    failing::stream(module, &quote!(#name), stream_failure(module, events))
}

/// What a stream of these events can end with: an event, or a variant of one's data.
fn stream_failure<'a>(module: Module<'a>, events: &'a Events) -> Option<&'a Type> {
    let mut inside = events.events.iter().filter_map(Event::json);
    events
        .failure()
        .or_else(|| inside.find_map(|ty| failing::ends_with(module, ty)))
}

/// The enum, with the function that reads one event.
pub(super) fn emit(module: Module<'_>, outcome: &Outcome, events: &Events) -> TokenStream {
    let name = ident(&events.name);
    let docs = doc(format!("An event of [`{}`].", outcome.name.plain()));
    let derives = derives(outcome.holds_secret);
    let boxed = size::boxed_events(module, events);
    let variants = events.items().zip(&boxed).map(|(event, boxed)| {
        let docs = Docs::new()
            .text(event.description.as_deref())
            .or(format!("The event {}.", code(&event.wire)))
            .outer();
        let variant = ident(&event.variant);
        match &event.data {
            EventData::Json(ty) => {
                let ty = rust_type(module, ty);
                let ty = if *boxed { quote!(Box<#ty>) } else { ty };
                quote!(#docs #variant(#ty))
            }
            EventData::Text { .. } => quote!(#docs #variant(String)),
            EventData::TextEquals { .. } => quote!(#docs #variant),
        }
    });
    let unknown = doc("An event that the page doesn't name.");
    let failure = if outcome.stream {
        stream_failure(module, events).map_or_else(
            || quote!(#ERROR),
            |ty| {
                let ty = rust_type(module, ty);
                quote!(#CALL_ERROR<#ty>)
            },
        )
    } else {
        quote!(::std::convert::Infallible)
    };
    let decode = decode_event(module, events, &boxed);
    let visibility = module.visibility();
    let errors = events.failure().map(|ty| failure_impls(module, ty));
    quote! {
        #docs
        #derives
        pub enum #name {
            #(#variants,)*
            #unknown
            Unknown(#EVENT),
        }

        impl #name {
            #visibility fn decode(event: #EVENT) -> Result<#STEP<Self, #failure>, #FAULT> {
                #decode
            }
        }

        #errors
    }
}

fn decode_event(module: Module<'_>, events: &Events, boxed: &[bool]) -> TokenStream {
    let mut boxes = boxed.iter();
    let mut fixed = Vec::new();
    let mut open = Vec::new();
    for event in &events.events {
        let is_boxed = event.role == EventRole::Item && boxes.next().is_some_and(|boxed| *boxed);
        let arm = arm(module, event, is_boxed);
        match &event.data {
            EventData::TextEquals { .. } => fixed.push(arm),
            EventData::Json(_) | EventData::Text { .. } => open.push(arm),
        }
    }
    quote! {
        let item = match (event.name.as_str(), event.data.as_str()) {
            #(#fixed,)*
            #(#open,)*
            _ => Self::Unknown(event),
        };
        Ok(#STEP::Item(item))
    }
}

fn arm(module: Module<'_>, event: &Event, boxed: bool) -> TokenStream {
    let wire = &event.wire;
    let pattern = match &event.data {
        EventData::TextEquals { text, trim: true } => {
            let text = text.trim();
            quote!((#wire, data) if data.trim() == #text)
        }
        EventData::TextEquals { text, trim: false } => quote!((#wire, #text)),
        EventData::Json(_) | EventData::Text { .. } => quote!((#wire, _)),
    };
    let variant = ident(&event.variant);
    let value = match (event.role, &event.data) {
        (EventRole::End, _) => quote!(return Ok(#STEP::End)),
        (EventRole::Failure, EventData::Json(ty)) => {
            let decode = decode::json_function(module, ty);
            quote! {
                return event
                    .json(#decode)
                    .map(|failure| #STEP::Failure(#CALL_ERROR::Failure(Box::new(failure))))
            }
        }
        (_, EventData::Json(ty)) if failing::ends_with(module, ty).is_some() => {
            let decode = decode::json_function(module, ty);
            let made = if boxed {
                quote!(|data| Self::#variant(Box::new(data)))
            } else {
                quote!(Self::#variant)
            };
            quote!(return event.json(#decode).map(|step| step.map(#made)))
        }
        (_, EventData::Json(ty)) => {
            let decode = decode::json_function(module, ty);
            let value = quote!(event.json(#decode)?);
            let value = if boxed {
                quote!(Box::new(#value))
            } else {
                value
            };
            quote!(Self::#variant(#value))
        }
        (_, EventData::Text { trim: true }) => quote!(Self::#variant(event.data.trim().to_owned())),
        (_, EventData::Text { trim: false }) => quote!(Self::#variant(event.data)),
        (_, EventData::TextEquals { .. }) => quote!(Self::#variant),
    };
    quote!(#pattern => #value)
}

/// How the failure among the events prints.
fn failure_impls(module: Module<'_>, ty: &Type) -> Option<TokenStream> {
    let Type::Named(id) = ty else { return None };
    let def = module.api.type_def(*id)?;
    let Shape::Object(members) = &def.shape else {
        return None;
    };
    Some(failure::failure(module, &def.name, &[members], false))
}

/// The events of an outcome, if its body is such.
pub(super) fn of(outcome: &Outcome) -> Option<&Events> {
    match &outcome.body {
        OutcomeBody::Events(events) => Some(events),
        _ => None,
    }
}
