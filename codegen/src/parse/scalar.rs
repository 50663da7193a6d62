//! What YAML makes of a plain scalar: the pure tables behind `ambiguous-scalar`.
//!
//! A plain scalar counts as text only where no version of YAML reads it as something else:
//! YAML 1.1 (types `null`, `bool`, `int`, `float`, `timestamp` of its repository) and the core
//! schema of YAML 1.2 (section 10.3) are both asked, because editors and other tools that open
//! the same file follow either. Keys are no values: they are always text, and asked only where a
//! key stands for a value of JSON, as in an `enum` with descriptions.

/// What a plain scalar is to some version of YAML, other than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lookalike {
    /// Nothing was written.
    Nothing,
    /// `null`, `~`.
    Null,
    /// `true`, `no`, `on`, `y`.
    Boolean,
    /// `012`, `1e3`, `0x1F`, `1_000`, `.inf`, `12:30`.
    Number,
    /// `2026-11-20`, with or without a time.
    Date,
}

impl Lookalike {
    /// With its article, for messages.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Date => "a date",
        }
    }
}

/// What else than text a plain scalar could be; `None` if it can only be text.
pub(super) fn lookalike(plain: &str) -> Option<Lookalike> {
    match plain.as_bytes() {
        [] => Some(Lookalike::Nothing),
        b"~" => Some(Lookalike::Null),
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] if is_date(plain) => Some(Lookalike::Date),
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => is_number(plain).then_some(Lookalike::Number),
        letters if letters.len() > LONGEST_WORD => None,
        _ if is_word(plain, "null") => Some(Lookalike::Null),
        _ => {
            let mut booleans = BOOLEANS.iter();
            let is_boolean = booleans.any(|word| is_word(plain, word));
            is_boolean.then_some(Lookalike::Boolean)
        }
    }
}

const BOOLEANS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "y", "n"];

/// As long as `false`.
const LONGEST_WORD: usize = 5;

/// Whether the text is a number of JSON (RFC 8259 section 6).
pub(super) fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = split_exponent(unsigned);
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    is_digits(whole)
        && !leading_zero
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(|exponent| is_digits(without_sign(exponent)))
}

/// Whether the text begins as a calendar day does: `2026-11-20`.
pub(super) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let within = |part: &str, last: u8| {
        part.len() == 2
            && is_digits(part)
            && part
                .parse::<u8>()
                .is_ok_and(|number| (1..=last).contains(&number))
    };
    year.len() == 4 && is_digits(year) && within(month, 12) && within(day, 31)
}

/// YAML knows its words in lower case, capitalised and in capitals, and in no other spelling.
fn is_word(plain: &str, word: &str) -> bool {
    let rest_is_of_one_case = |rest: &str| {
        rest.chars().all(|letter| letter.is_ascii_lowercase())
            || plain.chars().all(|letter| letter.is_ascii_uppercase())
    };
    plain.eq_ignore_ascii_case(word) && plain.get(1..).is_some_and(rest_is_of_one_case)
}

fn is_date(plain: &str) -> bool {
    let mut parts = plain.splitn(3, '-');
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let day: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let after_day = rest.get(day.len()..).and_then(|rest| rest.chars().next());
    year.len() == 4
        && is_digits(year)
        && (1..=2).contains(&month.len())
        && is_digits(month)
        && (1..=2).contains(&day.len())
        && after_day.is_none_or(|after| matches!(after, 'T' | 't' | ' ' | '\t'))
}

fn is_number(plain: &str) -> bool {
    let unsigned = without_sign(plain);
    if let Some(word) = unsigned.strip_prefix('.')
        && (is_word(word, "inf") || is_word(word, "nan"))
    {
        return true;
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = unsigned.strip_prefix(prefix) {
            return is_grouped(digits, radix);
        }
    }
    if unsigned.contains(':') {
        return is_sexagesimal(unsigned);
    }
    let (mantissa, exponent) = split_exponent(unsigned);
    if exponent.is_some_and(|exponent| !is_digits(without_sign(exponent))) {
        return false;
    }
    match mantissa.split_once('.') {
        Some(("", fraction)) => is_grouped(fraction, 10),
        Some((whole, "")) => is_grouped(whole, 10),
        Some((whole, fraction)) => is_grouped(whole, 10) && is_grouped(fraction, 10),
        None => is_grouped(mantissa, 10),
    }
}

