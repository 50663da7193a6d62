//! `key=value` pairs, one a line or as a form.

use std::borrow::Cow;

use crate::fault::Problem;
use crate::outcome::BodyKind;
use crate::{Fault, form};

/// The pairs of a text of `key=value` lines, or of a form, in their order.
///
/// Lines end with LF or CRLF. Blank ones are skipped, and so are comments, which begin with `#` or `!`
/// (`java.util.Properties` writes the date so). The first `=` ends the key, `key=` has an empty value,
/// and there are no escapes: what stands there is the value.
///
/// ```
/// use docwright_wire::{properties::Properties, text};
///
/// # fn main() -> Result<(), docwright_wire::Fault> {
/// let properties = Properties::parse("# today\nname=a=b\r\ncount=2\r\nnote=\r\n")?;
/// assert_eq!(properties.required("name", text::string)?, "a=b");
/// assert_eq!(properties.required("count", text::integer)?, 2);
/// assert_eq!(properties.optional("note", text::string)?, Some(String::new()));
/// assert_eq!(properties.optional("other", text::string)?, None);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Properties<'a> {
    /// Reads the lines.
    ///
    /// # Errors
    /// A line without `=`, with its offset; a key that stands there twice.
    pub fn parse(text: &'a str) -> Result<Self, Fault> {
        let mut seen = std::collections::HashSet::new();
        let mut pairs = Vec::new();
        let mut offset = 0;
        for raw in text.split_inclusive('\n') {
            let line = raw.strip_suffix('\n').unwrap_or(raw);
            let line = line.strip_suffix('\r').unwrap_or(line);
            let start = line.trim_start();
            if !start.is_empty() && !start.starts_with(['#', '!']) {
                let Some((key, value)) = line.split_once('=') else {
                    return Err(Fault::new(Problem::Syntax {
                        expected: "a `key=value` line",
                        offset,
                    }));
                };
                if !seen.insert(key) {
                    return Err(Fault::duplicate(key.to_owned()));
                }
                pairs.push((key.into(), value.into()));
            }
            offset += raw.len();
        }
        Ok(Self { pairs })
    }

    /// Reads a form (WHATWG URL section 5.1); white space around it doesn't count.
    ///
    /// ```
    /// use docwright_wire::{properties::Properties, text};
    ///
    /// # fn main() -> Result<(), docwright_wire::Fault> {
    /// let form = Properties::parse_form("ACK=Success&NOTE=a+b%21\n")?;
    /// assert_eq!(form.required("NOTE", text::string)?, "a b!");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A name or value that is no UTF-8 when decoded; a name that stands there twice.
    pub fn parse_form(text: &str) -> Result<Self, Fault> {
        let mut seen = std::collections::HashSet::new();
        let mut pairs = Vec::new();
        for (key, value) in form::parse(text.trim())? {
            if !seen.insert(key.clone()) {
                return Err(Fault::duplicate(key));
            }
            pairs.push((key.into(), value.into()));
        }
        Ok(Self { pairs })
    }

    /// Reads a body of the documented `kind`: a form, or lines.
    pub(crate) fn of(kind: BodyKind<'_>, text: &'a str) -> Result<Self, Fault> {
        match kind {
            BodyKind::Form => Self::parse_form(text),
            _ => Self::parse(text),
        }
    }

    /// The value of `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(own, _)| *own == key)
            .map(|(_, value)| &**value)
    }

    /// The value of `key`, read with `read`.
    ///
    /// # Errors
    /// Missing, or what `read` says.
    pub fn required<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.optional(key, read)?.ok_or_else(|| Fault::missing(key))
    }

    /// The value of `key`, read with `read`, or `None` if there is no such line.
    ///
    /// # Errors
    /// What `read` says.
    pub fn optional<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.get(key)
            .map(|value| read(value).map_err(|fault| fault.at_member(key)))
            .transpose()
    }

    /// The pairs, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(key, value)| (&**key, &**value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_spaces_are_kept() {
        let properties = Properties::parse("b= x \n\n  \na=1\r\n").unwrap();
        assert_eq!(
            properties.iter().collect::<Vec<_>>(),
            [("b", " x "), ("a", "1")]
        );
    }

    #[test]
    fn comments_are_skipped() {
        let properties =
            Properties::parse("#Fri Nov 20 10:00:00 UTC 2026\n  ! x=1\na=#1\n").unwrap();
        assert_eq!(properties.iter().collect::<Vec<_>>(), [("a", "#1")]);
    }

    #[test]
    fn a_line_without_equals_sign_is_a_fault_with_its_offset() {
        let fault = Properties::parse("a=1\r\nnonsense\n").unwrap_err();
        assert_eq!(
            fault.problem(),
            Problem::Syntax {
                expected: "a `key=value` line",
                offset: 5
            }
        );
    }

    #[test]
    fn a_key_that_stands_there_twice_is_a_fault() {
        assert_eq!(
            Properties::parse("a=1\na=1").unwrap_err(),
            Fault::duplicate("a")
        );
    }
}
