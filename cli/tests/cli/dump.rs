//! `docwright dump`.

use insta::assert_snapshot;

use crate::{BROKEN, Place};

#[test]
fn the_spec_as_it_was_written() {
    assert_snapshot!(Place::new().run("dump --stage spec notes/ping"));
}

#[test]
fn what_was_decided() {
    assert_snapshot!(Place::new().run("dump --stage ir notes/ping"));
}

#[test]
fn what_was_decided_has_what_it_refers_to() {
    let place = Place::new();
    let api = "base_url: https://notes.example/v1\nauth: { token: bearer }\n\
               types: { Kind: { enum: [short, long] } }\n\
               outcomes: { Busy: { status: 503, json: { wait: { object: { seconds: integer } } } } }\n";
    let list = "method: GET\nurl: /notes\nauth: token\nrequest: { query: { kind?: Kind } }\n\
                success: { Listed: { status: 200, json: [{ object: { id: integer } }] } }\n\
                failure: { Busy: shared }\n";
    place.write("specs/notes/api.yaml", api);
    place.write("specs/notes/list.yaml", list);
    let output = place.output("dump --stage ir notes/list");
    let text = String::from_utf8(output.stdout).unwrap();
    let referred: Vec<&str> = text
        .lines()
        .filter(|line| {
            ["scheme ", "outcome ", "type "]
                .iter()
                .any(|word| line.starts_with(word))
        })
        .collect();
    assert_snapshot!(referred.join("\n"));
}

#[test]
fn the_surface() {
    assert_snapshot!(Place::new().run("dump --stage surface notes/add"));
}

#[test]
fn the_surface_is_the_default() {
    let place = Place::new();
    let chosen = place.output("dump notes/add specs/notes --stage surface");
    assert_eq!(place.output("dump notes/add").stdout, chosen.stdout);
}

#[test]
fn an_endpoint_of_a_group_is_found_with_and_without_it() {
    let place = Place::new();
    let pong = place.read("specs/notes/ping.yaml").replace("ping", "pong");
    place.write("specs/notes/old/pong.yaml", &pong);
    let long = place.output("dump notes/old/pong");
    let text = String::from_utf8(long.stdout.clone()).unwrap();
    assert!(text.contains("group: old"), "{text}");
    assert_eq!(place.output("dump notes/pong").stdout, long.stdout);
    assert!(
        place
            .output("dump --stage spec notes/pong")
            .status
            .success()
    );
}

#[test]
fn a_misspelt_endpoint_gets_the_nearest() {
    assert_snapshot!(Place::new().run("dump notes/pign"));
}

#[test]
fn an_unknown_endpoint_gets_the_list() {
    assert_snapshot!(Place::new().run("dump remove"));
}

#[test]
fn a_misspelt_stage_is_wrong_use() {
    assert_snapshot!(Place::new().run("dump --stage sepc notes/ping"));
}

#[test]
fn faults_stand_in_the_way() {
    let place = Place::new();
    place.write("specs/notes/ping.yaml", BROKEN);
    let output = place.output("dump notes/add");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    let faults = String::from_utf8(output.stderr).unwrap();
    assert!(faults.starts_with("error[unknown-key]"), "{faults}");
}

#[test]
fn faults_of_other_apis_do_not() {
    let place = Place::new();
    place.write("specs/other/api.yaml", "titel: Other\n");
    assert_eq!(place.output("dump notes/add").status.code(), Some(0));
}
