//! What an endpoint answers.

use crate::node::{Entries, Node, list, map};
use crate::scalars;
use crate::values::{Maker, Medium};

/// An outcome, and a response that is one.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) is_success: bool,
    pub(crate) node: Node,
    pub(crate) response: Entries,
}

/// Statuses as they are written, and one of them.
const SUCCESSES: [(&str, i64); 4] = [
    ("200", 200),
    ("[201, 203]", 203),
    ("2xx", 299),
    ("206", 206),
];
const FAILURES: [(&str, i64); 5] = [
    ("400", 400),
    ("[401, 403]", 403),
    ("4xx", 422),
    ("[404, 5xx]", 500),
    ("503", 503),
];

const NAMES: [&str; 12] = [
    "Found", "Self", "Done", "OK", "NotFound", "Unknown", "Error", "Option", "Made", "Busy",
    "Other", "String",
];

/// A body as a spec says it, and one that is so.
struct Body {
    node: Entries,
    body: Option<String>,
    media_type: &'static str,
}

/// How two outcomes of one status are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Split {
    Constant,
    Header,
    HeaderConstant,
    MediaType,
    Has,
    Request,
}

impl Maker {
    pub(crate) fn outcomes(&mut self, has_format: bool) -> Vec<Outcome> {
        self.sent = false;
        let mut names = NAMES.to_vec();
        self.dice.shuffle(&mut names);
        let mut outcomes = Vec::new();
        if self.dice.chance(12) {
            let status = self.dice.pick(&["", "any", "undocumented"]);
            let status = Some(status)
                .filter(|status| !status.is_empty())
                .map(Node::from);
            let name = names.pop().unwrap_or_default();
            outcomes.push(self.outcome(name, true, status, "unknown".into(), None));
            return outcomes;
        }
        for (is_success, mut statuses) in [(true, SUCCESSES.to_vec()), (false, FAILURES.to_vec())] {
            self.dice.shuffle(&mut statuses);
            let least = usize::from(is_success);
            statuses.truncate(least + self.dice.below(3));
            // A class holds other statuses, and what else is asked of them must be comparable.
            if let Some(class) = statuses
                .iter()
                .position(|(written, _)| written.contains('x'))
            {
                statuses = vec![statuses[class]];
            }
            for (status, of_example) in statuses {
                let written = written_status(status);
                let splits = [
                    Split::Constant,
                    Split::Header,
                    Split::HeaderConstant,
                    Split::MediaType,
                    Split::Has,
                    Split::Request,
                ];
                let split = self.dice.pick(&splits);
                let can_split = (split != Split::Request || has_format) && names.len() > 2;
                let sides = if self.dice.chance(30) && can_split {
                    2
                } else {
                    1
                };
                for side in 0..sides {
                    let split = (sides == 2).then_some((split, side));
                    let name = names.pop().unwrap_or_default();
                    let outcome = self.outcome(
                        name,
                        is_success,
                        Some(written.clone()),
                        of_example.into(),
                        split,
                    );
                    outcomes.push(outcome);
                }
            }
        }
        outcomes
    }

