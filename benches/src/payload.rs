//! What is answered: a list of orders of eight members each, and bytes; the same every time.

use std::fmt::Write as _;

/// A JSON object with a list of orders, of at least `bytes` bytes and less than one order more.
///
/// Every member that may be missing is missing in every second order; one string in eight holds an
/// escape, as text from people does.
#[must_use]
pub fn orders(bytes: usize) -> String {
    const STATUSES: [&str; 4] = ["open", "paid", "shipped", "returned"];
    const CITIES: [&str; 3] = ["Turin", "Zürich", "Gdańsk"];
    let mut text = String::from("{\"orders\":[");
    for (number, status) in (0_u64..).zip(STATUSES.iter().cycle()) {
        let city = CITIES.iter().cycle().nth(number as usize % CITIES.len());
        // Writing to a string doesn't fail.
        let _ = write!(
            text,
            "{{\"id\":{id},\"reference\":\"R-2026-{number:06}\",\"status\":\"{status}\",\
             \"total\":\"{whole}.{cents:02}\",\"quantity\":{quantity},\
             \"customer\":{{\"name\":\"Customer {number}\",\"city\":\"{city}\"}},\
             \"channel\":\"web\"",
            id = 7_000_000_000 + number,
            whole = 10 + number * 37 % 5_000,
            cents = number * 7 % 100,
            quantity = 1 + number % 12,
            city = city.copied().unwrap_or_default(),
        );
        match number % 8 {
            1 | 5 | 7 => text.push_str(",\"note\":\"leave it with the neighbour\"}"),
            3 => text.push_str(",\"note\":\"ring the \\\"upper\\\" bell\"}"),
            _ => text.push('}'),
        }
        if text.len() + 2 >= bytes {
            break;
        }
        text.push(',');
    }
    text.push_str("]}");
    text
}

/// What begins as a picture does (RFC 2083 section 12.11), of so many bytes.
#[must_use]
pub fn picture(bytes: usize) -> Vec<u8> {
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    picture.resize(bytes, 0xA5);
    picture
}
