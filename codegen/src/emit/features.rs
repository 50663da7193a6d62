//! Features of the runtime that an API needs, said in one place, so that a missing one is one
//! sentence and not an error inside generated code.

use std::collections::BTreeSet;

use super::encode::word;
use super::paths::*;
use super::tokens::{TokenStream, quote};
use crate::ir::{
    Api, Computation, Content, Member, OutcomeBody, Payload, RequestBody, Scalar, Scheme, Spelt,
    Type,
};

/// Every feature that the API's types need, in alphabetical order.
pub(super) fn required(api: &Api) -> BTreeSet<&'static str> {
    let mut features = BTreeSet::new();
    for def in &api.types {
        for ty in def.shape.types() {
            type_needs(ty, &mut features);
        }
    }
    let own = api.endpoints.iter().flat_map(|endpoint| {
        endpoint
            .outcomes
            .iter()
            .filter_map(|used| api.outcome(used))
    });
    for outcome in api.outcomes.iter().chain(own) {
        members_need(&outcome.headers, &mut features);
        members_need(outcome.members(), &mut features);
        for ty in outcome.values() {
            type_needs(ty, &mut features);
        }
        match outcome.body {
            OutcomeBody::Xml(_) => {
                features.insert("xml");
            }
            OutcomeBody::Csv(_) => {
                features.insert("csv");
            }
            _ => {}
        }
    }
    for endpoint in &api.endpoints {
        for parameter in &endpoint.request.parameters {
            member_needs(&parameter.member, &mut features);
        }
        members_need(endpoint.request.body_members(), &mut features);
        if matches!(endpoint.request.body, Some(RequestBody::Xml(_))) {
            features.insert("xml");
        }
        let mut payloads = endpoint.request.payloads();
        if payloads.any(|payload| matches!(payload, Payload::Csv(_))) {
            features.insert("csv");
        }
        for ty in endpoint.request.payloads().filter_map(Payload::ty) {
            type_needs(ty, &mut features);
        }
    }
    for scheme in &api.schemes {
        features.extend(scheme_needs(scheme));
    }
    features
}

fn scheme_needs(scheme: &Scheme) -> impl Iterator<Item = &'static str> {
    let computed = scheme.computed.iter();
    let computed = computed.filter_map(|computed| match computed.value {
        Computation::Time(_) => Some("jiff"),
        Computation::Hash(..) => Some("signatures"),
        _ => None,
    });
    computed.chain((!scheme.signatures.is_empty()).then_some("signatures"))
}

/// The items, behind the promise that the runtime has the features; as they are for none.
pub(super) fn behind(features: &BTreeSet<&'static str>, items: &TokenStream) -> TokenStream {
    if features.is_empty() {
        return items.clone();
    }
    let features: Vec<_> = features.iter().copied().map(word).collect();
    let require = require();
    quote!(#require! { [#(#features),*] #items })
}

fn members_need(members: &[Member], features: &mut BTreeSet<&'static str>) {
    for member in members {
        member_needs(member, features);
    }
}

fn member_needs(member: &Member, features: &mut BTreeSet<&'static str>) {
    match &member.content {
        Content::Value(ty) => type_needs(ty, features),
        Content::Constant(_) => {}
    }
}

/// Named types are looked at where they are declared.
fn type_needs(ty: &Type, features: &mut BTreeSet<&'static str>) {
    match ty {
        Type::List(_)
        | Type::ListOrOne(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::Nullable(..)
        | Type::Boxed(_)
        | Type::InText(..)
        | Type::Named(_)
        | Type::Any => {
            for part in ty.parts() {
                type_needs(part, features);
            }
        }
        Type::Scalar(scalar) => features.extend(match scalar {
            Scalar::Date(_) | Scalar::Time(_) | Scalar::DateTime(_) => Some("jiff"),
            Scalar::Spelt(Spelt::Instant { .. }) => Some("jiff"),
            Scalar::Decimal(_) => Some("decimal"),
            Scalar::Uuid => Some("uuid"),
            Scalar::Secret(Some(hash)) | Scalar::Hashed(hash) => Some(match hash.word() {
                "sha256_hex" => "sha2",
                _ => "signatures",
            }),
            Scalar::String
            | Scalar::Secret(None)
            | Scalar::Integer(_)
            | Scalar::Number(_)
            | Scalar::Boolean(_)
            | Scalar::Spelt(_)
            | Scalar::File => None,
        }),
    }
}