    fn outcome(
        &mut self,
        name: &str,
        is_success: bool,
        written: Option<Node>,
        status: Node,
        split: Option<(Split, usize)>,
    ) -> Outcome {
        let mut node = Entries::new();
        let mut response = list([("status", status)]);
        if let Some(written) = written {
            node.push(("status".to_owned(), written));
        }
        if self.dice.chance(30) {
            node.push(("description".to_owned(), self.words()));
        }
        if !is_success && self.dice.chance(30) {
            let acted = self.dice.pick(&["no", "unknown"]);
            node.push(("acted".to_owned(), acted.into()));
        }
        let mut headers = Entries::new();
        let mut shown = Entries::new();
        let is_json = matches!(split, Some((Split::Constant | Split::Has, _)));
        let mut body = if is_json {
            let members = self.members(Medium::Json, 2);
            Body {
                body: Some(Node::from(members.wire.clone()).json()),
                node: list([("json", members.ty.into())]),
                media_type: "application/json",
            }
        } else if split.is_some() {
            self.of_json_members()
        } else {
            self.body_of_response(is_success)
        };
        match split {
            Some((Split::Constant, side)) => {
                let mark = if side == 0 { "one" } else { "other" };
                body = self.marked(mark);
            }
            Some((Split::Has, side)) => {
                let key = if side == 0 { "has" } else { "lacks" };
                node.push(("when".to_owned(), map([(key, "marked".into())])));
                let wire = if side == 0 {
                    map([("marked", 1.into())])
                } else {
                    map([])
                };
                body = Body {
                    node: list([("json", map([("marked?", "any".into())]))]),
                    body: Some(wire.json()),
                    media_type: "application/json",
                };
            }
            Some((Split::Header, side)) => {
                let value = if side == 0 {
                    Node::from("missing")
                } else {
                    true.into()
                };
                node.push((
                    "when".to_owned(),
                    map([("header", map([("X-Split", value)]))]),
                ));
                if side == 1 {
                    shown.push(("x-split".to_owned(), "yes".into()));
                }
            }
            Some((Split::HeaderConstant, side)) => {
                let value = Node::from(if side == 0 { "one" } else { "other" });
                headers.push(("X-Split".to_owned(), map([("const", value.clone())])));
                shown.push(("X-Split".to_owned(), value));
            }
            Some((Split::MediaType, side)) => {
                let media_type = if side == 0 {
                    "application/json"
                } else {
                    "text/html"
                };
                node.push(("when".to_owned(), map([("media_type", media_type.into())])));
                body.media_type = media_type;
            }
            Some((Split::Request, side)) => {
                let value = if side == 0 {
                    Node::from("xml")
                } else {
                    vec![Node::from("json"), "missing".into()].into()
                };
                node.push((
                    "when".to_owned(),
                    map([("request", map([("format", value)]))]),
                ));
            }
            None => {}
        }
        if self.dice.chance(25) {
            let members = self.members(Medium::Header, 1);
            headers.extend(members.ty);
            shown.extend(
                members
                    .wire
                    .into_iter()
                    .map(|(name, value)| (name, value.text().into())),
            );
        }
        if !headers.is_empty() {
            node.push(("headers".to_owned(), headers.into()));
        }
        node.extend(body.node);
        if !body.media_type.is_empty() {
            shown.push(("Content-Type".to_owned(), body.media_type.into()));
        }
        response.push(("headers".to_owned(), shown.into()));
        if let Some(body) = body.body {
            response.push(("body".to_owned(), body.into()));
        }
        Outcome {
            name: name.to_owned(),
            is_success,
            node: node.into(),
            response,
        }
    }

    /// A body of JSON that is known by a constant.
    fn marked(&mut self, mark: &str) -> Body {
        let mut members = self.members(Medium::Json, 2);
        members
            .ty
            .push(("marked".to_owned(), map([("const", mark.into())])));
        members.wire.push(("marked".to_owned(), mark.into()));
        Body {
            node: list([("json", members.ty.into())]),
            body: Some(Node::from(members.wire).json()),
            media_type: "",
        }
    }

    fn of_json_members(&mut self) -> Body {
        let members = self.members(Medium::Json, 3);
        let mut node = list([("json", members.ty.into())]);
        if self.dice.chance(20) {
            node.push(("presence".to_owned(), "optional".into()));
        }
        Body {
            node,
            body: Some(Node::from(members.wire).json()),
            media_type: self.dice.pick(&["", "application/json"]),
        }
    }

    fn body_of_response(&mut self, is_success: bool) -> Body {
        let plain = |key: &str, ty: Node, body: Option<&str>| Body {
            node: list([(key, ty)]),
            body: body.map(str::to_owned),
            media_type: "",
        };
        match self.dice.below(16) {
            14 => self.behind_a_prefix(),
            15 => plain(
                "form",
                map([("ACK", "string".into()), ("SUM?", "decimal".into())]),
                Some("ACK=a+b%26c&SUM=1.50&more="),
            ),
            0..4 => self.of_json_members(),
            4 => {
                let value = self.whole_json();
                Body {
                    body: Some(value.wire.json()),
                    ..plain("json", value.ty, None)
                }
            }
            5 => {
                let members = self.members(Medium::Json, 1);
                let line = Node::from(members.wire).json();
                let mut body = plain("lines", members.ty.into(), None);
                body.body = Some(format!("{line}\r\n\n{line}"));
                self.streamed(body, is_success)
            }
            6 => self.events(is_success),
            7 => self.xml(),
            8 => self.properties(),
            9 => self.html(),
            10 => plain("text", "string".into(), Some("some text\n")),
            11 => self.text(),
            12 if is_success => {
                let media_type = "image/png";
                let body = Body {
                    media_type,
                    ..plain("bytes", true.into(), Some("\u{1}PNG"))
                };
                self.streamed(body, is_success)
            }
            12 => plain("body", "undocumented".into(), Some("[anything")),
            _ => plain("empty", true.into(), None),
        }
    }

    fn behind_a_prefix(&mut self) -> Body {
        let mut body = self.of_json_members();
        body.node.push(("json_prefix".to_owned(), ")]}'".into()));
        body.body = body.body.map(|json| format!(")]}}'\n{json}"));
        body
    }

    fn streamed(&mut self, mut body: Body, is_success: bool) -> Body {
        if is_success && self.dice.chance(40) {
            body.node.push(("stream".to_owned(), true.into()));
        }
        body
    }

