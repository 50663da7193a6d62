//! How an endpoint proves who calls.

use crate::node::{Entries, Node, list, map};
use docwright_tests::Dice;

/// A scheme, and what an example gives for it.
#[derive(Debug, Clone)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) node: Node,
    credentials: Vec<&'static str>,
    /// Whether it adds members to a body.
    in_body: bool,
    /// Whether it makes something of the time and a nonce.
    computes: bool,
}

/// Some of the kinds of schemes, each once.
pub(crate) fn schemes(dice: &mut Dice) -> Vec<Scheme> {
    let scheme = |name: &str, node: Node, credentials: &[&'static str]| Scheme {
        name: name.to_owned(),
        node,
        credentials: credentials.to_vec(),
        in_body: false,
        computes: false,
    };
    let mut all = vec![
        scheme("token", "bearer".into(), &["token"]),
        scheme("log-in", "basic".into(), &["username", "password"]),
        scheme("type", map([("header", "X-Api-Key".into())]), &["key"]),
        scheme("url_key", map([("query", "api key".into())]), &["key"]),
        scheme("browser", map([("cookie", "sid".into())]), &["key"]),
        scheme(
            "admin",
            map([
                ("type", "bearer".into()),
                ("description", "Of an administrator.".into()),
            ]),
            &["token"],
        ),
        scheme(
            "app",
            map([(
                "oauth2",
                map([
                    ("token_url", "/oauth/token".into()),
                    (
                        "grant",
                        dice.pick(&["client_credentials", "refresh_token"]).into(),
                    ),
                    ("scope", "a b".into()),
                    ("auth", dice.pick(&["basic", "body"]).into()),
                    ("expired", vec![Node::from(401)].into()),
                ]),
            )]),
            &["access_token"],
        ),
        scheme(
            "bot",
            map([
                ("credentials", map([("token", map([]))])),
                ("path_prefix", "/bot{token}".into()),
            ]),
            &["token"],
        ),
        Scheme {
            in_body: true,
            ..scheme("pair", pair(), &["id", "key"])
        },
        Scheme {
            computes: true,
            ..scheme("signed", signed(), &["self", "secret_key"])
        },
    ];
    dice.shuffle(&mut all);
    all.truncate(dice.below(4));
    all
}

fn pair() -> Node {
    map([
        (
            "credentials",
            map([("id", map([("secret", false.into())])), ("key", map([]))]),
        ),
        ("headers", map([("Authorization", "Key {id}:{key}".into())])),
        ("query", map([("account of", "{id}".into())])),
        ("cookies", map([("account", "{id}".into())])),
        ("body", map([("auth id", "{id}".into())])),
    ])
}

fn signed() -> Node {
    let hash = |kind: &str, text: &str| map([(kind, text.into())]);
    map([
        (
            "credentials",
            map([("self", map([])), ("secret_key", map([]))]),
        ),
        (
            "compute",
            map([
                ("now", map([("now", "unix_ms".into())])),
                ("once", map([("nonce", "hex".into()), ("length", 4.into())])),
                ("one", hash("md5_hex", "{self}{once}")),
                ("two", hash("sha1_base64", "{one}")),
                ("three", hash("sha512_hex", "{two}")),
                ("four", hash("base64url", "{three}")),
                ("type", hash("percent", "{four}")),
            ]),
        ),
        (
            "headers",
            map([
                ("X-At", "{now} {type}".into()),
                ("Authorization", "Own {sum}".into()),
            ]),
        ),
        (
            "sign",
            map([
                (
                    "whole",
                    map([
                        ("sha256", "{secret_key}{path}{query}".into()),
                        ("in", "header".into()),
                    ]),
                ),
                (
                    "in order",
                    map([
                        ("md5", "{percent:sorted}".into()),
                        (
                            "sorted",
                            map([
                                ("of", "query".into()),
                                ("each", "{name}:{value}".into()),
                                ("between", "\n".into()),
                                ("with", map([("a b", "{self}".into())])),
                                ("empty", false.into()),
                            ]),
                        ),
                        ("as", "base64_percent".into()),
                        ("in", "query".into()),
                    ]),
                ),
                (
                    "sum",
                    map([
                        ("hmac_sha256", "{method}\n{url}{header:X-At}".into()),
                        ("key", "secret_key".into()),
                        ("as", "base64".into()),
                    ]),
                ),
            ]),
        ),
    ])
}

/// The `auth` of an endpoint, and what its examples give.
pub(crate) fn of_endpoint(
    dice: &mut Dice,
    schemes: &mut [Scheme],
    takes_members: bool,
) -> Option<(Node, Entries)> {
    let usable: Vec<&Scheme> = schemes
        .iter()
        .filter(|scheme| takes_members || !scheme.in_body)
        .collect();
    let chosen = *usable.get(dice.below(usable.len()))?;
    let several = usable.len() > 1 && dice.chance(40);
    let mut given = Entries::new();
    let mut values = Entries::new();
    for credential in &chosen.credentials {
        let name = if several {
            format!("{}.{credential}", chosen.name)
        } else {
            (*credential).to_owned()
        };
        values.push((name, format!("canary-{}", dice.fresh()).into()));
    }
    given.push(("auth".to_owned(), values.into()));
    if chosen.computes {
        given.extend(list([
            ("now", "2017-07-12T02:41:59.559Z".into()),
            ("nonce", "0a1b".into()),
        ]));
    }
    if !several {
        return Some((chosen.name.as_str().into(), given));
    }
    let others = usable.iter().filter(|scheme| scheme.name != chosen.name);
    let mut names: Vec<Node> = others.map(|scheme| scheme.name.as_str().into()).collect();
    names.insert(0, chosen.name.as_str().into());
    if dice.chance(30) {
        names.push("none".into());
    }
    let others = usable.iter().filter(|scheme| scheme.name != chosen.name);
    let apart: Vec<Node> = ["type", "url_key", "browser"]
        .iter()
        .filter(|name| others.clone().any(|scheme| scheme.name == **name))
        .map(|name| Node::from(*name))
        .collect();
    if dice.chance(50) && apart.len() > 1 {
        names.push(map([("all_of", apart.into())]));
    }
    Some((map([("any_of", names.into())]), given))
}
