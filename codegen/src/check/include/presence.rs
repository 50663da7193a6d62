//! `presence: optional`: members of responses may be missing, except where a condition needs them.

use std::collections::{BTreeMap, BTreeSet};

use super::walk::{inner, inner_mut, members_of_mut, of_request_body, outcomes_mut};
use crate::spec::{
    Api, Endpoint, EventData, Member, Outcome, OutcomeBody, OutcomeEntry, Presence, Type, TypeKind,
};

/// Whether the API, an endpoint or an outcome says it.
pub(super) fn is_said(api: &Api) -> bool {
    let says = |outcome: &Outcome| outcome.presence.is_some();
    let in_endpoint = |endpoint: &Endpoint| {
        let entries = endpoint.success.iter().chain(&endpoint.failure);
        endpoint.presence.is_some()
            || entries
                .into_iter()
                .any(|entry| matches!(entry, OutcomeEntry::Own(outcome) if says(outcome)))
    };
    api.defaults.presence.is_some()
        || api.outcomes.iter().any(says)
        || api.endpoints.iter().any(in_endpoint)
}

/// Marks members as if each were written with a `?`. Shared types follow the API's word, types of
/// an endpoint that of their endpoint; types that a request sends stay as they are.
pub(super) fn apply(api: &mut Api) {
    let of_api = api.defaults.presence.as_ref().map(|said| said.value);
    let of_endpoints: Vec<Option<Presence>> = api
        .endpoints
        .iter()
        .map(|endpoint| endpoint.presence.as_ref().map(|said| said.value).or(of_api))
        .collect();
    let sent = sent(api);
    let fixed = holding_constants(api);
    for named in &mut api.types {
        if of_api == Some(Presence::Optional) && !sent.contains(&named.name.value) {
            loosen(&mut named.ty, &fixed);
        }
    }
    for (endpoint, said) in api.endpoints.iter_mut().zip(&of_endpoints) {
        for named in &mut endpoint.types {
            if *said == Some(Presence::Optional) && !sent.contains(&named.name.value) {
                loosen(&mut named.ty, &fixed);
            }
        }
    }
    for (endpoint, outcome) in outcomes_mut(api) {
        let around = match endpoint {
            Some(index) => of_endpoints.get(index).copied().flatten(),
            None => of_api,
        };
        let said = outcome.presence.as_ref().map(|said| said.value).or(around);
        if said != Some(Presence::Optional) {
            continue;
        }
        let Some(body) = &mut outcome.body else {
            continue;
        };
        match &mut body.value {
            OutcomeBody::JsonValue(ty) | OutcomeBody::Lines(ty) => loosen(ty, &fixed),
            OutcomeBody::Csv(body) => loosen(&mut body.columns, &fixed),
            OutcomeBody::Events(events) => {
                for event in events {
                    if let Some(EventData::Json(ty)) = &mut event.data {
                        loosen(ty, &fixed);
                    }
                }
            }
            value => {
                if let Some(members) = members_of_mut(value) {
                    loosen_members(members, &fixed);
                }
            }
        }
    }
}

fn loosen(ty: &mut Type, fixed: &BTreeSet<String>) {
    if let TypeKind::Object(members) = &mut ty.kind {
        loosen_members(members, fixed);
        return;
    }
    for inner in inner_mut(ty) {
        loosen(inner, fixed);
    }
}

fn loosen_members(members: &mut [Member], fixed: &BTreeSet<String>) {
    for member in members {
        let is_list = matches!(member.ty.kind, TypeKind::List(_));
        if !member.is_family && (is_list || !holds_constant(&member.ty, fixed)) {
            member.optional = true;
        }
        loosen(&mut member.ty, fixed);
    }
}

/// Whether a value of the type has a constant in it, at a place that every value has.
fn holds_constant(ty: &Type, fixed: &BTreeSet<String>) -> bool {
    match &ty.kind {
        TypeKind::Const(_) => true,
        TypeKind::Word(word) => fixed.contains(&word.value),
        TypeKind::Object(members) => members
            .iter()
            .any(|member| !member.optional && holds_constant(&member.ty, fixed)),
        _ => false,
    }
}

/// The names of types with constants in them.
fn holding_constants(api: &Api) -> BTreeSet<String> {
    let mut fixed = BTreeSet::new();
    loop {
        let before = fixed.len();
        for (name, ty) in named(api) {
            if holds_constant(ty, &fixed) {
                fixed.insert(name.to_owned());
            }
        }
        if fixed.len() == before {
            return fixed;
        }
    }
}

/// The names of types that some request sends.
fn sent(api: &Api) -> BTreeSet<String> {
    let types: BTreeMap<&str, Vec<&Type>> =
        named(api).fold(BTreeMap::new(), |mut types, (name, ty)| {
            types.entry(name).or_default().push(ty);
            types
        });
    let mut sent = BTreeSet::new();
    let mut left: Vec<&Type> = Vec::new();
    for endpoint in &api.endpoints {
        left.extend(of_request_body(endpoint));
        left.extend(
            endpoint
                .request
                .parameters
                .iter()
                .map(|parameter| &parameter.member.ty),
        );
    }
    while let Some(ty) = left.pop() {
        left.extend(inner(ty));
        if let TypeKind::Word(word) = &ty.kind
            && sent.insert(word.value.clone())
        {
            left.extend(types.get(word.as_str()).into_iter().flatten());
        }
    }
    sent
}

fn named(api: &Api) -> impl Iterator<Item = (&str, &Type)> {
    let own = api.endpoints.iter().flat_map(|endpoint| &endpoint.types);
    api.types
        .iter()
        .chain(own)
        .map(|named| (named.name.as_str(), &named.ty))
}
