//! Values that are made for each request: the time, nonces, and what is made of credentials.

use std::borrow::Cow;
use std::time::SystemTime;

use docwright_wire::{base64, percent};

use super::{Computed, Environment, Scheme, Segment};
use crate::encode::Encoded;
use crate::{Invalid, Secret};

/// The credentials, and behind them what is computed. What is made of secrets joins those of the
/// request: it gives them away as well.
///
/// # Errors
/// If a user name has a colon, or if there is no time, no nonce or no value for a template.
pub(super) fn values<'c>(
    scheme: &Scheme,
    credentials: &'c [Secret],
    environment: &dyn Environment,
    request: &mut Encoded,
) -> Result<Cow<'c, [Secret]>, Invalid> {
    if scheme.basic {
        check_user(scheme, credentials)?;
        let exposed: Vec<&str> = credentials.iter().map(Secret::expose).collect();
        let joined = exposed.join(":");
        let token = Secret::from(base64::encode(&joined));
        request.secrets.push(Secret::from(joined));
        request.secrets.push(token.clone());
        return Ok(Cow::Owned(vec![token]));
    }
    if scheme.computed.is_empty() {
        return Ok(Cow::Borrowed(credentials));
    }
    let mut values = credentials.to_vec();
    for computed in scheme.computed {
        let (value, is_secret) = match computed {
            Computed::Now(now) => {
                let since = environment
                    .now()
                    .duration_since(SystemTime::UNIX_EPOCH)
                    .map_err(|_| {
                        Invalid::request("needs the time, and the clock is before 1970")
                    })?;
                (now.spell(since)?, false)
            }
            Computed::Nonce(nonce, length) => (environment.nonce(*nonce, *length)?, false),
            Computed::Hash(digest, coding, of) => {
                let text = join(of, scheme, &values)?;
                let hash = super::sign::hash(*digest, None, text.as_bytes())?;
                (coding.spell(&hash), true)
            }
            Computed::Coded(coding, of) => {
                (coding.spell(join(of, scheme, &values)?.as_bytes()), true)
            }
            Computed::Percent(of) => (percent::encode_segment(&join(of, scheme, &values)?), true),
        };
        let value = Secret::from(value);
        if is_secret {
            request.secrets.push(value.clone());
        }
        values.push(value);
    }
    Ok(Cow::Owned(values))
}

/// The parts of a template, joined.
///
/// # Errors
/// If it refers to a value that there is none of.
pub(super) fn join<'v>(
    template: &'v [Segment],
    scheme: &Scheme,
    values: &'v [Secret],
) -> Result<String, Invalid> {
    let part = |segment: &'v Segment| match segment {
        Segment::Literal(literal) => Ok(*literal),
        Segment::Value(index) => value(*index, scheme, values).map(Secret::expose),
    };
    // As long as it will be: what grows leaves copies in memory.
    let mut length = 0;
    for segment in template {
        length += part(segment)?.len();
    }
    let mut text = String::with_capacity(length);
    for segment in template {
        text.push_str(part(segment)?);
    }
    Ok(text)
}

/// The value at this position.
///
/// # Errors
/// If there is none.
pub(super) fn value<'v>(
    index: usize,
    scheme: &Scheme,
    values: &'v [Secret],
) -> Result<&'v Secret, Invalid> {
    values.get(index).ok_or_else(|| {
        Invalid::request(format!(
            "has too few credentials for the scheme `{}`",
            scheme.name
        ))
    })
}

/// The first colon of basic authentication ends the user name: one that holds a colon would be read
/// as another user with another password (RFC 7617 section 2).
fn check_user(scheme: &Scheme, credentials: &[Secret]) -> Result<(), Invalid> {
    match (scheme.credentials, credentials) {
        ([name, _, ..], [user, _, ..]) if user.expose().contains(':') => Err(Invalid::parameter(
            *name,
            "must not hold a colon, since it is the user name of basic authentication",
        )),
        _ => Ok(()),
    }
}
