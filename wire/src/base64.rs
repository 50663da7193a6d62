//! Base64 with the standard alphabet and padding (RFC 4648 section 4), as HTTP's basic
//! authentication wants it (RFC 7617 section 2).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// `bytes` in base64.
///
/// ```
/// assert_eq!(docwright_wire::base64::encode(b"Aladdin:open sesame"), "QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
/// ```
#[must_use]
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

/// The bytes that `text` stands for; nothing if it is no base64 with padding.
///
/// ```
/// assert_eq!(docwright_wire::base64::decode("QQ==").unwrap(), b"A");
/// assert!(docwright_wire::base64::decode("QQ").is_none());
/// ```
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}
