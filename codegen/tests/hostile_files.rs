//! Large files, a type that holds itself in several places, chains of types, types that hold each
//! other twice: each is a client or faults, within so much time and memory and no more.
//!
//! Optimised, as the program is installed, that is a second and 200 MB for the checks: `cargo test
//! --release -p docwright-codegen --test hostile_files`.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so, and a number is that of a file"
)]

use std::process::Command;

use docwright_codegen::diagnostic::Format;
use docwright_codegen::{Options, Sources, check, generate};

/// CPU seconds of one file.
const SECONDS: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

/// Most memory in use at once for one file, in kB, files and results included.
const MEMORY: u64 = if cfg!(debug_assertions) {
    400_000
} else {
    200_000
};

/// Address space of a process, in kB. Code of the largest files is parsed again, optimised only.
const ADDRESSES: u64 = if cfg!(debug_assertions) {
    1024 * 1024
} else {
    4 * 1024 * 1024
};

/// Unoptimised, large files are this much smaller.
const SCALE: usize = if cfg!(debug_assertions) { 16 } else { 1 };

/// What is read of one file: 8 MiB.
const LARGEST: usize = 8 * 1024 * 1024 / SCALE;

/// Set in the child: the number of a hostile file.
const FILE: &str = "DOCWRIGHT_TEST_HOSTILE";

/// An endpoint up to the members of its answer.
const HEAD: &str = "method: GET\nurl: /\nsuccess:\n  Found:\n    json:\n";

/// Endpoints, each beside an `api.yaml` that has a base URL.
fn hostile() -> Vec<String> {
    let keys: String = (0..99_000)
        .map(|n| format!("      k{n}: string\n"))
        .collect();
    let list = "{ list: ".repeat(100_000);
    let sent = "{ object: { token: secret, old: { type: secret, deprecated: Gone. } } }";
    let item = "{ one_of: { A: { object: { error: string }, has: [error], failure: item }, B: { object: { id: integer }, has: [id] } } }";
    let mut files = vec![
        "[".repeat(1_000_000),
        format!("title: {}\n", "x".repeat(1_000_000)),
        format!("{HEAD}{keys}"),
        format!("{HEAD}      deep: {list}"),
        format!(
            "types:\n  T: {{ object: {{ kind: {{ const: 1 }}, a?: T, b?: T, c?: T | null }} }}\n{HEAD}      all: T\n"
        ),
        format!(
            "{}{HEAD}      all: T0\n",
            doubling("{ object: { n: { const: 1 } } }")
        ),
        format!(
            "{}  Item: {item}\n{HEAD}      all: T0\n",
            doubling("{ object: { items: [Item] } }")
        ),
    ];
    // Read from the outermost type inwards, and the other way round.
    for (first, step) in [(0, 1), (1_999, -1)] {
        let chain: String = (0..1_999)
            .map(|n| first + n * step)
            .map(|n| format!("  T{n:04}: {{ object: {{ a: T{:04} }} }}\n", n + step))
            .collect();
        let last = first + 1_999 * step;
        files.push(format!(
            "types:\n{chain}  T{last:04}: {{ object: {{ n: string }} }}\n{HEAD}      all: T{first:04}\n"
        ));
    }
    // Objects in objects under names in names: 126 levels and 1,260.
    for names in [6, 60] {
        files.push(format!("{}{HEAD}      all: T{names}\n", tower(names, 21)));
    }
    for leaf in ["{ object: { n: number } }", "{ object: { n: string } }"] {
        let failure = "failure:\n  Refused: { status: 400, json: { all: T0 } }\n";
        files.push(format!("{}{HEAD}      all: T0\n{failure}", doubling(leaf)));
    }
    files.extend(large());
    for place in ["json", "form", "query", "multipart"] {
        let request = format!("request:\n  {place}: {{ all: T0 }}\n");
        files.push(format!(
            "{}{request}{HEAD}      n: string\n",
            doubling(sent)
        ));
    }
    files
}

