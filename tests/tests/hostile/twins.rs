//! Each place of a spec that takes text, with each text that has ended a string, a comment or an
//! attribute somewhere.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::{from_sources, quoted};
use docwright_codegen::{Files, Sources};

/// A megabyte of letters.
const LONG: &str = "\u{1}long";

const PAYLOADS: [&str; 25] = [
    "\"",
    "\\",
    "*/",
    "\"]",
    "\r",
    "\n",
    "\0",
    "{}",
    "{0}",
    "{token}",
    "${x}",
    "`",
    "'",
    "\"#",
    "r#\"",
    "//",
    "///",
    "\u{2028}",
    "\u{202e}",
    "\u{200d}",
    "🦀",
    "fn",
    "\"); panic!(\"",
    "#![allow(x)]",
    LONG,
];

/// A place that takes text: its name, and what stands there in the harmless twin.
const SINKS: [(&str, &str); 20] = [
    ("api name", "shop"),
    ("base url", "https://api.shop.example"),
    ("path literal", "ping"),
    ("parameter", "page"),
    ("header", "X-Trace"),
    ("field", "id"),
    ("variant", "Pong"),
    ("type name", "Order"),
    ("scheme name", "session"),
    ("wire name", "order-id"),
    ("enum value", "BUY"),
    ("default", "first"),
    ("content type", "application/json"),
    ("description of the api", "words"),
    ("description of the endpoint", "words"),
    ("description of a member", "words"),
    ("description of an outcome", "words"),
    ("example", "sample"),
    ("note", "words"),
    ("pattern", "%d-%m-%Y"),
];

/// The specs with `text` at one place.
fn specs(sink: &str, text: &str) -> Sources {
    let at = |place: &str| {
        let harmless = SINKS
            .iter()
            .find(|(name, _)| *name == place)
            .map_or("", |(_, harmless)| harmless);
        if place == sink { text } else { harmless }.to_owned()
    };
    let q = |place: &str| quoted(&at(place));
    let path = quoted(&format!("/{}", at("path literal")));
    let api = format!(
        "title: Shop\ndescription: {}\nnotes: [{}]\nbase_url: {}\nauth:\n  {}: {{ credentials: {{ key: {{}} }}, headers: {{ X-Key: \"{{key}}\" }} }}\ntypes:\n  {}: {{ object: {{ id: integer }} }}\n",
        q("description of the api"),
        q("note"),
        q("base url"),
        q("scheme name"),
        q("type name"),
    );
    let endpoint = format!(
        "method: POST\nurl: {path}\ndescription: {}\nauth: {}\nrequest:\n  query:\n    {}: {{ type: string, default: {}, description: {} }}\n    day?: {{ type: date, format: {} }}\n  headers:\n    {}: string\n    Content-Type: {{ const: {} }}\n  json:\n    {}: {{ type: string, example: {} }}\n    order: {}\n    side: {{ enum: [{}, SELL] }}\n    named: {{ type: string, wire: {} }}\nsuccess:\n  {}: {{ status: 200, description: {}, json: {{ id: integer }} }}\n",
        q("description of the endpoint"),
        q("scheme name"),
        quoted(&format!("{}?", at("parameter"))),
        q("default"),
        q("description of a member"),
        q("pattern"),
        quoted(&format!("{}?", at("header"))),
        q("content type"),
        q("field"),
        q("example"),
        q("type name"),
        q("enum value"),
        q("wire name"),
        q("variant"),
        q("description of an outcome"),
    );
    let mut sources = Sources::new();
    for (name, text) in [("api.yaml", api), ("ping.yaml", endpoint)] {
        let key = format!("{}/{name}", at("api name"));
        sources.add(key.clone(), key, text);
    }
    sources
}

/// What is left of code without literals, documentation and the letters of names.
fn shape(files: &Files) -> Vec<String> {
    let mut shapes: Vec<String> = files
        .iter()
        .map(|(path, text)| {
            let tokens: TokenStream = text
                .parse()
                .unwrap_or_else(|error| panic!("{path} doesn't parse: {error}"));
            assert!(syn::parse_file(text).is_ok(), "{path} doesn't parse");
            let mut out = String::new();
            write(tokens, &mut out);
            out
        })
        .collect();
    // Files are named after what is in them, which may be the text in question.
    shapes.sort();
    shapes
}

fn write(tokens: TokenStream, out: &mut String) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let inner =
                    matches!(rest.first(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                let group = rest.get(usize::from(inner));
                if let Some(TokenTree::Group(group)) = group
                    && group.stream().to_string().starts_with("doc =")
                {
                    rest = rest.get(usize::from(inner) + 1..).unwrap_or_default();
                } else {
                    out.push('#');
                }
            }
            // Commas and the braces of an arm come and go with the length of lines.
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Brace && out.ends_with("=>") =>
            {
                write(group.stream(), out);
            }
            TokenTree::Punct(punct) => out.push(punct.as_char()),
            TokenTree::Literal(_) => out.push('_'),
            TokenTree::Ident(_) => out.push_str(" i"),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::Brace | Delimiter::None => ('{', '}'),
                };
                let mut inside = String::new();
                write(group.stream(), &mut inside);
                out.push(open);
                out.push_str(&inside);
                out.push(close);
            }
        }
    }
}

#[test]
fn each_text_at_each_place_is_refused_or_changes_nothing_but_texts() {
    let long = "x".repeat(1 << 20);
    let mut refused = 0;
    let mut accepted = 0;
    for (sink, harmless) in SINKS {
        let benign = |text: &str| {
            let files = from_sources(specs(sink, text)).unwrap_or_else(|faults| {
                let format = docwright_codegen::diagnostic::Format::Text;
                panic!("{sink}:\n{}", faults.render(format, false))
            });
            shape(&files)
        };
        let single = benign(harmless);
        // A key with one `*` stands for many members, which is other code.
        let family = (sink == "field").then(|| benign(&format!("{harmless}*")));
        for payload in PAYLOADS {
            let payload = if payload == LONG { &long } else { payload };
            for text in [format!("{harmless}{payload}"), payload.to_owned()] {
                // A megabyte once, not twice.
                if text.len() == long.len() {
                    continue;
                }
                let family = family.as_ref().filter(|_| text.matches('*').count() == 1);
                let benign = family.unwrap_or(&single);
                match from_sources(specs(sink, &text)) {
                    Err(faults) => {
                        refused += 1;
                        let placed = faults
                            .iter()
                            .all(|fault| faults.sources().file(fault.primary.span.file).is_some());
                        assert!(placed, "{sink}: a fault without a place");
                    }
                    Ok(files) => {
                        accepted += 1;
                        let hostile = shape(&files);
                        let start: String = text.chars().take(40).collect();
                        for (hostile, benign) in hostile.iter().zip(benign) {
                            let at = hostile
                                .chars()
                                .zip(benign.chars())
                                .take_while(|(a, b)| a == b)
                                .count();
                            let near = |text: &str| -> String {
                                text.chars().skip(at.saturating_sub(60)).take(120).collect()
                            };
                            assert!(
                                hostile == benign,
                                "{sink}: {start:?} changes the code\n{}\n{}",
                                near(benign),
                                near(hostile)
                            );
                        }
                        assert_eq!(hostile.len(), benign.len(), "{sink}: {start:?}");
                    }
                }
            }
        }
    }
    assert_eq!(refused + accepted, SINKS.len() * (PAYLOADS.len() * 2 - 1));
    assert!(accepted > 300, "{accepted} are accepted and compared");
}
