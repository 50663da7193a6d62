//! Typed values in places that hold nothing but text (queries, headers, forms, lines, elements,
//! numbers inside JSON strings): reading and printing.

use std::str::FromStr;

use crate::fault::Problem;
use crate::short::Short;
use crate::{Digits, Fault, Literal};

/// The text itself.
///
/// # Errors
/// None; the signature is that of all readers.
pub fn string(text: &str) -> Result<String, Fault> {
    Ok(text.to_owned())
}

/// A whole number of 64 bits: digits, perhaps with a `-` before them.
///
/// # Errors
/// Other text, or a number out of range.
pub fn integer(text: &str) -> Result<i64, Fault> {
    whole(text, "64-bit integer")
}

/// A whole number of some size; `range` says of which.
pub(crate) fn whole<T: FromStr>(text: &str, range: &'static str) -> Result<T, Fault> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::unreadable("integer"));
    }
    text.parse().map_err(|_| Fault::out_of_range(range))
}

/// A number as JSON spells it, but with any leading zeros, as the nearest `f64`.
///
/// # Errors
/// Other text (`NaN`, `inf` and hexadecimal among it), or a number out of range.
pub fn number(text: &str) -> Result<f64, Fault> {
    if let Some(number) = Short::of(text).and_then(Short::number) {
        return Ok(number);
    }
    if !is_number(text) {
        return Err(Fault::unreadable("number"));
    }
    let number: f64 = text.parse().map_err(|_| Fault::unreadable("number"))?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(Fault::out_of_range("64-bit number"))
    }
}

/// The digits of a number of any length, as JSON spells them.
///
/// # Errors
/// Other text, and leading zeros, which JSON doesn't know (RFC 8259 section 6).
pub fn digits(text: &str) -> Result<String, Fault> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = unsigned
        .strip_prefix('0')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if leading_zero || !is_number(text) {
        return Err(Fault::unreadable("number"));
    }
    Ok(text.to_owned())
}

/// A number of any number of digits.
///
/// # Errors
/// Other text, or a number beyond [`Digits::MOST`].
pub fn exact(text: &str) -> Result<Digits, Fault> {
    text.parse()
}

/// A whole number of any number of digits, without fraction and exponent.
///
/// # Errors
/// Other text, or a number beyond [`Digits::MOST`].
pub fn exact_whole(text: &str) -> Result<Digits, Fault> {
    let digits = exact(text)?;
    print_whole(&digits)?;
    Ok(digits)
}

/// The digits of a number, if it is spelt as a whole one.
///
/// # Errors
/// A fraction, or an exponent.
pub fn print_whole(digits: &Digits) -> Result<&str, Fault> {
    if digits.is_whole() {
        Ok(digits.as_str())
    } else {
        Err(Fault::unreadable("whole number"))
    }
}

/// A URL, whole or relative: text of one piece. It is kept as it is sent, since a parsed one would
/// be spelt anew, and pages document URLs that no parser takes.
///
/// # Errors
/// Nothing at all, white space and control characters.
pub fn url(text: &str) -> Result<String, Fault> {
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(Fault::unreadable("URL"));
    }
    Ok(text.to_owned())
}

/// `true` or `false`.
///
/// # Errors
/// Other text.
pub fn boolean(text: &str) -> Result<bool, Fault> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Fault::unreadable("boolean")),
    }
}

/// A number with every digit, an exponent included.
///
/// # Errors
/// Other text, or more digits than 96 bits hold.
#[cfg(feature = "decimal")]
pub fn decimal(text: &str) -> Result<rust_decimal::Decimal, Fault> {
    use rust_decimal::Decimal;

    if let Some(short) = Short::of(text) {
        return Ok(short.decimal());
    }
    if !is_number(text) {
        return Err(Fault::unreadable("decimal"));
    }
    let read = if text.contains(['e', 'E']) {
        Decimal::from_scientific(text)
    } else {
        Decimal::from_str_exact(text)
    };
    read.map_err(|_| Fault::out_of_range("decimal of up to 28 digits"))
}

/// There are no decimals without their feature: each text is refused.
#[cfg(not(feature = "decimal"))]
#[doc(hidden)]
pub fn decimal(_: &str) -> Result<crate::Absent, Fault> {
    Err(Fault::unreadable("decimal"))
}

/// A UUID, with or without hyphens and in either letter case.
///
/// # Errors
/// Other text.
#[cfg(feature = "uuid")]
pub fn uuid(text: &str) -> Result<uuid::Uuid, Fault> {
    uuid::Uuid::try_parse(text).map_err(|_| Fault::unreadable("UUID"))
}

/// There are no UUIDs without their feature: each text is refused.
#[cfg(not(feature = "uuid"))]
#[doc(hidden)]
pub fn uuid(_: &str) -> Result<crate::Absent, Fault> {
    Err(Fault::unreadable("UUID"))
}

