//! Whatever stands in the files of a folder: a client or faults, and no panic.
//!
//! Files are those of this repository, damaged. `DOCWRIGHT_CASES` says how many times each folder is.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that can't go on says so, and positions are below lengths"
)]

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::path::Path;

use docwright_codegen::diagnostic::Format;
use docwright_codegen::{Options, Sources, check, generate, input};
use docwright_tests::{Dice, seeds};

/// Damages of each folder where nothing else is asked for.
const CASES: u64 = 6;

/// Signs that mean something in YAML, in types, in templates or to Rust.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ": ",
    "?",
    " | null",
    "\"",
    "'",
    "|\n",
    "- ",
    "#",
    "&a ",
    "*a",
    "!x ",
    "%",
    "\t",
    "\0",
    "\u{feff}",
    "{id}",
    "99999999999999999999999999999999999",
    "1e999999999",
    "-",
    "\u{202e}",
];

#[test]
fn damaged_specs_are_generated_or_refused() {
    let mut generated = 0;
    let mut refused = 0;
    for (folder, files) in folders() {
        for seed in seeds(CASES) {
            let damaged = damaged(&files, seed);
            match catch_unwind(|| outcome(&folder, &damaged)) {
                Ok(true) => generated += 1,
                Ok(false) => refused += 1,
                Err(_) => assert!(damaged.is_empty(), "{folder}, seed {seed}: {damaged:#?}"),
            }
        }
    }
    assert!(
        generated > 20 && refused > 100,
        "{generated} generated, {refused} refused"
    );
}

/// Whether files are a client. Faults are shown, and each has a place.
fn outcome(folder: &str, files: &BTreeMap<String, String>) -> bool {
    let mut sources = Sources::new();
    for (name, text) in files {
        sources.add(name.clone(), name.clone(), text.clone());
    }
    match check(sources) {
        Ok(checked) => {
            let options = Options {
                examples: true,
                ..Options::default()
            };
            for (path, text) in generate(&checked, &options).iter() {
                assert!(syn::parse_file(text).is_ok(), "{folder}: {path} is no Rust");
            }
            true
        }
        Err(faults) => {
            for format in [Format::Text, Format::Short] {
                assert!(!faults.render(format, true).is_empty(), "{folder}");
            }
            false
        }
    }
}

/// The files of each API of this repository, by their keys.
fn folders() -> BTreeMap<String, BTreeMap<String, String>> {
    let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for specs in ["../specs", "accept"] {
        let sources = input::read(&here.join(specs)).expect("specs");
        for (_, file) in sources.iter() {
            let (folder, _) = file.key().rsplit_once('/').expect("a folder");
            let files = folders.entry(folder.to_owned()).or_default();
            files.insert(file.key().to_owned(), file.text().to_owned());
        }
    }
    folders
}

fn damaged(files: &BTreeMap<String, String>, seed: u64) -> BTreeMap<String, String> {
    let mut dice = Dice::new(seed);
    let mut files = files.clone();
    let chosen = dice.below(files.len());
    if let Some(text) = files.values_mut().nth(chosen) {
        for _ in 0..=dice.below(3) {
            *text = damage(&mut dice, text);
        }
    }
    files
}

fn damage(dice: &mut Dice, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return dice.pick(&PIECES).to_owned();
    }
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(8) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines[one].insert_str(0, "  "),
        3 => lines[one] = lines[one].trim_start().to_owned(),
        4 => lines.swap(one, other),
        5 => lines.truncate(one),
        // A value in the place of another one.
        6 => {
            let value = lines[other]
                .split_once(": ")
                .map(|(_, value)| value.to_owned());
            let key = lines[one].split_once(": ").map(|(key, _)| key.to_owned());
            if let (Some(key), Some(value)) = (key, value) {
                lines[one] = format!("{key}: {value}");
            }
        }
        _ => {
            let line = &mut lines[one];
            let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
            let at = places.get(dice.below(places.len())).copied().unwrap_or(0);
            line.insert_str(at, dice.pick(&PIECES));
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
