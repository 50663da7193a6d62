//! Bytes as they are when something went wrong on their way.

use crate::Dice;

/// What stands in bodies of every kind.
const PARTS: [&str; 18] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "1e999",
    "-",
    "<",
    "</",
    "<!DOCTYPE a [",
    "&#0;",
    "data: ",
    "\r\n",
    "\u{feff}",
    "\0",
];

/// Changes bytes at one place, or puts noise into their stead.
pub fn damage(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let end = bytes.len();
    let at = dice.below(end + 1);
    match dice.below(10) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at, any(dice)),
        2 if end > 1 => bytes.swap(at.min(end - 1), end - 1 - at.min(end - 1)),
        // A piece of it once more: a member, an element, half a line.
        3 => {
            let piece = bytes.split_off(at);
            bytes.extend_from_slice(&piece);
            bytes.extend_from_slice(&piece);
        }
        4 => {
            let deep = "[".repeat(10_000);
            bytes.splice(at..at, deep.bytes());
        }
        5 => {
            bytes.splice(0..0, "\u{feff}".bytes());
        }
        // The bytes of another charset.
        6 => *bytes = bytes.iter().flat_map(|byte| [*byte, 0]).collect(),
        7 => *bytes = (0..dice.below(64)).map(|_| any(dice)).collect(),
        8 => {
            *bytes = (0..dice.below(24))
                .flat_map(|_| dice.pick(&PARTS).bytes())
                .collect();
        }
        _ => {
            let part = dice.pick(&PARTS);
            bytes.splice(at..at, part.bytes());
        }
    }
}

fn any(dice: &mut Dice) -> u8 {
    u8::try_from(dice.below(256)).unwrap_or(0)
}