/// Base 60 of YAML 1.1: `190:20:30`, `20:30.15`.
fn is_sexagesimal(unsigned: &str) -> bool {
    let whole = unsigned
        .split_once('.')
        .map_or(unsigned, |(whole, _)| whole);
    let fraction = unsigned
        .split_once('.')
        .map_or("", |(_, fraction)| fraction);
    let mut parts = whole.split(':');
    parts.next().is_some_and(|first| is_grouped(first, 10))
        && parts.all(|part| {
            part.len() <= 2 && part.parse::<u8>().is_ok_and(|number| number < 60) && is_digits(part)
        })
        && (fraction.is_empty() || is_grouped(fraction, 10))
}

fn split_exponent(unsigned: &str) -> (&str, Option<&str>) {
    match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    }
}

fn without_sign(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits of a radix, with the `_` that YAML 1.1 allows between them.
fn is_grouped(text: &str, radix: u32) -> bool {
    text.starts_with(|first: char| first.is_digit(radix))
        && text
            .chars()
            .all(|character| character == '_' || character.is_digit(radix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_reads_as_something_else() {
        let table = [
            ("", Lookalike::Nothing),
            ("~", Lookalike::Null),
            ("Null", Lookalike::Null),
            ("no", Lookalike::Boolean),
            ("NO", Lookalike::Boolean),
            ("On", Lookalike::Boolean),
            ("y", Lookalike::Boolean),
            ("0", Lookalike::Number),
            ("-1", Lookalike::Number),
            ("+1.5", Lookalike::Number),
            ("012", Lookalike::Number),
            ("0013", Lookalike::Number),
            ("1e3", Lookalike::Number),
            ("1.", Lookalike::Number),
            (".5", Lookalike::Number),
            ("0x1F", Lookalike::Number),
            ("0o17", Lookalike::Number),
            ("1_000", Lookalike::Number),
            ("-.INF", Lookalike::Number),
            (".nan", Lookalike::Number),
            ("12:30", Lookalike::Number),
            ("2026-11-20", Lookalike::Date),
            ("2026-1-2", Lookalike::Date),
            ("2026-11-20T10:00:00Z", Lookalike::Date),
        ];
        for (plain, expected) in table {
            assert_eq!(lookalike(plain), Some(expected), "{plain}");
        }
    }

    #[test]
    fn what_can_only_be_text() {
        for plain in [
            "AA0013",
            "nO",
            "nope",
            "none",
            "yesterday",
            "1.2.3",
            "0x",
            "1e",
            "e3",
            ".",
            "-",
            "+",
            "_1",
            "1-2",
            "a:b",
            "1:99",
            "12:",
            "2026-11",
            "2026-11-20x",
            "4xx",
            "é",
            "~a",
        ] {
            assert_eq!(lookalike(plain), None, "{plain}");
        }
    }

    #[test]
    fn numbers_of_json() {
        for number in ["0", "-0", "10", "1.50", "1e3", "1E+3", "-1.5e-10"] {
            assert!(is_json_number(number), "{number}");
        }
        for other in ["", "-", "01", "+1", ".5", "1.", "1e", "0x1", "1_0", "NaN"] {
            assert!(!is_json_number(other), "{other}");
        }
    }

    #[test]
    fn days() {
        assert!(is_day("2026-11-20"));
        for other in [
            "2026-13-01",
            "2026-00-01",
            "2026-11-32",
            "26-11-20",
            "2026-11-20T00:00",
        ] {
            assert!(!is_day(other), "{other}");
        }
    }
}
