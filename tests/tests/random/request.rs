//! What an endpoint sends.

use crate::members::Members;
use crate::node::{Entries, Node, list, map};
use crate::scalars;
use crate::values::{Class, Maker, Medium, Value};

/// A request, and what an example gives for it.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) node: Entries,
    pub(crate) example: Entries,
    /// Whether a scheme may add members to its body.
    pub(crate) takes_members: bool,
    /// Names on the wire of all members, once for each place.
    names: Vec<String>,
    /// Whether it has a `format` that outcomes can ask for.
    pub(crate) has_format: bool,
}

/// A group of parameters that `api.yaml` of every spec may have.
pub(crate) fn group() -> (String, Node) {
    let members = map([
        ("query", map([("page of many?", "integer".into())])),
        ("headers", map([("X-Shared", "uuid".into())])),
    ]);
    ("Paging".to_owned(), members)
}

impl Maker {
    pub(crate) fn request(&mut self, has_group: bool) -> Request {
        self.sent = true;
        let mut request = Request {
            method: self
                .dice
                .pick(&["POST", "PUT", "PATCH", "GET", "DELETE"])
                .to_owned(),
            url: self
                .dice
                .pick(&["/", "/orders", "/a/b.c/", "/ping?fixed=a%20b&x"])
                .to_owned(),
            ..Request::default()
        };
        let mut optional = Vec::new();
        self.path(&mut request);
        for (place, medium) in [
            ("query", Medium::Pairs),
            ("headers", Medium::Header),
            ("cookies", Medium::Cookie),
        ] {
            if self.dice.chance(40) {
                let mut members = self.members(medium, 2);
                if place == "query" && self.dice.chance(40) {
                    self.add_format(&mut members, &mut request);
                }
                optional.extend(members.optional.clone());
                request.place(place, members);
            }
        }
        if has_group && self.dice.chance(40) {
            request.node.push(("include".to_owned(), "Paging".into()));
            let shared = Node::from("67e55044-10b1-426f-9247-bb680e5fe0c8");
            let headers = request
                .example
                .iter_mut()
                .find(|(place, _)| place == "headers");
            match headers {
                Some((_, Node::Map(headers))) => headers.push(("X-Shared".to_owned(), shared)),
                _ => request
                    .example
                    .push(("headers".to_owned(), map([("X-Shared", shared)]))),
            }
        }
        self.body(&mut request, &mut optional);
        self.rule(&mut request, &optional);
        request
    }

    fn path(&mut self, request: &mut Request) {
        if !self.dice.chance(40) {
            return;
        }
        let members = self.members(Medium::Path, 1);
        let is_one_segment = self.dice.chance(20);
        for (index, (name, _)) in members.wire.iter().enumerate() {
            let end = request.url.find('?').unwrap_or(request.url.len());
            let between = match request.url[..end].chars().last() {
                _ if is_one_segment && index > 0 => "-",
                Some('/') => "",
                _ => "/",
            };
            request.url.insert_str(end, &format!("{between}{{{name}}}"));
        }
        request.place("path", members);
    }

    fn add_format(&mut self, members: &mut Members, request: &mut Request) {
        let ty = map([("enum", vec![Node::from("xml"), "json".into()].into())]);
        members.ty.push(("format?".to_owned(), ty));
        members.given.push(("format".to_owned(), "json".into()));
        request.has_format = true;
    }

    fn body(&mut self, request: &mut Request, optional: &mut Vec<(String, bool)>) {
        request.takes_members = true;
        if request.method == "GET" || self.dice.chance(25) {
            return;
        }
        let kind = self.dice.below(10);
        request.takes_members = kind < 4;
        match kind {
            0..2 => {
                let members = self.members(Medium::Json, 3);
                optional.extend(members.optional.clone());
                request.place("json", members);
            }
            2..4 => {
                let members = self.members(Medium::Pairs, 2);
                optional.extend(members.optional.clone());
                request.place("form", members);
            }
            4 => {
                let members = self.members(Medium::Parts, 2);
                request.place("multipart", members);
            }
            5 => {
                let members = self.members(Medium::Xml, 2);
                let xml = map([
                    ("root", self.dice.pick(&["order", "s:Envelope"]).into()),
                    ("namespaces", map([("s", "urn:s".into())])),
                    ("members", members.ty.into()),
                ]);
                request.names.extend(members.names);
                request.node.push(("xml".to_owned(), xml));
                request
                    .example
                    .push(("xml".to_owned(), members.given.into()));
            }
            6 => self.several(request),
            7 => {
                let value = self.whole_json();
                let mark = if self.dice.chance(30) { "?" } else { "" };
                request.node.push((format!("json{mark}"), value.ty));
                request.example.push(("json".to_owned(), value.given));
            }
            _ => {
                let (kind, node, given) = self.plain_body();
                let mark = if self.dice.chance(30) { "?" } else { "" };
                request.node.push((format!("{kind}{mark}"), node));
                request.example.push((kind.to_owned(), given));
            }
        }
    }

