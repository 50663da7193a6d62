//! See `docwright_fuzz::address`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::address(data));
