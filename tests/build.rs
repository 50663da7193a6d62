//! Generates a client for every accepted case: what a snapshot shows also compiles.

fn main() {
    docwright_codegen::build("accept").examples().run();
}
