//! Cookies of a request (RFC 6265).

/// Whether a text can be the value of a cookie (RFC 6265 section 4.1.1, `cookie-octet`): visible
/// ASCII without quotes, commas, semicolons and backslashes.
///
/// ```
/// use docwright_wire::cookie::is_value;
///
/// assert!(is_value("a-1=%20") && is_value(""));
/// assert!(!is_value("a b") && !is_value("a;b") && !is_value("\"a\""));
/// ```
#[must_use]
pub fn is_value(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

#[cfg(test)]
mod tests {
    use super::is_value;

    #[test]
    fn octets_are_those_of_the_rule() {
        let held: Vec<u8> = (0..=127)
            .filter(|byte| is_value(&char::from(*byte).to_string()))
            .collect();
        // %x21 / %x23-2B / %x2D-3A / %x3C-5B / %x5D-7E
        let rule = [
            0x21..=0x21,
            0x23..=0x2b,
            0x2d..=0x3a,
            0x3c..=0x5b,
            0x5d..=0x7e,
        ];
        assert_eq!(held, rule.into_iter().flatten().collect::<Vec<u8>>());
        assert!(!is_value("\u{e9}"));
    }
}
