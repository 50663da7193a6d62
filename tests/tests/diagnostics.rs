//! `docs/diagnostics.md` says what is so, and no fault is without an explanation or a case.
//!
//! ```` ```yaml wrong ```` has the fault of its section, ```` ```yaml right ```` has none. Both are keys
//! of an endpoint, or of the file that is named behind, in the place of those of a small API.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on says so"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use docwright_codegen::diagnostic::{Code, Diagnostics, Format};
use docwright_codegen::{Sources, check};

/// Faults of folders, of texts too long to be shown, and of how this crate is built.
const WITHOUT_TEXT: [Code; 7] = [
    Code::TooDeep,
    Code::FileTooLarge,
    Code::TooMany,
    Code::MisplacedFile,
    Code::MissingApiFile,
    Code::AuthNeedsObject,
    Code::FeatureOff,
];

const API: &str = "base_url: https://api.shop.example\n";

const PING: &str = "\
method: GET
url: /ping
success:
  Pong: { status: 200, empty: true }
";

#[test]
fn the_samples_of_each_code_have_its_fault_and_have_it_not() {
    let page = page();
    for code in Code::ALL {
        let section = section(&page, *code);
        let wrong = blocks(section, "wrong");
        assert_eq!(
            wrong.is_empty(),
            WITHOUT_TEXT.contains(code),
            "{}: a sample with the fault",
            code.as_str()
        );
        for (file, text) in wrong {
            let faults = faults_of(file, text);
            assert!(
                faults.iter().any(|fault| fault.code == *code),
                "{}:\n{}",
                code.as_str(),
                faults.render(Format::Text, false)
            );
        }
        for (file, text) in blocks(section, "right") {
            let faults = faults_of(file, text);
            assert!(
                faults.iter().all(|fault| fault.code != *code) && !faults.has_errors(),
                "{}:\n{}",
                code.as_str(),
                faults.render(Format::Text, false)
            );
        }
    }
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics.md");
    fs::read_to_string(path).expect("the page")
}

/// What stands below the heading of a code.
fn section(page: &str, code: Code) -> &str {
    let heading = format!("\n## `{}`\n", code.as_str());
    let (_, text) = page
        .split_once(&heading)
        .unwrap_or_else(|| panic!("no section of {}", code.as_str()));
    text.split("\n## ").next().unwrap_or(text)
}

/// The blocks of one kind: the file that they belong to, and their text.
fn blocks<'p>(section: &'p str, kind: &str) -> Vec<(&'p str, &'p str)> {
    section
        .split("```yaml ")
        .skip(1)
        .filter_map(|block| {
            let (marker, rest) = block.split_once('\n')?;
            let file = marker.strip_prefix(kind)?.trim();
            Some((file, rest.split_once("```")?.0))
        })
        .collect()
}

fn faults_of(file: &str, text: &str) -> Diagnostics {
    let (api, endpoint) = match file {
        "" => (API.to_owned(), complete(PING, text)),
        "api.yaml" => (complete(API, text), PING.to_owned()),
        "api.yaml without base_url" => (text.to_owned(), PING.to_owned()),
        other => panic!("which file is `{other}`?"),
    };
    let mut sources = Sources::new();
    for (name, text) in [("api.yaml", api), ("ping.yaml", endpoint)] {
        let key = format!("shop/{name}");
        sources.add(key.clone(), key, text);
    }
    match check(sources) {
        Ok(checked) => checked.warnings().clone(),
        Err(faults) => faults,
    }
}

/// `frame` with the top-level keys of `part` in the place of its own.
fn complete(frame: &str, part: &str) -> String {
    let key = |line: &str| {
        let (key, _) = line.split_once(':')?;
        (!key.starts_with([' ', '#', '-'])).then(|| key.to_owned())
    };
    let replaced: BTreeSet<String> = part.lines().filter_map(key).collect();
    let mut kept = true;
    let mut whole = part.to_owned();
    for line in frame.lines() {
        if let Some(key) = key(line) {
            kept = !replaced.contains(&key);
        }
        if kept {
            whole.push_str(line);
            whole.push('\n');
        }
    }
    whole
}
