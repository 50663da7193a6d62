//! Lines are as `prettyplease` has them, and no token gets lost.

use std::path::Path;

use proc_macro2::{Delimiter, Spacing, TokenTree};

use super::file;
use crate::emit::tokens::{Ident, Kind, ToTokens as _, TokenStream};
use crate::emit::{Asked, Options};

/// Tokens of a text, whose doc comments stand on a line each.
fn tokens(text: &str) -> TokenStream {
    let mut all = TokenStream::new();
    add(text.parse().unwrap(), &mut all);
    let mut with_docs = TokenStream::new();
    let mut docs = text.lines().filter_map(|line| {
        let line = line.trim_start();
        line.strip_prefix("///").or(line.strip_prefix("//!"))
    });
    let mut rest = all.iter().peekable();
    let mut tokens = Vec::new();
    while let Some((kind, text)) = rest.next() {
        tokens.push((kind, text));
        if let [.., (_, "["), (_, "doc")] = tokens.as_slice() {
            // `#`, perhaps `!`, `[` and `doc`; ` = "…"]` is still to come.
            tokens.truncate(tokens.len() - 2);
            let is_inner = tokens.last().is_some_and(|(_, text)| *text == "!");
            tokens.truncate(tokens.len() - 1 - usize::from(is_inner));
            let kind = if is_inner { Kind::InnerDoc } else { Kind::Doc };
            tokens.push((kind, docs.next().unwrap()));
            rest.nth(2);
        }
    }
    for (kind, text) in tokens {
        with_docs.push(kind, text);
    }
    with_docs
}

fn add(from: proc_macro2::TokenStream, to: &mut TokenStream) {
    let mut operator = String::new();
    for tree in from {
        match tree {
            TokenTree::Punct(punct) => {
                let longer = format!("{operator}{}", punct.as_char());
                if !operator.is_empty() && !OPERATORS.contains(&longer.as_str()) {
                    to.push(Kind::Punct, &std::mem::take(&mut operator));
                }
                operator.push(punct.as_char());
                if punct.spacing() == Spacing::Alone {
                    to.push(Kind::Punct, &std::mem::take(&mut operator));
                }
            }
            TokenTree::Ident(word) if operator == "'" => {
                to.push(Kind::Lifetime, &format!("'{word}"));
                operator.clear();
            }
            TokenTree::Ident(word) => Ident::new(&word.to_string()).to_tokens(to),
            TokenTree::Literal(literal) => to.push(Kind::Literal, &literal.to_string()),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => continue,
                };
                to.push(Kind::Open, open);
                add(group.stream(), to);
                to.push(Kind::Close, close);
            }
        }
    }
}

/// The lines, without the first one and those that are empty.
fn lines(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.filter(|line| !line.starts_with("// @")).collect()
}

/// Code of every shape that is emitted, on lines that fit and on lines that don't.
const CODE: &str = include_str!("tests/code.rs");

#[test]
fn lines_are_as_prettyplease_has_them() {
    let ours = file("code", &tokens(CODE));
    let theirs = prettyplease::unparse(&syn::parse_file(CODE).unwrap());
    for (ours, theirs) in lines(&ours).iter().zip(lines(&theirs)) {
        assert_eq!(*ours, theirs);
    }
    assert_eq!(lines(&ours).len(), lines(&theirs).len());
}

/// What is named so long that nothing else fits beside it breaks at each place.
#[test]
fn so_are_lines_that_are_too_long() {
    for length in [12, 25, 40, 70, 100] {
        let name = "long_".repeat(length / 5);
        let code = CODE.replace("some", &name);
        let ours = file("code", &tokens(&code));
        let theirs = prettyplease::unparse(&syn::parse_file(&code).unwrap());
        for (ours, theirs) in lines(&ours).iter().zip(lines(&theirs)) {
            assert_eq!(*ours, theirs, "names of {length}");
        }
    }
}