/// A reader that takes `expected` and nothing else.
pub fn constant(
    expected: Literal<'_>,
    ignore_case: bool,
) -> impl Fn(&str) -> Result<(), Fault> + '_ {
    move |text| {
        if expected.equals_text(text, ignore_case) {
            Ok(())
        } else {
            Err(Fault::new(Problem::ConstantDiffers))
        }
    }
}

/// A reader that takes one of the texts that `parse` knows.
pub fn one_of<T>(parse: impl Fn(&str) -> Option<T>) -> impl Fn(&str) -> Result<T, Fault> {
    move |text| parse(text).ok_or_else(|| Fault::new(Problem::UnknownValue))
}

/// A reader that takes one of `nulls` as `None`, and anything else as `read` does.
///
/// ```
/// use docwright_wire::{Literal, text};
///
/// let read = text::null_as(&[Literal::Text(""), Literal::Number("-1")], text::integer);
/// assert_eq!(read("").unwrap(), None);
/// assert_eq!(read("5").unwrap(), Some(5));
/// ```
pub fn null_as<T>(
    nulls: &[Literal<'_>],
    read: impl Fn(&str) -> Result<T, Fault>,
) -> impl Fn(&str) -> Result<Option<T>, Fault> {
    move |text| {
        if nulls.iter().any(|null| null.equals_text(text, false)) {
            return Ok(None);
        }
        read(text).map(Some)
    }
}

/// The fewest digits that read back as the same number, as JSON spells it.
///
/// # Errors
/// NaN and infinity, which have no spelling.
pub fn print_number(value: f64) -> Result<String, Fault> {
    if !value.is_finite() {
        return Err(Fault::out_of_range("finite number"));
    }
    // Without an exponent, very large and very small numbers would take hundreds of zeros.
    let magnitude = value.abs();
    Ok(if magnitude == 0.0 || (1e-7..1e17).contains(&magnitude) {
        value.to_string()
    } else {
        format!("{value:e}")
    })
}

/// Whether a text follows JSON's grammar of numbers, leading zeros allowed.
pub(crate) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            exponent.strip_prefix(['+', '-']).unwrap_or(exponent),
        ),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    [whole, fraction, exponent]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_exact_up_to_64_bits() {
        assert_eq!(integer("-9223372036854775808").unwrap(), i64::MIN);
        assert_eq!(integer("0013").unwrap(), 13);
        assert_eq!(
            integer("9223372036854775808").unwrap_err(),
            Fault::out_of_range("64-bit integer")
        );
        for text in ["", "-", "+1", "1.0", "1e3", " 1", "١"] {
            assert_eq!(
                integer(text).unwrap_err(),
                Fault::unreadable("integer"),
                "{text}"
            );
        }
    }

    #[test]
    fn numbers_follow_the_grammar_and_are_finite() {
        assert_eq!(number("-1.5e3").unwrap(), -1500.0);
        assert_eq!(
            number("1e400").unwrap_err(),
            Fault::out_of_range("64-bit number")
        );
        for text in ["", ".5", "5.", "NaN", "inf", "0x1", "1e", "1_0", "+1"] {
            assert_eq!(
                number(text).unwrap_err(),
                Fault::unreadable("number"),
                "{text}"
            );
        }
    }

    #[test]
    fn printed_numbers_read_back_the_same() {
        for value in [
            0.0,
            -0.0,
            0.1,
            1.0,
            1e16,
            1e17,
            1e300,
            5e-324,
            f64::MAX,
            1e-7,
            123_456.789,
            -2.5e-9,
        ] {
            let text = print_number(value).unwrap();
            assert_eq!(number(&text).unwrap().to_bits(), value.to_bits(), "{text}");
            assert!(text.len() < 25, "{text}");
        }
        assert!(print_number(f64::NAN).is_err());
        assert!(print_number(f64::INFINITY).is_err());
    }

    #[test]
    fn digits_are_those_of_json_and_urls_are_one_piece() {
        for text in ["0", "-1", "123456789012345678901234567890", "1.50", "1e9"] {
            assert_eq!(digits(text).unwrap(), text);
        }
        for text in ["", "007", "-", "1,5", "x", "0x1"] {
            assert!(digits(text).is_err(), "{text}");
        }
        assert_eq!(url("/a?b={c}").unwrap(), "/a?b={c}");
        for text in ["", "a b", "a\n"] {
            assert!(url(text).is_err(), "{text}");
        }
    }

    #[cfg(feature = "decimal")]
    #[test]
    fn decimals_keep_every_digit() {
        for text in [
            "0.10",
            "-79228162514264337593543950335",
            "0.0000000000000000000000000001",
        ] {
            assert_eq!(decimal(text).unwrap().to_string(), text);
        }
        assert_eq!(decimal("1.5e3").unwrap().to_string(), "1500");
        assert!(decimal("0.00000000000000000000000000001").is_err());
        assert!(decimal("1e400").is_err());
    }
}
