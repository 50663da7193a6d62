//! Texts that are made to hurt: each ends in under a second, with a fault or a spec, and within
//! the bounds.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::faults;

const MIB: usize = 1024 * 1024;

/// The faults of a text, which must be told in time.
fn faults_in_time(text: &str) -> String {
    let begun = Instant::now();
    let told = faults(text);
    let taken = begun.elapsed();
    assert!(taken < Duration::from_secs(1), "{taken:?}");
    told
}

/// How many faults stand in a rendered text.
fn count(told: &str) -> usize {
    told.lines()
        .filter(|line| line.starts_with("error["))
        .count()
}

#[test]
fn nested_without_end() {
    for opening in ["{a: ", "[", "- ", "? ", "{a: [", "- ? "] {
        let told = faults_in_time(&opening.repeat(200_000 / opening.len()));
        assert!(
            told.starts_with("error[too-deep]"),
            "{opening}: {told:.300}"
        );
        assert_eq!(count(&told), 1, "{opening}");
    }
}

#[test]
fn nested_by_indentation() {
    let mut text = String::new();
    for depth in 0..1_000 {
        let _ = writeln!(text, "{}a:", " ".repeat(depth));
    }
    assert!(faults_in_time(&text).starts_with("error[too-deep]"));
}

#[test]
fn aliases_that_would_unfold() {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for level in 1..40 {
        let below = level - 1;
        let _ = writeln!(text, "a{level}: &a{level} [*a{below}, *a{below}]");
    }
    assert!(faults_in_time(&text).contains("error[yaml-anchor]"));
}

#[test]
fn more_values_than_a_file_holds() {
    let told = faults_in_time(&format!("notes: [{}]", "a,".repeat(300_000)));
    assert!(told.starts_with("error[file-too-large]"), "{told:.300}");
}

#[test]
fn more_faults_than_anyone_reads() {
    let mut text = String::from("method: GET\nurl: /a\n");
    for number in 0..20_000 {
        let _ = writeln!(text, "key{number}: x");
    }
    let told = faults_in_time(&text);
    assert_eq!(count(&told), 100);
    assert!(told.contains("this is fault number 100 of the file"));
}

#[test]
fn more_faults_of_yaml_than_anyone_reads() {
    let told = faults_in_time(&format!("notes: [{}]", "!a b,".repeat(20_000)));
    assert_eq!(count(&told), 100);
    let told = faults_in_time(&"title: a\n".repeat(20_000));
    assert_eq!(count(&told), 100);
}

#[test]
fn one_long_word() {
    let word = "a".repeat(MIB);
    for text in [
        format!("method: {word}\nurl: /a\n"),
        format!("method: \"{word}\"\nurl: /a\n"),
        format!("\"{word}\": x\n"),
        format!("? {word}\n: x\n"),
        word.clone(),
    ] {
        let told = faults_in_time(&text);
        assert!(told.starts_with("error["), "{told:.300}");
        assert!(told.len() < 10_000, "{}", told.len());
    }
}

#[test]
fn one_sign_all_over() {
    for sign in [
        " ", "\n", "\t", "\r", "#", "-", "?", ":", ",", "[", "]", "{", "}", "!", "&a ", "*a ", "|",
        ">", "'", "\"", "%", "@", "`", "\\", "\0", "\u{85}", "\u{feff}", "\u{2028}", "é", ": ",
        "- \n", "a: ", "<<: ", "--- ", "---\n", "...\n", "\"\\", "a:\n", "! ",
    ] {
        let told = faults_in_time(&sign.repeat(MIB / 16 / sign.len()));
        assert!(told.starts_with("error["), "{sign:?}: {told:.300}");
    }
}
