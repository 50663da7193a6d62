//! See `docwright_fuzz::html`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::html(data));
