//! The request that an example makes: what generated code would send, built from the ir.

pub(super) mod auth;
mod body;
mod value;
mod xml;

use docwright_wire::{hash, percent};

use crate::ir::{
    Api, Content, Endpoint, FactSource, Hash, HttpRequest, Literal, Member, Place, Scalar, Type,
};

use self::body::encode_body;
use super::url::fill;

use self::auth::GivenAuth;

/// What an example gives: values by member, credentials by scheme, variables by index.
pub(super) struct Given {
    /// By index into [`crate::ir::Request::members`]; a body that is no object comes last.
    pub(super) values: Vec<Option<Literal>>,
    pub(super) auth: GivenAuth,
    pub(super) variables: Vec<String>,
}

/// A request on the wire.
pub(super) struct Built {
    pub(super) request: HttpRequest,
    /// What outcomes depend on.
    pub(super) facts: Vec<Option<String>>,
    /// What was made of secrets.
    pub(super) signatures: Vec<String>,
}

/// The request on the wire, and the facts about it that outcomes depend on.
///
/// `None` if a template can't be filled, which rules before this one have reported.
pub(super) fn encode(api: &Api, endpoint: &Endpoint, given: &Given) -> Option<Built> {
    let request = &endpoint.request;
    let sent =
        |index: usize, member: &Member| sent_value(member, given.values.get(index)?.as_ref());
    let parameter_text = |index: usize| -> Option<String> {
        let parameter = request.parameters.get(index)?;
        text(&parameter.member, &sent(index, &parameter.member)?)
    };
    let base = match (&endpoint.url.origin, &api.base_url) {
        (Some(origin), _) => origin.clone(),
        (None, Some(base)) => fill(base, |index| given.variables.get(index).cloned())?,
        (None, None) => return None,
    };
    let (origin, base_path, _) = crate::curl::split_url(&base).ok()?;
    let path = fill(&endpoint.url.path, |index| {
        parameter_text(index).map(|text| percent::encode_segment(&text))
    })?;
    let mut built = HttpRequest {
        method: endpoint.method.as_str().to_owned(),
        origin,
        path: format!("{}{path}", base_path.trim_end_matches('/')),
        query: endpoint.url.query.clone(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    let mut cookies = Vec::new();
    for (index, parameter) in request.parameters.iter().enumerate() {
        let Some(text) = parameter_text(index) else {
            continue;
        };
        let pair = (parameter.member.wire.clone(), text);
        match parameter.place {
            Place::Path => {}
            Place::Query => built.query.push(pair),
            Place::Header => built.headers.push(pair),
            Place::Cookie => cookies.push(pair),
        }
    }
    let offset = request.parameters.len();
    let schemes = given.auth.schemes.iter();
    let schemes = schemes.map(|(index, credentials)| {
        auth::values(api.schemes.get(*index)?, credentials, &given.auth)
    });
    let mut schemes: Vec<_> = schemes.collect::<Option<_>>()?;
    let (in_body, prefix) = auth::place(&schemes, &mut built, &mut cookies);
    built
        .path
        .insert_str(base_path.trim_end_matches('/').len(), &prefix);
    encode_body(api, endpoint, given, in_body, &mut built);
    if !cookies.is_empty() {
        let cookies: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        built
            .headers
            .push(("Cookie".to_owned(), cookies.join("; ")));
    }
    auth::sign(&mut schemes, request.body.as_ref(), &mut built);
    let facts = request
        .facts
        .iter()
        .map(|fact| match fact.source {
            FactSource::Parameter(index) => parameter_text(index),
            FactSource::Body(index) => {
                let member = request.body_members().get(index)?;
                text(member, &sent(offset + index, member)?)
            }
        })
        .collect();
    let signatures = schemes.iter().flat_map(|values| {
        let first = values.scheme.first_signature();
        values.values.iter().skip(first).cloned()
    });
    Some(Built {
        request: built,
        facts,
        signatures: signatures.collect(),
    })
}

/// What is sent for a member: its constant, the caller's value, or `send`.
fn sent_value(member: &Member, given: Option<&Literal>) -> Option<Literal> {
    match &member.content {
        Content::Constant(constant) => Some(constant.value.clone()),
        Content::Value(_) => given.or(member.send.as_ref()).cloned(),
    }
}

/// A value where there is only text.
pub(super) fn text(member: &Member, value: &Literal) -> Option<String> {
    match &member.content {
        Content::Value(ty) => text_of(ty, value),
        Content::Constant(_) => value.as_text().map(str::to_owned),
    }
}

fn text_of(ty: &Type, value: &Literal) -> Option<String> {
    let text = value.as_text()?;
    Some(match ty {
        Type::Scalar(Scalar::Secret(Some(hash)) | Scalar::Hashed(hash)) => hashed(*hash, text),
        _ => text.to_owned(),
    })
}

pub(super) fn hashed(hash: Hash, text: &str) -> String {
    match hash {
        Hash::Sha256Hex => hash::sha256_hex(text),
    }
}
