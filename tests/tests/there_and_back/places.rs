//! There and back in paths, in cookies, in XML; and lists, objects and files as a server sees them in a
//! form and in parts.

use docwright_runtime::examples::Recorder;
use docwright_runtime::{File, Nullable, Upload};
use docwright_tests::accept::echo_places::types::Side;
use docwright_tests::accept::echo_places::{self as api, Client};
use docwright_tests::{Dice, seeds};

use crate::echo::Echo;
use crate::scalars::{bytes, decimal, integer, maybe, number, several, text, text_of, truth, uuid};
use crate::times::{SECOND, day, instant, length};
use crate::{CASES, assert_same};

const PATH: [&str; 9] = [
    "words", "whole", "decimal", "day", "id", "side", "joined", "pair", "rest",
];

fn client(transport: impl docwright_runtime::Transport) -> Client {
    let builder = Client::builder().transport(transport);
    builder.build().expect("a client")
}

/// A text that a segment can be: not empty, and no step to somewhere else.
fn segment(dice: &mut Dice, keep: impl Fn(char) -> bool) -> String {
    let text = text_of(dice, keep);
    match text.as_str() {
        "" | "." | ".." => "segment".to_owned(),
        _ => text,
    }
}

#[tokio::test]
async fn every_type_comes_back_from_a_path() {
    let client = client(Echo::Path(&PATH));
    let is_of_a_line = |c: char| !matches!(c, '\r' | '\n');
    for seed in seeds(CASES) {
        let dice = &mut Dice::new(seed);
        let is_of_a_segment = |c| is_of_a_line(c) && c != '/';
        let rest: Vec<String> = (0..=dice.below(2))
            .map(|_| segment(dice, is_of_a_segment))
            .collect();
        let sent = api::PathRequest {
            words: segment(dice, is_of_a_line),
            whole: integer(dice),
            decimal: decimal(dice),
            day: day(dice),
            id: uuid(dice),
            side: side(dice, is_of_a_line),
            joined: (0..=dice.below(3)).map(|_| integer(dice)).collect(),
            first: integer(dice),
            second: segment(dice, is_of_a_line),
            rest: rest.join("/"),
        };
        let api::PathResponse::Echoed(back) = client
            .path(sent.clone())
            .await
            .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{sent:#?}"));
        let pair = format!("{}-{}", sent.first, sent.second);
        assert_same(&sent.words, &back.words, "words", seed);
        assert_same(&sent.whole, &back.whole, "whole", seed);
        assert_same(&sent.decimal, &back.decimal, "decimal", seed);
        assert_same(&sent.day, &back.day, "day", seed);
        assert_same(&sent.id, &back.id, "id", seed);
        assert_same(&sent.side, &back.side, "side", seed);
        assert_same(&sent.joined, &back.joined, "joined", seed);
        assert_same(&pair, &back.pair, "pair", seed);
        assert_same(&sent.rest, &back.rest, "rest", seed);
    }
}

#[tokio::test]
async fn every_type_comes_back_from_cookies() {
    let client = client(Echo::Cookies);
    // RFC 6265 section 4.1.1.
    let is_of_a_cookie = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | ',' | ';' | '\\');
    for seed in seeds(CASES) {
        let dice = &mut Dice::new(seed);
        let sent = api::CookiesRequest {
            words: text_of(dice, is_of_a_cookie),
            whole: integer(dice),
            decimal: decimal(dice),
            truth: truth(dice),
            day: day(dice),
            at: instant(dice, SECOND),
            id: uuid(dice),
            base64url: bytes(dice),
            maybe: maybe(dice, |dice| text_of(dice, is_of_a_cookie)),
            joined: several(dice, 4, integer),
        };
        let api::CookiesResponse::Echoed(back) = client
            .cookies(sent.clone())
            .await
            .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{sent:#?}"));
        let back = api::CookiesRequest {
            words: back.words,
            whole: back.whole,
            decimal: back.decimal,
            truth: back.truth,
            day: back.day,
            at: back.at,
            id: back.id,
            base64url: back.base64url,
            maybe: back.maybe,
            joined: back.joined,
        };
        assert_same(&sent, &back, "cookies", seed);
    }
}

#[tokio::test]
async fn every_type_comes_back_in_xml() {
    let client = client(Echo::Body);
    // XML 1.0 section 2.2: what a document can hold.
    let is_of_xml = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    for seed in seeds(CASES) {
        let dice = &mut Dice::new(seed);
        let words = |dice: &mut Dice| text_of(dice, is_of_xml);
        let order = api::xml::Order {
            id: integer(dice),
            note: maybe(dice, words),
            words: words(dice),
            empty: maybe(dice, words),
            whole: integer(dice),
            number: number(dice),
            decimal: decimal(dice),
            truth: truth(dice),
            day: day(dice),
            at: instant(dice, 1),
            wait: length(dice, 1),
            side: side(dice, is_of_xml),
            base64: bytes(dice),
            hex: bytes(dice),
            // A list without elements sends nothing.
            tags: Some(several(dice, 3, words)).filter(|tags| !tags.is_empty()),
            lines: maybe(dice, |dice| {
                let line = |dice: &mut Dice| api::xml::Line {
                    sku: words(dice),
                    count: integer(dice),
                };
                (0..=dice.below(3)).map(|_| line(dice)).collect()
            }),
            // An element that is empty but for white space is null.
            absent: maybe(dice, |dice| match words(dice) {
                text if text.trim().is_empty() => Nullable::Null,
                text => Nullable::Value(text),
            }),
        };
        let sent = api::XmlRequest { order };
        let api::XmlResponse::Echoed(back) = client
            .xml(sent.clone())
            .await
            .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{sent:#?}"));
        assert_same(&sent.order, &back.order, "order", seed);
    }
}

/// What a server sees that knows nothing of us.
#[tokio::test]
async fn lists_and_objects_are_named_as_documented_in_a_form() {
    for seed in seeds(CASES) {
        let dice = &mut Dice::new(seed);
        let line = |dice: &mut Dice| api::form::Line {
            sku: text(dice),
            count: integer(dice),
        };
        let sent = api::FormRequest {
            plain: several(dice, 3, text),
            brackets: several(dice, 3, text),
            indexed: several(dice, 3, integer),
            nested: api::form::FormNested {
                a_b: text(dice),
                inner: api::form::FormNestedInner { n: integer(dice) },
            },
            dotted: api::form::FormDotted {
                x: text(dice),
                y: api::form::FormDottedY { z: integer(dice) },
            },
            lines: several(dice, 3, line),
        };
        let mut expected: Vec<(String, String)> = Vec::new();
        let mut pair = |name: &str, value: &str| expected.push((name.to_owned(), value.to_owned()));
        sent.plain.iter().for_each(|item| pair("plain", item));
        sent.brackets
            .iter()
            .for_each(|item| pair("brackets[]", item));
        for (index, item) in sent.indexed.iter().enumerate() {
            pair(&format!("indexed[{index}]"), &item.to_string());
        }
        pair("nested[a b]", &sent.nested.a_b);
        pair("nested[inner][n]", &sent.nested.inner.n.to_string());
        pair("dotted.x", &sent.dotted.x);
        pair("dotted.y.z", &sent.dotted.y.z.to_string());
        for (index, line) in sent.lines.iter().enumerate() {
            pair(&format!("lines[{index}][sku]"), &line.sku);
            pair(&format!("lines[{index}][count]"), &line.count.to_string());
        }
        let recorder = Recorder::answering(204, &[], b"");
        client(recorder.clone())
            .form(sent)
            .await
            .unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let requests = recorder.requests();
        let seen: Vec<(String, String)> = requests
            .iter()
            .flat_map(|request| form_urlencoded::parse(&request.body))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        assert_same(&expected, &seen, "form", seed);
    }
}

/// What stands between the boundaries, byte for byte (RFC 2046 section 5.1.1).
#[tokio::test]
async fn parts_hold_their_values_byte_for_byte() {
    for seed in seeds(CASES) {
        let dice = &mut Dice::new(seed);
        let (words, content) = (text(dice), bytes(dice));
        let sent = api::PartsRequest {
            words: words.clone(),
            whole: integer(dice),
            tags: several(dice, 3, text),
            inside: api::parts::PartsInside { name: text(dice) },
            file: File::new("a.bin", Upload::from(content.clone())),
        };
        let mut expected = vec![
            ("words", words.into_bytes()),
            ("whole", sent.whole.to_string().into_bytes()),
        ];
        expected.extend(
            sent.tags
                .iter()
                .map(|tag| ("tags", tag.clone().into_bytes())),
        );
        let inside = serde_json::json!({ "name": sent.inside.name });
        expected.push(("inside", inside.to_string().into_bytes()));
        expected.push(("file", content));
        let recorder = Recorder::answering(204, &[], b"");
        client(recorder.clone())
            .parts(sent)
            .await
            .unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let [request] = recorder.requests().try_into().expect("one request");
        let media_type = request
            .headers
            .iter()
            .find(|(name, _)| name == "content-type");
        let media_type = media_type.map(|(_, value)| String::from_utf8_lossy(value));
        let media_type = media_type.expect("a media type");
        let (_, boundary) = media_type.split_once("boundary=").expect("a boundary");
        let parts = parts_between(boundary.trim_matches('"'), &request.body);
        assert_eq!(parts.len(), expected.len(), "seed {seed}");
        for ((name, value), (head, content)) in expected.iter().zip(parts) {
            assert!(
                head.contains(&format!("name=\"{name}\"")),
                "seed {seed}: {head}"
            );
            let same = match *name {
                "inside" => {
                    serde_json::from_slice::<serde_json::Value>(value).ok()
                        == serde_json::from_slice(&content).ok()
                }
                _ => *value == content,
            };
            assert!(same, "seed {seed}: {name}: {content:?} for {value:?}");
        }
    }
}

/// Head and content of each part.
fn parts_between(boundary: &str, body: &[u8]) -> Vec<(String, Vec<u8>)> {
    let find = |text: &[u8], wanted: &[u8]| {
        text.windows(wanted.len())
            .position(|window| window == wanted)
    };
    let delimiter = [b"\r\n--", boundary.as_bytes()].concat();
    let mut rest = [b"\r\n", body].concat();
    let mut parts = Vec::new();
    while let Some(begin) = find(&rest, &delimiter) {
        rest.drain(..begin + delimiter.len());
        if rest.starts_with(b"--") {
            break;
        }
        let end = find(&rest, &delimiter).expect("an end");
        let head = find(&rest, b"\r\n\r\n").expect("an empty line");
        let words = String::from_utf8_lossy(rest.get(..head).expect("a head")).into_owned();
        let content = rest.get(head + 4..end).expect("a content").to_vec();
        parts.push((words, content));
    }
    parts
}

fn side(dice: &mut Dice, keep: impl Fn(char) -> bool) -> Side {
    match dice.below(4) {
        0 => Side::Buy,
        1 => Side::Sell,
        2 => Side::TwoWords,
        _ => Side::Unknown(format!("~{}~", text_of(dice, keep))),
    }
}