    fn events(&mut self, is_success: bool) -> Body {
        let members = self.members(Medium::Json, 1);
        let data = Node::from(members.wire).json();
        let mut body = format!(": hello\n\ndata: {data}\n\nevent: note\ndata: words\n\n");
        let mut events = list([
            ("message", map([("json", members.ty.into())])),
            (
                "note",
                map([("text", "string".into()), ("description", self.words())]),
            ),
        ]);
        if self.dice.chance(40) {
            let text = map([("equals", "[DONE]".into())]);
            events.push((
                "self".to_owned(),
                map([
                    ("event", "note".into()),
                    ("text", text),
                    ("ends", true.into()),
                ]),
            ));
            body.push_str("event: note\ndata: [DONE]\n\n");
        }
        let body = Body {
            node: list([("events", events.into())]),
            body: Some(body),
            media_type: "text/event-stream",
        };
        self.streamed(body, is_success)
    }

    fn xml(&mut self) -> Body {
        let members = self.members(Medium::Xml, 2);
        let mut body = String::from("<?xml version=\"1.0\"?>\n");
        element(
            "s:order",
            " xmlns:s=\"urn:s\"",
            &Node::from(members.wire),
            &mut body,
        );
        let xml = map([
            ("root", self.dice.pick(&["order", "s:order"]).into()),
            ("namespaces", map([("s", "urn:s".into())])),
            ("members", members.ty.into()),
        ]);
        Body {
            node: list([("xml", xml)]),
            body: Some(body),
            media_type: "",
        }
    }

    fn properties(&mut self) -> Body {
        let mut members = self.members(Medium::Properties, 0);
        members.ty.push(("last".to_owned(), "integer".into()));
        members.wire.push(("last".to_owned(), 1.into()));
        let lines = members
            .wire
            .iter()
            .map(|(name, value)| format!("{name}={}\n", value.text()));
        Body {
            body: Some(lines.collect()),
            node: list([("properties", members.ty.into())]),
            media_type: "text/plain",
        }
    }

    /// Members that are read out of one element have one type.
    fn html(&mut self) -> Body {
        let until = map([("element", "p".into()), ("until", "Id:".into())]);
        let html = map([
            ("title", map([("element", "title".into())])),
            ("fn", until),
            (
                "code?",
                map([("element", "h1".into()), ("type", "integer".into())]),
            ),
            ("ID?", map([("element", "h2".into())])),
        ]);
        Body {
            node: list([("html", html)]),
            body: Some(
                "<!DOCTYPE html><title>A &amp; B</title><h1> 17 </h1><p>Words <b>x</b> Id: 7</p>"
                    .to_owned(),
            ),
            media_type: "text/html",
        }
    }

    fn text(&mut self) -> Body {
        let (text, body) = match self.dice.below(3) {
            0 => (map([("equals", "OK \"x\"".into())]), "OK \"x\""),
            1 => (
                map([("equals", "OK".into()), ("trim", true.into())]),
                " OK\n",
            ),
            _ => {
                let code = scalars::enumeration(&mut self.dice, Medium::Header);
                let pattern = map([
                    ("pattern", "DONE( {reference})?: {message}".into()),
                    ("reference?", "integer".into()),
                    ("message", "string".into()),
                ]);
                drop(code);
                (pattern, "DONE 17: all is well")
            }
        };
        Body {
            node: list([("text", text)]),
            body: Some(body.to_owned()),
            media_type: "text/plain",
        }
    }
}

/// `[201, 5xx]` as a list of a number and a word.
fn written_status(status: &str) -> Node {
    let one = |status: &str| match status.parse::<i64>() {
        Ok(number) => number.into(),
        Err(_) => status.into(),
    };
    match status.strip_prefix('[') {
        Some(several) => {
            let several = several.trim_end_matches(']').split(", ");
            Node::List(several.map(one).collect())
        }
        None => one(status),
    }
}

fn element(name: &str, attributes: &str, node: &Node, text: &mut String) {
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
    };
    text.push_str(&format!("<{name}{attributes}"));
    let Node::Map(members) = node else {
        let inner = if *node == Node::Null {
            String::new()
        } else {
            escape(&node.text())
        };
        text.push_str(&format!(">{inner}</{name}>"));
        return;
    };
    for (member, value) in members {
        if let Some(attribute) = member.strip_prefix('@') {
            text.push_str(&format!(" {attribute}=\"{}\"", escape(&value.text())));
        }
    }
    text.push('>');
    for (member, value) in members
        .iter()
        .filter(|(member, _)| !member.starts_with('@'))
    {
        match value {
            Node::List(items) => items
                .iter()
                .for_each(|item| element(member, "", item, text)),
            one => element(member, "", one, text),
        }
    }
    text.push_str(&format!("</{name}>"));
}
