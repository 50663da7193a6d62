//! What generated code looks like, and that no text of a spec can change it.

mod sample;

use super::*;
use sample::Sample;

fn files(text: &dyn Fn(&str) -> String) -> Files {
    let api = Sample { text }.api();
    let options = Options {
        examples: true,
        ..Options::default()
    };
    emit(&[api], &options)
}

#[test]
fn the_same_specs_give_the_same_bytes() {
    assert_eq!(files(&str::to_owned), files(&str::to_owned));
}
