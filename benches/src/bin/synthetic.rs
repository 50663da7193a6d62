//! Writes the made-up API and the programs that call it, and says what generating its client took.
//!
//! `synthetic DIR`

use std::io::Write as _;

use docwright_benches::{Failure, synthetic};

fn main() -> Result<(), Failure> {
    let dir = std::env::args_os().nth(1).ok_or("synthetic DIR")?;
    let report = synthetic::write(dir.as_ref())?;
    write!(std::io::stdout(), "{report}")?;
    Ok(())
}