/// Every accepted case and every spec: from the tokens, as braces that layout adds make another layout
/// of what is laid out already.
#[test]
fn so_is_what_is_generated() {
    let mut compared = 0;
    for folder in ["../tests/accept", "../specs"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let sources = crate::input::read(&folder).unwrap();
        let checked = crate::check(sources).unwrap();
        let options = Options {
            examples: true,
            ..Options::default()
        };
        let asked = Asked::new(checked.apis(), &options);
        for made in asked.files() {
            let tokens = (made.tokens)();
            let ours = file("specs", &tokens);
            if ours.contains("::docwright_runtime::require! {") {
                continue;
            }
            let theirs = prettyplease::unparse(&syn::parse_str(&tokens.to_string()).unwrap());
            for (ours, theirs) in lines(&ours).iter().zip(lines(&theirs)) {
                assert_eq!(*ours, theirs, "{}", made.path);
                compared += 1;
            }
            assert_eq!(lines(&ours).len(), lines(&theirs).len(), "{}", made.path);
        }
    }
    assert!(compared > 10_000, "only {compared} lines were compared");
}

/// Xorshift (Marsaglia, "Xorshift RNGs", 2003).
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}

const WORDS: &[&str] = &[
    "a", "b", "if", "else", "match", "let", "fn", "impl", "struct", "enum", "pub", "use", "for",
    "in", "while", "loop", "return", "break", "move", "as", "mut", "ref", "where", "dyn", "const",
    "type", "mod", "unsafe", "self", "true", "_", "trait", "static", "async", "crate",
];

const OPERATORS: &[&str] = &[
    "::", "->", "=>", "=", "==", "<", ">", ">>", "&", "&&", "|", "||", "!", "?", ".", "..", "..=",
    "+", "-", "*", "#", ":", ",", ";", "+=", "<<", "@", "'", "!=", "<=", ">=",
];

fn soup(draw: &mut Draw, depth: usize, to: &mut TokenStream) {
    for _ in 0..draw.below(8) {
        match draw.below(10) {
            0..4 => to.push(Kind::Word, WORDS[draw.below(WORDS.len())]),
            4..7 => to.push(Kind::Punct, OPERATORS[draw.below(OPERATORS.len())]),
            7 => to.push(Kind::Literal, ["1", "\"x\"", "b'c'"][draw.below(3)]),
            8 => to.push(Kind::Lifetime, "'a"),
            _ if depth == 0 => to.push_doc("words"),
            _ => {
                let bracket = draw.below(3);
                to.push(Kind::Open, ["(", "[", "{"][bracket]);
                soup(draw, depth - 1, to);
                to.push(Kind::Close, [")", "]", "}"][bracket]);
            }
        }
    }
}

/// What layout may add or leave out: separators, brackets around one expression.
fn is_layout(character: char) -> bool {
    character.is_whitespace() || "(){},;".contains(character)
}

#[test]
fn no_token_gets_lost_whatever_they_are() {
    let mut draw = Draw(2026);
    for case in 0..20_000 {
        let mut tokens = TokenStream::new();
        soup(&mut draw, 4, &mut tokens);
        let text = file("soup", &tokens);
        let (_, text) = text.split_once("\n\n").unwrap();
        let text = text.replace("///", "");
        let found: String = text.chars().filter(|found| !is_layout(*found)).collect();
        let given: String = tokens.iter().map(|(_, text)| text).collect();
        let given: String = given.chars().filter(|given| !is_layout(*given)).collect();
        assert_eq!(found, given, "case {case}: {tokens}\n{text}");
        // Two words are never one.
        let words = |text: &str| -> usize {
            text.split(|character: char| !character.is_alphanumeric() && character != '_')
                .filter(|word| !word.is_empty())
                .count()
        };
        let given = words(&tokens.to_string().replace("#[doc = \" words\"]", "words"));
        assert_eq!(words(&text), given, "case {case}: {tokens}\n{text}");
    }
}
