//! Random specs that are valid: each passes the checks, and what is generated is Rust.
//!
//! Specs are made of a seed. A failure names the seed, and shows the smallest part of the spec that
//! still fails. `DOCWRIGHT_SEED` begins with another seed than 0, `DOCWRIGHT_CASES` says how many follow.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that can't go on says so"
)]

mod api;
mod auth;
mod batch;
mod members;
mod more;
mod names;
mod node;
mod outcome;
mod request;
mod scalars;
mod shrink;
mod values;

use std::collections::BTreeMap;

use docwright_codegen::diagnostic::{Diagnostic, Format};
use docwright_codegen::{Files, Options, Sources, check, generate};

use docwright_tests::seeds;

use crate::node::Node;

/// Cases where nothing else is asked for.
const CASES: u64 = 200;

#[test]
fn every_random_spec_is_accepted_and_generated() {
    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    for seed in seeds(CASES) {
        let spec = api::api(seed);
        let Err(fault) = generated(&spec, seed) else {
            continue;
        };
        if faults.contains_key(&fault.kind) {
            continue;
        }
        let smallest = shrink::shrink(spec, |smaller| {
            generated(smaller, seed).is_err_and(|found| found.kind == fault.kind)
        });
        let text = generated(&smallest, seed)
            .err()
            .map_or(fault.text, |fault| fault.text);
        faults.insert(
            fault.kind,
            format!("seed {seed}:\n{}\n{text}", shown(&smallest)),
        );
    }
    let faults: Vec<String> = faults.into_values().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// What went wrong, and what of it stays the same when the spec gets smaller.
struct Fault {
    kind: String,
    text: String,
}

fn generated(spec: &Node, seed: u64) -> Result<Files, Fault> {
    let mut sources = Sources::new();
    add(&mut sources, spec, seed);
    let checked = check(sources).map_err(|faults| Fault {
        kind: faults.iter().next().map_or_else(String::new, kind),
        text: faults.render(Format::Text, false),
    })?;
    let options = Options {
        examples: true,
        ..Options::default()
    };
    let files = generate(&checked, &options);
    for (path, text) in files.iter() {
        if let Err(error) = syn::parse_file(text) {
            return Err(Fault {
                kind: error.to_string(),
                text: format!("{path}: {error}\n{text}"),
            });
        }
    }
    Ok(files)
}

/// What is said, without names in backticks: they differ from spec to spec.
fn kind(fault: &Diagnostic) -> String {
    let words = [&fault.message].into_iter().chain(&fault.notes);
    words.flat_map(|text| text.split('`').step_by(2)).collect()
}

/// Adds the API of a seed.
fn add(sources: &mut Sources, spec: &Node, seed: u64) {
    if let Node::Map(files) = spec {
        for (name, content) in files {
            let key = format!("random_{seed}/{name}");
            sources.add(key.clone(), key, content.yaml());
        }
    }
}

fn shown(spec: &Node) -> String {
    let Node::Map(files) = spec else {
        return String::new();
    };
    let files = files
        .iter()
        .map(|(name, content)| format!("--- {name}\n{}", content.yaml()));
    files.collect()
}

/// A text in double quotes, as YAML reads it.
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
