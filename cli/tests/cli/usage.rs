//! Help of each command, and what wrong use gets.

use insta::assert_snapshot;

use crate::Place;

#[test]
fn help_of_the_program() {
    assert_snapshot!(Place::new().run("--help"));
}

#[test]
fn help_of_check() {
    assert_snapshot!(Place::new().run("check --help"));
}

#[test]
fn help_of_generate() {
    assert_snapshot!(Place::new().run("generate --help"));
}

#[test]
fn help_of_dump() {
    assert_snapshot!(Place::new().run("dump --help"));
}

#[test]
fn help_of_mock() {
    assert_snapshot!(Place::new().run("mock --help"));
}

#[test]
fn help_of_fmt() {
    assert_snapshot!(Place::new().run("fmt --help"));
}

#[test]
fn help_of_schema() {
    assert_snapshot!(Place::new().run("schema --help"));
}

#[test]
fn help_of_explain() {
    assert_snapshot!(Place::new().run("explain --help"));
}

#[test]
fn an_unknown_flag_is_wrong_use() {
    assert_snapshot!(Place::new().run("check --fromat short"));
}

#[test]
fn a_folder_that_is_not_there_is_wrong_use() {
    assert_snapshot!(Place::new().run("check elsewhere"));
}

#[test]
fn a_folder_without_specs_is_wrong_use() {
    let place = Place::new();
    place.write("empty/notes.txt", "");
    assert_snapshot!(place.run("check empty"));
}

#[test]
fn a_file_that_is_no_spec_is_wrong_use() {
    let place = Place::new();
    place.write("specs/notes/notes.txt", "");
    assert_snapshot!(place.run("check specs/notes/notes.txt"));
}

#[test]
fn text_that_is_not_utf_8_is_wrong_use() {
    let place = Place::new();
    std::fs::write(place.path().join("specs/notes/ping.yaml"), b"url: \xff").unwrap();
    assert_snapshot!(place.run("check"));
}

#[test]
fn names_from_the_command_line_cannot_drive_the_terminal() {
    let place = Place::new();
    for path in ["\u{1b}]0;x\u{7}", "\u{202e}x"] {
        let output = place.command("check").arg(path).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains("\\u{"), "{text:?}");
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}
