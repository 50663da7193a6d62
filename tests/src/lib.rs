//! The clients of every accepted case, and the examples of all specs.
//!
//! Each folder under `accept/` is a small API; adding one adds its tests.

use std::path::{Path, PathBuf};

use docwright_codegen::{Checked, check, input};
use docwright_runtime::examples::Example;

/// The generated clients of the cases under `accept/`.
pub mod accept {
    include!(concat!(env!("OUT_DIR"), "/docwright/mod.rs"));
}

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
        checked: checked(&folder),
        folder,
        examples,
    })
    .collect()
}

#[expect(
    clippy::panic,
    reason = "this crate is for tests: a fault here must end them"
)]
fn checked(folder: &Path) -> Checked {
    let sources = match input::read(folder) {
        Ok(sources) => sources,
        Err(fault) => panic!("{fault}"),
    };
    match check(sources) {
        Ok(checked) => checked,
        Err(diagnostics) => panic!("{diagnostics}"),
    }
}
