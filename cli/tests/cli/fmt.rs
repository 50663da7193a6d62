//! `docwright fmt`.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use crate::{BROKEN, Place};

/// As a person types it.
const UNTIDY: &str = "\
method:   GET

url: /ping


success:
    # the only one
    Pong: {status: 204,empty: true}
examples:
    ping: { description: \"A sample whose description is so long that it can't stay on the line\", response: { status: 204 }, is: Pong }
";

#[test]
fn untidy_files_are_laid_out() {
    let place = Place::new();
    place.write("specs/notes/ping.yaml", UNTIDY);
    assert_snapshot!(format!(
        "{}{}{}{}",
        place.run("fmt --check"),
        place.run("fmt"),
        place.run("fmt"),
        place.read("specs/notes/ping.yaml")
    ));
}

#[test]
fn a_spec_may_be_wrong_as_long_as_it_is_yaml() {
    let place = Place::new();
    place.write(
        "specs/notes/ping.yaml",
        &BROKEN.replace("metod: ", "metod:  "),
    );
    assert_snapshot!(place.run("fmt specs/notes/ping.yaml"));
    assert_eq!(place.read("specs/notes/ping.yaml"), BROKEN);
}

#[test]
fn what_is_no_yaml_is_left_alone() {
    let place = Place::new();
    place.write("specs/notes/ping.yaml", "method: GET\nmethod:  POST\n");
    assert_snapshot!(place.run("fmt"));
    assert_eq!(
        place.read("specs/notes/ping.yaml"),
        "method: GET\nmethod:  POST\n"
    );
}

/// Every spec of this repository keeps what it says, and a second run changes nothing.
#[test]
fn all_specs_can_be_laid_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files: Vec<PathBuf> = ["specs", "tests/accept"]
        .iter()
        .flat_map(|folder| specs_below(&root.join(folder)))
        .collect();
    assert!(files.len() > 50, "{} specs", files.len());
    let place = Place::new();
    for (index, file) in files.iter().enumerate() {
        let text = fs::read_to_string(file).unwrap();
        place.write(&format!("specs/notes/spec_{index}.yaml"), &text);
    }
    let written = place.output("fmt");
    assert_eq!(
        String::from_utf8(written.stderr).unwrap(),
        "",
        "all of them are YAML"
    );
    let again = place.output("fmt --check");
    assert!(
        again.status.success(),
        "{}",
        String::from_utf8(again.stdout).unwrap()
    );
}

/// Every spec below a folder.
pub(crate) fn specs_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(folder, &mut files);
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            files.push(path);
        }
    }
}
