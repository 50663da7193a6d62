//! Members of gzip (RFC 1952), written by hand.

/// Magic number, method, no flags, no time, no extra flags, no system.
const HEADER: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

/// `text` in a block that is stored as it is (RFC 1951 section 3.2.4).
pub(crate) fn stored(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("a short text");
    let mut member = HEADER.to_vec();
    // The last block, and its kind.
    member.push(0b001);
    member.extend_from_slice(&length.to_le_bytes());
    member.extend_from_slice(&(!length).to_le_bytes());
    member.extend_from_slice(text.as_bytes());
    member.extend_from_slice(&crc32(text.as_bytes()).to_le_bytes());
    member.extend_from_slice(&u32::from(length).to_le_bytes());
    member
}

/// A member whose beginning gives this many zeros at least, in a block of fixed Huffman codes
/// (RFC 1951 section 3.2.6): 13 bits for 258 of them. It never ends.
pub(crate) fn zeros(count: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    // Not the last block; its kind, least significant bit first; the literal 0.
    for bit in [0, 1, 0] {
        bits.push(bit);
    }
    bits.push_code(0b0011_0000, 8);
    for _ in 0..count.div_ceil(258) {
        // 258 bytes from a distance of 1.
        bits.push_code(0b1100_0101, 8);
        bits.push_code(0, 5);
    }
    let mut member = HEADER.to_vec();
    member.append(&mut bits.whole);
    member
}

/// Bits, put into bytes from the least significant one on.
#[derive(Default)]
struct Bits {
    whole: Vec<u8>,
    byte: u8,
    count: u8,
}

impl Bits {
    fn push(&mut self, bit: u8) {
        self.byte |= bit << self.count;
        self.count += 1;
        if self.count == 8 {
            self.whole.push(self.byte);
            (self.byte, self.count) = (0, 0);
        }
    }

    /// Huffman codes have their most significant bit first.
    fn push_code(&mut self, code: u8, length: u8) {
        for place in (0..length).rev() {
            self.push(code >> place & 1);
        }
    }
}

/// The checksum of RFC 1952 section 8.
fn crc32(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let carry = if sum & 1 == 1 { 0xEDB8_8320 } else { 0 };
            sum >> 1 ^ carry
        })
    });
    !sum
}

#[test]
fn the_checksum_is_that_of_the_standard() {
    assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
}
