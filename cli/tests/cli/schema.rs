//! `docwright schema`.

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use insta::assert_snapshot;
use serde_json::Value;

use crate::Place;

/// Both schemas, ready to compare files with.
struct Known {
    schemas: Schemas,
    api: SchemaIndex,
    endpoint: SchemaIndex,
}

impl Known {
    fn new() -> Self {
        let mut compiler = Compiler::new();
        let mut schemas = Schemas::new();
        let mut compile = |kind: &str| {
            let output = Place::new().output(&format!("schema --print {kind}"));
            let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
            let name = format!("{kind}.json");
            compiler.add_resource(&name, schema).unwrap();
            compiler.compile(&name, &mut schemas).unwrap()
        };
        let (api, endpoint) = (compile("api"), compile("endpoint"));
        Self {
            schemas,
            api,
            endpoint,
        }
    }

    /// What is wrong with a file, `None` if nothing is.
    fn fault(&self, path: &Path, text: &str) -> Option<String> {
        let value: Value = serde_yaml::from_str(&readable(text)).unwrap();
        let index = if path.ends_with("api.yaml") {
            self.api
        } else {
            self.endpoint
        };
        let fault = self.schemas.validate(&value, index).err()?;
        Some(format!("{}: {fault:#}", path.display()))
    }
}

/// The file with every long number shortened, which the reader of this test couldn't hold.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits = 0;
    for character in text.chars() {
        digits = if character.is_ascii_digit() {
            digits + 1
        } else {
            0
        };
        if digits < 19 {
            out.push(character);
        }
    }
    out
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_schemas_beside_the_specs_are_those_of_this_program() {
    let output = Place::new().output(&format!(
        "schema --check {}",
        root().join("specs").display()
    ));
    assert!(
        output.status.success(),
        "run `docwright schema`: {}",
        String::from_utf8(output.stdout).unwrap()
    );
}

#[test]
fn every_spec_names_its_schema_and_fits_it() {
    let known = Known::new();
    let mut files = 0;
    for folder in ["specs", "tests/accept"] {
        let folder = root().join(folder);
        for path in crate::fmt::specs_below(&folder) {
            let text = fs::read_to_string(&path).unwrap();
            if folder.ends_with("specs") {
                let kind = if path.ends_with("api.yaml") {
                    "api"
                } else {
                    "endpoint"
                };
                let line = format!("# yaml-language-server: $schema=../.schema/{kind}.json");
                assert_eq!(
                    text.lines().next(),
                    Some(line.as_str()),
                    "{}",
                    path.display()
                );
            }
            assert_eq!(known.fault(&path, &text), None);
            files += 1;
        }
    }
    assert!(files > 50, "{files} specs");
}

#[test]
fn what_no_file_may_say_does_not_fit() {
    let known = Known::new();
    let ping = Path::new("ping.yaml");
    let whole = "method: GET\nurl: /ping\nsuccess: { Pong: { status: 200, empty: true } }\n";
    assert_eq!(known.fault(ping, whole), None);
    for (from, to) in [
        ("method: GET", "metod: GET"),
        ("method: GET", "method: GTE"),
        ("url: /ping\n", ""),
        ("status: 200", "status: 2000"),
        ("empty: true", "emtpy: true"),
        ("empty: true", "json: { id: [string, string] }"),
        ("{ Pong: ", "[Pong, "),
    ] {
        let broken = whole
            .replace(from, to)
            .replace("[Pong, { status: 200, empty: true } }", "[Pong]");
        assert!(known.fault(ping, &broken).is_some(), "{broken}");
    }
}

#[test]
fn both_are_written_and_compared() {
    let place = Place::new();
    assert_snapshot!(format!(
        "{}{}{}",
        place.run("schema --check"),
        place.run("schema"),
        place.run("schema --check"),
    ));
}

#[test]
fn a_key_says_what_it_means() {
    let output = Place::new().output("schema --print endpoint");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let method = &schema["definitions"]["an_endpoint_file"]["properties"]["deprecated"];
    assert!(
        method["description"]
            .as_str()
            .is_some_and(|text| text.len() > 10),
        "{method}"
    );
}
