//! Which group uses a shared type alone, so that it need not be compiled without it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Endpoint, Member, Outcome, Payload, Scope, Type, TypeId};

/// The types of `<api>::types` that the endpoints of one group use and nothing else does, with the index
/// of that group.
pub(super) fn of_one_group(api: &Api) -> BTreeMap<TypeId, usize> {
    let mut users = Users {
        api,
        of: BTreeMap::new(),
    };
    for outcome in &api.outcomes {
        users.outcome(outcome, None);
    }
    for endpoint in &api.endpoints {
        users.endpoint(endpoint);
    }
    // What no endpoint uses is there for whoever wants it, with all that it holds.
    for index in 0..api.types.len() {
        if !users.of.contains_key(&TypeId(index)) {
            users.id(TypeId(index), None);
        }
    }
    let alone = users.of.iter().filter_map(|(id, users)| {
        let is_shared = api.type_def(*id)?.scope == Scope::Types;
        match Vec::from_iter(users).as_slice() {
            [Some(group)] if is_shared => Some((*id, *group)),
            _ => None,
        }
    });
    alone.collect()
}

/// The users of each type: groups, or `None` for what is compiled with the API.
struct Users<'a> {
    api: &'a Api,
    of: BTreeMap<TypeId, BTreeSet<Option<usize>>>,
}

impl Users<'_> {
    fn endpoint(&mut self, endpoint: &Endpoint) {
        let user = endpoint.group;
        for member in endpoint.request.members() {
            self.member(member, user);
        }
        for ty in endpoint.request.payloads().filter_map(Payload::ty) {
            self.ty(ty, user);
        }
        for outcome in endpoint
            .outcomes
            .iter()
            .filter_map(|used| self.api.outcome(used))
        {
            self.outcome(outcome, user);
        }
        if let Some(pages) = &endpoint.pages {
            self.ty(&pages.items.ty, user);
        }
    }

    fn outcome(&mut self, outcome: &Outcome, user: Option<usize>) {
        for member in outcome.headers.iter().chain(outcome.members()) {
            self.member(member, user);
        }
        for ty in outcome.values() {
            self.ty(ty, user);
        }
    }

    fn member(&mut self, member: &Member, user: Option<usize>) {
        if let Some(ty) = member.value_type() {
            self.ty(ty, user);
        }
    }

    fn ty(&mut self, ty: &Type, user: Option<usize>) {
        for part in ty.parts() {
            self.ty(part, user);
        }
        if let Type::Named(id) = ty {
            self.id(*id, user);
        }
    }

    /// A type and all that it holds.
    fn id(&mut self, id: TypeId, user: Option<usize>) {
        let is_new = self.of.entry(id).or_default().insert(user);
        let api = self.api;
        if is_new && let Some(def) = api.type_def(id) {
            for ty in def.shape.types() {
                self.ty(ty, user);
            }
        }
    }
}
