//! Generates clients of a thousand made-up endpoints and says what each stage took.
//!
//! `thousand [APIS ENDPOINTS_EACH MEMBERS [FOLDER]]`, with about so many members in each JSON object. Built
//! without optimisation, it is what a debug build script does. Where a folder is named, the specs are
//! written there and that is all.

use std::io::Write as _;
use std::path::Path;

use docwright_benches::{Failure, generator, thousand};
use docwright_codegen::Options;

const SEED: u64 = 2026;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse());
    let apis: usize = arguments.next().unwrap_or(Ok(10))?;
    let endpoints: usize = arguments.next().unwrap_or(Ok(100))?;
    let members: usize = arguments.next().unwrap_or(Ok(4))?;
    if let Some(folder) = std::env::args_os().nth(4) {
        thousand::write(Path::new(&folder), SEED, apis, endpoints, members)?;
        return Ok(());
    }
    let specs = tempfile::tempdir()?;
    let out = tempfile::tempdir()?;
    thousand::write(specs.path(), SEED, apis, endpoints, members)?;
    let report = generator::measure(specs.path(), out.path(), &Options::default())?;
    let mut told = std::io::stdout().lock();
    writeln!(
        told,
        "{apis} APIs of {endpoints} endpoints, about {members} members an object"
    )?;
    write!(told, "{report}")?;
    Ok(())
}
