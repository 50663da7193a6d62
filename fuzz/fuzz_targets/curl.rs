//! See `docwright_fuzz::curl`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::curl(data));
