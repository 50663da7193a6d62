//! No text of a spec becomes a doctest.

use std::fs;
use std::path::Path;
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};

use crate::{generated, quoted};

/// Markdown that rustdoc would take for code, each writing a file if it ran.
fn descriptions(marker: &Path) -> Vec<String> {
    let code = format!("std::fs::write({:?}, \"ran\").unwrap();", marker.display());
    vec![
        format!("Words.\n\n    {code}\n"),
        format!("```\n{code}\n```"),
        format!("~~~\n{code}\n~~~"),
        format!("- item\n\n  ```\n  {code}\n  ```\n"),
        format!("- item\n\n      {code}\n"),
        format!("> ```\n> {code}\n> ```\n"),
        format!("```rust\n{code}\n```"),
        format!("\t{code}"),
        format!("1.     {code}"),
        format!("```\r\n{code}\r\n```"),
        format!("<!-- -->\n\n    {code}"),
        format!("````\n{code}\n````"),
    ]
}

#[test]
fn no_description_is_a_doctest() {
    let folder = tempfile::tempdir().expect("a folder");
    let marker = folder.path().join("ran");
    let mut source = String::new();
    let mut items = 0;
    for description in descriptions(&marker) {
        let text = quoted(&description);
        let api = format!(
            "title: {text}\ndescription: {text}\nnotes: [{text}]\nbase_url: https://api.shop.example\ntypes:\n  Order: {{ description: {text}, object: {{ id: {{ type: integer, description: {text} }} }} }}\n"
        );
        let endpoint = format!(
            "title: {text}\ndescription: {text}\nnotes: [{text}]\ndeprecated: {text}\nmethod: GET\nurl: /ping\nrequest:\n  query: {{ page?: {{ type: string, description: {text}, default: {text}, example: {text} }} }}\nsuccess:\n  Pong: {{ status: 200, description: {text}, notes: [{text}], json: {{ order: Order, side: {{ enum: {{ BUY: {text} }} }} }} }}\n"
        );
        let files = generated(&api, &endpoint).expect("descriptions are free");
        for (_, text) in files.iter() {
            let tokens: TokenStream = text.parse().expect("tokens");
            let mut docs = Vec::new();
            collect(tokens, &mut docs);
            for doc in docs {
                source.push_str(&doc);
                source.push_str(&format!("pub fn item_{items}() {{}}\n"));
                items += 1;
            }
        }
    }
    assert!(items > 100, "{items} items are documented");
    let file = folder.path().join("docs.rs");
    fs::write(&file, source).expect("written");
    let rustdoc = std::env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into());
    let output = Command::new(rustdoc)
        .args(["--test", "--edition", "2024", "--crate-name", "docs"])
        .arg(&file)
        .output()
        .expect("rustdoc comes with every toolchain");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("running 0 tests"),
        "{said}"
    );
    assert!(!marker.exists(), "a description ran");
}

/// The documentation of each item, as attributes.
fn collect(tokens: TokenStream, docs: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut current = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            let is_mark =
                matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!'));
            if !is_mark && !current.is_empty() {
                docs.push(std::mem::take(&mut current));
            }
            continue;
        };
        let attribute = index > 0
            && matches!(tokens.get(index - 1), Some(TokenTree::Punct(punct)) if matches!(punct.as_char(), '#' | '!'));
        if attribute && group.stream().to_string().starts_with("doc =") {
            current.push_str(&format!("#[{}]\n", group.stream()));
        } else {
            collect(group.stream(), docs);
        }
    }
    if !current.is_empty() {
        docs.push(current);
    }
}
