//! Endpoints of one purpose: a list that comes in pages, and a request that the page prints.

use crate::node::{Entries, Node, list, map};
use crate::values::{Maker, Medium};

impl Maker {
    /// A list in pages, by each of the ways in which they follow one another.
    pub(crate) fn in_pages(&mut self) -> Entries {
        self.sent = false;
        let item = self.members(Medium::Json, 1);
        let mut item = map([("object", item.ty.into())]);
        let mut entry = Node::Map(Entries::new());
        let number = map([("object", map([("id of item", "integer".into())]))]);
        let of_number = map([("id of item", 7.into())]);
        // The way, the member of the request, members of the page, and what the page shows in them.
        let (how, into, members, shown) = match self.dice.below(6) {
            0 => (
                map([(
                    "cursor",
                    map([
                        ("take", "Listed.meta.next".into()),
                        ("into", "cursor of page".into()),
                    ]),
                )]),
                Some("string"),
                map([(
                    "meta",
                    map([("object", map([("next?", "string | null".into())]))]),
                )]),
                map([("meta", map([("next", Node::Null)]))]),
            ),
            1 => {
                (item, entry) = (number, of_number);
                let cursor = map([
                    ("last", "id of item".into()),
                    ("into", "cursor of page".into()),
                    ("add", 1.into()),
                ]);
                (map([("cursor", cursor)]), Some("integer"), map([]), map([]))
            }
            2 => (
                map([(
                    "page",
                    map([
                        ("into", "cursor of page".into()),
                        ("first", self.dice.pick(&[0, 1]).into()),
                    ]),
                )]),
                Some("integer"),
                map([]),
                map([]),
            ),
            3 => (
                map([(
                    "offset",
                    map([
                        ("into", "cursor of page".into()),
                        ("total", "Listed.total".into()),
                    ]),
                )]),
                Some("integer"),
                map([("total", "integer".into())]),
                map([("total", 1.into())]),
            ),
            4 => (map([("link", "next".into())]), None, map([]), map([])),
            _ => (
                map([("next", "Listed.next page".into())]),
                None,
                map([("next page?", "url | null".into())]),
                map([("next page", "https://api.shop.example/v1/pages?2".into())]),
            ),
        };
        let filter = self.dice.chance(50);
        let mut query = Entries::new();
        let mut given = Entries::new();
        if filter {
            query.push(("state".to_owned(), "string".into()));
            given.push(("state".to_owned(), "new".into()));
        }
        if let Some(ty) = into {
            query.push(("cursor of page?".to_owned(), ty.into()));
        }
        let (Node::Map(mut members), Node::Map(mut body)) = (members, shown) else {
            return Entries::new();
        };
        members.push(("data".to_owned(), vec![item].into()));
        let items: Vec<Node> = match entry {
            Node::Map(entry) if entry.is_empty() => Vec::new(),
            entry => vec![entry],
        };
        body.push(("data".to_owned(), items.into()));
        let Node::Map(mut how) = how else {
            return Entries::new();
        };
        how.insert(0, ("items".to_owned(), "Listed.data".into()));
        let mut endpoint = list([("method", "GET".into()), ("url", "/pages".into())]);
        if !query.is_empty() {
            endpoint.push(("request".to_owned(), map([("query", query.into())])));
        }
        endpoint.extend(list([
            (
                "success",
                map([(
                    "Listed",
                    map([("status", 200.into()), ("json", members.into())]),
                )]),
            ),
            ("pages", how.into()),
            (
                "examples",
                map([(
                    "one page",
                    map([
                        ("request", map([("query", given.into())])),
                        (
                            "response",
                            map([
                                ("status", 200.into()),
                                ("body", Node::from(body).json().into()),
                            ]),
                        ),
                        ("is", "Listed".into()),
                    ]),
                )]),
            ),
        ]));
        endpoint
    }

    /// A request that the page prints, as a command or as a message: its values are read out of it.
    pub(crate) fn printed(&mut self) -> Entries {
        (self.sent, self.is_printed) = (true, true);
        let query = self.members(Medium::Pairs, 0);
        let headers = self.members(Medium::Header, 0);
        let json = self.members(Medium::Json, 2);
        self.is_printed = false;
        let pairs: Vec<String> = query
            .wire
            .iter()
            .map(|(name, value)| format!("{}={}", percent(name), percent(&value.text())))
            .collect();
        let target = format!("/printed?{}", pairs.join("&"));
        let body = Node::from(json.wire.clone()).json();
        let lines: Vec<String> = headers
            .wire
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.text()))
            .collect();
        let (form, text) = if self.dice.chance(50) {
            let quoted = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
            let headers = lines.iter().map(|line| format!(" -H {}", quoted(line)));
            let headers: String = headers.collect();
            let url = quoted(&format!("https://shop.example{target}"));
            (
                "curl",
                format!("curl {url}{headers} --data-raw {}", quoted(&body)),
            )
        } else {
            let headers: String = lines.iter().map(|line| format!("{line}\n")).collect();
            let head = format!("POST {target} HTTP/1.1\nHost: shop.example\n{headers}");
            ("http", format!("{head}\n{body}"))
        };
        let request = map([
            ("query", query.ty.into()),
            ("headers", headers.ty.into()),
            ("json", json.ty.into()),
        ]);
        let response = map([("status", 204.into())]);
        let example = map([
            ("request", map([(form, text.into())])),
            ("response", response),
            ("is", "Done".into()),
        ]);
        let done = map([("status", 204.into()), ("empty", true.into())]);
        list([
            ("method", "POST".into()),
            ("url", "https://shop.example/printed".into()),
            ("auth", "none".into()),
            ("request", request),
            ("success", map([("Done", done)])),
            ("examples", map([("as printed", example)])),
        ])
    }
}

/// RFC 3986 section 2.1: every byte that isn't a letter or a digit is escaped.
fn percent(text: &str) -> String {
    let escaped = text.bytes().map(|byte| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    });
    escaped.collect()
}
