//! Texts that are used once.

/// What a nonce is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nonce {
    /// Hexadecimal digits in lower case.
    Hex,
    /// Decimal digits.
    Digits,
    /// Letters of both cases and digits.
    Alphanumeric,
    /// A UUID of version 4 (RFC 9562 section 5.4).
    Uuid,
}

/// Bytes of a UUID.
const UUID_BYTES: usize = 16;

/// Characters of a UUID.
const UUID_LENGTH: usize = 36;

impl Nonce {
    /// How many random bytes a nonce of this many characters takes. A UUID has a length of its own.
    #[must_use]
    pub fn bytes(self, length: usize) -> usize {
        match self {
            Self::Hex | Self::Digits | Self::Alphanumeric => length,
            Self::Uuid => UUID_BYTES,
        }
    }

    /// The nonce that random bytes make: a character for each, or a UUID of the first 16.
    #[must_use]
    pub fn spell(self, random: &[u8]) -> String {
        let alphabet = match self {
            Self::Hex => "0123456789abcdef",
            Self::Digits => "0123456789",
            Self::Alphanumeric => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            Self::Uuid => return uuid(random),
        };
        let characters = random.iter().filter_map(|byte| {
            let index = usize::from(*byte) % alphabet.len();
            alphabet.as_bytes().get(index).copied().map(char::from)
        });
        characters.collect()
    }

    /// Whether a text could be such a nonce.
    #[must_use]
    pub fn is_spelt(self, text: &str, length: usize) -> bool {
        match self {
            Self::Hex => {
                let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
                text.len() == length && text.bytes().all(is_digit)
            }
            Self::Digits => text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Alphanumeric => {
                text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }
            Self::Uuid => {
                text.len() == UUID_LENGTH
                    && text.bytes().enumerate().all(|(at, byte)| match at {
                        8 | 13 | 18 | 23 => byte == b'-',
                        _ => byte.is_ascii_hexdigit(),
                    })
            }
        }
    }
}

/// Version and variant stand in the upper bits of bytes 6 and 8.
fn uuid(random: &[u8]) -> String {
    let mut text = String::with_capacity(UUID_LENGTH);
    for (at, byte) in random.iter().take(UUID_BYTES).enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        let byte = match at {
            6 => byte & 0x0F | 0x40,
            8 => byte & 0x3F | 0x80,
            _ => *byte,
        };
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_what_it_says() {
        let random: Vec<u8> = (0..=255).step_by(5).collect();
        for (nonce, length, shown) in [
            (Nonce::Hex, 6, "05af49"),
            (Nonce::Digits, 6, "050505"),
            (Nonce::Alphanumeric, 6, "05AFKP"),
            (Nonce::Uuid, 36, "00050a0f-1419-4e23-a82d-32373c41464b"),
        ] {
            let random = random.get(..nonce.bytes(length)).unwrap();
            assert_eq!(nonce.spell(random), shown);
            assert!(nonce.is_spelt(shown, length), "{shown}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        assert!(!Nonce::Hex.is_spelt("05AF", 4));
        assert!(!Nonce::Hex.is_spelt("05af", 5));
        assert!(!Nonce::Digits.is_spelt("05a", 3));
        assert!(!Nonce::Alphanumeric.is_spelt("a-b", 3));
        assert!(!Nonce::Uuid.is_spelt("00050a0f14194e23a82d32373c41464b----", 36));
    }
}
