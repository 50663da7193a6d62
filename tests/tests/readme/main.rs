//! The README says what is so: its commands print what it shows, and what it quotes is in the files.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a README without a part that is looked for must fail, and what it shows prints"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use docwright_codegen::{Options, check, generate, input};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md")
}

/// The text of each fenced block with this info string.
fn blocks(kind: &str) -> Vec<String> {
    let readme = readme();
    let fence = format!("```{kind}\n");
    let found: Vec<String> = readme
        .split(&fence)
        .skip(1)
        .map(|after| after.split("```").next().expect("an end").to_owned())
        .collect();
    assert!(!found.is_empty(), "no block of kind `{kind}`");
    found
}

/// The command of a console block and the lines that it is said to print.
fn command(beginning: &str) -> (String, String) {
    blocks("console")
        .iter()
        .find_map(|block| {
            let (command, output) = block.strip_prefix("$ ")?.split_once('\n')?;
            command
                .starts_with(beginning)
                .then(|| (command.to_owned(), output.to_owned()))
        })
        .expect("the command")
}

#[test]
fn the_first_command_prints_what_the_readme_shows() {
    let (command, expected) = command("cargo run");
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("cargo"));
    let output = Command::new(env!("CARGO"))
        .args(words)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        expected.trim()
    );
}

#[test]
fn the_second_command_is_the_one_that_ci_runs() {
    let (command, _) = command("cargo test");
    let ci = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    assert!(
        ci.lines().any(|line| line == format!("step {command}")),
        "{command}"
    );
}

#[test]
fn the_spec_and_the_snapshot_are_quoted_as_they_are() {
    let spec = fs::read_to_string(root().join("specs/firstock/logout.yaml")).expect("the spec");
    assert!(
        blocks("yaml")
            .iter()
            .any(|block| block.trim() == spec.trim())
    );
    let snapshot =
        fs::read_to_string(root().join("specs/firstock/logout.snap")).expect("the snapshot");
    assert!(
        blocks("text")
            .iter()
            .any(|block| snapshot.contains(block.trim()))
    );
}

#[test]
fn the_generated_code_is_quoted_as_it_is() {
    let sources = input::read(&root().join("specs")).expect("specs");
    let files = generate(&check(sources).expect("checked"), &Options::default());
    let generated: Vec<&str> = files
        .iter()
        .flat_map(|(_, text)| text.lines())
        .map(str::trim)
        .collect();
    let blocks = blocks("rust");
    let quoted = blocks
        .iter()
        .find(|block| block.contains("pub enum LogoutResponse"))
        .expect("the enum");
    for line in quoted
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        assert!(
            generated.contains(&line),
            "no generated file has the line `{line}`"
        );
    }
}

/// The call that the README shows, compiled here.
#[test]
fn the_call_compiles_as_it_is_shown() {
    let shown = blocks("rust")
        .into_iter()
        .find(|block| block.contains("end_session"))
        .expect("the call");
    let here = include_str!("call.rs");
    let (_, code) = here.split_once("\n\n").expect("a comment, then the code");
    assert_eq!(shown.trim(), code.trim());
}

#[expect(
    dead_code,
    reason = "it is compiled, not run: its host is not this machine"
)]
mod readme_call {
    include!("call.rs");
}

#[test]
fn every_link_into_the_repository_leads_to_a_file() {
    let readme = readme();
    let mut looked_at = 0;
    for after in readme.split("](").skip(1) {
        let target = after.split(')').next().expect("an end");
        if !target.starts_with("http") {
            assert!(root().join(target).exists(), "{target}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 5);
}
