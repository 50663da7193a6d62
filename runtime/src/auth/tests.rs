use std::borrow::Cow;
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
    let (request, _) = applied(scheme(false, &QUERY), |encoder| encoder.query("a", "1")).unwrap();
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

/// The example of RFC 5849 section 1.2, with the signature that it prints.
#[test]
fn names_and_values_are_signed_in_their_order() {
    static PHOTOS: Scheme = Scheme {
        signatures: &[Signature {
            place: Some(AuthPlace::Header),
            name: "oauth_signature",
            digest: Digest::Sha1,
            key: Some(&[Part::Literal("kd94hf93k423kf44&pfkkdhi9sl3r4s00")]),
            text: &[
                Part::Method,
                Part::Literal("&"),
                Part::Percent(&Part::Origin),
                Part::Percent(&Part::Path),
                Part::Literal("&"),
                Part::Percent(&Part::Sorted(
                    &Sorted {
                        is_encoded: true,
                        ..Sorted::DEFAULT
                    },
                    &[
                        ("oauth_consumer_key", &[Part::Literal("dpf43f3p2l4k3l03")]),
                        ("oauth_token", &[Part::Literal("nnch734d00sl2jdk")]),
                        ("oauth_signature_method", &[Part::Literal("HMAC-SHA1")]),
                        ("oauth_timestamp", &[Part::Literal("137131202")]),
                        ("oauth_nonce", &[Part::Literal("chapoH")]),
                    ],
                )),
            ],
            coding: Some(Coding::Base64Percent),
        }],
        ..Scheme::DEFAULT
    };
    let mut encoder = Encoder::new("http://photos.example.net");
    encoder.path("/photos");
    encoder.query("size", "original");
    encoder.query("file", "vacation.jpg");
    let mut request = encoder.finish().unwrap();
    let applied = Applied {
        scheme: &PHOTOS,
        credentials: Cow::default(),
        own: None,
    };
    apply(&[applied], &Launch, Method::GET, &mut request).unwrap();
    let signature = &request.headers["oauth_signature"];
    assert_eq!(signature, "MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D");
}

/// A form's own pairs and those of the query are signed, a JSON body's where it is one.
#[test]
fn each_kind_of_body_has_names_and_values() {
    static SORTED: Scheme = Scheme {
        signatures: &[Signature {
            place: Some(AuthPlace::Header),
            name: "sum",
            digest: Digest::Md5,
            key: None,
            text: &[Part::Sorted(&Sorted::DEFAULT, &[("b", &[Part::Value(0)])])],
            coding: Some(Coding::Hex),
        }],
        credentials: &["a", "b"],
        ..Scheme::DEFAULT
    };
    let sum = |encode: fn(&mut Encoder)| {
        let (request, _) = applied(&SORTED, encode).unwrap();
        request.headers["sum"].to_str().unwrap().to_owned()
    };
    let md5 = |text: &str| Coding::Hex.spell(&Digest::Md5.hash(text.as_bytes()));
    let form = sum(|encoder| {
        encoder.query("z", "a b");
        encoder.form("c", "1+2");
    });
    assert_eq!(form, md5("b=Aladdin&c=1+2&z=a b"));
    let json = sum(|encoder| {
        let json = encoder.json();
        json.begin_object();
        json.key("a");
        json.integer(1);
        json.key("c");
        json.begin_list();
        json.end_list();
        json.end_object();
    });
    assert_eq!(json, md5("a=1&b=Aladdin"));
    assert_eq!(sum(|_| ()), md5("b=Aladdin"));
}
