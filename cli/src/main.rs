//! The `docwright` program.
fn main() {}
