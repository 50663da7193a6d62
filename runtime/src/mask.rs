//! Secrets out of texts that servers wrote: error pages like to repeat what they were sent.

use docwright_wire::json::Writer;
use docwright_wire::{base64, percent};

use crate::Secret;

/// What stands in the place of a secret.
pub(crate) const MASK: &str = "[secret]";

/// Shorter ones would mask letters of ordinary words, and are no secrets.
const SHORTEST: usize = 4;

/// The longest HTML character reference that is looked at, in bytes from `&` to `;`.
const LONGEST_REFERENCE: usize = 12;

/// How many times over a `%` may be encoded, and how many `\` may stand before one character: without a
/// bound, a text of nothing else would take time that grows with the square of its length.
const MOST_ENCODINGS: usize = 16;
const MOST_BACKSLASHES: usize = 64;

/// `text` without the secrets: as they are, as they stand in URLs, forms and JSON, in hexadecimal digits
/// and in base64, also amid other bytes. Each character of that is as it is, percent-encoded, escaped
/// as in JSON, or a character reference of HTML, once or several times over: what repeats a request
/// spells anew what was spelt there.
pub(crate) fn mask(text: &str, secrets: &[Secret]) -> String {
    let mut sought: Vec<String> = secrets
        .iter()
        .map(Secret::expose)
        .filter(|secret| secret.len() >= SHORTEST)
        .flat_map(encoded)
        .filter(|spelling| !spelling.is_empty())
        .collect();
    sought.sort_unstable();
    sought.dedup();
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        // The longest: a secret may be a part of another.
        let found = sought.iter().filter_map(|secret| spelt(rest, secret)).max();
        let length = found.unwrap_or(character.len_utf8());
        let (here, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        masked.push_str(if found.is_some() { MASK } else { here });
        rest = behind;
    }
    masked
}

/// A secret as it is and as it travels in a URL, a form and JSON; and each of these as other bytes are
/// spelt.
fn encoded(secret: &str) -> impl Iterator<Item = String> {
    let travels = [
        secret.to_owned(),
        percent::encode_segment(secret),
        percent::encode_form(secret),
        in_json(secret),
    ];
    travels.into_iter().flat_map(|text| {
        let bytes = of_bytes(text.as_bytes());
        std::iter::once(text).chain(bytes)
    })
}

/// A text as it stands in JSON, without the quotes around it.
fn in_json(text: &str) -> String {
    let mut json = Writer::new();
    json.string(text);
    let quoted = json.finish().ok();
    let quoted = quoted.and_then(|json| String::from_utf8(json).ok());
    let quoted = quoted.unwrap_or_default();
    let own = quoted
        .strip_prefix('"')
        .and_then(|own| own.strip_suffix('"'));
    own.unwrap_or_default().to_owned()
}

/// Bytes in hexadecimal digits and in both alphabets of base64 (RFC 4648 sections 4, 5 and 8). In base64
/// they begin at any of the three places of a group, and characters that neighbours have a part in
/// are left out.
fn of_bytes(bytes: &[u8]) -> impl Iterator<Item = String> + use<> {
    let lower: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let upper = lower.to_uppercase();
    let alone = base64::encode(bytes).trim_end_matches('=').to_owned();
    let amid: Vec<String> = (0..3)
        .flat_map(|before| {
            let mut all = vec![0; before];
            all.extend_from_slice(bytes);
            // Six bits a character: whole ones of these bytes alone.
            let own = (before * 8).div_ceil(6)..all.len() * 8 / 6;
            let text = base64::encode(&all);
            let text = text.get(own).unwrap_or_default().to_owned();
            let for_urls = text.replace('+', "-").replace('/', "_");
            [text, for_urls]
        })
        .filter(|text| text.len() >= SHORTEST)
        .collect();
    [lower, upper, alone].into_iter().chain(amid)
}

