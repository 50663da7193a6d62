//! Hashes and keyed hashes. The functions themselves take the feature `signatures`.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::percent;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// MD5 (RFC 1321): broken as a signature, and still asked for.
    Md5,
    /// SHA-1 (FIPS 180-4): broken as a signature, and still asked for.
    Sha1,
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-512 (FIPS 180-4).
    Sha512,
}

/// How the bytes of a hash are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// Hexadecimal in lower case.
    Hex,
    /// Hexadecimal in upper case.
    UpperHex,
    /// Base64 with padding (RFC 4648 section 4).
    Base64,
    /// Base64 for URLs, without padding (RFC 4648 section 5).
    Base64Url,
    /// Base64 with padding whose `+`, `/` and `=` are percent-encoded (RFC 3986 section 2.1).
    Base64Percent,
}

#[cfg(feature = "signatures")]
mod functions {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    use md5::Md5;
    use sha1::Sha1;
    use sha2::digest::Digest as _;
    use sha2::{Sha256, Sha512};

    use super::Digest;

    impl Digest {
        /// The hash of `bytes`.
        ///
        /// ```
        /// use docwright_wire::recipe::{Digest, Coding};
        ///
        /// let hash = Digest::Md5.hash(b"abc");
        /// assert_eq!(Coding::Hex.spell(&hash), "900150983cd24fb0d6963f7d28e17f72");
        /// ```
        #[must_use]
        pub fn hash(self, bytes: &[u8]) -> Vec<u8> {
            match self {
                Self::Md5 => Md5::digest(bytes).to_vec(),
                Self::Sha1 => Sha1::digest(bytes).to_vec(),
                Self::Sha256 => Sha256::digest(bytes).to_vec(),
                Self::Sha512 => Sha512::digest(bytes).to_vec(),
            }
        }

        /// The keyed hash of `bytes` (HMAC, RFC 2104).
        #[must_use]
        pub fn hmac(self, key: &[u8], bytes: &[u8]) -> Vec<u8> {
            macro_rules! keyed {
                ($hash:ty) => {
                    // HMAC takes keys of any length: there is no other error.
                    <Hmac<$hash>>::new_from_slice(key)
                        .map(|hmac| hmac.chain_update(bytes).finalize().into_bytes().to_vec())
                        .unwrap_or_default()
                };
            }
            match self {
                Self::Md5 => keyed!(Md5),
                Self::Sha1 => keyed!(Sha1),
                Self::Sha256 => keyed!(Sha256),
                Self::Sha512 => keyed!(Sha512),
            }
        }
    }
}

/// Without the feature no hash is made.
#[cfg(not(feature = "signatures"))]
#[doc(hidden)]
impl Digest {
    pub fn hash(self, _: &[u8]) -> Vec<u8> {
        Vec::new()
    }

    pub fn hmac(self, _: &[u8], _: &[u8]) -> Vec<u8> {
        Vec::new()
    }
}

impl Coding {
    /// The bytes as text.
    #[must_use]
    pub fn spell(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            Self::UpperHex => bytes.iter().map(|byte| format!("{byte:02X}")).collect(),
            Self::Base64 => STANDARD.encode(bytes),
            Self::Base64Url => URL_SAFE_NO_PAD.encode(bytes),
            Self::Base64Percent => percent::encode_segment(&STANDARD.encode(bytes)),
        }
    }
}

#[cfg(all(test, feature = "signatures"))]
mod tests {
    use super::*;

    /// RFC 1321 appendix A.5, FIPS 180-4 examples.
    #[test]
    fn hashes_are_those_of_their_standards() {
        let hash = |digest: Digest| Coding::Hex.spell(&digest.hash(b"abc"));
        assert_eq!(hash(Digest::Md5), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(
            hash(Digest::Sha1),
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        );
        assert_eq!(
            hash(Digest::Sha256),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(hash(Digest::Sha512).starts_with("ddaf35a193617abacc417349ae204131"));
    }

    /// Test case 2 of RFC 2202 and RFC 4231.
    #[test]
    fn keyed_hashes_are_those_of_their_standards() {
        let keyed = |digest: Digest| {
            Coding::Hex.spell(&digest.hmac(b"Jefe", b"what do ya want for nothing?"))
        };
        assert_eq!(keyed(Digest::Md5), "750c783e6ab0b503eaa86e310a5db738");
        assert_eq!(
            keyed(Digest::Sha1),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        );
        assert_eq!(
            keyed(Digest::Sha256),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert!(keyed(Digest::Sha512).starts_with("164b7a7bfcf819e2e395fbe73b56e0a3"));
    }

    #[test]
    fn bytes_are_spelt_in_five_ways() {
        let spelt = |coding: Coding| coding.spell(&[0xFB, 0xFF, 0x0A]);
        assert_eq!(spelt(Coding::Hex), "fbff0a");
        assert_eq!(spelt(Coding::UpperHex), "FBFF0A");
        assert_eq!(spelt(Coding::Base64), "+/8K");
        assert_eq!(spelt(Coding::Base64Url), "-_8K");
        assert_eq!(Coding::Base64Percent.spell(&[0xFB, 0xFF]), "%2B%2F8%3D");
    }
}
