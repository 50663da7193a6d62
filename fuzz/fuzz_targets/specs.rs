//! See `docwright_fuzz::specs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::specs(data));
