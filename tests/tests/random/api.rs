//! A whole API: what its endpoints share, and the endpoints.

use crate::auth::{self, Scheme};
use crate::node::{Entries, Node, list, map};
use crate::outcome::Outcome;
use crate::request;
use crate::scalars;
use crate::values::{Class, Maker, Medium, Named, Value};
use docwright_tests::Dice;

/// The files of a random API: name to content.
pub(crate) fn api(seed: u64) -> Node {
    let mut maker = Maker {
        dice: Dice::new(seed),
        types: Vec::new(),
        sent: true,
        has_constants: true,
        is_printed: false,
    };
    let mut api = maker.words_of_page();
    maker.base_url(&mut api);
    let mut schemes = auth::schemes(&mut maker.dice);
    let written = schemes
        .iter()
        .map(|scheme| (scheme.name.clone(), scheme.node.clone()));
    let written: Entries = written.collect();
    if !written.is_empty() {
        api.push(("auth".to_owned(), written.into()));
    }
    maker.shared_types();
    if !maker.types.is_empty() {
        let types = maker
            .types
            .iter()
            .map(|named| (named.name.clone(), named.value.ty.clone()));
        let types: Entries = types.collect();
        api.push(("types".to_owned(), types.into()));
    }
    let has_group = maker.dice.chance(30);
    if has_group {
        api.push(("parameters".to_owned(), vec![request::group()].into()));
    }
    let has_shared = maker.dice.chance(30);
    let shared = map([
        ("status", vec![Node::from(418), 429.into()].into()),
        (
            "json",
            map([
                ("error", map([("const", true.into())])),
                ("why?", "string".into()),
            ]),
        ),
    ]);
    if has_shared {
        api.push(("outcomes".to_owned(), map([("Shared", shared)])));
    }
    if maker.dice.chance(20) {
        let rate = map([("requests", 10.into()), ("per", "1500 ms".into())]);
        let stock = map([
            ("requests", 2.into()),
            ("per", "minute".into()),
            ("burst", 40.into()),
        ]);
        let limits = map([("all", vec![rate, stock].into())]);
        api.push(("rate_limits".to_owned(), limits));
        api.push(("defaults".to_owned(), map([("rate_limit", "all".into())])));
    }
    let mut files = list([("api.yaml", api.into())]);
    for name in ["first", "type"].into_iter().take(1 + maker.dice.below(2)) {
        let endpoint = maker.endpoint(&mut schemes, has_group, has_shared);
        let group = if maker.dice.chance(20) {
            "some-group/"
        } else {
            ""
        };
        files.push((format!("{group}{name}.yaml"), endpoint.into()));
    }
    if maker.dice.chance(30) {
        files.push(("pages.yaml".to_owned(), maker.in_pages().into()));
    }
    if maker.dice.chance(40) {
        files.push(("printed.yaml".to_owned(), maker.printed().into()));
    }
    files.into()
}

impl Maker {
    fn words_of_page(&mut self) -> Entries {
        let page = map([
            ("url", "https://docs.shop.example/a?b=c#d".into()),
            ("read", "2026-11-20".into()),
            ("note", self.words()),
        ]);
        let words = list([
            ("title", self.words()),
            ("description", self.words()),
            ("notes", vec![self.words()].into()),
            ("docs", vec![page].into()),
        ]);
        words.into_iter().filter(|_| self.dice.chance(40)).collect()
    }

    fn base_url(&mut self, api: &mut Entries) {
        let variables = match self.dice.below(4) {
            0 => {
                api.extend(list([(
                    "base_url",
                    "https://{tenant}.shop.example/{version}".into(),
                )]));
                map([
                    (
                        "tenant",
                        map([("example", "acme".into()), ("description", self.words())]),
                    ),
                    ("version", map([("default", "v1".into())])),
                ])
            }
            1 => {
                api.extend(list([("base_url", "{server}/api".into())]));
                map([(
                    "server",
                    map([("example", "https://shop.example:8443".into())]),
                )])
            }
            _ => {
                api.extend(list([("base_url", "https://api.shop.example/v1".into())]));
                return;
            }
        };
        api.push(("variables".to_owned(), variables));
    }

    /// Types of every class; later ones may hold the earlier ones.
    fn shared_types(&mut self) {
        let sent = std::mem::replace(&mut self.sent, false);
        // Their values may be printed in a request.
        self.is_printed = true;
        for name in ["Order", "Side", "Tree", "Value", "Box2"] {
            if !self.dice.chance(35) {
                continue;
            }
            let (class, value) = match name {
                "Order" => (Class::Object, self.included()),
                "Side" => (
                    Class::Single,
                    scalars::enumeration(&mut self.dice, Medium::Json),
                ),
                "Tree" => (Class::Other, self.tree()),
                _ => (Class::Other, self.unnamed()),
            };
            self.types.push(Named {
                name: name.to_owned(),
                class,
                value,
            });
        }
        (self.sent, self.is_printed) = (sent, false);
    }

