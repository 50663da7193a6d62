//! Numbers of few digits, which nearly all are, read in one pass.

/// A number of up to 18 digits without an exponent: `value` by ten to the power of `-fraction`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Short {
    is_negative: bool,
    value: u64,
    /// How many digits stand behind the point.
    fraction: usize,
    /// How many bytes it has in all.
    pub(crate) length: usize,
    /// Whether a zero stands in front of other digits, which JSON doesn't know.
    pub(crate) is_padded: bool,
}

/// The powers of ten up to that of the longest fraction. Each is an `f64` without rounding.
const POWERS: [f64; 18] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17,
];

impl Short {
    /// The whole text as a number; `None` for other numbers and other texts.
    pub(crate) fn of(text: &str) -> Option<Self> {
        Self::leading(text.as_bytes()).filter(|short| short.length == text.len())
    }

    /// The number that a text begins with; `None` where what begins there is another one, or none.
    pub(crate) fn leading(text: &[u8]) -> Option<Self> {
        let is_negative = text.first() == Some(&b'-');
        let start = usize::from(is_negative);
        let (mut value, mut end) = (0, start);
        pass_digits(text, &mut end, &mut value);
        let whole = end - start;
        let mut fraction = 0;
        if text.get(end) == Some(&b'.') {
            end += 1;
            let start = end;
            pass_digits(text, &mut end, &mut value);
            fraction = end - start;
            if fraction == 0 {
                return None;
            }
        }
        let goes_on = matches!(text.get(end), Some(b'.' | b'e' | b'E'));
        if whole == 0 || whole + fraction > 18 || goes_on {
            return None;
        }
        Some(Self {
            is_negative,
            value,
            fraction,
            length: end,
            is_padded: whole > 1 && text.get(start) == Some(&b'0'),
        })
    }

    /// The number, if it has no point.
    pub(crate) fn integer(self) -> Option<i64> {
        // 18 digits fit.
        let value = self.value as i64;
        let is_whole = self.fraction == 0;
        is_whole.then_some(if self.is_negative { -value } else { value })
    }

    /// The nearest `f64`; `None` where it takes more than one division to find it.
    pub(crate) fn number(self) -> Option<f64> {
        // Up to 2^53 an integer is an `f64` without rounding; so the division rounds once (Clinger,
        // "How to Read Floating Point Numbers Accurately").
        if self.value > 1 << f64::MANTISSA_DIGITS {
            return None;
        }
        let number = self.value as f64 / POWERS.get(self.fraction)?;
        Some(if self.is_negative { -number } else { number })
    }

    /// The number with every digit, zeros at its end included.
    #[cfg(feature = "decimal")]
    pub(crate) fn decimal(self) -> rust_decimal::Decimal {
        let (low, high) = (self.value as u32, (self.value >> 32) as u32);
        rust_decimal::Decimal::from_parts(low, high, 0, self.is_negative, self.fraction as u32)
    }
}

/// Goes past digits and puts them behind those of `value`. Of more than 18 the value means nothing.
fn pass_digits(text: &[u8], at: &mut usize, value: &mut u64) {
    while let Some(digit @ b'0'..=b'9') = text.get(*at) {
        *value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        *at += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_short_number_is_what_the_long_way_reads(
            text in "-?[0-9.]{0,20}|-?[0-9]{0,19}\\.?[0-9]{0,19}|-?[0-9]{1,3}(\\.[0-9]{1,3})?",
        ) {
            let Some(short) = Short::of(&text) else {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                prop_assert!(digits > 18 || !crate::text::is_number(&text), "{text}");
                return Ok(());
            };
            prop_assert!(crate::text::is_number(&text), "{text}");
            prop_assert_eq!(short.integer(), text.parse().ok());
            if let Some(number) = short.number() {
                prop_assert_eq!(number.to_bits(), text.parse::<f64>().unwrap().to_bits());
            }
            let unsigned = text.trim_start_matches('-');
            let is_padded = unsigned.starts_with('0') && unsigned.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
            prop_assert_eq!(short.is_padded, is_padded);
            #[cfg(feature = "decimal")]
            prop_assert_eq!(
                Ok(short.decimal().unpack()),
                rust_decimal::Decimal::from_str_exact(&text).map(|long| long.unpack())
            );
        }
    }

    #[test]
    fn it_ends_where_the_number_does() {
        for (text, length) in [
            ("12,", Some(2)),
            ("-0.50}", Some(5)),
            ("1.", None),
            ("1.5.", None),
            ("1e3", None),
            ("-", None),
            (".5", None),
            ("1234567890123456789", None),
        ] {
            let found = Short::leading(text.as_bytes()).map(|short| short.length);
            assert_eq!(found, length, "{text}");
        }
    }

    #[test]
    fn each_power_is_exact() {
        for (exponent, power) in POWERS.iter().enumerate() {
            assert_eq!(*power, 10_u64.pow(exponent as u32) as f64);
            assert_eq!(*power as u64, 10_u64.pow(exponent as u32));
        }
    }
}
