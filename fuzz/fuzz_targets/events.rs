//! See `docwright_fuzz::events`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::events(data));
