//! Generates the clients of the APIs whose features are on.

fn main() {
    docwright_codegen::build("../specs").features().run();
}
