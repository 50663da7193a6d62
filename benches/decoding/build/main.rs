//! Prints types in each way: those of the payloads, and many.

mod print;
mod schema;

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for way in print::WAYS {
        let payloads = way.print(&schema::payloads());
        fs::write(out.join(format!("{}.rs", way.name)), payloads)?;
        let many = format!("//! Types.\n{}", way.print(&schema::many()));
        fs::write(out.join(format!("many_{}.rs", way.name)), many)?;
    }
    Ok(())
}
