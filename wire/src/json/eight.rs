//! Eight bytes of a string looked at together.

/// A byte of ones in each byte of a word.
const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// How many bytes stand before the first one that a JSON string can't hold as it is: a quote, a
/// backslash, or a control character (RFC 8259 section 7). All of them, if there is none.
#[inline]
pub(super) fn plain_length(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some((eight, after)) = rest.split_first_chunk() {
        let marks = marks(u64::from_le_bytes(*eight));
        if marks != 0 {
            return text.len() - rest.len() + marks.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    text.len() - rest.len() + plain_length_of_rest(text, rest)
}

/// As [`plain_length`], of the last seven bytes of `text` or fewer, before which all is plain.
#[inline(never)]
fn plain_length_of_rest(text: &[u8], rest: &[u8]) -> usize {
    let is_plain = if let Some(last) = text.last_chunk() {
        // Some of them are seen again.
        marks(u64::from_le_bytes(*last)) == 0
    } else if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        marks(u64::from(first) << 32 | u64::from(last)) == 0
    } else {
        false
    };
    if is_plain {
        return rest.len();
    }
    let special = rest.iter().position(|byte| is_special(*byte));
    special.unwrap_or(rest.len())
}

/// The highest bit of each byte that is special. Bytes behind the first of them may be marked too:
/// its subtraction borrows from them.
fn marks(eight: u64) -> u64 {
    let control = eight.wrapping_sub(ONES * 0x20);
    let quote = (eight ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslash = (eight ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    // What has this bit itself is no ASCII.
    (control | quote | backslash) & !eight & (ONES << 7)
}

fn is_special(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_byte_is_found_in_each_place() {
        for byte in 0..=u8::MAX {
            for before in 0..20 {
                let mut text = vec![b'~'; 24];
                text[before] = byte;
                let expected = if is_special(byte) { before } else { 24 };
                assert_eq!(plain_length(&text), expected, "{byte:#x} behind {before}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_first_of_many_is_found(text in prop::collection::vec(any::<u8>(), 0..40)) {
            let first = text.iter().position(|byte| is_special(*byte));
            prop_assert_eq!(plain_length(&text), first.unwrap_or(text.len()));
        }
    }
}
