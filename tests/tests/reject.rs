//! Specs that are refused: each file under `reject/` beside the message that it gets.
//!
//! A case is a folder with an `api.yaml`, endpoints and groups, a folder of such folders, or one file:
//! `<case>.yaml` is an endpoint of a small API, `<case>.api.yaml` is an `api.yaml` with a small
//! endpoint beside it.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use docwright_codegen::diagnostic::{Code, Format, Severity};
use docwright_codegen::{Diagnostics, Sources, check};

const API: &str = "base_url: https://api.example\nauth: { token: bearer }\n";
const ENDPOINT: &str = "method: GET\nurl: /ping\nsuccess:\n  Pong: { status: 200, empty: true }\nexamples:\n  ping:\n    response: { status: 200 }\n    is: Pong\n";

#[test]
fn refused_specs_get_the_message_beside_them() {
    for case in cases() {
        let diagnostics = diagnostics(&case);
        assert!(!diagnostics.is_empty(), "{} is accepted", case.display());
        let folder = case.parent().expect("a topic");
        insta::with_settings!({
            snapshot_path => folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name(&case), diagnostics.render(Format::Text, false));
        });
    }
}

#[test]
fn every_code_has_a_case_of_its_name() {
    let mut named: BTreeSet<String> = cases().iter().map(|case| name(case)).collect();
    // Eight megabytes are made below, not kept.
    named.insert(Code::FileTooLarge.as_str().to_owned());
    // All features are on here: `codegen/tests/features.rs` shows it.
    named.insert(Code::FeatureOff.as_str().to_owned());
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !named.contains(*code))
        .collect();
    assert!(
        missing.is_empty(),
        "no case under tests/reject is named after: {missing:?}"
    );
}

#[test]
fn no_scheme_takes_the_name_of_a_method_that_every_builder_has() {
    let builder = include_str!("../../runtime/src/builder.rs");
    let methods = builder.lines().filter_map(|line| {
        let (name, _) = line.trim_start().strip_prefix("pub fn ")?.split_once('(')?;
        Some(name)
    });
    let methods: Vec<&str> = methods.collect();
    assert!(methods.contains(&"timeout"), "{methods:?}");
    for name in methods {
        let mut sources = Sources::new();
        let api = API.replace("token", name);
        sources.add("shop/api.yaml", "shop/api.yaml", api);
        sources.add("shop/ping.yaml", "shop/ping.yaml", ENDPOINT);
        let refused = check(sources).expect_err(name);
        let mut codes = refused.iter().map(|diagnostic| diagnostic.code);
        assert!(codes.any(|code| code == Code::ReservedName), "{name}");
    }
}

#[test]
fn a_case_named_after_a_code_shows_that_code() {
    for case in cases() {
        let name = name(&case);
        if Code::ALL.iter().any(|code| code.as_str() == name) {
            let found = diagnostics(&case);
            let codes: Vec<&str> = found
                .iter()
                .map(|diagnostic| diagnostic.code.as_str())
                .collect();
            assert!(codes.contains(&name.as_str()), "{name} shows {codes:?}");
        }
    }
}

#[test]
fn a_file_over_eight_megabytes_is_refused_unread() {
    let mut sources = Sources::new();
    sources.add(
        "example/api.yaml",
        "specs/example/api.yaml",
        "a".repeat((8 << 20) + 1),
    );
    let diagnostics = check(sources).expect_err("too large");
    let codes: Vec<Code> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, [Code::FileTooLarge]);
}

/// Cases under `several/` show that independent faults are reported together.
#[test]
fn independent_faults_come_in_one_run_and_in_order() {
    let several: Vec<PathBuf> = cases()
        .into_iter()
        .filter(|case| {
            case.parent()
                .is_some_and(|topic| topic.ends_with("several"))
        })
        .collect();
    assert!(!several.is_empty());
    for case in several {
        let found = diagnostics(&case);
        assert!(found.len() > 1, "{}", case.display());
        let places: Vec<_> = found
            .iter()
            .map(|diagnostic| diagnostic.primary.span)
            .collect();
        assert!(places.is_sorted(), "{}", case.display());
    }
}

#[test]
fn every_line_form_says_file_line_and_column() {
    for case in cases() {
        let diagnostics = diagnostics(&case);
        for line in diagnostics.render(Format::Short, false).lines() {
            let mut parts = line.splitn(4, ':');
            assert!(
                parts
                    .next()
                    .is_some_and(|file| file.ends_with(".yaml") || file.ends_with(".yml")),
                "{line}"
            );
            assert!(
                parts
                    .next()
                    .is_some_and(|number| number.parse::<usize>().is_ok()),
                "{line}"
            );
            assert!(
                parts
                    .next()
                    .is_some_and(|number| number.parse::<usize>().is_ok()),
                "{line}"
            );
        }
        for line in diagnostics.render(Format::Json, false).lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            assert!(
                value["code"].is_string() && value["line"].is_u64(),
                "{line}"
            );
        }
    }
}

/// What a spec gets: its errors, or its warnings if there is no error.
fn diagnostics(case: &Path) -> Diagnostics {
    let mut sources = Sources::new();
    let mut add =
        |key: String, text: String| sources.add(key.clone(), format!("specs/{key}"), text);
    if case.is_dir() {
        // One API, or folders of several.
        let files = files_in(case);
        let is_one =
            case.join("api.yaml").is_file() || files.iter().all(|path| path.parent() == Some(case));
        for path in files {
            let key = path.strip_prefix(case).expect("a file of the case");
            let key = key.to_string_lossy().replace('\\', "/");
            let key = if is_one {
                format!("example/{key}")
            } else {
                key
            };
            add(key, read(&path));
        }
    } else if case.to_string_lossy().ends_with(".api.yaml") {
        add("example/api.yaml".to_owned(), read(case));
        add("example/ping.yaml".to_owned(), ENDPOINT.to_owned());
    } else {
        add("example/api.yaml".to_owned(), API.to_owned());
        add("example/endpoint.yaml".to_owned(), read(case));
    }
    match check(sources) {
        Ok(checked) => {
            let warnings = checked.warnings().clone();
            assert!(
                warnings
                    .iter()
                    .all(|warning| warning.code.severity() == Severity::Warning)
            );
            warnings
        }
        Err(diagnostics) => diagnostics,
    }
}

fn name(case: &Path) -> String {
    file_name(case)
        .trim_end_matches(".yaml")
        .trim_end_matches(".api")
        .to_owned()
}

/// Every case: `reject/<topic>/<case>`.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("reject");
    let mut cases: Vec<PathBuf> = paths_in(&root)
        .iter()
        .flat_map(|topic| paths_in(topic))
        .filter(|case| case.is_dir() || case.extension().is_some_and(|end| end == "yaml"))
        .collect();
    cases.sort();
    cases
}

/// Every file below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let paths = paths_in(folder).into_iter();
    paths
        .flat_map(|path| match path.is_dir() {
            true => files_in(&path),
            false => vec![path],
        })
        .collect()
}

fn paths_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .collect()
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().expect("a name");
    name.to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("text")
}