/// How many bytes the longest spelling of `secret` takes that `text` begins with.
fn spelt(text: &str, secret: &str) -> Option<usize> {
    // Most places end here, so that a long page costs little.
    if !text.starts_with(['%', '+', '\\', '&']) && text.chars().next() != secret.chars().next() {
        return None;
    }
    // A character may be spelt in more than one way here: all ends are followed.
    let mut ends = vec![0];
    for character in secret.chars() {
        let mut next: Vec<usize> = ends
            .iter()
            .filter_map(|end| Some((*end, text.get(*end..)?)))
            .flat_map(|(end, rest)| {
                let lengths = [
                    rest.starts_with(character).then(|| character.len_utf8()),
                    percent_encoded(rest, character),
                    (character == ' ' && rest.starts_with('+')).then_some(1),
                    // A space of a form that was encoded once more.
                    (character == ' ')
                        .then(|| percent_encoded(rest, '+'))
                        .flatten(),
                    escaped(rest, character),
                    referred(rest, character),
                ];
                let percents = (character == '%').then(|| percents(rest));
                lengths
                    .into_iter()
                    .flatten()
                    .chain(percents.into_iter().flatten())
                    .map(move |length| end + length)
            })
            .collect();
        next.sort_unstable();
        next.dedup();
        if next.is_empty() {
            return None;
        }
        ends = next;
    }
    ends.last().copied()
}

/// The length of `%2F` or `%2f`, one for each byte of the character (RFC 3986 section 2.1); or of
/// `%252F`, whose `%` is encoded itself.
fn percent_encoded(text: &str, character: char) -> Option<usize> {
    let mut utf8 = [0; 4];
    let mut length = 0;
    for byte in character.encode_utf8(&mut utf8).bytes() {
        length += 1;
        text.get(..length)?.strip_suffix('%')?;
        if byte != b'%' {
            length += encodings(text.get(length..)?);
        }
        if hexadecimal(text.get(length..length + 2)?)? != u32::from(byte) {
            return None;
        }
        length += 2;
    }
    Some(length)
}

/// The lengths of a `%` that was encoded so many times over, of which a text may hold several: `%252525`
/// is also a `%` that was encoded twice, and `25` behind it.
fn percents(text: &str) -> impl Iterator<Item = usize> + use<> {
    let most = text.strip_prefix("%25").map(encodings);
    let lengths = most.map(|most| (0..=most / 2).map(|times| "%25".len() + times * 2));
    lengths.into_iter().flatten()
}

/// The length of the `25`s that a text begins with, one for each time that a `%` was encoded.
fn encodings(text: &str) -> usize {
    let bytes = text.as_bytes().chunks_exact(2);
    let encodings = bytes.take_while(|pair| pair == b"25");
    encodings.take(MOST_ENCODINGS).count() * 2
}

/// The length of an escape of JSON (RFC 8259 section 7): `\/`, `\u002f`, a pair of surrogates. Texts that
/// are escaped several times over have more than one `\` there.
fn escaped(text: &str, character: char) -> Option<usize> {
    let first = backslashes(text)?;
    let short = match character {
        // Of several in the secret, the others are taken as they are.
        '\\' if text.get(first..)?.starts_with("u005c") => return Some(first + 5),
        '\\' => return Some(first),
        '"' | '/' => Some(character),
        '\u{8}' => Some('b'),
        '\u{c}' => Some('f'),
        '\n' => Some('n'),
        '\r' => Some('r'),
        '\t' => Some('t'),
        _ => None,
    };
    if short.is_some_and(|short| {
        text.get(first..)
            .is_some_and(|text| text.starts_with(short))
    }) {
        return Some(first + 1);
    }
    let mut utf16 = [0; 2];
    let mut length = 0;
    for unit in character.encode_utf16(&mut utf16) {
        length += backslashes(text.get(length..)?)?;
        let digits = text.get(length..length + 5)?.strip_prefix('u')?;
        if hexadecimal(digits)? != u32::from(*unit) {
            return None;
        }
        length += 5;
    }
    Some(length)
}

/// How many `\` a text begins with, if it does.
fn backslashes(text: &str) -> Option<usize> {
    let run = text.bytes().take_while(|byte| *byte == b'\\');
    let count = run.take(MOST_BACKSLASHES).count();
    (count > 0).then_some(count)
}

