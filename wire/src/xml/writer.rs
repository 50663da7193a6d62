//! The writer: appends elements to a buffer.

use super::Document;
use super::token::is_character;
use crate::Fault;

/// Writes one document or one fragment, in the order of the calls. Attributes come right behind
/// the beginning of their element.
///
/// A character that XML 1.0 doesn't have is remembered and refused by [`finish`](Self::finish), so
/// that writing needs no check at each value.
///
/// ```
/// use docwright_wire::xml::{Document, Writer};
///
/// let mut xml = Writer::document(Document { root: "order", namespaces: &[("s", "urn:s")] });
/// xml.attribute("id", "7");
/// xml.element("s:note", "a < b");
/// xml.begin("line");
/// xml.end();
/// let text = String::from_utf8(xml.finish().unwrap()).unwrap();
/// assert_eq!(
///     text,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <order xmlns:s=\"urn:s\" id=\"7\"><s:note>a &lt; b</s:note><line/></order>"
/// );
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    /// The names of the elements that are open, outermost first, as places in `out`.
    open: Vec<std::ops::Range<usize>>,
    /// Whether the innermost element can still take attributes.
    in_tag: bool,
    fault: Option<Fault>,
}

impl Writer {
    /// Begins a document, with its declaration and its root.
    #[must_use]
    pub fn document(document: Document<'_>) -> Self {
        let mut writer = Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            ..Self::default()
        };
        writer.begin(document.root);
        for (prefix, namespace) in document.namespaces {
            writer.attribute(&format!("xmlns:{prefix}"), namespace);
        }
        writer
    }

    /// Begins a sequence of elements without a root.
    #[must_use]
    pub fn fragment() -> Self {
        Self::default()
    }

    /// Begins an element.
    pub fn begin(&mut self, name: &str) {
        self.close_tag();
        self.out.push('<');
        let start = self.out.len();
        self.out.push_str(name);
        self.open.push(start..self.out.len());
        self.in_tag = true;
    }

    /// Adds an attribute to the element that was just begun.
    pub fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.push_escaped(value, true);
        self.out.push('"');
    }

    /// Adds text to the innermost element.
    pub fn text(&mut self, value: &str) {
        if !value.is_empty() {
            self.close_tag();
            self.push_escaped(value, false);
        }
    }

    /// An element with nothing but text in it.
    pub fn element(&mut self, name: &str, value: &str) {
        self.begin(name);
        self.text(value);
        self.end();
    }

    /// Ends the innermost element.
    pub fn end(&mut self) {
        let Some(name) = self.open.pop() else {
            return;
        };
        if std::mem::take(&mut self.in_tag) {
            self.out.push_str("/>");
            return;
        }
        self.out.push_str("</");
        self.out.extend_from_within(name);
        self.out.push('>');
    }

    /// Ends the document.
    ///
    /// # Errors
    /// If a value holds a character that XML doesn't have, such as NUL; its place names the element.
    pub fn finish(mut self) -> Result<Vec<u8>, Fault> {
        while !self.open.is_empty() {
            self.end();
        }
        match self.fault {
            None => Ok(self.out.into_bytes()),
            Some(fault) => Err(fault),
        }
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    /// Appends a value with the references that it needs. Readers turn line ends and, in
    /// attributes, tabs into others (XML 1.0 sections 2.11 and 3.3.3), so those are written by
    /// their numbers.
    fn push_escaped(&mut self, value: &str, in_attribute: bool) {
        for character in value.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' if in_attribute => self.out.push_str("&quot;"),
                '\r' => self.out.push_str("&#13;"),
                '\n' if in_attribute => self.out.push_str("&#10;"),
                '\t' if in_attribute => self.out.push_str("&#9;"),
                character if is_character(character) => self.out.push(character),
                _ => self.refuse(),
            }
        }
    }

    #[cold]
    fn refuse(&mut self) {
        let name = self.open.last().cloned();
        let name = name.and_then(|name| self.out.get(name)).unwrap_or_default();
        let fault = Fault::unreadable("characters that XML has").at_member(name.to_owned());
        self.fault.get_or_insert(fault);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::Reader;

    const ROOT: Document<'static> = Document {
        root: "r",
        namespaces: &[],
    };

    #[test]
    fn what_is_written_reads_back_the_same() {
        for value in ["", " a ", "<&>\"']]>", "\r\n\t", "é\u{1f600}\u{85}\u{2028}"] {
            let mut xml = Writer::document(ROOT);
            xml.attribute("a", value);
            xml.text(value);
            let written = String::from_utf8(xml.finish().unwrap()).unwrap();
            let mut xml = Reader::new(&written, ROOT).unwrap();
            let mut members = xml.members().unwrap();
            while let Some(name) = members.next(&mut xml).unwrap() {
                let name = name.to_owned();
                assert_eq!(xml.string().unwrap(), value, "{name}");
            }
        }
    }

    #[test]
    fn characters_that_xml_lacks_are_refused_with_their_place() {
        for value in ["\0", "\u{1b}", "\u{ffff}"] {
            let mut xml = Writer::fragment();
            xml.element("note", value);
            assert_eq!(
                xml.finish().unwrap_err().to_string(),
                "`note`: expected characters that XML has, found other text"
            );
        }
    }

    #[test]
    fn a_fragment_is_a_sequence_of_elements() {
        let mut xml = Writer::fragment();
        xml.element("a", "1");
        xml.begin("b");
        xml.attribute("c", "\"");
        xml.end();
        assert_eq!(xml.finish().unwrap(), b"<a>1</a><b c=\"&quot;\"/>");
    }
}
