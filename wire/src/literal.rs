//! Constants of a spec, and when a value on the wire equals one.

use std::cmp::Ordering;

/// A documented constant. Numbers are kept as their digits, so that none is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Literal<'a> {
    /// JSON's `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as JSON spells it.
    Number(&'a str),
    /// Text.
    Text(&'a str),
}

impl<'a> Literal<'a> {
    /// The constant where there is only text: booleans as `true` and `false`, `null` as nothing.
    #[must_use]
    pub fn as_text(&self) -> &'a str {
        match self {
            Self::Null => "",
            Self::Boolean(true) => "true",
            Self::Boolean(false) => "false",
            Self::Number(text) | Self::Text(text) => text,
        }
    }
}

impl Literal<'_> {
    /// Whether `found` is this constant: same JSON type, numbers by value (`1.0` is `1`), text by
    /// its characters, or without regard to letter case.
    ///
    /// ```
    /// use docwright_wire::Literal;
    ///
    /// assert!(Literal::Number("1").equals(Literal::Number("10e-1"), false));
    /// assert!(!Literal::Number("1").equals(Literal::Text("1"), false));
    /// assert!(Literal::Text("success").equals(Literal::Text("SUCCESS"), true));
    /// ```
    #[must_use]
    pub fn equals(&self, found: Literal<'_>, ignore_case: bool) -> bool {
        match (*self, found) {
            (Self::Null, Literal::Null) => true,
            (Self::Boolean(own), Literal::Boolean(other)) => own == other,
            (Self::Number(own), Literal::Number(other)) => same_number(own, other),
            (Self::Text(own), Literal::Text(other)) => same_text(own, other, ignore_case),
            _ => false,
        }
    }

    /// Whether `found`, a value of a place that holds text only (a query, a line, an element), is
    /// this constant: numbers by value, booleans as `true` and `false`, `null` as nothing.
    #[must_use]
    pub fn equals_text(&self, found: &str, ignore_case: bool) -> bool {
        match *self {
            Self::Null => found.is_empty(),
            Self::Boolean(own) => found == if own { "true" } else { "false" },
            Self::Number(own) => same_number(own, found),
            Self::Text(own) => same_text(own, found, ignore_case),
        }
    }
}

/// Whether two texts are the same, without regard to letter case if `ignore_case` says so.
#[must_use]
pub fn same_text(a: &str, b: &str, ignore_case: bool) -> bool {
    if !ignore_case {
        a == b
    } else if a.is_ascii() && b.is_ascii() {
        a.eq_ignore_ascii_case(b)
    } else {
        a.to_lowercase() == b.to_lowercase()
    }
}

/// Whether two JSON numbers have the same value, whatever their length; compared by digits, since
/// any machine number would call different ones equal. Texts that are no numbers equal only
/// themselves.
#[must_use]
pub fn same_number(a: &str, b: &str) -> bool {
    match (Normal::of(a), Normal::of(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

/// A number as `0.<digits> × 10^scale`, without leading and trailing zeros: one form for one value.
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Normal {
    negative: bool,
    digits: String,
    scale: i64,
}

impl Normal {
    /// `None` for what is no number, and for one whose exponent no machine counts to.
    pub(crate) fn of(number: &str) -> Option<Self> {
        let (negative, unsigned) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty()
            || !whole
                .bytes()
                .chain(fraction.bytes())
                .all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let leading = i64::try_from(all.len() - digits.len()).ok()?;
        let scale = i64::try_from(whole.len())
            .ok()?
            .checked_sub(leading)?
            .checked_add(exponent)?;
        let digits = digits.trim_end_matches('0');
        Some(if digits.is_empty() {
            Self {
                negative: false,
                digits: String::new(),
                scale: 0,
            }
        } else {
            Self {
                negative,
                digits: digits.to_owned(),
                scale,
            }
        })
    }
}

impl Ord for Normal {
    fn cmp(&self, other: &Self) -> Ordering {
        // Zero stands between the signs, whatever its scale.
        let sign = |number: &Self| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let (own, others) = (sign(self), sign(other));
        let size = || (self.scale, &self.digits).cmp(&(other.scale, &other.digits));
        own.cmp(&others).then_with(|| match own {
            0 => Ordering::Equal,
            sign if sign < 0 => size().reverse(),
            _ => size(),
        })
    }
}

impl PartialOrd for Normal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_value() {
        for (a, b) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("1E+2", "100.000"),
            ("0", "-0.0"),
            ("0.001", "1e-3"),
            ("-12.50", "-1.25e1"),
        ] {
            assert!(same_number(a, b), "{a} = {b}");
        }
        for (a, b) in [
            ("1", "-1"),
            ("9007199254740993", "9007199254740992"),
            ("1e400", "1e401"),
            ("1", "one"),
            ("1", "10"),
        ] {
            assert!(!same_number(a, b), "{a} ≠ {b}");
        }
    }

    #[test]
    fn letter_case_counts_unless_said_otherwise() {
        assert!(same_text("ÄRGER", "ärger", true));
        assert!(!same_text("Success", "success", false));
        assert!(!same_text("success", "succes", true));
    }

    #[test]
    fn text_places_have_no_types() {
        assert!(Literal::Number("200").equals_text("200.0", false));
        assert!(Literal::Boolean(true).equals_text("true", false));
        assert!(!Literal::Boolean(true).equals_text("True", false));
        assert!(Literal::Null.equals_text("", false));
    }
}
