//! The clients of every accepted case and of the cookbook, and the examples of all specs.
//!
//! Each folder under `accept/` is a small API; adding one adds its tests. So does a file that the
//! cookbook shows.

pub mod capture;
mod damage;
mod dice;
pub mod search;

use std::fs;
use std::path::{Path, PathBuf};

use docwright_codegen::{Checked, Sources, check, input};
use docwright_runtime::examples::Example;

pub use self::damage::damage;
pub use self::dice::{Dice, seeds};

/// The generated clients of the cases under `accept/`.
pub mod accept {
    include!(concat!(env!("OUT_DIR"), "/docwright/mod.rs"));
}

/// The generated clients of what `docs/cookbook.md` shows.
pub mod cookbook {
    include!(concat!(env!("OUT_DIR"), "/cookbook/mod.rs"));
}

pub mod page;

/// What `docs/calling.md` shows compiles.
#[cfg(doctest)]
#[doc = include_str!("../../docs/calling.md")]
pub mod calling {}

/// What `docs/observing.md` shows compiles.
#[cfg(doctest)]
#[doc = include_str!("../../docs/observing.md")]
pub mod observing {}

/// A specs folder, checked, with the examples of the client that was generated from it.
#[derive(Debug)]
pub struct Suite {
    /// Where the specs are.
    pub folder: PathBuf,
    /// The specs.
    pub checked: Checked,
    /// The examples, as generated code has them.
    pub examples: Vec<Example>,
}

/// The specs of the product, and the accepted cases.
///
/// # Panics
///
/// If specs can't be read or checked: the build would have failed before.
#[must_use]
pub fn suites() -> Vec<Suite> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    [
        (here.join("../specs"), generated_client::examples()),
        (here.join("accept"), accept::examples()),
    ]
    .into_iter()
    .map(|(folder, examples)| Suite {
        checked: checked(input::read(&folder).unwrap_or_else(|fault| stop(&fault))),
        folder,
        examples,
    })
    .collect()
}

/// What the cookbook shows. Its folder is that of the docs.
///
/// # Panics
///
/// If it can't be read or checked: the build would have failed before.
#[must_use]
pub fn cookbook_suite() -> Suite {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let page = fs::read_to_string(folder.join("cookbook.md")).unwrap_or_else(|fault| stop(&fault));
    Suite {
        checked: checked(page::sources("cookbook.md", &page)),
        folder,
        examples: cookbook::examples(),
    }
}

fn checked(sources: Sources) -> Checked {
    check(sources).unwrap_or_else(|faults| stop(&faults))
}

#[expect(
    clippy::panic,
    reason = "this crate is for tests: a fault here must end them"
)]
fn stop(fault: &dyn std::fmt::Display) -> ! {
    panic!("{fault}")
}
