//! The writer: appends compact JSON to a buffer.

mod place;

use super::eight::plain_length;
use crate::{Fault, Literal, text};

/// Writes one JSON text. Commas and colons come by themselves; members and elements are written in
/// the order of the calls.
///
/// What is no number in JSON (NaN, infinity, a [`Literal::Number`] of other text) is remembered and
/// refused by [`finish`](Self::finish), so that writing needs no check at each value.
///
/// ```
/// let mut json = docwright_wire::json::Writer::new();
/// json.begin_object();
/// json.key("ids");
/// json.begin_list();
/// json.integer(1);
/// json.integer(2);
/// json.end_list();
/// json.key("note");
/// json.string("a \"b\"");
/// json.end_object();
/// assert_eq!(json.finish().unwrap(), br#"{"ids":[1,2],"note":"a \"b\""}"#);
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// Whether a value was just written, so that the next one needs a comma before it.
    after_value: bool,
    /// The key written last, for the place of a fault.
    key: std::ops::Range<usize>,
    fault: Option<Fault>,
}

impl Writer {
    /// Starts with nothing written.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts with nothing written, and room for that many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            out: Vec::with_capacity(bytes),
            ..Self::default()
        }
    }

    /// Opens an object.
    pub fn begin_object(&mut self) {
        self.open(b'{');
    }

    /// Closes the innermost object.
    pub fn end_object(&mut self) {
        self.close(b'}');
    }

    /// Opens a list.
    pub fn begin_list(&mut self) {
        self.open(b'[');
    }

    /// Closes the innermost list.
    pub fn end_list(&mut self) {
        self.close(b']');
    }

    /// Ends a line: the next value is a text of its own, as in newline-delimited JSON.
    pub fn end_line(&mut self) {
        self.out.push(b'\n');
        self.after_value = false;
    }

    /// Writes the name of a member; its value follows.
    pub fn key(&mut self, name: &str) {
        self.comma();
        let start = self.out.len() + 1;
        push_string(&mut self.out, name);
        self.key = start..self.out.len() - 1;
        self.out.push(b':');
        self.after_value = false;
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.comma();
        push_string(&mut self.out, value);
        self.after_value = true;
    }

    /// Writes a whole number.
    pub fn integer(&mut self, value: i64) {
        self.comma();
        push_integer(&mut self.out, value);
        self.after_value = true;
    }

    /// Writes a number with the fewest digits that read back as the same one. NaN and infinity
    /// make [`finish`](Self::finish) fail.
    pub fn number(&mut self, value: f64) {
        match text::print_number(value) {
            Ok(digits) => self.raw(&digits),
            Err(fault) => self.refuse(fault),
        }
    }

    /// Writes a number with every digit.
    #[cfg(feature = "decimal")]
    pub fn decimal(&mut self, value: &rust_decimal::Decimal) {
        use std::io::Write as _;

        self.comma();
        // Writing into memory doesn't fail.
        let _ = write!(self.out, "{value}");
        self.after_value = true;
    }

    /// Never called: no value of its argument exists. It is here so that the one fault that a
    /// compiler reports is that the feature `decimal` is off.
    #[cfg(not(feature = "decimal"))]
    #[doc(hidden)]
    pub fn decimal(&mut self, _: &crate::Absent) {}

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes a constant of a spec. A [`Literal::Number`] whose text is no number makes
    /// [`finish`](Self::finish) fail: it may come from a caller, and would be JSON of its own.
    pub fn literal(&mut self, value: Literal<'_>) {
        match value {
            Literal::Null => self.null(),
            Literal::Boolean(value) => self.boolean(value),
            Literal::Number(digits) if is_number(digits) => self.raw(digits),
            Literal::Number(_) => self.refuse(Fault::unreadable("number")),
            Literal::Text(text) => self.string(text),
        }
    }

    /// Where the text goes on: `lines[2].price`. Empty at the top. For a value that was refused on
    /// its way in.
    #[must_use]
    #[cold]
    pub fn place(&self) -> String {
        place::of_steps(place::steps(&self.out, self.after_value))
    }

    /// Ends the text.
    ///
    /// # Errors
    /// If something was given as a number that is none in JSON; its place names the member.
    pub fn finish(self) -> Result<Vec<u8>, Fault> {
        match self.fault {
            None => Ok(self.out),
            Some(fault) => Err(fault),
        }
    }

    /// Writes text that is JSON already.
    pub(super) fn raw(&mut self, json: &str) {
        self.comma();
        self.out.extend_from_slice(json.as_bytes());
        self.after_value = true;
    }

    /// Keeps the first fault, at the key written last, and writes a value in its place.
    #[cold]
    fn refuse(&mut self, fault: Fault) {
        let key = self
            .out
            .get(self.key.clone())
            .map(String::from_utf8_lossy)
            .unwrap_or_default();
        self.fault.get_or_insert(fault.at_member(key.into_owned()));
        self.null();
    }

    fn comma(&mut self) {
        if self.after_value {
            self.out.push(b',');
        }
    }

    fn open(&mut self, bracket: u8) {
        self.comma();
        self.out.push(bracket);
        self.after_value = false;
    }

    fn close(&mut self, bracket: u8) {
        self.out.push(bracket);
        self.after_value = true;
    }
}

