//! The walls between the stages of `codegen` stand: no `use crate::` line points back.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each stage may name, besides itself. Leaves may be named by all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("names", &[]),
    ("parallel", &[]),
    ("spec", &["source"]),
    ("ir", &["names", "spec"]),
    ("printed", &["ir"]),
    ("curl", &["ir", "printed"]),
    ("http", &["ir", "printed"]),
    ("compare", &["ir", "printed"]),
    ("input", &["source"]),
    ("parse", &["spec", "source", "diagnostic", "parallel"]),
    (
        "check",
        &[
            "spec",
            "ir",
            "names",
            "source",
            "diagnostic",
            "compare",
            "curl",
            "http",
            "printed",
            "parallel",
        ],
    ),
    (
        "one_file",
        &["parse", "check", "spec", "source", "diagnostic", "parallel"],
    ),
    ("checked", &["spec", "ir", "source", "diagnostic"]),
    ("surface", &["ir", "names", "emit"]),
    ("options", &[]),
    ("emit", &["ir", "names", "options", "output", "parallel"]),
    ("output", &[]),
];

#[test]
fn no_stage_names_a_later_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src");
    let mut seen = 0;
    for file in rust_files(&root) {
        let below = file.strip_prefix(&root).expect("below the root");
        let stage = below.iter().next().expect("a first part").to_string_lossy();
        let stage = stage.trim_end_matches(".rs");
        if below
            .iter()
            .any(|part| part == "tests" || part == "tests.rs")
        {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == stage) else {
            assert!(
                matches!(stage, "lib" | "build"),
                "`{stage}` has no line in this test's table"
            );
            continue;
        };
        seen += 1;
        let text = fs::read_to_string(&file).expect("readable");
        for statement in statements(&text) {
            for used in named_modules(&statement) {
                assert!(
                    used == stage || allowed.contains(&used.as_str()),
                    "{}: `{stage}` names `{used}`: {statement}",
                    below.display(),
                );
            }
        }
    }
    assert!(seen > 20, "only {seen} files were looked at");
}

#[test]
fn no_vendor_is_named_outside_its_specs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let vendors: Vec<String> = fs::read_dir(root.join("specs"))
        .expect("specs")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .to_string_lossy()
                .to_lowercase()
        })
        .collect();
    assert!(!vendors.is_empty());
    for folder in ["wire", "codegen", "runtime", "mock"] {
        for file in rust_files(&root.join(folder).join("src")) {
            let text = fs::read_to_string(&file).expect("readable");
            for (number, line) in text.lines().enumerate() {
                // Comments may show an example; code may not know a vendor.
                let code = line.split("//").next().unwrap_or_default().to_lowercase();
                for vendor in &vendors {
                    assert!(
                        !code.contains(vendor),
                        "{}:{}: {line}",
                        file.display(),
                        number + 1
                    );
                }
            }
        }
    }
}

/// The code up to each `;`, on one line and without comments.
fn statements(text: &str) -> Vec<String> {
    let code: Vec<&str> = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default().trim())
        .collect();
    code.join(" ").split(';').map(str::to_owned).collect()
}

/// Modules named by `crate::…` in code, groups in braces included.
fn named_modules(code: &str) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .flat_map(|after| {
            let group = after.strip_prefix('{');
            let parts: Vec<&str> = match group {
                Some(group) => group
                    .split('}')
                    .next()
                    .unwrap_or_default()
                    .split(',')
                    .map(str::trim)
                    .collect(),
                None => vec![after],
            };
            parts.into_iter().map(first_word).collect::<Vec<_>>()
        })
        .filter(|word| word.starts_with(char::is_lowercase))
        .collect()
}

fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
