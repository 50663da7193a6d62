//! What the ir of an endpoint refers to by index: its auth scheme, shared outcomes and types.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use docwright_codegen::ir::{
    Api, Content, Endpoint, Member, Outcome, OutcomeRef, Payload, Type, TypeId,
};

/// Everything that is referred to, each with its index.
pub(super) fn dump(api: &Api, endpoint: &Endpoint) -> String {
    let mut text = String::new();
    // Writing to a String can't fail.
    let schemes: BTreeSet<usize> = endpoint.auth.iter().flatten().copied().collect();
    for index in schemes {
        if let Some(scheme) = api.schemes.get(index) {
            let _ = writeln!(text, "\nscheme {index}: {scheme:#?}");
        }
    }
    for used in &endpoint.outcomes {
        if let (OutcomeRef::Shared(index), Some(outcome)) = (&used.outcome, api.outcome(used)) {
            let _ = writeln!(text, "\noutcome {index}: {outcome:#?}");
        }
    }
    for id in types(api, endpoint) {
        if let Some(definition) = api.type_def(id) {
            let _ = writeln!(text, "\ntype {}: {definition:#?}", id.0);
        }
    }
    text
}

/// The named types of the request and of every outcome, and those inside of them.
fn types(api: &Api, endpoint: &Endpoint) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for member in endpoint.request.members() {
        follow_member(api, member, &mut found);
    }
    for ty in endpoint.request.payloads().filter_map(Payload::ty) {
        follow(api, ty, &mut found);
    }
    for outcome in endpoint
        .outcomes
        .iter()
        .filter_map(|used| api.outcome(used))
    {
        follow_outcome(api, outcome, &mut found);
    }
    found
}

fn follow_outcome(api: &Api, outcome: &Outcome, found: &mut BTreeSet<TypeId>) {
    for ty in outcome.values() {
        follow(api, ty, found);
    }
    for member in outcome.all_members() {
        follow_member(api, member, found);
    }
}

fn follow_member(api: &Api, member: &Member, found: &mut BTreeSet<TypeId>) {
    if let Content::Value(ty) = &member.content {
        follow(api, ty, found);
    }
}

fn follow(api: &Api, ty: &Type, found: &mut BTreeSet<TypeId>) {
    for part in ty.parts() {
        follow(api, part, found);
    }
    if let Type::Named(id) = ty
        && found.insert(*id)
        && let Some(def) = api.type_def(*id)
    {
        for ty in def.shape.types() {
            follow(api, ty, found);
        }
    }
}
