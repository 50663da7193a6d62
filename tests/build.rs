//! Generates a client for every accepted case, and for the specs of the cookbook: what is shown also
//! compiles.

use std::path::Path;

use docwright_codegen::diagnostic::{Diagnostics, Format};
use docwright_codegen::{Files, Options, check, generate};

#[path = "src/page.rs"]
#[expect(unreachable_pub, reason = "it is public in the library")]
mod page;

/// The page whose specs are generated, seen from here.
const COOKBOOK: &str = "../docs/cookbook.md";

#[expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a build script that can't go on says so"
)]
fn main() {
    docwright_codegen::build("accept").examples().run();
    println!("cargo::rerun-if-changed={COOKBOOK}");
    let text = std::fs::read_to_string(COOKBOOK).expect("the cookbook");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    match cookbook(&text) {
        Ok(files) => drop(
            files
                .write(&Path::new(&out).join("cookbook"))
                .expect("a folder to write to"),
        ),
        Err(faults) => panic!("{}", faults.render(Format::Text, false)),
    }
}

fn cookbook(text: &str) -> Result<Files, Diagnostics> {
    let checked = check(page::sources(COOKBOOK, text))?;
    let options = Options {
        examples: true,
        ..Options::default()
    };
    Ok(generate(&checked, &options))
}
