//! Single values that are no times: the ends of their ranges, and what lies between.

use docwright_runtime::{Decimal, Digits, Uuid};
use docwright_tests::Dice;

/// Characters that some spelling gives a meaning to, or that are the last of their kind.
const SIGNS: [char; 46] = [
    '\0',
    '\u{1}',
    '\u{8}',
    '\t',
    '\n',
    '\u{b}',
    '\u{c}',
    '\r',
    '\u{1b}',
    '\u{1f}',
    ' ',
    '"',
    '\\',
    '/',
    '\'',
    '<',
    '>',
    '&',
    '=',
    '+',
    '%',
    '#',
    '!',
    '?',
    ',',
    ';',
    ':',
    '|',
    '.',
    '-',
    '[',
    ']',
    '{',
    '}',
    '\u{7f}',
    '\u{85}',
    '\u{a0}',
    '\u{301}',
    '\u{7ff}',
    '\u{2028}',
    '\u{202e}',
    '\u{d7ff}',
    '\u{e000}',
    '\u{feff}',
    '\u{ffff}',
    '\u{10ffff}',
];

/// Texts that look like something else.
const WORDS: [&str; 10] = [
    "null", "true", "-1", "1e5", "\\u0000", "%00", "&amp;", "N/A", "never", " padded ",
];

/// Any 64 bits.
pub(crate) fn bits(dice: &mut Dice) -> u64 {
    dice.below(usize::MAX) as u64
}

/// Between none and `most` of what `one` makes.
pub(crate) fn several<T>(
    dice: &mut Dice,
    most: usize,
    mut one: impl FnMut(&mut Dice) -> T,
) -> Vec<T> {
    (0..dice.below(most + 1)).map(|_| one(dice)).collect()
}

/// Nothing, or what `one` makes.
pub(crate) fn maybe<T>(dice: &mut Dice, one: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    dice.chance(60).then(|| one(dice))
}

/// Text of any characters: often short, sometimes empty, seldom long.
pub(crate) fn text(dice: &mut Dice) -> String {
    text_of(dice, |_| true)
}

/// Text of those characters that are kept.
pub(crate) fn text_of(dice: &mut Dice, keep: impl Fn(char) -> bool) -> String {
    if dice.chance(10) {
        return dice.pick(&WORDS).chars().filter(|&c| keep(c)).collect();
    }
    let length = match dice.below(20) {
        0 => 1000,
        1..4 => 0,
        _ => 1 + dice.below(12),
    };
    (0..length)
        .map(|_| character(dice))
        .filter(|&c| keep(c))
        .collect()
}

fn character(dice: &mut Dice) -> char {
    match dice.below(3) {
        0 => dice.pick(&SIGNS),
        1 => char::from(b'a' + dice.below(26) as u8),
        _ => char::from_u32(dice.below(0x11_0000) as u32).unwrap_or('\u{1F980}'),
    }
}

/// Text of one piece, as a URL is.
pub(crate) fn url(dice: &mut Dice) -> String {
    let rest = text_of(dice, |c| !c.is_whitespace() && !c.is_control());
    format!("{}{rest}", dice.pick(&["/", "?", "https://shop.example/"]))
}

/// Whole numbers of 64 bits.
pub(crate) fn integer(dice: &mut Dice) -> i64 {
    const ENDS: [i64; 7] = [0, 1, -1, i64::MIN, i64::MAX, 1 << 53, -(1 << 53) - 1];
    match dice.below(3) {
        0 => dice.pick(&ENDS),
        1 => dice.below(2000) as i64 - 1000,
        _ => bits(dice).cast_signed(),
    }
}

/// Numbers that are finite: the others have no spelling.
pub(crate) fn number(dice: &mut Dice) -> f64 {
    const ENDS: [f64; 9] = [
        0.0,
        -0.0,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        5e-324,
        1e17,
        1e-7,
        0.1,
    ];
    match dice.below(3) {
        0 => dice.pick(&ENDS),
        1 => dice.below(100_000) as f64 / 100.0,
        _ => {
            let number = f64::from_bits(bits(dice));
            if number.is_finite() { number } else { 1.5 }
        }
    }
}

/// Numbers of 96 bits with up to 28 digits behind the point, trailing zeros among them.
pub(crate) fn decimal(dice: &mut Dice) -> Decimal {
    let scale = match dice.below(3) {
        0 => 28,
        1 => 0,
        _ => dice.below(29) as u32,
    };
    let (high, low) = match dice.below(4) {
        0 => (u64::from(u32::MAX), u64::MAX),
        1 => (0, dice.below(3) as u64),
        2 => (0, 100 * dice.below(1000) as u64),
        _ => (bits(dice) >> 32, bits(dice)),
    };
    // Zero has no sign.
    let negative = (high, low) != (0, 0) && dice.chance(50);
    let part = |bits: u64| (bits & u64::from(u32::MAX)) as u32;
    Decimal::from_parts(part(low), part(low >> 32), part(high), negative, scale)
}

/// Digits of any number of JSON, however long.
pub(crate) fn digits(dice: &mut Dice) -> String {
    match dice.below(4) {
        0 => "9".repeat(1 + dice.below(400)),
        1 => "-0.00".to_owned(),
        2 => format!("{}.50E+{}", bits(dice), dice.below(5000)),
        _ => integer(dice).to_string(),
    }
}

/// A number of any number of digits.
pub(crate) fn exact(dice: &mut Dice) -> Digits {
    digits(dice).parse().expect("a number of JSON")
}

/// A whole one.
pub(crate) fn count(dice: &mut Dice) -> Digits {
    let sign = if dice.chance(50) { "-" } else { "" };
    let digits = match dice.below(3) {
        0 => "0".to_owned(),
        1 => format!("{}{}", 1 + dice.below(9), "07".repeat(dice.below(300))),
        _ => bits(dice).to_string(),
    };
    format!("{sign}{digits}").parse().expect("a whole number")
}

/// True or false.
pub(crate) fn truth(dice: &mut Dice) -> bool {
    dice.chance(50)
}

/// Any 128 bits.
pub(crate) fn uuid(dice: &mut Dice) -> Uuid {
    match dice.below(4) {
        0 => Uuid::from_u128(0),
        1 => Uuid::from_u128(u128::MAX),
        _ => Uuid::from_u64_pair(bits(dice), bits(dice)),
    }
}

/// Bytes of any value.
pub(crate) fn bytes(dice: &mut Dice) -> Vec<u8> {
    several(dice, 40, |dice| dice.below(256) as u8)
}
