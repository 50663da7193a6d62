//! What the fuzzer looks for, on samples, on what it found before, and on samples that were damaged.
//!
//! `DOCWRIGHT_CASES` says how many damaged samples each target gets, `DOCWRIGHT_SEED` with which it begins, and
//! `DOCWRIGHT_CORPUS` names a folder into which the samples are written for the fuzzer.

#![expect(clippy::expect_used, reason = "a test that can't go on says so")]

mod deep;
mod samples;

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use docwright_fuzz::{TARGETS, Target};
use docwright_tests::{Dice, damage, seeds};

/// Damaged samples of each target where nothing else is asked for.
const CASES: u64 = 1_000;

/// Those of targets that check a whole spec, make a call or look at each place many times.
const FEWER: u64 = 60;

/// Of whole specs, which other tests generate too, each of so many.
const STEP: usize = 20;

/// The tests of each target.
macro_rules! targets {
    ($($name:ident)*) => {
        const TESTED: [&str; TARGETS.len()] = [$(stringify!($name)),*];
        $(mod $name {
            #[test]
            fn holds_for_samples() {
                crate::holds_for_samples(stringify!($name));
            }

            #[test]
            fn holds_for_what_was_found() {
                crate::holds_for_what_was_found(stringify!($name));
            }

            #[test]
            fn holds_for_damaged_samples() {
                crate::holds_for_damaged_samples(stringify!($name));
            }

            #[test]
            fn holds_for_what_is_deep() {
                crate::deep::holds(stringify!($name), module_path!());
            }
        })*
    };
}

targets! {
    address csv curl events html http json mask multipart pairs pattern reply scalars specs xml yaml
}

fn holds_for_samples(name: &str) {
    let corpus = std::env::var_os("DOCWRIGHT_CORPUS");
    let samples = samples::of(name);
    assert!(samples.len() > 3, "{} samples", samples.len());
    for (sample, number) in samples.iter().zip(0..) {
        if let Some(corpus) = &corpus {
            let folder = Path::new(corpus).join(name);
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join(format!("sample-{number}")), sample).expect("a file");
        } else if name != "specs" || number % STEP == 0 {
            holds(name, sample, &format!("sample {number}"));
        }
    }
}

fn holds_for_what_was_found(name: &str) {
    for file in samples::files(&found().join(name)) {
        let input = fs::read(&file).expect("a file");
        holds(name, &input, &file.display().to_string());
    }
}

fn holds_for_damaged_samples(name: &str) {
    let samples = samples::of(name);
    let samples: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    let usual = match name {
        "mask" | "specs" | "yaml" | "reply" => FEWER,
        _ => CASES,
    };
    for seed in seeds(usual) {
        let mut dice = Dice::new(seed);
        let mut input = dice.pick(&samples).to_vec();
        for _ in 0..=dice.below(3) {
            damage(&mut dice, &mut input);
        }
        holds(name, &input, &format!("seed {seed}"));
    }
}

fn found() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("found")
}

fn target(name: &str) -> Target {
    let target = TARGETS.into_iter().find(|target| target.name == name);
    target.expect("a target of this name")
}

/// The message of the property stands above this one.
fn holds(name: &str, input: &[u8], which: &str) {
    let outcome = catch_unwind(|| (target(name).holds)(input));
    let text = String::from_utf8_lossy(input);
    assert!(
        outcome.is_ok(),
        "`{name}` does not hold for {which}: {text}"
    );
}

/// Each target has its tests, its file, which the fuzzer compiles, and its line in the manifest; and what was
/// found was found by one.
#[test]
fn every_target_is_one_of_the_tests_and_of_the_fuzzer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    assert_eq!(TESTED, TARGETS.map(|target| target.name));
    assert_eq!(
        samples::files(&folder.join("fuzz_targets")).len(),
        TESTED.len()
    );
    for name in TESTED {
        let path = format!("fuzz_targets/{name}.rs");
        let file = fs::read_to_string(folder.join(&path)).expect("a file");
        assert!(
            file.contains(&format!("docwright_fuzz::{name}(data)")),
            "{path}"
        );
        assert!(manifest.contains(&format!("path = \"{path}\"")), "{path}");
    }
    for file in samples::files(&found()) {
        let below = file.strip_prefix(found()).expect("below the folder");
        let known = TESTED.iter().any(|name| below.starts_with(name));
        assert!(known, "no target has found {}", below.display());
    }
}
