//! Texts that are made to hurt: each ends with a fault or a spec, and within the bounds.

use std::fmt::Write as _;

use super::accepted::{API, LOGOUT};
use super::{faults, read};
use crate::spec::Spec;

const MIB: usize = 1024 * 1024;

/// How many faults stand in a rendered text.
fn count(told: &str) -> usize {
    told.lines()
        .filter(|line| line.starts_with("error["))
        .count()
}

#[test]
fn nested_without_end() {
    for opening in ["{a: ", "[", "- ", "? ", "{a: [", "- ? "] {
        let told = faults(&opening.repeat(200_000 / opening.len()));
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
    assert!(faults(&text).starts_with("error[too-deep]"));
}

#[test]
fn aliases_that_would_unfold() {
    let mut text = String::from("a0: &a0 [x, x]\n");
    for level in 1..40 {
        let below = level - 1;
        let _ = writeln!(text, "a{level}: &a{level} [*a{below}, *a{below}]");
    }
    assert!(faults(&text).contains("error[yaml-anchor]"));
}

#[test]
fn more_values_than_a_file_holds() {
    let told = faults(&format!("notes: [{}]", "a,".repeat(300_000)));
    assert!(told.starts_with("error[file-too-large]"), "{told:.300}");
}

#[test]
fn more_faults_than_anyone_reads() {
    let mut text = String::from("method: GET\nurl: /a\n");
    for number in 0..20_000 {
        let _ = writeln!(text, "key{number}: x");
    }
    let told = faults(&text);
    assert_eq!(count(&told), 100);
    assert!(told.contains("this is fault number 100 of the file"));
}

#[test]
fn more_faults_of_yaml_than_anyone_reads() {
    let told = faults(&format!("notes: [{}]", "!a b,".repeat(20_000)));
    assert_eq!(count(&told), 100);
    let told = faults(&"title: a\n".repeat(20_000));
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
        let told = faults(&text);
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
        let told = faults(&sign.repeat(MIB / 16 / sign.len()));
        assert!(told.starts_with("error["), "{sign:?}: {told:.300}");
    }
}

/// Specs with a few pieces put in or taken out, the same ones in every run.
struct Mutations {
    state: u64,
}

impl Mutations {
    const PIECES: [&str; 24] = [
        "{", "}", "[", "]", ":", ": ", "- ", "\n", "  ", "\t", "\"", "'", "|", "&a ", "*a ", "!t ",
        " #", "é", "\u{feff}", "\r", "? ", ",", "null", "\0",
    ];

    /// A number below a bound, by Marsaglia's xorshift.
    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % u64::try_from(bound).unwrap()).unwrap()
    }

    fn of(&mut self, text: &str) -> String {
        let mut signs: Vec<char> = text.chars().collect();
        for _ in 0..=self.below(2) {
            let at = self.below(signs.len() - 40);
            let taken = if self.below(2) == 0 {
                0
            } else {
                self.below(40)
            };
            let piece = Self::PIECES[self.below(Self::PIECES.len())];
            signs.splice(at..at + taken, piece.chars());
        }
        signs.into_iter().collect()
    }
}

#[test]
fn what_is_nearly_a_spec_is_read_or_refused() {
    let mut mutations = Mutations {
        state: 0x9e37_79b9_7f4a_7c15,
    };
    let mut read_in_full = 0;
    let mut refused = 0;
    for _ in 0..400 {
        let (api, endpoint) = match mutations.below(2) {
            0 => (mutations.of(API), LOGOUT.to_owned()),
            _ => (API.to_owned(), mutations.of(LOGOUT)),
        };
        let (Spec { apis }, told) = read(&[("a/api.yaml", &api), ("a/b.yaml", &endpoint)]);
        let is_whole = apis.iter().any(|api| !api.endpoints.is_empty());
        assert!(is_whole || !told.is_empty(), "{api}\n{endpoint}");
        read_in_full += usize::from(told.is_empty());
        refused += usize::from(!told.is_empty());
    }
    assert!(
        read_in_full > 10 && refused > 100,
        "{read_in_full} {refused}"
    );
}
