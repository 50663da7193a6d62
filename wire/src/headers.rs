//! Values of headers (RFC 9110 section 5): what one can hold, and typed ones out of those of a response.

use std::collections::{BTreeMap, BTreeSet};

use crate::Fault;
use crate::family::{is_any_case, key_in_any_case};
use crate::fault::Problem;
use crate::link;

/// Whether a header can have the value, and is read with the same one: it has no control characters but
/// tabs, and no blanks around it, which are none of it (RFC 9110 section 5.5).
///
/// ```
/// use docwright_wire::headers::is_value;
///
/// assert!(is_value("a b") && is_value("") && is_value("\u{e9}"));
/// assert!(!is_value("a\r\nb: c") && !is_value(" a"));
/// ```
#[must_use]
pub fn is_value(text: &str) -> bool {
    !text.bytes().any(is_control) && is_trimmed(text)
}

/// Whether no blank stands at either end, where it would be lost on the way.
#[must_use]
pub fn is_trimmed(text: &str) -> bool {
    trimmed(text).len() == text.len()
}

/// The text without the spaces and tabs around it, which are none of a value (RFC 9110 section 5.6.3).
///
/// ```
/// assert_eq!(docwright_wire::headers::trimmed("\t a\u{b} "), "a\u{b}");
/// ```
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// Whether the text is a token: the name of a header, a part of a media type (RFC 9110 section 5.6.2).
///
/// ```
/// use docwright_wire::headers::is_token;
///
/// assert!(is_token("X-Api-Key") && !is_token("a b") && !is_token(""));
/// ```
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_token)
}

/// Whether tokens may have this character.
#[must_use]
pub fn is_of_token(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter)
}

fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && byte != b'\t'
}

/// Something that has header fields.
pub trait Fields {
    /// Shows every field line, in order: its name and its value as it came.
    fn each(&self, visit: &mut dyn FnMut(&str, &[u8]));
}

/// The headers of a response. `Debug` shows none of them: some hold secrets.
///
/// ```
/// use docwright_wire::{headers::Headers, text};
///
/// # fn main() -> Result<(), docwright_wire::Fault> {
/// let lines = [("X-Used", "3"), ("Link", "<a>; rel=next"), ("link", "<b>; rel=last")];
/// let headers = Headers::new(&lines);
/// assert_eq!(headers.required("x-used", text::integer)?, 3);
/// assert_eq!(headers.optional("X-Left", text::integer)?, None);
/// assert_eq!(headers.optional_list("Link", text::string)?.map(|links| links.len()), Some(2));
/// let fault = headers.required("X-Left", text::integer).unwrap_err();
/// assert_eq!(fault.to_string(), "header `X-Left`: is missing");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Headers<'a>(&'a dyn Fields);

impl<'a> Headers<'a> {
    /// Those of a response that has none.
    pub const NONE: Headers<'static> = Headers(&NoFields);

    /// The headers of `fields`.
    #[must_use]
    pub fn new(fields: &'a dyn Fields) -> Self {
        Self(fields)
    }

