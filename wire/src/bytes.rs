//! Bytes inside of texts: base64 (RFC 4648 section 4), its alphabet for URLs (section 5), and
//! hexadecimal digits (section 8).

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use crate::Fault;

/// Padding is written. Many servers leave it out, so it is read either way.
const PADDING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const BASE64: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, PADDING);
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, PADDING);

/// How bytes are spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bytes {
    /// Base64 with padding.
    Base64,
    /// Base64 with `-` and `_`, with padding.
    Base64Url,
    /// Lower-case hexadecimal digits.
    Hex,
}

impl Bytes {
    /// The bytes as text.
    ///
    /// ```
    /// use docwright_wire::Bytes;
    ///
    /// assert_eq!(Bytes::Base64.print(b"\xfb\xff"), "+/8=");
    /// assert_eq!(Bytes::Base64Url.print(b"\xfb\xff"), "-_8=");
    /// assert_eq!(Bytes::Hex.print(b"\xfb\xff"), "fbff");
    /// ```
    #[must_use]
    pub fn print(self, bytes: &[u8]) -> String {
        match self {
            Self::Base64 => BASE64.encode(bytes),
            Self::Base64Url => BASE64_URL.encode(bytes),
            Self::Hex => {
                let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
                digits
                    .filter_map(|digit| char::from_digit(u32::from(digit), 16))
                    .collect()
            }
        }
    }

    /// The bytes of a text; padding may be missing, and digits may be of either case.
    ///
    /// # Errors
    /// Other text, line breaks included.
    pub fn read(self, text: &str) -> Result<Vec<u8>, Fault> {
        let (bytes, expected) = match self {
            Self::Base64 => (BASE64.decode(text).ok(), "bytes in base64"),
            Self::Base64Url => (BASE64_URL.decode(text).ok(), "bytes in base64 for URLs"),
            Self::Hex => (from_hex(text), "bytes in hexadecimal digits"),
        };
        bytes.ok_or_else(|| Fault::unreadable(expected))
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text
        .chars()
        .map(|digit| digit.to_digit(16))
        .collect::<Option<_>>()?;
    digits
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u8::try_from(high << 4 | low).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn padding_may_be_missing_and_other_text_is_a_fault() {
        assert_eq!(Bytes::Base64.read("+w").unwrap(), [0xfb]);
        assert_eq!(Bytes::Base64Url.read("-w").unwrap(), [0xfb]);
        assert_eq!(Bytes::Hex.read("FFa0").unwrap(), [0xff, 0xa0]);
        for text in ["-w==", "+w=\n=", "é"] {
            assert!(Bytes::Base64.read(text).is_err(), "{text}");
        }
        for text in ["0", "0g", "0x", " 00"] {
            assert!(Bytes::Hex.read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            for spelling in [Bytes::Base64, Bytes::Base64Url, Bytes::Hex] {
                prop_assert_eq!(&spelling.read(&spelling.print(&bytes)).unwrap(), &bytes);
            }
        }
    }
}