/// Whether a text is a number of RFC 8259 section 6, which knows no leading zeros.
pub(crate) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = unsigned
        .strip_prefix('0')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    text::is_number(text) && !leading_zero
}

/// Appends `value` in quotes, with the escapes of RFC 8259 section 7 and no others.
fn push_string(out: &mut Vec<u8>, value: &str) {
    out.reserve(value.len() + 2);
    out.push(b'"');
    let mut rest = value.as_bytes();
    loop {
        let (plain, from) = rest.split_at(plain_length(rest));
        out.extend_from_slice(plain);
        let Some((byte, after)) = from.split_first() else {
            break;
        };
        push_escape(out, *byte);
        rest = after;
    }
    out.push(b'"');
}

/// Appends the digits of a whole number.
fn push_integer(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0; 20];
    let mut start = digits.len();
    let mut rest = value.unsigned_abs();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        start -= 1;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(digits.get(start..).unwrap_or_default());
}

fn push_escape(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' => out.extend_from_slice(b"\\\""),
        b'\\' => out.extend_from_slice(b"\\\\"),
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        _ => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_nothing_else() {
        let mut json = Writer::new();
        json.string("\0\u{1f}\n\r\t\"\\/é\u{2028}\u{7f}");
        let text = String::from_utf8(json.finish().unwrap()).unwrap();
        assert_eq!(text, "\"\\u0000\\u001f\\n\\r\\t\\\"\\\\/é\u{2028}\u{7f}\"");
    }

    #[test]
    fn integers_have_the_digits_that_rust_gives_them() {
        for value in [0, 1, -1, 9, 10, -10, 1_234_567, i64::MAX, i64::MIN] {
            let mut json = Writer::new();
            json.integer(value);
            assert_eq!(json.finish().unwrap(), value.to_string().as_bytes());
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_place() {
        let mut json = Writer::new();
        json.begin_object();
        json.key("price");
        json.number(f64::NAN);
        json.end_object();
        assert_eq!(json.finish().unwrap_err().place(), "price");
    }

    #[test]
    fn a_literal_that_is_no_number_adds_no_json_of_its_own() {
        let written = |digits| {
            let mut json = Writer::new();
            json.begin_object();
            json.key("level");
            json.literal(Literal::Number(digits));
            json.end_object();
            json.finish()
        };
        for digits in ["0", "-0.50", "12", "1e+9", "-10.0E-2"] {
            let expected = format!("{{\"level\":{digits}}}");
            assert_eq!(written(digits).unwrap(), expected.as_bytes());
        }
        for text in [
            "",
            "-",
            "007",
            "-01",
            "+1",
            ".5",
            "5.",
            "1e",
            "1 ",
            "NaN",
            "null",
            "1,\"admin\":true",
            "1}",
        ] {
            let fault = written(text).unwrap_err();
            assert_eq!(
                fault.to_string(),
                "`level`: expected number, found other text",
                "{text}"
            );
        }
    }

    #[test]
    fn each_line_is_a_text_of_its_own() {
        let mut json = Writer::new();
        json.integer(1);
        json.end_line();
        json.begin_list();
        json.end_list();
        json.end_line();
        assert_eq!(json.finish().unwrap(), b"1\n[]\n");
    }

    #[test]
    fn empty_containers_and_neighbours() {
        let mut json = Writer::new();
        json.begin_list();
        json.begin_object();
        json.end_object();
        json.begin_list();
        json.end_list();
        json.literal(Literal::Number("1.10"));
        json.end_list();
        assert_eq!(json.finish().unwrap(), b"[{},[],1.10]");
    }
}