    /// The value of a header, read with `read`. One that stands there several times has all its
    /// values, joined by `, ` (RFC 9110 section 5.3).
    ///
    /// # Errors
    /// Missing, no text, or what `read` says; all with the name of the header.
    pub fn required<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.optional(name, read)?.ok_or_else(|| missing(name))
    }

    /// As [`required`](Self::required), or `None` if there is no such header.
    ///
    /// # Errors
    /// No text, or what `read` says.
    pub fn optional<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.text(name)
            .and_then(|value| value.as_deref().map(read).transpose())
            .map_err(|fault| fault.at_header(name))
    }

    /// One value for each line of a header.
    ///
    /// # Errors
    /// As [`required`](Self::required).
    pub fn required_list<T>(
        &self,
        name: &'static str,
        read: impl FnMut(&str) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        self.optional_list(name, read)?.ok_or_else(|| missing(name))
    }

    /// As [`required_list`](Self::required_list), or `None` if there is no such header.
    ///
    /// # Errors
    /// As [`optional`](Self::optional).
    pub fn optional_list<T>(
        &self,
        name: &'static str,
        mut read: impl FnMut(&str) -> Result<T, Fault>,
    ) -> Result<Option<Vec<T>>, Fault> {
        let values = self.lines(name).and_then(|lines| {
            let values: Result<Vec<T>, Fault> = lines.iter().map(|line| read(line)).collect();
            Ok(Some(values?).filter(|values| !values.is_empty()))
        });
        values.map_err(|fault| fault.at_header(name))
    }

    /// The values of all headers whose names fit a [pattern](crate::family), by what `*` stands for
    /// in lower case: letter case doesn't matter in the name of a header. `others` are the names and
    /// patterns of headers that aren't among them.
    ///
    /// # Errors
    /// As [`optional`](Self::optional).
    pub fn family<T>(
        &self,
        pattern: &str,
        others: &[&str],
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        let mut names = BTreeSet::new();
        self.0.each(&mut |name, _| {
            if !is_any_case(others, name) {
                names.insert(name.to_ascii_lowercase());
            }
        });
        let mut family = BTreeMap::new();
        for name in names {
            let Some(key) = key_in_any_case(pattern, &name) else {
                continue;
            };
            let value = self
                .text(&name)
                .and_then(|value| read(&value.unwrap_or_default()));
            let value = value.map_err(|fault| fault.at_header(name.clone()))?;
            family.insert(key.to_owned(), value);
        }
        Ok(family)
    }

    /// The value of a header as one text; `None` if it isn't there.
    ///
    /// # Errors
    /// If it is no text.
    pub fn text(&self, name: &str) -> Result<Option<String>, Fault> {
        let lines = self.lines(name)?;
        Ok((!lines.is_empty()).then(|| lines.join(", ")))
    }

    /// The target of the first link of this relation (RFC 8288), if there is one.
    ///
    /// ```
    /// let lines = [("Link", "</?page=1>; rel=prev"), ("Link", "</?page=3>; rel=\"next\"")];
    /// let headers = docwright_wire::headers::Headers::new(&lines);
    /// assert_eq!(headers.link("next").as_deref(), Some("/?page=3"));
    /// ```
    #[must_use]
    pub fn link(&self, relation: &str) -> Option<String> {
        let value = self.text("Link").ok()??;
        link::target(&value, relation).map(str::to_owned)
    }

    /// The lines of a header, without the white space around each; none if it isn't there.
    ///
    /// # Errors
    /// If one of them is no text.
    pub fn lines(&self, name: &str) -> Result<Vec<String>, Fault> {
        let mut lines = Ok(Vec::new());
        self.0.each(&mut |own, value| {
            if let Ok(texts) = &mut lines
                && own.eq_ignore_ascii_case(name)
            {
                match as_text(value.trim_ascii()) {
                    Ok(text) => texts.push(text.to_owned()),
                    Err(fault) => lines = Err(fault),
                }
            }
        });
        lines
    }
}

impl std::fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Headers")
    }
}

fn missing(name: &'static str) -> Fault {
    Fault::new(Problem::Missing).at_header(name)
}

fn as_text(value: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(value).map_err(|error| {
        Fault::new(Problem::NotInCharset {
            charset: "UTF-8",
            offset: error.valid_up_to(),
        })
    })
}

struct NoFields;

impl Fields for NoFields {
    fn each(&self, _: &mut dyn FnMut(&str, &[u8])) {}
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Fields for Vec<(N, V)> {
    fn each(&self, visit: &mut dyn FnMut(&str, &[u8])) {
        each_pair(self, visit);
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const LENGTH: usize> Fields for [(N, V); LENGTH] {
    fn each(&self, visit: &mut dyn FnMut(&str, &[u8])) {
        each_pair(self, visit);
    }
}

fn each_pair<N: AsRef<str>, V: AsRef<[u8]>>(pairs: &[(N, V)], visit: &mut dyn FnMut(&str, &[u8])) {
    for (name, value) in pairs {
        visit(name.as_ref(), value.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn signs_are_those_of_the_rule() {
        let within = |byte: u8| is_value(&format!("a{}b", char::from(byte)));
        let held: Vec<u8> = (0..=127).filter(|byte| within(*byte)).collect();
        // field-content: VCHAR, with SP and HTAB between.
        let rule = [9..=9, 0x20..=0x7E];
        assert_eq!(held, rule.into_iter().flatten().collect::<Vec<u8>>());
        for lost in [" ", "\t", " a", "a ", "\ta", "a\t"] {
            assert!(!is_value(lost), "{lost:?}");
        }
    }

    #[test]
    fn lines_of_one_name_are_one_value_or_a_list() {
        let lines = [("X-A", " 1 "), ("x-b", "2"), ("x-a", "3")];
        let headers = Headers::new(&lines);
        assert_eq!(headers.required("X-A", text::string).unwrap(), "1, 3");
        assert_eq!(headers.required_list("X-A", text::integer).unwrap(), [1, 3]);
        assert_eq!(headers.text("X-C"), Ok(None));
    }

    #[test]
    fn a_fault_names_the_header() {
        let lines = [("X-A", &b"\xFF"[..]), ("X-B", b"b")];
        let headers = Headers::new(&lines);
        for fault in [
            headers.optional("X-A", text::string).map(drop),
            headers.optional_list("X-A", text::string).map(drop),
        ] {
            assert_eq!(
                fault.unwrap_err().to_string(),
                "header `X-A`: not valid UTF-8 at byte 0"
            );
        }
        assert_eq!(
            headers
                .required_list("X-B", text::integer)
                .unwrap_err()
                .to_string(),
            "header `X-B`: expected integer, found other text"
        );
        assert_eq!(
            headers
                .required_list("X-C", text::integer)
                .unwrap_err()
                .to_string(),
            "header `X-C`: is missing"
        );
    }
}
