//! Writes the made-up API and the programs that call it.
//!
//! `synthetic DIR`

use docwright_benches::{Failure, synthetic};

fn main() -> Result<(), Failure> {
    let dir = std::env::args_os().nth(1).ok_or("synthetic DIR")?;
    synthetic::write(dir.as_ref())
}
