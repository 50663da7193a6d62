//! The request that an example makes: what generated code would send, built from the ir.

pub(super) mod auth;
mod body;
mod csv;
pub(super) mod pairs;
mod value;
mod xml;

use docwright_wire::{family, form, joined, percent};

use crate::ir::{
    Api, Content, Endpoint, FactSource, Hash, HttpRequest, Literal, Member, Place, Scalar, Segment,
    Shape, TextForm, Type,
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
        member_text(api, &parameter.member, &sent(index, &parameter.member)?)
    };
    let url = &endpoint.url;
    let base = match (&url.given, &url.origin, &api.base_url) {
        (Some(url), ..) => parameter_text(url.parameter)?,
        (None, Some(origin), _) => origin.clone(),
        (None, None, Some(base)) => fill(base, |index| given.variables.get(index).cloned())?,
        (None, None, None) => return None,
    };
    let (origin, base_path, base_query) = crate::curl::split_url(&base).ok()?;
    let template = &endpoint.url.path;
    let path = fill(template, |index| {
        let text = parameter_text(index)?;
        if template.0.contains(&Segment::Greedy(index)) {
            percent::encode_segments(&text)
        } else {
            Some(percent::encode_segment(&text))
        }
    })?;
    // Where the URL is given, its path is the whole path.
    let base_path = match url.given {
        Some(_) => base_path.as_str(),
        None => base_path.trim_end_matches('/'),
    };
    let mut query = form::parse(&base_query).ok()?;
    query.extend(url.query.iter().cloned());
    let mut built = HttpRequest {
        method: endpoint.method.as_str().to_owned(),
        origin,
        path: format!("{base_path}{path}"),
        query,
        headers: Vec::new(),
        body: Vec::new(),
    };
    let mut cookies = Vec::new();
    for (index, parameter) in request.parameters.iter().enumerate() {
        let member = &parameter.member;
        let Some(value) = sent(index, member) else {
            continue;
        };
        // A list in a header or a cookie repeats the name, as it does in a query.
        let pairs = pairs::pairs(api, member, &value);
        match parameter.place {
            Place::Path | Place::Url => {}
            Place::Query => built.query.extend(pairs),
            Place::Header => built.headers.extend(pairs),
            Place::Cookie => cookies.extend(pairs),
        }
    }
    let offset = request.parameters.len();
    let schemes = given.auth.schemes.iter();
    let schemes = schemes.map(|(index, credentials)| {
        auth::values(api.schemes.get(*index)?, credentials, &given.auth)
    });
    let mut schemes: Vec<_> = schemes.collect::<Option<_>>()?;
    let (in_body, prefix) = auth::place(&schemes, &mut built, &mut cookies);
    built.path.insert_str(base_path.len(), &prefix);
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
                member_text(api, member, &sent(offset + index, member)?)
            }
        })
        .collect();
    let signatures = schemes.iter().flat_map(|values| {
        let first = values.scheme.first_signature();
        let made = values.values.iter().skip(first);
        made.filter(|value| !value.is_empty()).cloned()
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

/// The values of a family, under their names on the wire.
fn family_values<'v>(member: &Member, value: &'v Literal) -> Vec<(String, &'v Literal)> {
    let Literal::Object(values) = value else {
        return Vec::new();
    };
    let named = values.iter().filter_map(|(key, value)| {
        let name = family::name_of(&member.wire, key, &[]).ok()?;
        Some((name.into_owned(), value))
    });
    named.collect()
}

/// A member's value where there is only text.
pub(super) fn member_text(api: &Api, member: &Member, value: &Literal) -> Option<String> {
    match &member.content {
        Content::Value(_) if *value == Literal::Null => Some(member.null_text().to_owned()),
        Content::Value(ty) => text(api, ty, value),
        Content::Constant(_) => value.as_text().map(str::to_owned),
    }
}

/// A value where there is only text; `None` if it has no text.
fn text(api: &Api, ty: &Type, value: &Literal) -> Option<String> {
    match (ty, value) {
        (Type::Scalar(Scalar::Secret(Some(hash)) | Scalar::Hashed(hash)), Literal::Text(text)) => {
            Some(hashed(*hash, text))
        }
        (Type::InText(_, _), Literal::Null) => Some(String::new()),
        (Type::InText(inner, TextForm::Json), _) => {
            Some(value::json(api, inner, value).to_string())
        }
        (Type::InText(inner, TextForm::Joined(separator)), Literal::List(items)) => {
            if let Type::Tuple(parts) = inner.as_ref() {
                let joined = joined::join_tuple(separator, |list| {
                    let mut items = parts.iter().zip(items);
                    items.try_for_each(|(part, item)| {
                        list.push(&text(api, part, item).unwrap_or_default())
                    })
                });
                return joined.ok();
            }
            let Type::List(element) = inner.as_ref() else {
                return None;
            };
            let joined = joined::join(separator, items, |item, list| {
                list.push(&text(api, element, item).unwrap_or_default())
            });
            joined.ok()
        }
        _ => value.as_text().map(str::to_owned),
    }
}

/// The members of a type that is an object.
fn object_members<'a>(api: &'a Api, ty: &Type) -> Option<&'a [Member]> {
    let id = match ty {
        Type::Named(id) => id,
        Type::Boxed(part) => return object_members(api, part),
        _ => return None,
    };
    match api.type_def(*id).map(|def| &def.shape) {
        Some(Shape::Object(members)) => Some(members),
        Some(Shape::Tuple(_) | Shape::Enum(_) | Shape::OneOf(_) | Shape::OneElement(_)) | None => {
            None
        }
    }
}

pub(super) fn hashed(hash: Hash, text: &str) -> String {
    hash.coding.spell(&hash.digest.hash(text.as_bytes()))
}
