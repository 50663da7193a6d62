//! See `docwright_fuzz::scalars`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::scalars(data));
