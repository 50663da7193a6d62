//! The same specs give the same bytes: in another folder, order, locale, time zone and home.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that can't go on says so, and a child answers on its output"
)]

use std::path::Path;
use std::process::Command;

use docwright_codegen::{Options, Sources, check, generate, input};

/// Set in the child: where its copy of the specs is.
const SPECS: &str = "DOCWRIGHT_TEST_SPECS";

const PROCESSES: usize = 20;

const LANGUAGES: [&str; 3] = ["tr_TR.UTF-8", "C", "de_DE.ISO-8859-1"];

const ZONES: [&str; 4] = [
    "Asia/Kolkata",
    "UTC",
    "America/St_Johns",
    "Pacific/Kiritimati",
];

#[test]
fn twenty_processes_give_the_same_bytes() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let here = tempfile::tempdir().expect("a folder");
    let copy = here.path().join("another folder").join("specs");
    copy_folder(&specs, &copy);
    let run = |folder: &Path, environment: &[(&str, &str)]| {
        let output = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "child_prints_what_it_generates", "--nocapture"])
            .env(SPECS, folder)
            .envs(environment.iter().copied())
            .current_dir(here.path())
            .output()
            .expect("runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let begin = text.find(MARK).expect("a mark");
        let end = text.rfind(MARK).expect("a mark");
        assert!(end > begin + 10_000, "nothing was generated");
        text.get(begin..end).expect("between the marks").to_owned()
    };
    let first = run(&specs, &[("LANG", "C"), ("TZ", "UTC")]);
    for number in 1..PROCESSES {
        let folder = if number % 2 == 0 { &specs } else { &copy };
        let again = run(
            folder,
            &[
                ("LANG", LANGUAGES[number % LANGUAGES.len()]),
                ("TZ", ZONES[number % ZONES.len()]),
                ("HOME", "/nonexistent"),
                // Each process seeds its hash maps anew; this one only grows the environment.
                ("DOCWRIGHT_TEST_PADDING", &"x".repeat(number * 97)),
            ],
        );
        assert!(first == again, "process {number} gives other bytes");
    }
    assert!(
        !first.contains(&*specs.to_string_lossy()),
        "a path of this machine is in the output"
    );
}

#[test]
fn the_order_of_files_does_not_matter() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let sources = input::read(&specs).expect("specs");
    let mut reversed = Sources::new();
    let files: Vec<_> = sources.iter().map(|(_, file)| file.clone()).collect();
    for file in files.iter().rev() {
        reversed.add(file.key(), file.path(), file.text());
    }
    assert_eq!(listing(sources), listing(reversed));
}

const MARK: &str = "\n=====\n";

/// Does nothing by itself; [`twenty_processes_give_the_same_bytes`] runs it in another process.
#[test]
fn child_prints_what_it_generates() {
    let Ok(folder) = std::env::var(SPECS) else {
        return;
    };
    let sources = input::read(Path::new(&folder)).expect("specs");
    println!("{MARK}{}{MARK}", listing(sources));
}

fn listing(sources: Sources) -> String {
    let checked = check(sources).expect("checked");
    let options = Options {
        examples: true,
        ..Options::default()
    };
    let files = generate(&checked, &options);
    files
        .iter()
        .map(|(path, text)| format!("{path}\n{text}\n"))
        .collect()
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    let mut entries: Vec<_> = std::fs::read_dir(from)
        .expect("a folder")
        .map(|entry| entry.expect("entry"))
        .collect();
    entries.reverse();
    for entry in entries {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}
