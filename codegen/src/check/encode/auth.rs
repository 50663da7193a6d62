//! What the schemes of an endpoint put into the request of an example, as the runtime does.

use std::time::Duration;

use docwright_wire::json::Value;
use docwright_wire::recipe::{self, Now, host};
use docwright_wire::{base64, form, percent};

use super::super::url::fill;
use crate::compare::is_form;
use crate::ir::{
    AuthPlace, Coding, Computation, Digest, Holder, HttpRequest, PairPart, Part, Placement,
    RequestBody, Scheme, Sorted, Template,
};

/// What an example says of auth.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct GivenAuth {
    /// Schemes by index, each with its credentials in its order.
    pub(in crate::check) schemes: Vec<(usize, Vec<String>)>,
    /// Milliseconds since 1970.
    pub(in crate::check) now: Option<i64>,
    pub(in crate::check) nonce: Option<String>,
}

/// A scheme and the values that its templates refer to, as far as they are known.
pub(in crate::check) struct Values<'s> {
    pub(in crate::check) scheme: &'s Scheme,
    pub(in crate::check) values: Vec<String>,
}

/// Credentials, and what is computed of them.
///
/// `None` if the example lacks what is needed, which was reported.
pub(in crate::check) fn values<'s>(
    scheme: &'s Scheme,
    credentials: &[String],
    given: &GivenAuth,
) -> Option<Values<'s>> {
    let mut values = credentials.to_vec();
    for computed in &scheme.computed {
        let now = |now: Now<'_>| {
            let since = Duration::from_millis(given.now?.try_into().ok()?);
            now.spell(since).ok()
        };
        let text = |template: &Template| fill(template, |index| values.get(index).cloned());
        let value = match &computed.value {
            Computation::UnixSeconds => now(Now::UnixSeconds)?,
            Computation::UnixMillis => now(Now::UnixMillis)?,
            Computation::Time(pattern) => now(Now::Pattern(pattern))?,
            Computation::Nonce(..) => given.nonce.clone()?,
            Computation::Hash(digest, coding, of) => {
                coding.spell(&digest.hash(text(of)?.as_bytes()))
            }
            Computation::Coded(coding, of) => coding.spell(text(of)?.as_bytes()),
            Computation::Percent(of) => percent::encode_segment(&text(of)?),
        };
        values.push(value);
    }
    Some(Values { scheme, values })
}

