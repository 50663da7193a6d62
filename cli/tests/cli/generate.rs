//! `docwright generate`.

use std::fs;

use insta::assert_snapshot;

use crate::{BROKEN, Place};

#[test]
fn files_are_written_once() {
    let place = Place::new();
    assert_snapshot!("written", place.run("generate --out client"));
    let root = place.read("client/mod.rs");
    assert!(root.contains("pub mod notes;"), "{root}");
    assert!(
        place
            .read("client/notes/add.rs")
            .contains("pub enum AddResponse")
    );
    assert_snapshot!("up_to_date", place.run("generate --out client"));
    assert_snapshot!(
        "up_to_date_as_checked",
        place.run("generate --out client --check")
    );
}

#[test]
fn drift_is_named_and_mended() {
    let place = Place::new();
    place.output("generate --out client");
    place.write(
        "specs/notes/add.yaml",
        &crate::ADD.replace("Keeps", "Stores"),
    );
    place.write("specs/notes/pong.yaml", crate::PING);
    fs::remove_file(place.path().join("specs/notes/ping.yaml")).unwrap();
    assert_snapshot!("drift", place.run("generate --out client --check"));
    assert!(
        place.read("client/notes/add.rs").contains("Keeps"),
        "nothing is written"
    );
    assert_snapshot!("drift_mended", place.run("generate --out client"));
    assert!(place.read("client/notes/add.rs").contains("Stores"));
    assert!(!place.path().join("client/notes/ping.rs").exists());
}

#[test]
fn nothing_is_made_by_checking() {
    let place = Place::new();
    let output = place.output("generate --out client --check");
    assert_eq!(output.status.code(), Some(1));
    assert!(!place.path().join("client").exists());
}

#[test]
fn faults_write_nothing() {
    let place = Place::new();
    place.write("specs/notes/ping.yaml", BROKEN);
    assert_snapshot!(place.run("generate --out client"));
    assert!(!place.path().join("client").exists());
}

#[test]
fn one_api_of_several() {
    let place = Place::new();
    place.write("specs/other/api.yaml", crate::API);
    place.write("specs/other/ping.yaml", crate::PING);
    assert_snapshot!(place.run("generate --out client --api other"));
    assert!(place.path().join("client/other").exists());
    assert!(!place.path().join("client/notes").exists());
}

#[test]
fn the_folder_of_one_api() {
    let place = Place::new();
    place.write("specs/other/api.yaml", "titel: Other\n");
    assert_snapshot!(place.run("generate --out client specs/notes"));
}

#[test]
fn an_unknown_api_gets_the_nearest() {
    assert_snapshot!(Place::new().run("generate --out client --api note"));
}

#[test]
fn a_file_is_too_little() {
    assert_snapshot!(Place::new().run("generate --out client specs/notes/ping.yaml"));
}

#[test]
fn what_a_person_wrote_is_left_alone() {
    let place = Place::new();
    place.write("client/mod.rs", "mod mine;\n");
    assert_snapshot!(place.run("generate --out client"));
    assert_eq!(place.read("client/mod.rs"), "mod mine;\n");
}
