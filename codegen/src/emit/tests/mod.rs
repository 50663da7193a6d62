//! What generated code looks like, and that no text of a spec can change it.

pub(crate) mod sample;

use proc_macro2::{TokenStream, TokenTree};
use sample::Sample;

use super::*;

/// Texts that have ended string literals, comments, attributes or format strings somewhere.
const PAYLOADS: &[&str] = &[
    "\"",
    "\\",
    "*/",
    "\"]",
    "\r",
    "\n",
    "a\r\nb\rc\nd",
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
    "/// x",
    "#![allow(warnings)]",
    "\u{2028}",
    "\u{202e}",
    "\u{200d}",
    "\u{feff}",
    "🦀",
    "fn",
    "\"); panic!(\"",
    "```\npanic!()\n```",
    "    panic!()",
    "~~~\npanic!()\n~~~",
];

fn with_examples() -> Options {
    Options {
        examples: true,
        ..Options::default()
    }
}

fn files(text: &dyn Fn(&str) -> String) -> Files {
    emit(&[Sample { text }.api()], &with_examples())
}

/// The code alone: every literal is `_`, doc comments are left out.
fn code(tokens: TokenStream, out: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let bang = matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '!');
                let bang = if bang { tokens.next() } else { None };
                let is_doc = matches!(tokens.peek(), Some(TokenTree::Group(group))
                    if group.stream().to_string().starts_with("doc ="));
                if is_doc {
                    tokens.next();
                } else {
                    out.push_str(if bang.is_some() { "#!" } else { "#" });
                }
            }
            TokenTree::Literal(_) => out.push_str("_ "),
            TokenTree::Group(group) => {
                out.push_str(&format!("{:?}(", group.delimiter()));
                code(group.stream(), out);
                out.push(')');
            }
            token => out.push_str(&format!("{token} ")),
        }
    }
}

/// The code of every file, before its layout follows the length of its texts.
fn codes(text: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let (apis, options) = ([Sample { text }.api()], with_examples());
    let asked = Asked::new(&apis, &options);
    let files = asked.files().into_iter();
    files
        .map(|file| {
            let mut out = String::new();
            code((file.tokens)(), &mut out);
            (file.path, out)
        })
        .collect()
}

#[test]
fn no_text_of_a_spec_changes_the_code() {
    let benign = codes(&str::to_owned);
    for payload in PAYLOADS {
        let hostile = [
            codes(&|label| format!("{label}{payload}")),
            codes(&|label| format!("{payload}{label}")),
        ];
        for hostile in hostile {
            assert_eq!(hostile.len(), benign.len());
            for (hostile, benign) in hostile.iter().zip(&benign) {
                assert!(hostile == benign, "{payload:?} changes {}", benign.0);
            }
        }
    }
}

/// Layout may add braces and commas, but a file that doesn't parse is no client.
#[test]
fn whatever_the_texts_are_the_files_parse() {
    for payload in PAYLOADS {
        for (path, text) in files(&|label| format!("{label}{payload}")).iter() {
            assert!(syn::parse_file(text).is_ok(), "{payload:?} in {path}");
        }
    }
}

#[test]
fn texts_reach_the_code_unchanged() {
    let hostile = "\"\\*/\r\n\0{0}`'\u{2028}\u{202e}🦀";
    let files = files(&|label| format!("{label}{hostile}"));
    let mut found = Vec::new();
    literals(
        files.get("notes/add_note.rs").unwrap().parse().unwrap(),
        &mut found,
    );
    for wire in [
        "text",
        "json",
        "parent",
        "label",
        "constant value",
        "accept value",
    ] {
        assert!(found.contains(&format!("{wire}{hostile}")), "{wire}");
    }
}

fn literals(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => literals(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Ok(syn::Lit::Str(text)) = syn::parse_str(&literal.to_string()) {
                    found.push(text.value());
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

#[test]
fn nothing_in_a_file_is_invisible() {
    let hidden = "a\u{202e}b\u{2028}c\u{200d}d\0e\u{1b}f\u{feff}";
    for (path, text) in files(&|label| format!("{label}{hidden}")).iter() {
        let found = text
            .chars()
            .find(|&character| character != '\n' && is_hidden(character));
        assert_eq!(found, None, "{path}");
    }
}

#[test]
fn every_file_says_where_it_comes_from() {
    for (path, text) in files(&str::to_owned).iter() {
        let first = text.lines().next().unwrap();
        assert!(
            first.starts_with("// @generated by docwright from "),
            "{path}"
        );
        assert!(first.ends_with(". Do not edit."), "{path}");
    }
}

#[test]
fn what_no_endpoint_uses_has_no_code() {
    let files = files(&str::to_owned);
    let outcomes = files.get("notes/outcomes.rs").unwrap();
    assert!(outcomes.contains("pub struct Gone {"));
    assert!(!outcomes.contains("impl Gone"));
    let types = files.get("notes/types.rs").unwrap();
    // `Level` is only ever sent, `Priority` is both, but text needs no function to be sent.
    let level = types.split("impl Level {").nth(1).unwrap();
    assert!(level.contains("fn encode(&self"));
    assert!(!level.contains("fn decode("));
    let priority = types.split("impl Priority {").nth(1).unwrap();
    assert!(
        priority
            .split("impl ")
            .next()
            .unwrap()
            .contains("fn decode(")
    );
}

#[test]
fn a_secret_is_named_to_the_runtime_as_given_and_as_sent() {
    let files = files(&str::to_owned);
    let request = files.get("notes/add_note.rs").unwrap();
    assert!(request.contains("request.secret(&self.password);"));
    assert!(request.contains(
        "request.secret(&rt::Secret::from(rt::hash::sha256_hex(self.password.expose())));"
    ));
}

#[test]
fn features_are_asked_for_and_stand_before_their_modules() {
    let api = Sample {
        text: &str::to_owned,
    }
    .api();
    let options = |features, apis: Option<Vec<String>>| Options {
        features,
        apis,
        examples: false,
    };
    let plain = emit(std::slice::from_ref(&api), &options(false, None));
    assert!(!plain.get("mod.rs").unwrap().contains("cfg"));
    assert!(plain.get("notes/examples.rs").is_none());
    let gated = emit(std::slice::from_ref(&api), &options(true, None));
    let expected = "\
#[cfg(feature = \"notes\")]
::docwright_runtime::require! { [decimal, jiff, sha2, uuid]
    pub mod notes;
}
";
    assert!(gated.get("mod.rs").unwrap().ends_with(expected));
    let none = emit(&[api], &options(true, Some(Vec::new())));
    assert_eq!(
        none.iter().map(|(path, _)| path).collect::<Vec<_>>(),
        ["mod.rs"]
    );
}

#[test]
fn a_page_becomes_code_that_a_person_could_have_written() {
    let files = files(&str::to_owned);
    for path in ["mod.rs", "notes/ping.rs", "notes/search.rs"] {
        insta::assert_snapshot!(path, files.get(path).unwrap());
    }
}
