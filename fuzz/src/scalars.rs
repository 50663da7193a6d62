//! Values that are texts: numbers, dates and the like.

use docwright_wire::{Digits, base64, date, same_number, text};

use crate::first_line;

/// Any text, and its first two lines against each other: whatever it is read as is printed so that it
/// reads the same, and numbers compare as their values do.
pub fn scalars(data: &[u8]) {
    let all = String::from_utf8_lossy(data);
    again(&all, text::integer, |value| Ok(value.to_string()));
    again(&all, text::number, |value| text::print_number(*value));
    again(&all, text::decimal, |value| Ok(value.to_string()));
    again(&all, text::exact, |value| Ok(value.as_str().to_owned()));
    again(&all, text::uuid, |value| Ok(value.to_string()));
    again(&all, text::digits, |value| Ok(value.clone()));
    again(&all, text::url, |value| Ok(value.clone()));
    again(&all, date::timestamp, |value| {
        Ok(date::print_timestamp(value))
    });
    again(
        &all,
        |text| date::date(text, None),
        |value| date::print_date(value, None),
    );
    again(
        &all,
        |text| date::time(text, None),
        |value| date::print_time(value, None),
    );
    if let Some(bytes) = base64::decode(&all) {
        assert_eq!(base64::encode(bytes), all);
    }
    assert_eq!(base64::decode(&base64::encode(data)).as_deref(), Some(data));
    let (one, other) = first_line(&all);
    compared(one, first_line(other).0);
}

/// What is read is printed so that it reads the same.
fn again<T: PartialEq + std::fmt::Debug>(
    text: &str,
    read: impl Fn(&str) -> Result<T, docwright_wire::Fault>,
    print: impl Fn(&T) -> Result<String, docwright_wire::Fault>,
) {
    if let Ok(value) = read(text) {
        let printed = print(&value);
        let back = printed.as_ref().map(|printed| read(printed));
        assert_eq!(back, Ok(Ok(value)), "{text:?} is printed as {printed:?}");
    }
}

fn compared(one: &str, other: &str) {
    let (Ok(first), Ok(second)) = (one.parse::<Digits>(), other.parse::<Digits>()) else {
        return;
    };
    assert_eq!(
        first == second,
        same_number(one, other),
        "{one} and {other}"
    );
    assert_eq!(
        first.cmp(&second),
        second.cmp(&first).reverse(),
        "{one} and {other}"
    );
    if let (Ok(a), Ok(b)) = (text::decimal(one), text::decimal(other)) {
        assert_eq!(a.cmp(&b), first.cmp(&second), "{one} and {other}");
    }
    if let (Ok(a), Ok(b)) = (text::number(one), text::number(other))
        && a != b
    {
        assert_eq!(a.total_cmp(&b), first.cmp(&second), "{one} and {other}");
    }
}
