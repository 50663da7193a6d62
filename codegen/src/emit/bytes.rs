//! Loops over the bytes of a text.
//!
//! A build script runs unoptimised, where each adapter of an iterator is a call for each byte; a slice
//! pattern is none.

/// Whether `is` holds for each byte of a text.
pub(super) fn all(text: &str, is: impl Fn(u8) -> bool) -> bool {
    let mut left = text.as_bytes();
    while let [byte, behind @ ..] = left {
        if !is(*byte) {
            return false;
        }
        left = behind;
    }
    true
}