/// Puts what isn't signed where it goes. Members of the body are given back; so is what stands
/// before the endpoint's path.
pub(super) fn place(
    all: &[Values<'_>],
    built: &mut HttpRequest,
    cookies: &mut Vec<(String, String)>,
) -> (Vec<(String, String)>, String) {
    let mut in_body = Vec::new();
    let mut prefix = String::new();
    for values in all {
        let scheme = values.scheme;
        let early = scheme.placements.iter();
        for placement in early.filter(|placement| !scheme.is_signed(&placement.value)) {
            let Some(value) = values.text(placement) else {
                continue;
            };
            let pair = (placement.name.clone(), value);
            match placement.place {
                AuthPlace::Header => built.headers.push(pair),
                AuthPlace::Query => built.query.push(pair),
                AuthPlace::Cookie => cookies.push(pair),
                AuthPlace::Body => in_body.push(pair),
                AuthPlace::Path => prefix.insert_str(0, &pair.1),
            }
        }
        if let (true, [user, password]) = (scheme.basic, values.values.as_slice()) {
            let token = base64::encode(format!("{user}:{password}").as_bytes());
            let header = ("Authorization".to_owned(), format!("Basic {token}"));
            built.headers.push(header);
        }
    }
    (in_body, prefix)
}

/// Signs a request that has everything else, scheme by scheme.
pub(in crate::check) fn sign(
    all: &mut [Values<'_>],
    body: Option<&RequestBody>,
    built: &mut HttpRequest,
) {
    for values in all {
        let scheme = values.scheme;
        let mut digests = Vec::new();
        for signature in &scheme.signatures {
            let key = signature.key.as_ref();
            let key = key.map(|key| signed_text(key, &values.values, &digests, built));
            let text = signed_text(&signature.text, &values.values, &digests, built);
            let hash = match key {
                Some(key) => signature.digest.hmac(&key, &text),
                None => signature.digest.hash(&text),
            };
            let coding = signature.coding;
            let value = coding.map_or_else(String::new, |coding| coding.spell(&hash));
            digests.push(hash);
            if let Some(place) = signature.place {
                put(place, &signature.name, &value, body, built);
            }
            values.values.push(value);
        }
        let late = scheme.placements.iter();
        for placement in late.filter(|placement| scheme.is_signed(&placement.value)) {
            if let Some(text) = values.text(placement) {
                put(placement.place, &placement.name, &text, body, built);
            }
        }
    }
}

impl Values<'_> {
    fn text(&self, placement: &Placement) -> Option<String> {
        fill(&placement.value, |index| {
            let value = self.values.get(index)?;
            Some(match placement.place {
                AuthPlace::Path => percent::encode_segment(value),
                _ => value.clone(),
            })
        })
    }
}

fn signed_text(
    parts: &[Part],
    values: &[String],
    digests: &[Vec<u8>],
    built: &HttpRequest,
) -> Vec<u8> {
    let query = query(&built.query);
    let target = match query.as_str() {
        "" => built.path.clone(),
        query => format!("{}?{query}", built.path),
    };
    let url = format!("{}{target}", built.origin);
    let text_of = |parts: &[Part]| signed_text(parts, values, digests, built);
    let mut text = Vec::new();
    for part in parts {
        let made;
        text.extend_from_slice(match part {
            Part::Literal(literal) => literal.as_bytes(),
            Part::Value(index) => values.get(*index).map_or(&[], |value| value.as_bytes()),
            Part::Digest(index) => digests.get(*index).map_or(&[], Vec::as_slice),
            Part::Decoded(bytes, index) => {
                let value = values.get(*index).map_or("", String::as_str);
                // One that can't be read was reported with the credentials.
                made = bytes.read(value).unwrap_or_default();
                &made
            }
            Part::Method => built.method.as_bytes(),
            Part::Host => host(&built.origin).as_bytes(),
            Part::Path => built.path.as_bytes(),
            Part::Query => query.as_bytes(),
            Part::Target => target.as_bytes(),
            Part::Url => url.as_bytes(),
            Part::Origin => built.origin.as_bytes(),
            Part::Sorted(sorted) => {
                made = sorted_text(sorted, &query, built, text_of).into_bytes();
                &made
            }
            Part::Percent(part) => {
                let part = std::slice::from_ref(part.as_ref());
                made = percent::encode_bytes(&text_of(part)).into_bytes();
                &made
            }
            Part::Body => &built.body,
            Part::BodySha256Hex => {
                made = Coding::Hex
                    .spell(&Digest::Sha256.hash(&built.body))
                    .into_bytes();
                &made
            }
            Part::Header(name) => {
                let mut headers = built.headers.iter();
                let found = headers.find(|(other, _)| other.eq_ignore_ascii_case(name));
                found.map_or(&[], |(_, value)| value.as_bytes())
            }
        });
    }
    text
}

/// Names and values of the request, sorted and joined.
fn sorted_text(
    rule: &Sorted,
    query: &str,
    built: &HttpRequest,
    text_of: impl Fn(&[Part]) -> Vec<u8>,
) -> String {
    let is_form = is_form(built);
    let mut pairs = Vec::new();
    for holder in &rule.of {
        let text = match holder {
            Holder::Query => query.as_bytes(),
            Holder::Form if is_form => &built.body,
            Holder::Json if !is_form => &built.body,
            Holder::Form | Holder::Json => continue,
        };
        // A body of another kind has no such members.
        pairs.extend(holder.pairs(text).unwrap_or_default());
    }
    for (name, parts) in &rule.with {
        let value = String::from_utf8_lossy(&text_of(parts)).into_owned();
        pairs.push((name.clone(), value));
    }
    let each = rule.each.iter().flatten().map(|part| match part {
        PairPart::Literal(text) => recipe::PairPart::Literal(text),
        PairPart::Name => recipe::PairPart::Name,
        PairPart::Value => recipe::PairPart::Value,
    });
    let each: Vec<_> = each.collect();
    let except: Vec<&str> = rule.except.iter().map(String::as_str).collect();
    let rule = recipe::Sorted {
        of: &rule.of,
        each: match rule.each {
            Some(_) => &each,
            None => recipe::Sorted::DEFAULT.each,
        },
        between: &rule.between,
        except: &except,
        skips_empty: rule.skips_empty,
        is_encoded: rule.is_encoded,
    };
    rule.join(pairs)
}

/// The query as it travels.
fn query(pairs: &[(String, String)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        percent::push_component(&mut query, name);
        query.push('=');
        percent::push_component(&mut query, value);
    }
    query
}

/// Puts one value where it goes; into a body behind its own members.
fn put(
    place: AuthPlace,
    name: &str,
    value: &str,
    body: Option<&RequestBody>,
    built: &mut HttpRequest,
) {
    let pair = (name.to_owned(), value.to_owned());
    match (place, body) {
        (AuthPlace::Header, _) => built.headers.push(pair),
        (AuthPlace::Query, _) => built.query.push(pair),
        (AuthPlace::Cookie, _) => {
            let mut headers = built.headers.iter_mut();
            match headers.find(|(name, _)| name == "Cookie") {
                Some((_, cookies)) => cookies.push_str(&format!("; {name}={value}")),
                None => built
                    .headers
                    .push(("Cookie".to_owned(), format!("{name}={value}"))),
            }
        }
        (AuthPlace::Body, Some(RequestBody::Form(_))) => {
            if let Ok(mut pairs) = String::from_utf8(std::mem::take(&mut built.body)) {
                form::push(&mut pairs, name, value);
                built.body = pairs.into_bytes();
            }
        }
        (AuthPlace::Body, _) => {
            if let Ok(Value::Object(mut members)) = Value::parse(&built.body) {
                members.push((pair.0, Value::String(pair.1)));
                built.body = Value::Object(members).to_string().into_bytes();
            }
        }
        (AuthPlace::Path, _) => built.path.insert_str(0, value),
    }
}
