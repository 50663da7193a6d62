//! Generates the client that is measured.

fn main() {
    docwright_codegen::build("specs").run();
}
