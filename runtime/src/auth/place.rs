//! Values, put into the parts of a request.

use docwright_wire::{form, json, percent};
use http::{HeaderName, header};

use super::compute::{join, value};
use super::{AuthPlace, Placement, Scheme, Segment};
use crate::encode::{Content, Encoded, sensitive_header_value};
use crate::multipart::Part;
use crate::{Invalid, Secret};

/// Puts the values of templates where they go. Those for the body come before its own members.
///
/// # Errors
/// If a value can't stand where it must.
pub(super) fn place<'p>(
    placements: impl Iterator<Item = &'p Placement>,
    scheme: &Scheme,
    values: &[Secret],
    request: &mut Encoded,
) -> Result<(), Invalid> {
    let mut members = Vec::new();
    for placement in placements {
        let text = match placement.place {
            AuthPlace::Path => prefix(placement, scheme, values)?,
            _ => join(placement.value, scheme, values)?,
        };
        match placement.place {
            AuthPlace::Body => members.push((placement.name, text.clone())),
            other => put(other, placement.name, &text, request)?,
        }
        if placement.value.len() > 1 {
            request.secrets.push(Secret::from(text));
        }
    }
    if members.is_empty() {
        Ok(())
    } else {
        add_members(request, &members)
    }
}

/// Puts one value where it goes; into a body behind its own members.
///
/// # Errors
/// If it can't stand there.
pub(super) fn put(
    place: AuthPlace,
    name: &'static str,
    value: &str,
    request: &mut Encoded,
) -> Result<(), Invalid> {
    match place {
        AuthPlace::Header => add_header(request, name, value),
        AuthPlace::Query => add_query(request, name, value),
        AuthPlace::Cookie => add_cookie(request, name, value),
        AuthPlace::Body => append_member(request, name, value),
        AuthPlace::Path => add_prefix(request, value),
    }
}

fn add_header(request: &mut Encoded, name: &'static str, value: &str) -> Result<(), Invalid> {
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Invalid::parameter(name, "is no name of a header"))?;
    request
        .headers
        .insert(header, sensitive_header_value(name, value)?);
    Ok(())
}

/// Takes the place of pairs of this name: the URL that a page gives of the next one may have them.
fn add_query(request: &mut Encoded, name: &str, value: &str) -> Result<(), Invalid> {
    let mut pair = String::new();
    percent::push_component(&mut pair, name);
    pair.push('=');
    let uri = request.uri.to_string();
    let (target, query) = uri.split_once('?').unwrap_or((&uri, ""));
    let others = query.split('&').filter(|other| !other.starts_with(&pair));
    let others: Vec<&str> = others.filter(|other| !other.is_empty()).collect();
    percent::push_component(&mut pair, value);
    let mut uri = format!("{target}?{}", others.join("&"));
    if !others.is_empty() {
        uri.push('&');
    }
    uri.push_str(&pair);
    set_uri(request, uri)
}

fn add_cookie(request: &mut Encoded, name: &'static str, value: &str) -> Result<(), Invalid> {
    crate::encode::check_cookie(name, value)?;
    let cookie = match request
        .headers
        .get(header::COOKIE)
        .and_then(|value| value.to_str().ok())
    {
        Some(before) => format!("{before}; {name}={value}"),
        None => format!("{name}={value}"),
    };
    request
        .headers
        .insert(header::COOKIE, sensitive_header_value(name, &cookie)?);
    Ok(())
}

/// What stands before the endpoint's path; each value stays within its segment, as those of path
/// parameters do.
fn prefix(placement: &Placement, scheme: &Scheme, values: &[Secret]) -> Result<String, Invalid> {
    let mut text = String::new();
    for segment in placement.value {
        match segment {
            Segment::Literal(literal) => text.push_str(literal),
            Segment::Value(index) => {
                percent::push_component(&mut text, value(*index, scheme, values)?.expose());
            }
        }
    }
    if text
        .split('/')
        .skip(1)
        .any(|segment| matches!(segment, "" | "." | ".."))
    {
        return Err(Invalid::request(
            "has a credential that is empty, `.` or `..`, where it is a part of the path",
        ));
    }
    Ok(text)
}

fn add_prefix(request: &mut Encoded, prefix: &str) -> Result<(), Invalid> {
    let mut uri = request.uri.to_string();
    if !uri.is_char_boundary(request.base) {
        return Err(Invalid::request("has a URL that can't be sent"));
    }
    // The URL that a page gives of the next one has it already.
    let has_prefix = uri
        .get(request.base..)
        .and_then(|path| path.strip_prefix(prefix))
        .is_some_and(|rest| rest.starts_with('/'));
    if !has_prefix {
        uri.insert_str(request.base, prefix);
    }
    set_uri(request, uri)
}

fn set_uri(request: &mut Encoded, uri: String) -> Result<(), Invalid> {
    request.uri = uri
        .try_into()
        .map_err(|_| Invalid::request("has a URL that is too long"))?;
    Ok(())
}

/// Credentials come first in the body, in the order of the scheme.
fn add_members(request: &mut Encoded, members: &[(&'static str, String)]) -> Result<(), Invalid> {
    match &mut request.content {
        Content::Form(pairs) => {
            let mut all = form::encode(members.iter().map(|(name, value)| (name, value)));
            if !pairs.is_empty() {
                all.push('&');
                all.push_str(pairs);
            }
            *pairs = all;
        }
        content @ Content::Nothing => *content = Content::Json(object_of(members, b"}")?.into()),
        Content::Json(body) => {
            let Some(rest) = body.strip_prefix(b"{") else {
                return Err(no_object());
            };
            *body = object_of(members, rest)?.into();
        }
        Content::Parts(parts) => {
            let members = members.iter();
            parts.splice(0..0, members.map(|(name, value)| Part::text(name, value)));
        }
        Content::Whole(_) => return Err(no_object()),
    }
    Ok(())
}

/// A signature comes last in the body, since it is made of the rest.
fn append_member(request: &mut Encoded, name: &'static str, value: &str) -> Result<(), Invalid> {
    match &mut request.content {
        Content::Form(pairs) => form::push(pairs, name, value),
        Content::Nothing => return add_members(request, &[(name, value.to_owned())]),
        Content::Json(body) => {
            let Some(rest) = body.strip_suffix(b"}") else {
                return Err(no_object());
            };
            let member = object_of(&[(name, value.to_owned())], b"}")?;
            let mut all = rest.to_vec();
            if rest != b"{" {
                all.push(b',');
            }
            all.extend_from_slice(member.strip_prefix(b"{").unwrap_or(&member));
            *body = all.into();
        }
        Content::Parts(parts) => parts.push(Part::text(name, value)),
        Content::Whole(_) => return Err(no_object()),
    }
    Ok(())
}

fn no_object() -> Invalid {
    Invalid::request("has a body that is no object, so that it can't hold credentials")
}

/// An object of `members`, and behind them `rest`: an object's text without its opening brace.
fn object_of(members: &[(&'static str, String)], rest: &[u8]) -> Result<Vec<u8>, Invalid> {
    let mut writer = json::Writer::new();
    writer.begin_object();
    for (name, value) in members {
        writer.key(name);
        writer.string(value);
    }
    let mut body = writer.finish()?;
    if rest != b"}" {
        body.push(b',');
    }
    body.extend_from_slice(rest);
    Ok(body)
}
