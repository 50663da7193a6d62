//! Generates the client.

fn main() {
    docwright_codegen::build("specs").run();
}
