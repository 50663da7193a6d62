//! Credentials: where a scheme puts them. They are applied to an encoded request when it is sent,
//! so that another token can take the place of one that has expired.

mod apply;
mod authenticator;
mod compute;
mod environment;
mod place;
mod secrets;
mod sign;

use docwright_wire::Bytes;
pub use docwright_wire::recipe::{Coding, Digest, Nonce, Now};

use crate::{OAuth2, SessionSource};

pub use self::authenticator::{AuthRequest, Authenticator, Authorizing, Challenge};
pub use self::environment::{Environment, Sleeping};

pub(crate) use self::apply::{Applied, apply};
pub(crate) use self::environment::System;
pub(crate) use self::secrets::secrets_among;

/// An auth scheme of an API.
#[derive(Debug)]
pub struct Scheme {
    /// Its name, which is also that of the builder's method.
    pub name: &'static str,
    /// Names of its credentials, in the order of the builder's arguments.
    pub credentials: &'static [&'static str],
    /// What is made for each request. Templates refer to it behind the credentials, in this order.
    pub computed: &'static [Computed],
    /// What is sent.
    pub placements: &'static [Placement],
    /// HTTP's basic authentication (RFC 7617): both credentials, joined and in base64, are the one
    /// value that placements refer to; without placements, it goes where that RFC says.
    pub basic: bool,
    /// What is made of the whole request, last. Templates refer to it behind what is computed.
    pub signatures: &'static [Signature],
    /// For a scheme that stands for others: each alternative lists schemes that are sent together.
    /// The first is taken whose credentials the client has.
    pub alternatives: &'static [&'static [&'static Scheme]],
    /// Where the one credential that is sent, an access token, comes from; the caller gives what
    /// tokens are fetched with.
    pub oauth2: Option<&'static OAuth2>,
    /// The caller gives an [`Authenticator`] in the place of credentials.
    pub custom: bool,
    /// The credentials are those of a session, and come from there.
    pub session: Option<SessionSource>,
}

impl Scheme {
    /// Sends nothing.
    pub const DEFAULT: Self = Self {
        name: "",
        credentials: &[],
        computed: &[],
        placements: &[],
        basic: false,
        signatures: &[],
        alternatives: &[],
        oauth2: None,
        custom: false,
        session: None,
    };

    /// Whether a refusal brings the session with it.
    pub(crate) fn is_handed(&self) -> bool {
        self.session == Some(SessionSource::Refusal)
    }

    /// Whether its credentials end, and others take their place.
    pub(crate) fn is_renewed(&self) -> bool {
        self.session.is_some() || self.oauth2.is_some()
    }
}

/// One value that is sent.
#[derive(Debug)]
pub struct Placement {
    /// Where.
    pub place: AuthPlace,
    /// Wire name; empty for the path.
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
    /// Before the endpoint's path, behind that of the base URL.
    Path,
}

