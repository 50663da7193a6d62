//! `docwright explain`.

use insta::assert_snapshot;

use crate::Place;

#[test]
fn one_code() {
    assert_snapshot!(Place::new().run("explain duplicate-wire-name"));
}

#[test]
fn a_code_as_it_is_copied() {
    let place = Place::new();
    assert_eq!(
        place.output("explain error[unknown-key]:").stdout,
        place.output("explain unknown-key").stdout
    );
}

#[test]
fn all_codes_have_a_line() {
    let output = Place::new().output("explain");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().count() > 40, "{text}");
    for line in text.lines() {
        assert!(line.ends_with('.'), "a sentence: {line}");
    }
}

#[test]
fn a_misspelt_code_gets_the_nearest() {
    let output = Place::new().output("explain overlapping-outcome");
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains("did you mean `overlapping-outcomes`?"),
        "{text}"
    );
}
