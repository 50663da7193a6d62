//! Secrets in texts of servers.

use docwright_wire::{base64, percent};

use crate::Secret;
use crate::mask::{MASK, mask as masked};

/// The longest text around a secret.
const LONGEST: usize = 1_000;

/// A secret, a line of bytes that say how each of its characters is spelt, and the text around it: nothing
/// of that spelling is left, and nothing of it as hexadecimal digits or base64.
pub fn mask(data: &[u8]) {
    let mut lines = data.splitn(3, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (secret, choices, around) = (line(), line(), line());
    // Each place of a text is looked at in every spelling: long ones say nothing more.
    let around = around.get(..LONGEST).unwrap_or(around);
    let secret = String::from_utf8_lossy(secret).into_owned();
    // Shorter ones are none; brackets are those of what stands in the place of a secret.
    if secret.len() < 4 || secret.len() > 64 || secret.contains(['[', ']']) {
        return;
    }
    let around = String::from_utf8_lossy(around);
    let (before, behind) = around.split_once('|').unwrap_or((&around, ""));
    let secrets = [Secret::from(secret.as_str())];
    let hexadecimal: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let spellings = [
        secret.clone(),
        percent::encode_segment(&secret),
        percent::encode_form(&secret),
        spelt(&secret, choices),
        hexadecimal.to_uppercase(),
        hexadecimal,
        base64::encode(&secret).trim_end_matches('=').to_owned(),
    ];
    for spelling in spellings {
        let text = format!("{before}{spelling}{behind}");
        let shown = masked(&text, &secrets);
        let is_left = shown.split(MASK).any(|piece| piece.contains(&spelling));
        assert!(!is_left, "{spelling:?} of {secret:?} is left in {shown:?}");
    }
}

/// The secret with each character as one byte says; with the last byte, if there are too few.
fn spelt(secret: &str, choices: &[u8]) -> String {
    let mut choices = choices.iter().copied();
    let mut choice = 0;
    let mut out = String::new();
    for character in secret.chars() {
        choice = choices.next().unwrap_or(choice);
        match choice % 8 {
            1 => percent_encoded(&mut out, character, "%", false),
            2 => percent_encoded(&mut out, character, "%", true),
            3 => percent_encoded(&mut out, character, "%25", false),
            4 => {
                let mut utf16 = [0; 2];
                for unit in character.encode_utf16(&mut utf16) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            5 => out.push_str(&format!("&#{};", u32::from(character))),
            6 => out.push_str(&format!("&#x{:X};", u32::from(character))),
            7 => match short(character) {
                Some(spelling) => out.push_str(spelling),
                None => out.push(character),
            },
            _ => out.push(character),
        }
    }
    out
}

/// The shortest spelling that JSON, HTML or a form has for a character.
fn short(character: char) -> Option<&'static str> {
    Some(match character {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '/' => "\\/",
        '\n' => "\\n",
        '\t' => "\\t",
        ' ' => "+",
        _ => return None,
    })
}

fn percent_encoded(out: &mut String, character: char, sign: &str, upper: bool) {
    let mut utf8 = [0; 4];
    for byte in character.encode_utf8(&mut utf8).bytes() {
        let digits = match upper {
            true => format!("{byte:02X}"),
            false => format!("{byte:02x}"),
        };
        out.push_str(sign);
        out.push_str(&digits);
    }
}