/// Of the largest size, or with as many entries as a file may have.
fn large() -> Vec<String> {
    let entries =
        |entry: &dyn Fn(usize) -> String, many| -> String { (0..many).map(entry).collect() };
    let outcomes = entries(
        &|n| format!("  O{n}: {{ json: {{ k: {{ const: {n} }} }} }}\n"),
        499,
    );
    let variants = entries(
        &|n| format!("V{n}: {{ object: {{ a{n}: string }}, has: [a{n}] }}, "),
        499,
    );
    let values = entries(&|n| format!("v{n}, "), 90_000 / SCALE);
    // Values of which each makes the same name.
    let twins = entries(
        &|n| {
            format!(
                "a{}, ",
                format!("{n:017b}").replace('0', "-").replace('1', ".")
            )
        },
        90_000 / SCALE,
    );
    let parameters = entries(
        &|n| format!("    p{n}?: {{ enum: [a{n}, b{n}] }}\n"),
        19_000 / SCALE,
    );
    let examples = entries(
        &|n| {
            format!(
                "  e{n}: {{ response: {{ status: 200, body: '{{\"n\":\"{n}\"}}' }}, is: Found }}\n"
            )
        },
        9_000 / SCALE,
    );
    let found = "success:\n  Found: { json: { n: string } }\n";
    vec![
        format!("title: {}\n", "x".repeat(LARGEST - 100)),
        format!("{HEAD}      a: '{}'\n", "\u{e9}".repeat(LARGEST / 2 - 200)),
        format!("{HEAD}      {}: string\n", "k".repeat(LARGEST / 2)),
        "a: 1\n".repeat(LARGEST / 5),
        "- - - - - - - - - - \n".repeat(LARGEST / 21),
        "{".repeat(LARGEST),
        "\0".repeat(LARGEST),
        "\u{2028}".repeat(LARGEST / 3),
        "x".repeat(LARGEST * SCALE + 1),
        "&a *a\n".repeat(100_000 / SCALE),
        "|\n".repeat(1_000_000 / SCALE),
        "? ".repeat(1_000_000 / SCALE),
        format!(
            "method: GET\nurl: /{}\n{found}",
            "{a}".repeat(30_000 / SCALE)
        ),
        format!("method: GET\nurl: /\nsuccess:\n{outcomes}"),
        format!("{HEAD}      u: {{ one_of: {{ {variants} }} }}\n"),
        format!("{HEAD}      e: {{ enum: [{values}] }}\n"),
        format!("{HEAD}      e: {{ enum: [{twins}] }}\n"),
        format!("method: GET\nurl: /\nrequest:\n  query:\n{parameters}{found}"),
        format!("method: GET\nurl: /\n{found}examples:\n{examples}"),
    ]
}

/// Types of which each holds the one before it, some objects deep.
fn tower(names: usize, levels: usize) -> String {
    let mut types = String::from("types:\n  T0: { object: { n: string } }\n");
    for name in 1..=names {
        let (open, close) = ("{ object: { a: ".repeat(levels), " } }".repeat(levels));
        types.push_str(&format!("  T{name}: {open}T{}{close}\n", name - 1));
    }
    types
}

/// Types of which each holds the next one twice, so that the last is in the first 2⁶⁰ times.
fn doubling(last: &str) -> String {
    let types: String = (0..60)
        .map(|n| format!("  T{n}: {{ object: {{ a: T{}, b: T{} }} }}\n", n + 1, n + 1))
        .collect();
    format!("types:\n{types}  T60: {last}\n")
}

/// Each in a process that may use so much time.
#[test]
fn hostile_files_are_bounded() {
    for number in 0..hostile().len() {
        run("child_checks_one_file", number, SECONDS);
    }
}

#[test]
fn what_is_accepted_is_generated_in_bounds() {
    for number in 0..hostile().len() {
        run("child_generates_one_file", number, 20);
    }
}

fn run(test: &str, number: usize, seconds: u32) {
    let child = std::env::current_exe().expect("this test");
    let limit = format!("ulimit -t {seconds} && ulimit -v {ADDRESSES} && exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &limit])
        .arg(child)
        .args(["--exact", test, "--test-threads", "1"])
        .env(FILE, number.to_string())
        .output()
        .expect("runs");
    assert!(
        output.status.success(),
        "file {number}: {}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Does nothing by itself; [`hostile_files_are_bounded`] runs it in another process.
#[test]
fn child_checks_one_file() {
    let Some((number, sources)) = sources() else {
        return;
    };
    if let Err(faults) = check(sources) {
        for format in [Format::Text, Format::Short, Format::Json] {
            assert!(!faults.render(format, true).is_empty(), "file {number}");
        }
    }
    let used = most_memory();
    assert!(
        used.is_none_or(|used| used < MEMORY),
        "file {number}: {used:?} kB"
    );
}

/// Does nothing by itself; [`what_is_accepted_is_generated_in_bounds`] runs it in another process.
#[test]
fn child_generates_one_file() {
    let Some((number, sources)) = sources() else {
        return;
    };
    if let Ok(checked) = check(sources) {
        let options = Options {
            examples: true,
            ..Options::default()
        };
        for (path, text) in generate(&checked, &options).iter() {
            assert!(
                syn::parse_file(text).is_ok(),
                "file {number}: {path} is no Rust"
            );
        }
    }
}

/// The file whose number is asked for, beside its API.
fn sources() -> Option<(usize, Sources)> {
    let number: usize = std::env::var(FILE).ok()?.parse().expect("a number");
    let mut sources = Sources::new();
    for (name, text) in [
        ("hostile/api.yaml", "base_url: https://api.example\n"),
        ("hostile/get.yaml", &hostile()[number]),
    ] {
        sources.add(name, name, text.to_owned());
    }
    Some((number, sources))
}

/// Most memory that this process had in use, in kB, where the system tells (Linux, `proc(5)`).
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