/// The length of a character reference (HTML standard, section 13.5): `&quot;`, `&#34;`, `&#x22;`.
fn referred(text: &str, character: char) -> Option<usize> {
    let behind = text.strip_prefix('&')?;
    let end = behind
        .bytes()
        .take(LONGEST_REFERENCE)
        .position(|byte| byte == b';')?;
    let name = behind.get(..end)?;
    let code = match (name.strip_prefix('#'), name) {
        (Some(number), _) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => hexadecimal(digits)?,
            None => number.parse().ok()?,
        },
        (None, "amp") => u32::from('&'),
        (None, "lt") => u32::from('<'),
        (None, "gt") => u32::from('>'),
        (None, "quot") => u32::from('"'),
        (None, "apos") => u32::from('\''),
        _ => return None,
    };
    (code == u32::from(character)).then_some(end + 2)
}

fn hexadecimal(digits: &str) -> Option<u32> {
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_secret_is_masked() {
        let secrets = [
            Secret::from("to/ken+\"1"),
            Secret::from("abcdef"),
            Secret::from("abcdefgh"),
            Secret::from("e"),
        ];
        let text = "to/ken+\"1 to%2Fken%2B%221 to/ken+\\\"1 dG8va2VuKyIx abcdefgh abcdef here";
        let masked = mask(text, &secrets);
        assert_eq!(
            masked,
            "[secret] [secret] [secret] [secret] [secret] [secret] here"
        );
    }

    #[test]
    fn spellings_of_pages_and_of_json_are_masked() {
        let secrets = [Secret::from("a/b&<'\"> é😀%"), Secret::from("%25%")];
        for spelling in [
            "a\\/b&<'\\\"> é😀%",
            "a/b&amp;&lt;&#39;&quot;&gt; é😀%",
            "a&#x2F;b&#38;&#x3c;&apos;&#34;&#X3E;&#32;&#233;&#x1F600;%",
            "a%2fb%26%3c%27%22%3e%20%c3%a9%f0%9f%98%80%25",
            "a%2Fb%26%3C%27%22%3E+%C3%A9%F0%9F%98%80%25",
            "a\\u002fb\\u0026\\u003C'\\u0022> \\u00e9\\ud83d\\uDE00%",
            "a\\\\/b&<'\\\\\\\"> é😀%",
            "a%252fb%2526%253c%2527%2522%253e%2520%25c3%25a9%25f0%259f%2598%2580%25",
            "a/b&amp;&lt;'&#92;&quot;&gt; é😀%",
            "%25%",
            "%2525%25",
            "%252525%25",
            "%252525%2525",
            "a%252Fb%2526%253C%2527%2522%253E%252B%25C3%25A9%25F0%259F%2598%2580%252525",
        ] {
            assert_eq!(
                mask(&format!("({spelling})"), &secrets),
                "([secret])",
                "{spelling}"
            );
        }
    }

    #[test]
    fn secrets_amid_other_bytes_are_masked() {
        let secrets = [Secret::from("s3cret>/?~")];
        for before in ["", "a", "ab", "abc", "GET /?k="] {
            let all = base64::encode(format!("{before}s3cret>/?~ and more"));
            let masked = mask(&all, &secrets);
            assert!(masked.contains("[secret]"), "{masked}");
            assert!(masked.len() < all.len(), "{masked} of {all}");
            let for_urls = all.replace('+', "-").replace('/', "_");
            assert_eq!(mask(&for_urls, &secrets).len(), masked.len());
        }
        assert_eq!(
            mask("7333637265743e2f3f7e 7333637265743E2F3F7E", &secrets),
            "[secret] [secret]"
        );
    }

    /// Without a bound on what is looked at from each place, this takes half a minute.
    #[test]
    fn pages_of_nothing_but_signs_are_looked_through() {
        let secrets = [Secret::from("to/ken%1"), Secret::from("%%%%\\\\/")];
        for sign in ["\\", "%25", "25", "&#", "+"] {
            let text = format!("{}to/ken%1", sign.repeat(4_000));
            let masked = mask(&text, &secrets);
            assert!(masked.ends_with(&format!("{sign}[secret]")), "{sign}");
        }
    }

    #[test]
    fn what_only_begins_like_a_secret_stays() {
        let secrets = [Secret::from("a/bcd")];
        for text in [
            "a/bc", "a%2", "a%2Ebcd", "a\\", "a\\u002", "a&", "a&#x2", "a&#x2F", "a%é", "é",
        ] {
            assert_eq!(mask(text, &secrets), text);
        }
    }
}
