//! What is decoded: the list of orders of the other figures, and two lists of one kind of value each.

use std::fmt::Write as _;

#[path = "../../src/payload.rs"]
pub mod orders;

/// Names of the payloads.
pub const PAYLOADS: [&str; 3] = ["mixed", "strings", "numbers"];

/// A JSON object with a list, of at least `bytes` bytes.
#[must_use]
pub fn payload(name: &str, bytes: usize) -> String {
    match name {
        "strings" => list("articles", bytes, article),
        "numbers" => list("candles", bytes, candle),
        _ => orders::orders(bytes),
    }
}

fn list(name: &str, bytes: usize, element: fn(u64, &mut String)) -> String {
    let mut text = format!("{{\"{name}\":[");
    for number in 0.. {
        element(number, &mut text);
        if text.len() + 2 >= bytes {
            break;
        }
        text.push(',');
    }
    text.push_str("]}");
    text
}

/// Eight strings, one of which is long; one in four has escapes, one in two letters beyond ASCII.
fn article(number: u64, text: &mut String) {
    let author = if number.is_multiple_of(2) {
        "Zoë Müller"
    } else {
        "Ada Byron"
    };
    let quoted = if number % 4 == 3 {
        "the \\\"upper\\\" bell"
    } else {
        "the upper bell rings"
    };
    let sentence = "Of what was said, little is known, and less of what was meant by it. ";
    // Writing to a string doesn't fail.
    let _ = write!(
        text,
        "{{\"title\":\"On {quoted}, part {number}\",\"author\":\"{author}\",\
         \"abstract_text\":\"{}\",\"language\":\"en\",\
         \"url\":\"https://press.example/articles/{number:06}\",\"published\":\"2026-11-20T12:00:00Z\",\
         \"section\":\"history of bells\"",
        sentence.repeat(2 + number as usize % 3),
    );
    if number.is_multiple_of(2) {
        text.push_str(",\"editor\":\"Charles\"");
    }
    text.push('}');
}

/// Seven numbers, five of which have fractions, and a boolean.
fn candle(number: u64, text: &mut String) {
    let price = |offset: u64| {
        let cents = 4_000_000 + (number * 7_919 + offset * 104_729) % 900_000;
        format!("{}.{:02}", cents / 100, cents % 100)
    };
    // Writing to a string doesn't fail.
    let _ = write!(
        text,
        "{{\"time\":{},\"open\":{},\"high\":{},\"low\":{},\"close\":{},\
         \"volume\":{}.{:08},\"trades\":{},\"closed\":{}}}",
        1_790_000_000_000 + number * 60_000,
        price(0),
        price(1),
        price(2),
        price(3),
        number % 900,
        number * 48_271 % 100_000_000,
        number * 31 % 5_000,
        !number.is_multiple_of(8),
    );
}