    /// A body that is no object with members of its own.
    pub(crate) fn whole_json(&mut self) -> Value {
        let named: Vec<_> = self
            .types
            .iter()
            .filter(|named| named.class != Class::Single)
            .cloned()
            .collect();
        match self.dice.below(3) {
            0 if !named.is_empty() => {
                let named = &named[self.dice.below(named.len())];
                Value {
                    ty: named.name.as_str().into(),
                    ..named.value.clone()
                }
            }
            1 => Value::same(
                vec![Node::from("integer")].into(),
                vec![Node::from(1)].into(),
            ),
            _ => Value::same("any".into(), scalars::anything(&mut self.dice)),
        }
    }

    /// Text, lines or bytes.
    fn plain_body(&mut self) -> (&'static str, Node, Node) {
        match self.dice.below(3) {
            0 => {
                let value = scalars::text(&mut self.dice, Medium::Parts);
                ("text", "string".into(), value.into())
            }
            1 => {
                let members = self.members(Medium::Json, 1);
                (
                    "lines",
                    members.ty.into(),
                    vec![Node::from(members.given)].into(),
                )
            }
            _ => ("bytes", true.into(), map([("base64", "AP8=".into())])),
        }
    }

    fn several(&mut self, request: &mut Request) {
        let form = self.members(Medium::Pairs, 1);
        let json = self.members(Medium::Json, 1);
        let bodies = map([
            ("Form", map([("form", form.ty.into())])),
            (
                "Self",
                map([("json", json.ty.into()), ("description", self.words())]),
            ),
            ("Bytes", map([("bytes", true.into())])),
        ]);
        let mark = if self.dice.chance(30) { "?" } else { "" };
        request.node.push((format!("one_of{mark}"), bodies));
        let given = match self.dice.below(3) {
            0 => ("form", form.given.into()),
            1 => ("json", json.given.into()),
            _ => ("bytes", "some text".into()),
        };
        request.example.extend(list([given]));
    }

    /// A rule that the example keeps, about members whose names stand once.
    fn rule(&mut self, request: &mut Request, optional: &[(String, bool)]) {
        let count = |name: &str| request.names.iter().filter(|known| *known == name).count();
        let once: Vec<&(String, bool)> = optional
            .iter()
            .filter(|(name, _)| count(name) == 1)
            .collect();
        let (given, missing): (Vec<&(String, bool)>, _) =
            once.iter().copied().partition(|(_, given)| *given);
        let all = |members: &[&(String, bool)]| -> Node {
            members
                .iter()
                .map(|(name, _)| Node::from(name.as_str()))
                .collect::<Vec<_>>()
                .into()
        };
        let mut rule = match (self.dice.below(5), given.as_slice(), missing.as_slice()) {
            (0, [first, ..], [other, ..]) => list([("at_least_one_of", all(&[first, other]))]),
            (1, [first, ..], [_, ..]) => {
                let mut names = missing.clone();
                names.push(first);
                list([("exactly_one_of", all(&names))])
            }
            (2, [_, _, ..], _) => list([("all_or_none", all(&given))]),
            (2, _, [_, _, ..]) => list([("all_or_none", all(&missing))]),
            (3, [first, second, ..], _) => list([
                ("requires", all(&[first])),
                (
                    "when",
                    Node::Map(vec![(second.0.clone(), "present".into())]),
                ),
            ]),
            (4, [first, ..], [other, ..]) => list([
                ("only_with", all(&[first])),
                ("when", Node::Map(vec![(other.0.clone(), "missing".into())])),
            ]),
            _ => return,
        };
        if self.dice.chance(50) {
            rule.push(("says".to_owned(), self.words()));
        }
        request
            .node
            .push(("rules".to_owned(), vec![Node::Map(rule)].into()));
    }
}

impl Request {
    fn place(&mut self, place: &str, members: Members) {
        self.names.extend(members.names);
        self.node.push((place.to_owned(), members.ty.into()));
        self.example.push((place.to_owned(), members.given.into()));
    }
}
