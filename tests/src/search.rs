//! Finds a canary in a text, however it is spelt there.

/// So much of a canary is enough to give it away.
const PART: usize = 6;

/// How much of the text around a hit is shown.
const AROUND: usize = 60;

/// The places where the end of a canary's first letters stands, or that of its last: as it is, in base64 amid whatever, in
/// hexadecimal digits or as numbers of bytes; each of them also percent-encoded, escaped as in JSON or in HTML.
///
/// A canary's first and last words, of letters and digits, have at least six of them.
#[must_use]
pub fn hits(text: &str, canary: &str) -> Vec<String> {
    let mut words = canary.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words = words.next().into_iter().chain(words.next_back());
    let parts = words.map(|word| {
        word.get(word.len().saturating_sub(PART)..)
            .unwrap_or_default()
    });
    let needles: Vec<String> = parts.flat_map(spellings).collect();
    let percent = replaced(text, "%", |rest| hexadecimal(rest, 2));
    let readings = [
        ("as it is", text.to_owned()),
        (
            "escaped as in JSON",
            replaced(text, "\\u", |rest| hexadecimal(rest, 4)),
        ),
        ("escaped as in HTML", replaced(text, "&#", reference)),
        (
            "percent-encoded twice",
            replaced(&percent, "%", |rest| hexadecimal(rest, 2)),
        ),
        ("percent-encoded", percent),
    ];
    let mut found = Vec::new();
    for (reading, text) in &readings {
        for needle in &needles {
            found.extend(text.find(needle.as_str()).map(|at| {
                let before = text
                    .get(..at)
                    .unwrap_or_default()
                    .chars()
                    .rev()
                    .take(AROUND);
                let before: String = before.collect::<Vec<_>>().into_iter().rev().collect();
                let here: String = text
                    .get(at..)
                    .unwrap_or_default()
                    .chars()
                    .take(AROUND)
                    .collect();
                format!("{reading}: {before}>>>{here}")
            }));
        }
    }
    found
}

/// A part of a canary as encodings of bytes show it.
fn spellings(part: &str) -> Vec<String> {
    let bytes = part.as_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
    let mut all = vec![
        part.to_owned(),
        hex.to_uppercase(),
        hex,
        numbers.join(", "),
        numbers.join(","),
    ];
    for before in 0..3 {
        let mut bytes = vec![0; before];
        bytes.extend_from_slice(part.as_bytes());
        let text = docwright_wire::base64::encode(&bytes);
        // Characters of the part alone. Letters and digits are the same in both alphabets.
        let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
        all.push(text.get(own).unwrap_or_default().to_owned());
    }
    all
}

/// Each escape that begins with `mark` as the character that it stands for; `read` gives it, and the
/// length of what stands behind the mark.
fn replaced(text: &str, mark: &str, read: impl Fn(&str) -> Option<(char, usize)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        let (before, behind) = rest.split_at(at + mark.len());
        match read(behind) {
            Some((character, length)) => {
                out.push_str(before.strip_suffix(mark).unwrap_or(before));
                out.push(character);
                rest = behind.get(length..).unwrap_or_default();
            }
            None => {
                out.push_str(before);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

fn hexadecimal(text: &str, digits: usize) -> Option<(char, usize)> {
    let code = u32::from_str_radix(text.get(..digits)?, 16).ok()?;
    Some((char::from_u32(code)?, digits))
}

/// `72;`, `x48;`
fn reference(text: &str) -> Option<(char, usize)> {
    let (code, _) = text.split_once(';')?;
    let number = match code.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => code.parse().ok()?,
    };
    Some((char::from_u32(number)?, code.len() + 1))
}
