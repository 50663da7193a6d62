//! The body of the request that an example makes.

mod parts;

use std::borrow::Cow;

use docwright_wire::json::Value;
use docwright_wire::{base64, form};

use crate::ir::{Api, Endpoint, HttpRequest, Literal, Member, Payload, RequestBody};

use super::value::{json, member_json};
use super::xml::encode_xml;
use super::{Given, object_members, pairs, sent_value};

/// A body, and its media type where the request names no other; with a boundary it is an owned one.
pub(super) type Encoded = (Cow<'static, str>, Vec<u8>);

/// Puts the body in, credentials of the scheme first, and its `Content-Type` behind the headers.
pub(super) fn encode_body(
    api: &Api,
    endpoint: &Endpoint,
    given: &Given,
    in_body: Vec<(String, String)>,
    built: &mut HttpRequest,
) {
    let request = &endpoint.request;
    let offset = request.parameters.len();
    let values = given.values.get(offset..).unwrap_or_default();
    let sent = |members| sent_members(members, values);
    let encoded = match &request.body {
        None => None,
        Some(RequestBody::Json(members)) => {
            let credentials = in_body
                .into_iter()
                .map(|(name, value)| (name, Value::String(value)));
            let members =
                sent(members).flat_map(|(member, value)| member_json(api, member, &value));
            let object = Value::Object(credentials.chain(members).collect());
            Some((
                Cow::Borrowed("application/json"),
                object.to_string().into_bytes(),
            ))
        }
        Some(RequestBody::Form(members)) => Some(encode_form(api, in_body, sent(members))),
        Some(RequestBody::Multipart(members)) => Some(parts::encode(
            api,
            in_body,
            sent(members),
            content_type(built),
        )),
        Some(RequestBody::Xml(body)) => Some(encode_xml(
            api,
            body,
            &sent(&body.members).collect::<Vec<_>>(),
        )),
        Some(body @ (RequestBody::Value { .. } | RequestBody::OneOf { .. })) => {
            let value = values.first().and_then(Option::as_ref);
            let chosen = value.and_then(|value| body.chosen(value));
            chosen.map(|(payload, value)| encode_payload(api, payload, value, content_type(built)))
        }
    };
    let Some((media_type, body)) = encoded else {
        return;
    };
    let is_several = matches!(&media_type, Cow::Owned(_));
    let given = built.headers.iter_mut();
    let mut given = given.filter(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    match given.next() {
        // The boundary of several parts joins whatever is given.
        Some((_, value)) if is_several => *value = media_type.into_owned(),
        Some(_) => {}
        None => {
            let header = ("Content-Type".to_owned(), media_type.into_owned());
            built.headers.push(header);
        }
    }
    built.body = body;
}

/// The `Content-Type` that the request names itself.
fn content_type(request: &HttpRequest) -> Option<&str> {
    let mut headers = request.headers.iter();
    let found = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    found.map(|(_, value)| value.as_str())
}

fn encode_payload(
    api: &Api,
    payload: &Payload,
    value: &Literal,
    content_type: Option<&str>,
) -> Encoded {
    let body = match payload {
        Payload::Json(ty) => json(api, ty, value).to_string().into_bytes(),
        Payload::Lines(ty) => {
            let lines = match value {
                Literal::List(lines) => lines.as_slice(),
                _ => &[],
            };
            let lines = lines
                .iter()
                .map(|line| format!("{}\n", json(api, ty, line)));
            lines.collect::<String>().into_bytes()
        }
        Payload::Csv(body) => super::csv::encode(api, body, value),
        Payload::Form(ty) => {
            let members = object_members(api, ty).unwrap_or_default();
            return encode_form(api, Vec::new(), members_in(members, value));
        }
        Payload::Multipart(ty) => {
            let members = members_in(object_members(api, ty).unwrap_or_default(), value);
            return parts::encode(api, Vec::new(), members, content_type);
        }
        Payload::Text(ty) => super::text(api, ty, value).unwrap_or_default().into_bytes(),
        Payload::Bytes => base64::decode(value.as_text().unwrap_or_default()).unwrap_or_default(),
    };
    (Cow::Borrowed(payload.media_type()), body)
}

fn members_in<'m>(
    members: &'m [Member],
    object: &Literal,
) -> impl Iterator<Item = (&'m Member, Literal)> {
    members
        .iter()
        .filter_map(|member| Some((member, sent_value(member, object.member(&member.wire))?)))
}

fn encode_form<'m>(
    api: &Api,
    mut pairs: Vec<(String, String)>,
    members: impl Iterator<Item = (&'m Member, Literal)>,
) -> Encoded {
    pairs.extend(members.flat_map(|(member, value)| pairs::pairs(api, member, &value)));
    (
        Cow::Borrowed("application/x-www-form-urlencoded"),
        form::encode(pairs).into_bytes(),
    )
}

fn sent_members<'m>(
    members: &'m [Member],
    values: &[Option<Literal>],
) -> impl Iterator<Item = (&'m Member, Literal)> {
    members
        .iter()
        .zip(values)
        .filter_map(|(member, value)| Some((member, sent_value(member, value.as_ref())?)))
}
