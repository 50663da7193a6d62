//! Which types stand in which module and travel in which direction, and which shared outcomes are in
//! use.
//!
//! What no endpoint sends is not encoded, what none receives is not decoded: generated code has no
//! dead functions, whatever else `api.yaml` declares.

use std::collections::{BTreeMap, BTreeSet};

use super::size::Sizes;
use super::{secrets, users};
use crate::ir::{
    Api, Content, CsvBody, Member, Outcome, OutcomeBody, OutcomeKind, OutcomeRef, PartKind,
    Payload, RequestBody, Scope, Shape, TextForm, Type, TypeId,
};

/// The places and directions of the types of one API.
#[derive(Debug, Default)]
pub(super) struct Reach {
    sent: BTreeSet<TypeId>,
    received: BTreeSet<TypeId>,
    received_xml: BTreeSet<TypeId>,
    sent_xml: BTreeSet<TypeId>,
    paired: BTreeSet<TypeId>,
    sent_rows: BTreeSet<TypeId>,
    received_rows: BTreeSet<TypeId>,
    outcomes: BTreeSet<usize>,
    failures: BTreeSet<usize>,
    successes: BTreeSet<usize>,
    /// What unions hold that says what went wrong.
    inner_failures: BTreeSet<TypeId>,
    scopes: BTreeMap<usize, Vec<TypeId>>,
    /// Types of which a value can hold another one.
    recursive: BTreeSet<TypeId>,
    /// Types of which some value can't be spelt in JSON.
    pub(super) fallible: BTreeSet<TypeId>,
    /// How big the types are.
    pub(super) sizes: Sizes,
    /// Types with a function that names their secrets.
    naming: BTreeSet<TypeId>,
    /// Shared types that stand in the file of one group. None, unless groups are behind features.
    of_one_group: BTreeMap<TypeId, usize>,
}

impl Reach {
    /// Follows every request and every outcome of the endpoints. `features` says that groups are behind
    /// features.
    pub(super) fn of(api: &Api, features: bool) -> Self {
        let mut reach = Self {
            fallible: super::encode::fallible_types(api),
            sizes: Sizes::of(api),
            of_one_group: match features {
                true => users::of_one_group(api),
                false => BTreeMap::new(),
            },
            ..Self::default()
        };
        for (index, def) in api.types.iter().enumerate() {
            let mut below = BTreeSet::new();
            for ty in def.shape.types() {
                follow(api, ty, &mut below);
            }
            if below.contains(&TypeId(index)) {
                reach.recursive.insert(TypeId(index));
            }
            let types = reach.scopes.entry(key(def.scope)).or_default();
            types.push(TypeId(index));
        }
        reach.naming = secrets::functions(api, &reach.recursive);
        for endpoint in &api.endpoints {
            match &endpoint.request.body {
                Some(RequestBody::Json(members)) => {
                    for member in members {
                        follow_member(api, member, &mut reach.sent);
                    }
                }
                Some(RequestBody::Xml(body)) => {
                    for member in &body.members {
                        follow_member(api, member, &mut reach.sent_xml);
                    }
                }
                Some(RequestBody::Form(members)) => {
                    for member in members {
                        reach.follow_pairs(api, member);
                    }
                }
                Some(RequestBody::Multipart(members)) => {
                    follow_parts(api, members, &mut reach.sent);
                }
                Some(RequestBody::Value { .. } | RequestBody::OneOf { .. }) | None => {}
            }
            for payload in endpoint.request.payloads() {
                reach.follow_payload(api, payload);
            }
            for parameter in &endpoint.request.parameters {
                reach.follow_pairs(api, &parameter.member);
            }
            for used in &endpoint.outcomes {
                if let OutcomeRef::Shared(index) = used.outcome {
                    reach.outcomes.insert(index);
                    match used.kind {
                        OutcomeKind::Success => reach.successes.insert(index),
                        OutcomeKind::Failure => reach.failures.insert(index),
                    };
                }
                if let Some(outcome) = api.outcome(used) {
                    follow_outcome(api, outcome, &mut reach);
                }
            }
        }
        reach.inner_failures = inner_failures(api, &reach.received);
        reach
    }

    /// The types that stand in a module, in their order.
    pub(super) fn types_in(&self, scope: Scope) -> &[TypeId] {
        self.scopes.get(&key(scope)).map_or(&[], Vec::as_slice)
    }

