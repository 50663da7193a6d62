//! Texts that travel as their hash.

use sha2::{Digest as _, Sha256};

/// The SHA-256 (FIPS 180-4) of the text's UTF-8 bytes in lower-case hexadecimal.
///
/// ```
/// let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// assert_eq!(docwright_wire::hash::sha256_hex(""), empty);
/// ```
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}