    /// An object whose members have names that no other object has.
    fn included(&mut self) -> Value {
        let number = self.dice.fresh();
        let name = format!("included {number}");
        let inner = self.value(Medium::Json, 1);
        Value {
            ty: map([(
                "object",
                vec![
                    (name.clone(), inner.ty),
                    ("absent of all?".to_owned(), "any".into()),
                ]
                .into(),
            )]),
            given: vec![(name.clone(), inner.given)].into(),
            wire: vec![(name, inner.wire)].into(),
        }
    }

    /// A type that is no other name alone.
    fn unnamed(&mut self) -> Value {
        loop {
            let value = self.value(Medium::Json, 2);
            let is_name = matches!(&value.ty, Node::Text(word) if self.types.iter().any(|named| named.name == *word));
            if !is_name {
                return value;
            }
        }
    }

    /// A type that holds itself: in a list, in a map, in a member that may be missing or null.
    fn tree(&mut self) -> Value {
        let members = list([
            ("value", "integer".into()),
            ("children", vec![Node::from("Tree")].into()),
            ("next?", "Tree".into()),
            ("parent", "Tree | null".into()),
            ("by name?", map([("map", "Tree".into())])),
        ]);
        let leaf = map([
            ("value", 1.into()),
            ("children", Node::List(Vec::new())),
            ("parent", Node::Null),
        ]);
        let tree = map([
            ("value", 2.into()),
            ("children", vec![leaf.clone()].into()),
            ("next", leaf),
            ("parent", Node::Null),
        ]);
        Value::same(map([("object", members.into())]), tree)
    }

    fn endpoint(&mut self, schemes: &mut [Scheme], has_group: bool, has_shared: bool) -> Entries {
        let mut endpoint = self.words_of_page();
        let request = self.request(has_group);
        endpoint.push(("method".to_owned(), request.method.as_str().into()));
        endpoint.push(("url".to_owned(), request.url.as_str().into()));
        if self.dice.chance(10) {
            endpoint.push(("idempotent".to_owned(), self.dice.chance(50).into()));
        }
        if self.dice.chance(10) {
            endpoint.push(("deprecated".to_owned(), self.words()));
        }
        let mut given = request.example.clone();
        let has_scheme = self.dice.chance(60);
        if has_scheme
            && let Some((node, values)) =
                auth::of_endpoint(&mut self.dice, schemes, request.takes_members)
        {
            endpoint.push(("auth".to_owned(), node));
            given.extend(values);
        }
        if !request.node.is_empty() {
            endpoint.push(("request".to_owned(), request.node.into()));
        }
        if self.dice.chance(15) {
            endpoint.push(("presence".to_owned(), "optional".into()));
        }
        let outcomes = self.outcomes(request.has_format);
        let mut examples = Entries::new();
        for (side, is_success) in [("success", true), ("failure", false)] {
            let of_side = outcomes
                .iter()
                .filter(|outcome| outcome.is_success == is_success);
            let mut written: Entries = of_side
                .map(|outcome| (outcome.name.clone(), outcome.node.clone()))
                .collect();
            let has_class = written
                .iter()
                .any(|(_, outcome)| outcome.json().contains("4xx"));
            if !is_success && has_shared && outcomes.len() > 1 && !has_class {
                let status = self.dice.chance(50);
                let node = if status {
                    map([("shared", "Shared".into()), ("status", 418.into())])
                } else {
                    "shared".into()
                };
                written.push(("Shared".to_owned(), node));
            }
            if !written.is_empty() {
                endpoint.push((side.to_owned(), written.into()));
            }
        }
        for outcome in outcomes {
            let example = self.example(&outcome, &given);
            examples.push((format!("of {}", outcome.name), example));
        }
        endpoint.push(("examples".to_owned(), examples.into()));
        endpoint
    }

    fn example(&mut self, outcome: &Outcome, given: &Entries) -> Node {
        let mut request: Node = given.clone().into();
        if let Some(format) = asked_format(&outcome.node)
            && let Node::Map(places) = &mut request
            && let Some((_, Node::Map(query))) =
                places.iter_mut().find(|(place, _)| place == "query")
            && let Some((_, value)) = query.iter_mut().find(|(name, _)| name == "format")
        {
            *value = format;
        }
        map([
            ("request", request),
            ("response", outcome.response.clone().into()),
            ("is", outcome.name.as_str().into()),
        ])
    }
}

/// The `format` under which an outcome is given.
fn asked_format(outcome: &Node) -> Option<Node> {
    let mut node = outcome;
    for key in ["when", "request", "format"] {
        let Node::Map(entries) = node else {
            return None;
        };
        node = &entries.iter().find(|(name, _)| name == key)?.1;
    }
    match node {
        Node::List(values) => values.first().cloned(),
        value => Some(value.clone()),
    }
}
