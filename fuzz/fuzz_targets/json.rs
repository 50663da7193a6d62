//! See `docwright_fuzz::json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::json(data));