/// A part of a value.
#[derive(Debug, Clone, Copy)]
pub enum Segment {
    /// Text of the spec.
    Literal(&'static str),
    /// The value at this position: credentials first, then what is computed, then signatures.
    Value(usize),
}

/// A value that is made anew for each request.
#[derive(Debug, Clone, Copy)]
pub enum Computed {
    /// The time.
    Now(Now<'static>),
    /// A text that is used once, with its length in characters.
    Nonce(Nonce, usize),
    /// The hash of a text.
    Hash(Digest, Coding, &'static [Segment]),
    /// A text in base64, or in that for URLs; in hexadecimal digits.
    Coded(Coding, &'static [Segment]),
    /// A text percent-encoded, all but RFC 3986's unreserved characters.
    Percent(&'static [Segment]),
}

/// A value that is made of the request as it travels.
#[derive(Debug)]
pub struct Signature {
    /// Where it goes by itself; `None` if only templates refer to it.
    pub place: Option<AuthPlace>,
    /// Wire name there.
    pub name: &'static str,
    /// The hash function.
    pub digest: Digest,
    /// The key of a keyed hash (HMAC, RFC 2104); `None` for the hash alone.
    pub key: Option<&'static [Part]>,
    /// What is signed: the parts, joined.
    pub text: &'static [Part],
    /// How the bytes are spelt; `None` if other signatures take them as they are.
    pub coding: Option<Coding>,
}

/// A part of a text that is signed, or of a key.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Text of the spec.
    Literal(&'static str),
    /// The value at this position, as in [`Segment::Value`].
    Value(usize),
    /// The bytes of the signature at this position among those of the scheme, which stands above.
    Digest(usize),
    /// The bytes that the value at this position spells.
    Decoded(Bytes, usize),
    /// `POST`.
    Method,
    /// The host of the URL, with its port unless that is the usual one of the scheme.
    Host,
    /// The path as sent, with that of the base URL.
    Path,
    /// The query as sent, without `?`; empty if there is none.
    Query,
    /// Path and query as sent, with `?` between them if there is a query.
    Target,
    /// The whole URL as sent.
    Url,
    /// The body as sent.
    Body,
    /// The SHA-256 of the body in hexadecimal digits.
    BodySha256Hex,
    /// The value of a request header; empty if there is none.
    Header(&'static str),
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::encode::Encoded;
    use crate::{Encoder, Invalid, Method, Secret};

    fn scheme(basic: bool, placements: &'static [Placement]) -> &'static Scheme {
        Box::leak(Box::new(Scheme {
            name: "own",
            credentials: &["a", "b"],
            placements,
            basic,
            ..Scheme::DEFAULT
        }))
    }

    fn put(
        scheme: &'static Scheme,
        credentials: &[Secret],
        request: &mut Encoded,
    ) -> Result<(), Invalid> {
        let applied = Applied {
            scheme,
            credentials: credentials.into(),
            own: None,
        };
        apply(&[applied], &Launch, Method::POST, request)
    }

    fn applied(
        scheme: &'static Scheme,
        encode: impl FnOnce(&mut Encoder),
    ) -> Result<(Encoded, bytes::Bytes), Invalid> {
        let mut encoder = Encoder::new("https://library.example");
        encoder.path("/x");
        encode(&mut encoder);
        let mut request = encoder.finish()?;
        put(
            scheme,
            &[Secret::from("Aladdin"), Secret::from("open sesame&")],
            &mut request,
        )?;
        let body = request.take_body()?.into_whole().unwrap();
        Ok((request, body))
    }

    struct Launch;

    impl Environment for Launch {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + Duration::from_millis(1_499_827_319_559)
        }

        fn nonce(&self, _: Nonce, length: usize) -> Result<String, Invalid> {
            Ok("0".repeat(length))
        }
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
        let (request, body) = applied(scheme(true, &[]), |_| ()).unwrap();
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
            put(scheme(true, &[]), &credentials, &mut request).err()
        };
        let invalid = refused("Ala:ddin", "open sesame").unwrap();
        assert!(invalid.to_string().starts_with("`a` must not hold a colon"));
        assert!(!invalid.to_string().contains("ddin"));
        assert_eq!(refused("Aladdin", "open:sesame"), None);
    }

    #[test]
    fn query_parameters_come_behind_those_of_the_request() {
        let (request, _) =
            applied(scheme(false, &QUERY), |encoder| encoder.query("a", "1")).unwrap();
        let query = "a=1&first=Aladdin&second=v%3Dopen%20sesame%26";
        assert_eq!(request.uri.query(), Some(query));
        let (request, _) = applied(scheme(false, &QUERY), |_| ()).unwrap();
        assert_eq!(request.uri.query(), query.strip_prefix("a=1&"));
    }

    #[test]
    fn cookies_join_those_of_the_request() {
        static COOKIE: [Placement; 1] = [Placement {
            place: AuthPlace::Cookie,
            name: "sid",
            value: &[Segment::Value(0)],
        }];
        let (request, _) = applied(scheme(false, &COOKIE), |encoder| {
            encoder.cookie("lang", "de").unwrap();
        })
        .unwrap();
        assert_eq!(request.headers["cookie"], "lang=de; sid=Aladdin");
        static BAD: [Placement; 1] = [Placement {
            place: AuthPlace::Cookie,
            name: "sid",
            value: &[Segment::Value(1)],
        }];
        assert!(applied(scheme(false, &BAD), |_| ()).is_err());
    }

    #[test]
    fn members_come_first_in_every_kind_of_body() {
        let scheme = scheme(false, &BODY);
        let own = r#"{"first":"Aladdin","second":"v=open sesame&""#;
        let body = |encode: fn(&mut Encoder)| applied(scheme, encode).unwrap();

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
        let refused = applied(scheme(false, &BODY), |encoder| {
            encoder.json().begin_list();
            encoder.json().end_list();
        });
        assert!(refused.is_err_and(|invalid| invalid.to_string().contains("no object")));
    }

    static SIGNED: Scheme = Scheme {
        name: "signed",
        credentials: &["key", "secret"],
        computed: &[
            Computed::Now(Now::UnixMillis),
            Computed::Nonce(Nonce::Hex, 4),
            Computed::Hash(
                Digest::Md5,
                Coding::Hex,
                &[Segment::Value(1), Segment::Value(3)],
            ),
        ],
        placements: &[
            Placement {
                place: AuthPlace::Query,
                name: "timestamp",
                value: &[Segment::Value(2)],
            },
            Placement {
                place: AuthPlace::Header,
                name: "Authorization",
                value: &[Segment::Value(0), Segment::Literal(":"), Segment::Value(5)],
            },
            Placement {
                place: AuthPlace::Path,
                name: "",
                value: &[Segment::Literal("/k"), Segment::Value(0)],
            },
        ],
        signatures: &[
            Signature {
                place: None,
                name: "",
                digest: Digest::Sha256,
                key: Some(&[Part::Value(1)]),
                text: &[
                    Part::Method,
                    Part::Literal("|"),
                    Part::Target,
                    Part::Literal("|"),
                    Part::Body,
                    Part::Header("x-own"),
                    Part::Value(4),
                ],
                coding: Some(Coding::Base64),
            },
            Signature {
                place: Some(AuthPlace::Body),
                name: "sign",
                digest: Digest::Sha1,
                key: None,
                text: &[Part::Query, Part::Path, Part::Value(5)],
                coding: Some(Coding::UpperHex),
            },
        ],
        ..Scheme::DEFAULT
    };

    #[test]
    fn what_is_signed_is_what_travels() {
        let (request, body) = applied(&SIGNED, |encoder| {
            encoder.query("q", "a b");
            encoder.header("X-Own", "own").unwrap();
            encoder.form("x", "1 2");
        })
        .unwrap();
        assert_eq!(
            request.uri,
            "https://library.example/kAladdin/x?q=a%20b&timestamp=1499827319559"
        );
        let salted = Coding::Hex.spell(&Digest::Md5.hash(b"open sesame&0000"));
        let text = format!("POST|/kAladdin/x?q=a%20b&timestamp=1499827319559|x=1+2own{salted}");
        let first = Digest::Sha256.hmac(b"open sesame&", text.as_bytes());
        let first = Coding::Base64.spell(&first);
        assert_eq!(
            request.headers["authorization"],
            format!("Aladdin:{first}").as_str()
        );
        let text = format!("q=a%20b&timestamp=1499827319559/kAladdin/x{first}");
        let second = Coding::UpperHex.spell(&Digest::Sha1.hash(text.as_bytes()));
        assert_eq!(body, format!("x=1+2&sign={second}"));
        let secrets: Vec<&str> = request.secrets.iter().map(Secret::expose).collect();
        for made in [&salted, &first, &second] {
            assert!(secrets.contains(&made.as_str()), "{made}");
        }
    }

    #[test]
    fn a_signature_comes_last_in_every_kind_of_body() {
        static LAST: Scheme = Scheme {
            signatures: &[Signature {
                place: Some(AuthPlace::Body),
                name: "sign",
                digest: Digest::Md5,
                key: None,
                text: &[Part::Body],
                coding: Some(Coding::Hex),
            }],
            ..Scheme::DEFAULT
        };
        let body = |encode: fn(&mut Encoder)| applied(&LAST, encode).unwrap().1;
        let md5 = |text: &str| Coding::Hex.spell(&Digest::Md5.hash(text.as_bytes()));
        let json = body(|encoder| {
            let json = encoder.json();
            json.begin_object();
            json.key("x");
            json.integer(1);
            json.end_object();
        });
        assert_eq!(json, format!(r#"{{"x":1,"sign":"{}"}}"#, md5(r#"{"x":1}"#)));
        let empty = body(|encoder| {
            encoder.json().begin_object();
            encoder.json().end_object();
        });
        assert_eq!(empty, format!(r#"{{"sign":"{}"}}"#, md5("{}")));
        assert_eq!(body(|_| ()), format!(r#"{{"sign":"{}"}}"#, md5("")));
        assert_eq!(
            body(|encoder| encoder.form("x", "1")),
            format!("x=1&sign={}", md5("x=1"))
        );
    }

    #[test]
    fn a_credential_cannot_lead_out_of_its_segment() {
        static IN_PATH: [Placement; 1] = [Placement {
            place: AuthPlace::Path,
            name: "",
            value: &[Segment::Literal("/"), Segment::Value(0)],
        }];
        let with = |key: &str| {
            let mut encoder = Encoder::new("https://library.example/api");
            encoder.path("/x");
            let mut request = encoder.finish().unwrap();
            put(scheme(false, &IN_PATH), &[Secret::from(key)], &mut request)?;
            Ok::<_, Invalid>(request.uri.to_string())
        };
        assert_eq!(
            with("a/b?c").unwrap(),
            "https://library.example/api/a%2Fb%3Fc/x"
        );
        for hostile in ["", ".", ".."] {
            assert!(with(hostile).is_err(), "{hostile}");
        }
    }
}
