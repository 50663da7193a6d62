//! `docwright check`.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use insta::assert_snapshot;

use crate::{BROKEN, Place};

fn broken() -> Place {
    let place = Place::new();
    place.write("specs/notes/ping.yaml", BROKEN);
    place
}

/// An outcome without an example is worth a warning.
fn doubtful() -> Place {
    let place = Place::new();
    let text = place.read("specs/notes/ping.yaml");
    let text = text.replace(
        "examples:",
        "failure:\n  Busy: { status: 503, empty: true }\nexamples:",
    );
    place.write("specs/notes/ping.yaml", &text);
    place
}

#[test]
fn specs_without_faults() {
    assert_snapshot!(Place::new().run("check"));
}

#[test]
fn faults_as_text() {
    assert_snapshot!(broken().run("check specs"));
}

#[test]
fn faults_as_one_line_each() {
    assert_snapshot!(broken().run("check --format short"));
}

#[test]
fn faults_as_json() {
    assert_snapshot!(broken().run("check --format json"));
    let output = broken().output("check --format json");
    for line in output.stdout.lines() {
        let fault: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        assert_eq!(fault["file"], "specs/notes/ping.yaml");
    }
}

#[test]
fn programs_get_no_summary() {
    for format in ["short", "json"] {
        let output = Place::new().output(&format!("check --format {format}"));
        assert_eq!(output.stdout, b"", "{format}");
    }
}

#[test]
fn warnings_alone_are_fine() {
    assert_snapshot!(doubtful().run("check"));
}

#[test]
fn warnings_can_be_denied() {
    assert_snapshot!(doubtful().run("check --deny-warnings --format short"));
}

#[test]
fn the_folder_of_one_api() {
    let place = broken();
    place.write("specs/other/api.yaml", "titel: Other\n");
    assert_snapshot!(place.run("check specs/notes --format short"));
}

#[test]
fn a_file_shows_its_own_faults() {
    assert_snapshot!(broken().run("check specs/notes/ping.yaml --format short"));
}

#[test]
fn a_file_is_fine_whatever_is_beside_it() {
    assert_snapshot!(broken().run("check specs/notes/add.yaml"));
}

#[test]
fn a_file_stands_on_its_api_file() {
    let place = Place::new();
    place.write(
        "specs/notes/api.yaml",
        "titel: Notes\nbase_url: https://notes.example/v1\n",
    );
    assert_snapshot!(place.run("check specs/notes/add.yaml --format short"));
}

#[test]
fn a_file_beside_the_folders_of_apis_is_misplaced() {
    let place = Place::new();
    place.write("specs/stray.yaml", "method: GET\n");
    assert_snapshot!(place.run("check specs/stray.yaml --format short"));
}

#[test]
fn the_folder_of_an_api_may_be_the_current_one() {
    let place = broken();
    let mut command = place.command("check . --format short");
    command.current_dir(place.path().join("specs/notes"));
    assert_snapshot!(crate::shown(
        "check . --format short",
        &command.output().unwrap()
    ));
}

#[test]
fn color_is_given_when_asked_for() {
    let place = broken();
    let has_color =
        |command: &mut std::process::Command| command.output().unwrap().stdout.contains(&0x1b);
    assert!(has_color(&mut place.command("check --color always")));
    assert!(!has_color(&mut place.command("check --color never")));
    assert!(!has_color(&mut place.command("check")), "it is no terminal");
    assert!(has_color(place.command("check").env("CLICOLOR_FORCE", "1")));
    assert!(!has_color(
        place
            .command("check")
            .env("CLICOLOR_FORCE", "1")
            .env("NO_COLOR", "1")
    ));
}

#[test]
fn a_reader_that_leaves_is_no_fault() {
    let place = Place::new();
    // More than a pipe holds, so that the program still writes when its reader has gone.
    for number in 0..400 {
        place.write(&format!("specs/notes/broken_{number}.yaml"), BROKEN);
    }
    let mut child = place
        .command("check")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("error["), "{line}");
    drop(reader);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_group_and_a_file_of_it_stand_on_the_api_file_above_them() {
    let place = Place::new();
    place.write("specs/notes/old/pong.yaml", BROKEN);
    place.write("specs/notes/ping.yaml", BROKEN);
    let group = place.run("check specs/notes/old --format short");
    assert!(group.contains("specs/notes/old/pong.yaml:1:1"), "{group}");
    assert!(!group.contains("ping.yaml"), "{group}");
    let file = place.run("check specs/notes/old/pong.yaml --format short");
    let faults = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(faults(&file), faults(&group));
    let add = place.read("specs/notes/add.yaml");
    place.write("specs/notes/old/pong.yaml", &add.replace("/notes", "/old"));
    assert!(place.output("check specs/notes/old").status.success());
}

#[test]
fn a_folder_of_specs_below_somebody_elses_api_file_is_no_group() {
    let place = Place::new();
    place.write("api.yaml", "openapi: 3.1.0\n");
    assert!(place.output("check specs").status.success());
}
