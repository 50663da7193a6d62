//! Specs whose texts try to become code, files or terminal commands.
//!
//! Every text of a spec is a literal, a line of documentation or an identifier in what is
//! generated. So a hostile text gives a diagnostic, or code that differs from that of a harmless
//! text in nothing but literals, documentation and the letters of names.

#![expect(clippy::panic, reason = "a test that can't go on says so")]

mod doctests;
mod names;
mod twins;

use docwright_codegen::{Diagnostics, Files, Options, Sources, check, generate};

/// The files that are made from the `api.yaml` and one endpoint of an API called `shop`.
fn generated(api: &str, endpoint: &str) -> Result<Files, Diagnostics> {
    let mut sources = Sources::new();
    for (name, text) in [("api.yaml", api), ("ping.yaml", endpoint)] {
        let key = format!("shop/{name}");
        sources.add(key.clone(), key, text);
    }
    from_sources(sources)
}

fn from_sources(sources: Sources) -> Result<Files, Diagnostics> {
    let options = Options {
        examples: true,
        ..Options::default()
    };
    check(sources).map(|checked| generate(&checked, &options))
}

/// A text in double quotes, as YAML reads it: JSON's quoting is YAML's too.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            ' '..='~' => quoted.push(character),
            other => quoted.push_str(&format!("\\U{:08X}", u32::from(other))),
        }
    }
    quoted.push('"');
    quoted
}
