//! See `docwright_fuzz::http`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::http(data));
