//! `as: sha256_hex` and its like.

pub use docwright_wire::recipe::{Coding, Digest};

/// What travels instead of a text: the hash of its UTF-8 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hash {
    /// Which hash.
    pub digest: Digest,
    /// How its bytes are spelt.
    pub coding: Coding,
}

impl Hash {
    /// The words for them, as they stand behind `as`.
    pub const WORDS: [(&str, Self); 8] = [
        ("md5_hex", Self::new(Digest::Md5, Coding::Hex)),
        ("md5_base64", Self::new(Digest::Md5, Coding::Base64)),
        ("sha1_hex", Self::new(Digest::Sha1, Coding::Hex)),
        ("sha1_base64", Self::new(Digest::Sha1, Coding::Base64)),
        ("sha256_hex", Self::new(Digest::Sha256, Coding::Hex)),
        ("sha256_base64", Self::new(Digest::Sha256, Coding::Base64)),
        ("sha512_hex", Self::new(Digest::Sha512, Coding::Hex)),
        ("sha512_base64", Self::new(Digest::Sha512, Coding::Base64)),
    ];

    const fn new(digest: Digest, coding: Coding) -> Self {
        Self { digest, coding }
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        words
            .find(|(_, known)| *known == self)
            .map_or("", |(word, _)| word)
    }

    /// The name of the hash in its standard: `SHA-256`.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self.digest {
            Digest::Md5 => "MD5",
            Digest::Sha1 => "SHA-1",
            Digest::Sha256 => "SHA-256",
            Digest::Sha512 => "SHA-512",
        }
    }
}
