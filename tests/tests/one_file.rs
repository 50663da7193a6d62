//! An endpoint that is checked by itself has the faults that it has in a check of its whole API.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

use std::fs;
use std::path::{Path, PathBuf};

use docwright_codegen::diagnostic::{Diagnostic, Severity};
use docwright_codegen::source::FileId;
use docwright_codegen::{Checked, Diagnostics, Sources, check, check_file, input};

#[test]
fn specs_that_are_refused() {
    let (mut alone, mut with_others) = (0, 0);
    for folder in below("reject") {
        let sources = read(&folder);
        for key in endpoints(&sources) {
            match is_same(&sources, &key) {
                Found::Errors => alone += 1,
                Found::Nothing => {}
                Found::AsksForAll => with_others += 1,
            }
        }
    }
    assert!(alone > 5 && with_others > 20, "{alone}, {with_others}");
}

#[test]
fn specs_that_are_accepted() {
    let (mut alone, mut with_others) = (0, 0);
    for folder in below("accept").into_iter().chain(below("../specs")) {
        let sources = read(&folder);
        for key in endpoints(&sources) {
            match is_same(&sources, &key) {
                Found::Nothing => alone += 1,
                Found::AsksForAll => with_others += 1,
                Found::Errors => panic!("{key} has no errors"),
            }
        }
    }
    assert!(alone > 5 * with_others, "{alone}, {with_others}");
}

/// Each endpoint and each `api.yaml` that has endpoints beside it, with a line left out.
#[test]
fn specs_with_a_line_left_out() {
    let (mut alone, mut with_others) = (0, 0);
    let folders = below("accept").into_iter().chain(below("../specs"));
    for (number, folder) in folders.enumerate() {
        let whole = read(&folder);
        let keys = endpoints(&whole);
        if keys.len() < 2 {
            continue;
        }
        let files: Vec<(String, String)> = whole
            .iter()
            .map(|(_, file)| (file.key().to_owned(), file.text().to_owned()))
            .collect();
        for (damaged, text) in &files {
            let lines: Vec<&str> = text.lines().collect();
            for left_out in (number % STEP..lines.len()).step_by(STEP) {
                let mut sources = Sources::new();
                for (key, text) in &files {
                    let text = match key == damaged {
                        true => without(&lines, left_out),
                        false => text.clone(),
                    };
                    sources.add(key.clone(), format!("specs/{key}"), text);
                }
                let key = match keys.contains(damaged) {
                    true => damaged,
                    false => &keys[left_out % keys.len()],
                };
                match is_same(&sources, key) {
                    Found::Errors => alone += 1,
                    Found::Nothing => {}
                    Found::AsksForAll => with_others += 1,
                }
            }
        }
    }
    assert!(alone > with_others, "{alone}, {with_others}");
}

/// How far the lines that are left out stand from each other.
const STEP: usize = 61;

fn without(lines: &[&str], left_out: usize) -> String {
    let mut lines = lines.to_vec();
    lines.remove(left_out);
    lines.join("\n") + "\n"
}

/// What a check of one file came to.
enum Found {
    Nothing,
    Errors,
    /// All files have to be checked.
    AsksForAll,
}

/// Compares the faults of a file that is checked by itself with those that a check of all shows of it.
fn is_same(sources: &Sources, key: &str) -> Found {
    let Some(found) = check_file(sources, key) else {
        return Found::AsksForAll;
    };
    let (file, _) = sources
        .iter()
        .find(|(_, file)| file.key() == key)
        .expect("the file");
    let whole = check(sources.clone());
    let all = whole
        .as_ref()
        .map_or_else(|faults| faults, Checked::warnings);
    let of_file = |severity: Severity, faults: &Diagnostics| -> Vec<Diagnostic> {
        let of_file = faults.iter().filter(|fault| concerns(fault, file));
        let of_file = of_file.filter(|fault| fault.code.severity() == severity);
        of_file.cloned().collect()
    };
    assert_eq!(
        of_file(Severity::Error, &found.faults),
        of_file(Severity::Error, all),
        "{key}"
    );
    // Where a file has errors, nothing is said of examples that are missing.
    if let Ok(checked) = &whole {
        let endpoints = || checked.apis().iter().flat_map(|api| &api.endpoints);
        let same = endpoints().find(|endpoint| endpoint.key == key);
        let examples = same.map(|endpoint| endpoint.examples.len());
        assert_eq!(found.examples, examples, "{key}");
        assert_eq!(
            of_file(Severity::Warning, &found.faults),
            of_file(Severity::Warning, all),
            "{key}"
        );
    }
    assert_eq!(
        found.faults.len(),
        found
            .faults
            .iter()
            .filter(|fault| concerns(fault, file))
            .count()
    );
    match found.faults.has_errors() {
        true => Found::Errors,
        false => Found::Nothing,
    }
}

fn concerns(fault: &Diagnostic, file: FileId) -> bool {
    let mut labels = fault.secondary.iter().chain([&fault.primary]);
    labels.any(|label| label.span.file == file)
}

fn endpoints(sources: &Sources) -> Vec<String> {
    let keys = sources.iter().map(|(_, file)| file.key());
    keys.filter(|key| !key.ends_with("/api.yaml"))
        .map(str::to_owned)
        .collect()
}

/// The files of one API, as they are read where one of them is named.
fn read(folder: &Path) -> Sources {
    let name = folder.file_name().expect("a name").to_string_lossy();
    input::read(folder).expect("readable").in_folder(&name)
}

/// The folders of all APIs below one.
fn below(root: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(root)];
    while let Some(folder) = open.pop() {
        if folder.join("api.yaml").is_file() {
            found.push(folder.clone());
        }
        let entries = fs::read_dir(&folder).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        open.extend(paths.filter(|path| path.is_dir()));
    }
    found.sort();
    found
}
