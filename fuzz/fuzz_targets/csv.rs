//! See `docwright_fuzz::csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::csv(data));
