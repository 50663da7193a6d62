//! Every type of an API, however deep it stands.

use crate::spec::{
    Api, Endpoint, EventData, Member, NamedType, Outcome, OutcomeBody, OutcomeEntry, Payload,
    RequestBody, Type, TypeKind,
};

/// The members of a body; `None` of one that can't have any.
pub(super) fn members_of_mut(body: &mut OutcomeBody) -> Option<&mut Vec<Member>> {
    match body {
        OutcomeBody::Json(members)
        | OutcomeBody::Properties(members)
        | OutcomeBody::Form(members)
        | OutcomeBody::Html(members) => Some(members),
        OutcomeBody::Xml(body) => Some(&mut body.members),
        _ => None,
    }
}

/// The types directly inside of a type.
pub(super) fn inner(ty: &Type) -> Vec<&Type> {
    match &ty.kind {
        TypeKind::Object(members) | TypeKind::NamedTuple(members) => {
            members.iter().map(|member| &member.ty).collect()
        }
        TypeKind::List(inner) | TypeKind::Map(inner) => vec![inner],
        TypeKind::Tuple(parts) => parts.iter().collect(),
        TypeKind::OneOf(one_of) => {
            let shared = one_of.shared.iter().map(|member| &member.ty);
            one_of
                .variants
                .iter()
                .map(|variant| &variant.ty)
                .chain(shared)
                .collect()
        }
        TypeKind::Word(_) | TypeKind::Enum(_) | TypeKind::Const(_) => Vec::new(),
    }
}

/// Whether a type directly inside of a type is what is asked for.
pub(super) fn has_inner(ty: &Type, is: fn(&Type) -> bool) -> bool {
    match &ty.kind {
        TypeKind::Object(members) | TypeKind::NamedTuple(members) => has_member(members, is),
        TypeKind::List(inner) | TypeKind::Map(inner) => is(inner),
        TypeKind::Tuple(parts) => parts.iter().any(is),
        TypeKind::OneOf(one_of) => {
            let mut variants = one_of.variants.iter();
            variants.any(|variant| is(&variant.ty)) || has_member(&one_of.shared, is)
        }
        TypeKind::Word(_) | TypeKind::Enum(_) | TypeKind::Const(_) => false,
    }
}

fn has_member(members: &[Member], is: fn(&Type) -> bool) -> bool {
    members.iter().any(|member| is(&member.ty))
}

/// Whether one of the outermost types of an API, as [`outermost_mut`] gives them, is what is asked for.
pub(super) fn has_type(api: &Api, is: fn(&Type) -> bool) -> bool {
    let has_named = |types: &[NamedType]| types.iter().any(|named| is(&named.ty));
    let in_request = |endpoint: &Endpoint| {
        let mut parameters = endpoint.request.parameters.iter();
        parameters.any(|parameter| is(&parameter.member.ty))
            || of_request_body(endpoint).into_iter().any(is)
    };
    has_named(&api.types)
        || outcomes(api).any(|outcome| is_of_outcome(outcome, is))
        || api
            .endpoints
            .iter()
            .any(|endpoint| has_named(&endpoint.types) || in_request(endpoint))
}

fn is_of_outcome(outcome: &Outcome, is: fn(&Type) -> bool) -> bool {
    let in_body = |body: &OutcomeBody| match body {
        OutcomeBody::JsonValue(ty) | OutcomeBody::Lines(ty) => is(ty),
        OutcomeBody::Csv(body) => is(&body.columns),
        OutcomeBody::Events(events) => events
            .iter()
            .any(|event| matches!(&event.data, Some(EventData::Json(ty)) if is(ty))),
        OutcomeBody::Json(members)
        | OutcomeBody::Properties(members)
        | OutcomeBody::Form(members)
        | OutcomeBody::Html(members) => has_member(members, is),
        OutcomeBody::Xml(body) => has_member(&body.members, is),
        _ => false,
    };
    has_member(&outcome.headers, is)
        || outcome
            .body
            .as_ref()
            .is_some_and(|body| in_body(&body.value))
}

/// Every outcome that an API writes out.
pub(super) fn outcomes(api: &Api) -> impl Iterator<Item = &Outcome> {
    let entries = api
        .endpoints
        .iter()
        .flat_map(|endpoint| endpoint.success.iter().chain(&endpoint.failure));
    let own = entries.filter_map(|entry| match entry {
        OutcomeEntry::Own(outcome) => Some(&**outcome),
        OutcomeEntry::Shared(_) => None,
    });
    api.outcomes.iter().chain(own)
}

/// As [`inner`].
pub(super) fn inner_mut(ty: &mut Type) -> Vec<&mut Type> {
    match &mut ty.kind {
        TypeKind::Object(members) | TypeKind::NamedTuple(members) => {
            members.iter_mut().map(|member| &mut member.ty).collect()
        }
        TypeKind::List(inner) | TypeKind::Map(inner) => vec![inner],
        TypeKind::Tuple(parts) => parts.iter_mut().collect(),
        TypeKind::OneOf(one_of) => {
            let shared = one_of.shared.iter_mut().map(|member| &mut member.ty);
            let variants = one_of.variants.iter_mut().map(|variant| &mut variant.ty);
            variants.chain(shared).collect()
        }
        TypeKind::Word(_) | TypeKind::Enum(_) | TypeKind::Const(_) => Vec::new(),
    }
}

