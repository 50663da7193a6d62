//! One made-up API, written twice: as an OpenAPI document and as a folder of specs. What is
//! generated from either is measured side by side, and so are the programs that call it.
//!
//! Ten groups of four resources with five operations each: 200 operations, 600 objects of seven or
//! eight members, 50 enums.

mod app;
mod description;
mod openapi;
#[cfg(test)]
mod same;
mod specs;

use std::fs;
use std::io;
use std::path::Path;

use docwright_codegen::Options;

use self::app::Rival;
pub use self::description::Api;
use crate::Failure;
use crate::generator::{self, Report};

/// How many operations a program awaits.
const CALLED: [(&str, usize); 3] = [("none", 0), ("one", 1), ("all", usize::MAX)];

/// Writes into a workspace of scratch crates: `openapi.json`, the folder `specs`, the client of the specs in
/// `docwright-client`, and for each of both clients programs that await none, one and all of the operations.
/// Gives what generating the client took.
///
/// # Errors
/// If a file can't be written.
pub fn write(dir: &Path) -> Result<Report, Failure> {
    let api = Api::made_up();
    write_file(&dir.join("openapi.json"), &openapi::document(&api))?;
    let specs = dir.join("specs");
    for (name, text) in specs::files(&api) {
        write_file(&specs.join(name), &text)?;
    }
    let options = Options {
        features: true,
        ..Options::default()
    };
    let report = generator::measure(&specs, &dir.join("docwright-client/src/client"), &options)?;
    for rival in Rival::BOTH {
        let rival_name = rival.name();
        for (name, count) in CALLED {
            let path = dir.join(format!("{rival_name}-calls/src/bin/{rival_name}-{name}.rs"));
            write_file(&path, &app::program(&api, rival, count))?;
        }
    }
    Ok(report)
}

fn write_file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