    /// The group that a shared type is compiled with, if it isn't with the API.
    pub(super) fn group_of(&self, id: TypeId) -> Option<usize> {
        self.of_one_group.get(&id).copied()
    }

    /// Whether there are shared types that are compiled with this group alone.
    pub(super) fn has_types_of(&self, group: usize) -> bool {
        self.of_one_group.values().any(|of| *of == group)
    }

    /// Whether a request holds the type as JSON, so that it is encoded member by member.
    pub(super) fn is_sent(&self, id: TypeId) -> bool {
        self.sent.contains(&id)
    }

    /// Whether the secrets of a value are named by a function of its type.
    pub(super) fn names_secrets(&self, id: TypeId) -> bool {
        self.naming.contains(&id)
    }

    /// Whether a query or a form holds the type, so that it is sent as pairs, member by member.
    pub(super) fn is_paired(&self, id: TypeId) -> bool {
        self.paired.contains(&id)
    }

    /// Whether an outcome holds it as JSON, so that it is decoded member by member.
    pub(super) fn is_received(&self, id: TypeId) -> bool {
        self.received.contains(&id)
    }

    /// Whether a request holds it as XML.
    pub(super) fn is_sent_as_xml(&self, id: TypeId) -> bool {
        self.sent_xml.contains(&id)
    }

    /// Whether an outcome holds it as XML.
    pub(super) fn is_received_as_xml(&self, id: TypeId) -> bool {
        self.received_xml.contains(&id)
    }

    /// Whether a request holds it as a row of CSV.
    pub(super) fn is_sent_as_row(&self, id: TypeId) -> bool {
        self.sent_rows.contains(&id)
    }

    /// Whether an outcome holds it as a row of CSV.
    pub(super) fn is_received_as_row(&self, id: TypeId) -> bool {
        self.received_rows.contains(&id)
    }

    fn follow_payload(&mut self, api: &Api, payload: &Payload) {
        if let Some(ty) = payload.json() {
            follow(api, ty, &mut self.sent);
        }
        match payload {
            Payload::Csv(body) => follow_row(api, body, &mut self.sent_rows, &mut self.sent),
            Payload::Text(ty) => follow_in_text(api, ty, &mut self.sent),
            // Their members are written where the request is encoded.
            Payload::Form(Type::Named(id)) | Payload::Multipart(Type::Named(id)) => {
                let Some(Shape::Object(members)) = api.type_def(*id).map(|def| &def.shape) else {
                    return;
                };
                if matches!(payload, Payload::Multipart(_)) {
                    return follow_parts(api, members, &mut self.sent);
                }
                for member in members {
                    self.follow_pairs(api, member);
                }
            }
            _ => {}
        }
    }

    /// Follows a member of a place of pairs or texts: objects in it are written as pairs, and JSON
    /// in its texts as JSON.
    fn follow_pairs(&mut self, api: &Api, member: &Member) {
        let Content::Value(ty) = &member.content else {
            return;
        };
        let ty = member.family_type().unwrap_or(ty);
        follow_in_text(api, ty, &mut self.sent);
        let mut ty = ty;
        while let Type::List(element) | Type::Boxed(element) = ty {
            ty = element;
        }
        if let Type::Named(id) = ty
            && let Some(Shape::Object(members)) = api.type_def(*id).map(|def| &def.shape)
            && self.paired.insert(*id)
        {
            for member in members {
                self.follow_pairs(api, member);
            }
        }
    }

    /// Whether an endpoint answers with this shared outcome.
    pub(super) fn is_used(&self, outcome: usize) -> bool {
        self.outcomes.contains(&outcome)
    }

    /// Whether one of them does so as a success.
    pub(super) fn is_success(&self, outcome: usize) -> bool {
        self.successes.contains(&outcome)
    }

    /// Whether a type is what a union holds that says what went wrong.
    pub(super) fn is_inner_failure(&self, id: TypeId) -> bool {
        self.inner_failures.contains(&id)
    }

    /// Whether one of them does so as a failure.
    pub(super) fn is_failure(&self, outcome: usize) -> bool {
        self.failures.contains(&outcome)
    }
}

