//! Credentials: where a scheme puts them. They are applied to an encoded request when it is sent,
//! so that another token can take the place of one that has expired.

use docwright_wire::{base64, form, json, percent};
use http::{HeaderMap, HeaderName, header};

use crate::encode::{Content, Encoded, sensitive_header_value};
use crate::multipart::Part;
use crate::{Invalid, Secret};

/// An auth scheme of an API.
#[derive(Debug)]
pub struct Scheme {
    /// Its name, which is also that of the builder's method.
    pub name: &'static str,
    /// Names of its credentials, in the order of the builder's arguments.
    pub credentials: &'static [&'static str],
    /// What is sent.
    pub placements: &'static [Placement],
    /// HTTP's basic authentication (RFC 7617): both credentials, joined and in base64, are the one
    /// value that placements refer to; without placements, it goes where that RFC says.
    pub basic: bool,
}

/// One value that is sent.
#[derive(Debug)]
pub struct Placement {
    /// Where.
    pub place: AuthPlace,
    /// Wire name.
    pub name: &'static str,
    /// The value's parts, which are joined.
    pub value: &'static [Segment],
}

/// Where a credential travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthPlace {
    /// A request header.
    Header,
    /// A query parameter.
    Query,
    /// A cookie.
    Cookie,
    /// A member of the body: of its JSON object, or of its form.
    Body,
}

