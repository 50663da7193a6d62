//! Bodies that nothing more is known of than their bytes.

use std::fmt;

/// A body as it came. `Debug` shows its size alone: nobody knows what is in it.
///
/// ```
/// use docwright_wire::RawBody;
///
/// let body = RawBody::from(b"caf\xC3\xA9".to_vec());
/// assert_eq!(body.as_text(), Some("café"));
/// assert_eq!(body.as_bytes().len(), 5);
/// assert_eq!(format!("{body:?}"), "RawBody(5 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct RawBody(Vec<u8>);

impl RawBody {
    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Its text, if it is UTF-8.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// Its bytes, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for RawBody {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for RawBody {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for RawBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawBody({} bytes)", self.0.len())
    }
}