/// The outermost types of a request's body.
pub(super) fn of_request_body(endpoint: &Endpoint) -> Vec<&Type> {
    match endpoint.request.body.as_ref().map(|body| &body.value) {
        Some(
            RequestBody::Json(members)
            | RequestBody::Form(members)
            | RequestBody::Multipart(members),
        ) => members.iter().map(|member| &member.ty).collect(),
        Some(RequestBody::Xml(body)) => body.members.iter().map(|member| &member.ty).collect(),
        Some(RequestBody::Value(payload)) => of_payload(payload).into_iter().collect(),
        Some(RequestBody::OneOf(variants)) => {
            let payloads = variants.iter().map(|variant| &variant.payload);
            payloads.filter_map(of_payload).collect()
        }
        None => Vec::new(),
    }
}

fn of_payload(payload: &Payload) -> Option<&Type> {
    match payload {
        Payload::Json(ty)
        | Payload::Form(ty)
        | Payload::Multipart(ty)
        | Payload::Text(ty)
        | Payload::Lines(ty) => Some(ty),
        Payload::Csv(body) => Some(&body.columns),
        Payload::Bytes => None,
    }
}

fn of_payload_mut(payload: &mut Payload) -> Option<&mut Type> {
    match payload {
        Payload::Json(ty)
        | Payload::Form(ty)
        | Payload::Multipart(ty)
        | Payload::Text(ty)
        | Payload::Lines(ty) => Some(ty),
        Payload::Csv(body) => Some(&mut body.columns),
        Payload::Bytes => None,
    }
}

/// Every outermost type of an API: of `types`, requests and outcomes. With each, the number of the
/// endpoint whose own types it can name; `None` in `api.yaml`.
pub(super) fn outermost_mut(api: &mut Api) -> Vec<(Option<usize>, &mut Type)> {
    let mut found: Vec<(Option<usize>, &mut Type)> = Vec::new();
    found.extend(api.types.iter_mut().map(|named| (None, &mut named.ty)));
    for outcome in &mut api.outcomes {
        found.extend(of_outcome_mut(outcome).into_iter().map(|ty| (None, ty)));
    }
    for (index, endpoint) in api.endpoints.iter_mut().enumerate() {
        let index = Some(index);
        let Endpoint {
            request,
            types,
            success,
            failure,
            ..
        } = endpoint;
        found.extend(types.iter_mut().map(|named| (index, &mut named.ty)));
        found.extend(
            request
                .parameters
                .iter_mut()
                .map(|parameter| (index, &mut parameter.member.ty)),
        );
        if let Some(body) = &mut request.body {
            match &mut body.value {
                RequestBody::Json(members)
                | RequestBody::Form(members)
                | RequestBody::Multipart(members) => {
                    found.extend(members.iter_mut().map(|member| (index, &mut member.ty)));
                }
                RequestBody::Value(payload) => {
                    found.extend(of_payload_mut(payload).map(|ty| (index, ty)));
                }
                RequestBody::OneOf(variants) => {
                    let payloads = variants.iter_mut().map(|variant| &mut variant.payload);
                    found.extend(payloads.filter_map(of_payload_mut).map(|ty| (index, ty)));
                }
                RequestBody::Xml(body) => {
                    found.extend(
                        body.members
                            .iter_mut()
                            .map(|member| (index, &mut member.ty)),
                    );
                }
            }
        }
        for entry in success.iter_mut().chain(failure) {
            if let OutcomeEntry::Own(outcome) = entry {
                found.extend(of_outcome_mut(outcome).into_iter().map(|ty| (index, ty)));
            }
        }
    }
    found
}

fn of_outcome_mut(outcome: &mut Outcome) -> Vec<&mut Type> {
    let mut found: Vec<&mut Type> = outcome
        .headers
        .iter_mut()
        .map(|member| &mut member.ty)
        .collect();
    if let Some(body) = &mut outcome.body {
        match &mut body.value {
            OutcomeBody::JsonValue(ty) | OutcomeBody::Lines(ty) => found.push(ty),
            OutcomeBody::Csv(body) => found.push(&mut body.columns),
            OutcomeBody::Events(events) => {
                for event in events {
                    if let Some(EventData::Json(ty)) = &mut event.data {
                        found.push(ty);
                    }
                }
            }
            value => {
                if let Some(members) = members_of_mut(value) {
                    found.extend(members.iter_mut().map(|member| &mut member.ty));
                }
            }
        }
    }
    found
}

/// Every outcome that an API writes out, with the number of its endpoint.
pub(super) fn outcomes_mut(api: &mut Api) -> Vec<(Option<usize>, &mut Outcome)> {
    let mut found: Vec<(Option<usize>, &mut Outcome)> = api
        .outcomes
        .iter_mut()
        .map(|outcome| (None, outcome))
        .collect();
    for (index, endpoint) in api.endpoints.iter_mut().enumerate() {
        for entry in endpoint.success.iter_mut().chain(&mut endpoint.failure) {
            if let OutcomeEntry::Own(outcome) = entry {
                found.push((Some(index), outcome));
            }
        }
    }
    found
}