/// A part of a value.
#[derive(Debug, Clone, Copy)]
pub enum Segment {
    /// Text of the spec.
    Literal(&'static str),
    /// The credential at this position.
    Value(usize),
}

const BASIC: Placement = Placement {
    place: AuthPlace::Header,
    name: "Authorization",
    value: &[Segment::Literal("Basic "), Segment::Value(0)],
};

/// Puts `credentials` into `request` as `scheme` says. What is made of them, such as the token of
/// basic authentication, joins the request's secrets: it gives them away as well.
///
/// # Errors
/// If a credential can't stand where it must.
pub(crate) fn apply(
    scheme: &Scheme,
    credentials: &[Secret],
    request: &mut Encoded,
) -> Result<(), Invalid> {
    let basic;
    let values = if scheme.basic {
        check_user(scheme, credentials)?;
        let joined = credentials
            .iter()
            .map(Secret::expose)
            .collect::<Vec<_>>()
            .join(":");
        basic = [Secret::from(base64::encode(&joined))];
        request.secrets.push(Secret::from(joined));
        request.secrets.extend_from_slice(&basic);
        &basic
    } else {
        credentials
    };
    let placements = if scheme.basic && scheme.placements.is_empty() {
        std::slice::from_ref(&BASIC)
    } else {
        scheme.placements
    };
    let mut members = Vec::new();
    for placement in placements {
        let value = placement.text(scheme, values)?;
        if placement.value.len() > 1 {
            request.secrets.push(Secret::from(value.as_str()));
        }
        match placement.place {
            AuthPlace::Header => add_header(request, placement.name, &value)?,
            AuthPlace::Query => add_query(request, placement.name, &value)?,
            AuthPlace::Cookie => add_cookie(request, placement.name, &value)?,
            AuthPlace::Body => members.push((placement.name, value)),
        }
    }
    if members.is_empty() {
        Ok(())
    } else {
        add_members(request, &members)
    }
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

impl Placement {
    fn text(&self, scheme: &Scheme, values: &[Secret]) -> Result<String, Invalid> {
        let mut text = String::new();
        for segment in self.value {
            match segment {
                Segment::Literal(literal) => text.push_str(literal),
                Segment::Value(index) => {
                    let value = values.get(*index).ok_or_else(|| {
                        Invalid::request(format!(
                            "has too few credentials for the scheme `{}`",
                            scheme.name
                        ))
                    })?;
                    text.push_str(value.expose());
                }
            }
        }
        Ok(text)
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

fn add_query(request: &mut Encoded, name: &str, value: &str) -> Result<(), Invalid> {
    let mut uri = request.uri.to_string();
    uri.push(if request.uri.query().is_some() {
        '&'
    } else {
        '?'
    });
    percent::push_component(&mut uri, name);
    uri.push('=');
    percent::push_component(&mut uri, value);
    request.uri = uri
        .try_into()
        .map_err(|_| Invalid::request("has a URL that is too long"))?;
    Ok(())
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
        content @ Content::Nothing => *content = Content::Json(object_of(members, b"}")?),
        Content::Json(body) => {
            let Some(rest) = body.strip_prefix(b"{") else {
                return Err(Invalid::request(
                    "has a body that is no object, so that it can't hold credentials",
                ));
            };
            *body = object_of(members, rest)?;
        }
        Content::Parts(parts) => {
            let members = members.iter();
            parts.splice(0..0, members.map(|(name, value)| Part::text(name, value)));
        }
        Content::Whole(_) => {
            return Err(Invalid::request(
                "has a body that is no object, so that it can't hold credentials",
            ));
        }
    }
    Ok(())
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

/// The secrets among headers that a caller adds to one call: credentials (RFC 9110 section 11) and
/// cookies, each as a whole and without the scheme or the name in front of it.
pub(crate) fn secrets_among(headers: &HeaderMap) -> Vec<Secret> {
    let text = |name| {
        headers
            .get(name)
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
    };
    let mut secrets = Vec::new();
    for value in [header::AUTHORIZATION, header::PROXY_AUTHORIZATION]
        .into_iter()
        .filter_map(text)
    {
        secrets.push(Secret::from(value.as_ref()));
        if let Some((_, token)) = value.trim().split_once(' ') {
            secrets.push(Secret::from(token.trim()));
        }
    }
    if let Some(value) = text(header::COOKIE) {
        secrets.push(Secret::from(value.as_ref()));
        let cookies = value.split(';').filter_map(|pair| pair.split_once('='));
        secrets.extend(cookies.map(|(_, cookie)| Secret::from(cookie.trim())));
    }
    secrets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Encoder;

    fn scheme(basic: bool, placements: &'static [Placement]) -> Scheme {
        Scheme {
            name: "own",
            credentials: &["a", "b"],
            placements,
            basic,
        }
    }

    fn applied(
        scheme: &Scheme,
        encode: impl FnOnce(&mut Encoder),
    ) -> Result<(Encoded, bytes::Bytes), Invalid> {
        let mut encoder = Encoder::new("https://library.example");
        encoder.path("/x");
        encode(&mut encoder);
        let mut request = encoder.finish()?;
        apply(
            scheme,
            &[Secret::from("Aladdin"), Secret::from("open sesame&")],
            &mut request,
        )?;
        let body = request.take_body()?.into_whole().unwrap();
        Ok((request, body))
    }

    const fn both(place: AuthPlace) -> [Placement; 2] {
        [
            Placement {
                place,
                name: "first",
                value: &[Segment::Value(0)],
            },
            Placement {
                place,
                name: "second",
                value: &[Segment::Literal("v="), Segment::Value(1)],
            },
        ]
    }

    static QUERY: [Placement; 2] = both(AuthPlace::Query);
    static BODY: [Placement; 2] = both(AuthPlace::Body);

    #[test]
    fn basic_authentication_goes_where_its_rfc_says() {
        let (request, body) = applied(&scheme(true, &[]), |_| ()).unwrap();
        let header = &request.headers["authorization"];
        assert_eq!(header, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZSY=");
        assert!(header.is_sensitive());
        assert!(body.is_empty() && !request.headers.contains_key("content-type"));
    }

    #[test]
    fn a_user_name_with_a_colon_is_refused_by_its_name() {
        let mut request = Encoder::new("https://library.example").finish().unwrap();
        let mut refused = |user: &str, password: &str| {
            let credentials = [Secret::from(user), Secret::from(password)];
            apply(&scheme(true, &[]), &credentials, &mut request).err()
        };
        let invalid = refused("Ala:ddin", "open sesame").unwrap();
        assert!(invalid.to_string().starts_with("`a` must not hold a colon"));
        assert!(!invalid.to_string().contains("ddin"));
        assert_eq!(refused("Aladdin", "open:sesame"), None);
    }

    #[test]
    fn query_parameters_come_behind_those_of_the_request() {
        let (request, _) =
            applied(&scheme(false, &QUERY), |encoder| encoder.query("a", "1")).unwrap();
        let query = "a=1&first=Aladdin&second=v%3Dopen%20sesame%26";
        assert_eq!(request.uri.query(), Some(query));
        let (request, _) = applied(&scheme(false, &QUERY), |_| ()).unwrap();
        assert_eq!(request.uri.query(), query.strip_prefix("a=1&"));
    }

    #[test]
    fn cookies_join_those_of_the_request() {
        static COOKIE: [Placement; 1] = [Placement {
            place: AuthPlace::Cookie,
            name: "sid",
            value: &[Segment::Value(0)],
        }];
        let (request, _) = applied(&scheme(false, &COOKIE), |encoder| {
            encoder.cookie("lang", "de").unwrap();
        })
        .unwrap();
        assert_eq!(request.headers["cookie"], "lang=de; sid=Aladdin");
        static BAD: [Placement; 1] = [Placement {
            place: AuthPlace::Cookie,
            name: "sid",
            value: &[Segment::Value(1)],
        }];
        assert!(applied(&scheme(false, &BAD), |_| ()).is_err());
    }

    #[test]
    fn members_come_first_in_every_kind_of_body() {
        let scheme = scheme(false, &BODY);
        let own = r#"{"first":"Aladdin","second":"v=open sesame&""#;
        let body = |encode: fn(&mut Encoder)| applied(&scheme, encode).unwrap();

        let (request, json) = body(|encoder| {
            let json = encoder.json();
            json.begin_object();
            json.key("x");
            json.integer(1);
            json.end_object();
        });
        assert_eq!(json, format!("{own},\"x\":1}}"));
        assert_eq!(request.headers["content-type"], "application/json");

        let (_, empty) = body(|encoder| {
            encoder.json().begin_object();
            encoder.json().end_object();
        });
        assert_eq!(empty, format!("{own}}}"));
        assert_eq!(body(|_| ()).1, format!("{own}}}"));

        let (request, form) = body(|encoder| encoder.form("x", "1"));
        assert_eq!(form, "first=Aladdin&second=v%3Dopen+sesame%26&x=1");
        assert_eq!(
            request.headers["content-type"],
            "application/x-www-form-urlencoded"
        );
        assert_eq!(
            body(Encoder::begin_form).1,
            "first=Aladdin&second=v%3Dopen+sesame%26"
        );
    }

    #[test]
    fn a_body_that_is_no_object_cannot_hold_credentials() {
        let refused = applied(&scheme(false, &BODY), |encoder| {
            encoder.json().begin_list();
            encoder.json().end_list();
        });
        assert!(refused.is_err_and(|invalid| invalid.to_string().contains("no object")));
    }
}