/// What the unions among these types hold that says what went wrong.
fn inner_failures(api: &Api, received: &BTreeSet<TypeId>) -> BTreeSet<TypeId> {
    let unions = received
        .iter()
        .filter_map(|id| match &api.type_def(*id)?.shape {
            Shape::OneOf(one_of) => one_of.failure(),
            Shape::Object(_) | Shape::Tuple(_) | Shape::Enum(_) | Shape::OneElement(_) => None,
        });
    unions
        .filter_map(|variant| match variant.content.value_type() {
            Some(Type::Named(id)) => Some(*id),
            _ => None,
        })
        .collect()
}

fn key(scope: Scope) -> usize {
    match scope {
        Scope::Types => 0,
        Scope::Outcomes => 1,
        Scope::Endpoint(index) => index + 2,
    }
}

fn follow_outcome(api: &Api, outcome: &Outcome, reach: &mut Reach) {
    for member in &outcome.headers {
        if let Some(ty) = member.family_type().or(member.value_type()) {
            follow_in_text(api, ty, &mut reach.received);
        }
    }
    match &outcome.body {
        OutcomeBody::Json(members) => {
            for member in members {
                follow_member(api, member, &mut reach.received);
            }
        }
        OutcomeBody::Xml(body) => {
            for member in &body.members {
                follow_member(api, member, &mut reach.received_xml);
            }
        }
        OutcomeBody::JsonValue(_) | OutcomeBody::Lines(_) | OutcomeBody::Events(_) => {
            for ty in outcome.values() {
                follow(api, ty, &mut reach.received);
            }
        }
        OutcomeBody::Csv(body) => {
            follow_row(api, body, &mut reach.received_rows, &mut reach.received);
        }
        // Values out of text are read by `FromStr`, which every enum has; JSON in a text is decoded.
        OutcomeBody::Properties(members)
        | OutcomeBody::Form(members)
        | OutcomeBody::Html(members) => {
            for ty in members.iter().filter_map(Member::value_type) {
                follow_in_text(api, ty, &mut reach.received);
            }
        }
        OutcomeBody::Raw(_)
        | OutcomeBody::Text { .. }
        | OutcomeBody::TextEquals { .. }
        | OutcomeBody::TextPattern(_)
        | OutcomeBody::Empty => {}
    }
}

/// A row, and the JSON in its texts.
fn follow_row(api: &Api, body: &CsvBody, rows: &mut BTreeSet<TypeId>, json: &mut BTreeSet<TypeId>) {
    if let Type::Named(id) = body.row {
        rows.insert(id);
    }
    for member in body.members(&api.types).unwrap_or_default() {
        if let Some(ty) = member.family_type().or(member.value_type()) {
            follow_in_text(api, ty, json);
        }
    }
    follow_in_text(api, &body.row, json);
}

/// Parts that are JSON.
fn follow_parts(api: &Api, members: &[Member], seen: &mut BTreeSet<TypeId>) {
    for member in members {
        match &member.content {
            Content::Value(ty) if PartKind::of(api, ty) == PartKind::Json => follow(api, ty, seen),
            Content::Value(ty) => follow_in_text(api, ty, seen),
            Content::Constant(_) => {}
        }
    }
}

fn follow_member(api: &Api, member: &Member, seen: &mut BTreeSet<TypeId>) {
    match &member.content {
        Content::Value(ty) => follow(api, ty, seen),
        Content::Constant(_) => {}
    }
}

/// What stands in texts as JSON.
fn follow_in_text(api: &Api, ty: &Type, seen: &mut BTreeSet<TypeId>) {
    match ty {
        Type::InText(inner, TextForm::Json) => follow(api, inner, seen),
        Type::InText(inner, TextForm::Joined(_)) | Type::List(inner) => {
            follow_in_text(api, inner, seen);
        }
        Type::Tuple(parts) => {
            for part in parts {
                follow_in_text(api, part, seen);
            }
        }
        _ => {}
    }
}

fn follow(api: &Api, ty: &Type, seen: &mut BTreeSet<TypeId>) {
    if matches!(ty, Type::InText(..)) {
        return follow_in_text(api, ty, seen);
    }
    for part in ty.parts() {
        follow(api, part, seen);
    }
    if let Type::Named(id) = ty
        && seen.insert(*id)
        && let Some(def) = api.type_def(*id)
    {
        for ty in def.shape.types() {
            follow(api, ty, seen);
        }
    }
}
