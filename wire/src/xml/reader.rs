//! The pull reader: typed reading without a tree in between.

use std::borrow::Cow;

use super::namespace::{Bindings, Name, documented};
use super::token::{Attribute, AttributesOf, Start, Token, Tokens, syntax};
use super::{Document, TEXT};
use crate::Fault;
use crate::fault::Problem;

/// Reads one document from its root to its end, one value per call.
///
/// ```
/// use docwright_wire::text;
/// use docwright_wire::xml::{Document, Reader, push, put, required};
///
/// # fn main() -> Result<(), docwright_wire::Fault> {
/// let order = Document { root: "order", namespaces: &[] };
/// let mut xml = Reader::new("<order id='7'><item>a</item><item>b &amp; c</item></order>", order)?;
/// let (mut id, mut items) = (None, None);
/// let mut members = xml.members()?;
/// while let Some(member) = members.next(&mut xml)? {
///     match member {
///         "@id" => put(&mut id, "@id", xml.text(text::integer))?,
///         "item" => push(&mut items, "item", xml.string())?,
///         _ => xml.skip()?,
///     }
/// }
/// xml.finish()?;
/// assert_eq!(required(id, "@id")?, 7);
/// assert_eq!(items.unwrap_or_default(), ["a", "b & c"]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Reader<'a> {
    tokens: Tokens<'a>,
    namespaces: &'a [(&'a str, &'a str)],
    bindings: Bindings,
    next: Next<'a>,
}

/// The value that is read next.
#[derive(Debug)]
enum Next<'a> {
    /// None: it was read.
    Nothing,
    /// An element that was begun.
    Element(Start<'a>),
    /// An attribute, or the text of an element.
    Text(Cow<'a, str>),
}

/// The members of an element: its attributes, then its children in the order of the text, then its
/// own text if it has any. Read each value before the next name.
pub struct Members<'a, 'n> {
    qualified: &'n [&'n str],
    attributes: AttributesOf<'a>,
    /// Where its tag ends.
    offset: usize,
    name: String,
    text: Cow<'a, str>,
    has_children: bool,
    state: State,
    /// The declarations that hold around it.
    level: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Attributes,
    Children,
    After,
}

impl<'a> Reader<'a> {
    /// Starts at the root element, which is the first value.
    ///
    /// # Errors
    /// If the text has none, or another one.
    pub fn new(text: &'a str, document: Document<'a>) -> Result<Self, Fault> {
        match Self::root(text, document)? {
            Some(reader) => Ok(reader),
            None => Err(syntax("the documented root element", 0)),
        }
    }

    /// As [`new`](Self::new); `None` if the root element has another name.
    pub(super) fn root(text: &'a str, document: Document<'a>) -> Result<Option<Self>, Fault> {
        let mut reader = Self::any(text)?;
        reader.namespaces = document.namespaces;
        let Next::Element(start) = &reader.next else {
            return Ok(None);
        };
        let start = *start;
        reader.declare(&start)?;
        let is_documented = reader.is(start.name, document.root);
        // They are declared again when its members are read.
        reader.bindings.leave(0);
        Ok(is_documented.then_some(reader))
    }

    /// Starts at the root element, whatever its name.
    pub(super) fn any(text: &'a str) -> Result<Self, Fault> {
        let mut tokens = Tokens::new(text);
        let start = loop {
            let before = tokens.offset();
            match tokens.next()? {
                Some(Token::Start(start)) => break start,
                Some(Token::Text(text)) if text.trim().is_empty() => {}
                Some(Token::Text(_) | Token::End) => return Err(syntax("an element", before)),
                None if text.trim().is_empty() => return Err(Fault::new(Problem::Empty)),
                None => return Err(Fault::new(Problem::Cut { offset: text.len() })),
            }
        };
        Ok(Self {
            tokens,
            namespaces: &[],
            bindings: Bindings::default(),
            next: Next::Element(start),
        })
    }

    /// The name of the element that is next, with its namespace: `{urn:s}Body`.
    pub(super) fn expanded_name(&mut self) -> String {
        let Next::Element(start) = &self.next else {
            return String::new();
        };
        let start = *start;
        let level = self.bindings.level();
        // More declarations than are kept are a fault when the element is gone into.
        let _ = self.declare(&start);
        let name = Name::new(start.name);
        let namespace = self.bindings.namespace(name.prefix);
        let expanded = if namespace.is_empty() {
            name.local.to_owned()
        } else {
            format!("{{{namespace}}}{}", name.local)
        };
        self.bindings.leave(level);
        expanded
    }

    /// Goes into the element that is next. Its members have local names: that of `<s:item>` is
    /// `item`.
    ///
    /// # Errors
    /// If an attribute is next.
    pub fn members(&mut self) -> Result<Members<'a, 'static>, Fault> {
        self.qualified_members(&[])
    }

    /// As [`members`](Self::members), but members that have one of these names, `s:item` or
    /// `@s:id`, go by it.
    ///
    /// # Errors
    /// If an attribute is next, or if too many namespaces are declared.
    pub fn qualified_members<'n>(
        &mut self,
        names: &'n [&'n str],
    ) -> Result<Members<'a, 'n>, Fault> {
        let level = self.bindings.level();
        let Next::Element(start) = std::mem::replace(&mut self.next, Next::Nothing) else {
            return Err(syntax("an element", self.tokens.offset()));
        };
        self.declare(&start)?;
        Ok(Members {
            qualified: names,
            attributes: start.attributes(),
            offset: self.tokens.offset(),
            name: String::new(),
            text: Cow::Borrowed(""),
            has_children: false,
            state: State::Attributes,
            level,
        })
    }

    /// Reads a text as it stands there.
    ///
    /// # Errors
    /// If there are elements in it.
    pub fn string(&mut self) -> Result<String, Fault> {
        self.whole_text().map(Cow::into_owned)
    }

    /// Reads a text, without the white space around it, with `read`.
    ///
    /// # Errors
    /// If there are elements in it, or what `read` says.
    pub fn text<T>(&mut self, read: impl FnOnce(&str) -> Result<T, Fault>) -> Result<T, Fault> {
        read(self.whole_text()?.trim())
    }

    /// Reads an element with nothing in it as `None`, anything else with `read`.
    ///
    /// # Errors
    /// What `read` says.
    pub fn nullable<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        let is_null = match &self.next {
            Next::Element(start) => {
                start.is_empty && start.attributes().all(|attribute| says_nothing(&attribute))
            }
            Next::Text(text) => text.trim().is_empty(),
            Next::Nothing => false,
        };
        if is_null {
            return self.skip().map(|()| None);
        }
        read(self).map(Some)
    }

    /// Reads past the next value, whatever it is.
    ///
    /// # Errors
    /// If it isn't well-formed.
    pub fn skip(&mut self) -> Result<(), Fault> {
        match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Element(_) => self.tokens.skip(),
            Next::Text(_) | Next::Nothing => Ok(()),
        }
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// If anything but comments and white space is left.
    pub fn finish(mut self) -> Result<(), Fault> {
        loop {
            let offset = self.tokens.offset();
            match self.tokens.next() {
                Ok(None) => return Ok(()),
                Ok(Some(Token::Text(text))) if text.trim().is_empty() => {}
                Ok(Some(_)) | Err(_) => return Err(Fault::new(Problem::TrailingText { offset })),
            }
        }
    }

    /// The text of the next value; `None` if there are elements in it, which are then read past.
    ///
    /// # Errors
    /// If it isn't well-formed.
    pub(crate) fn plain_text(&mut self) -> Result<Option<Cow<'a, str>>, Fault> {
        match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Text(text) => Ok(Some(text)),
            Next::Nothing => Ok(Some(Cow::Borrowed(""))),
            Next::Element(_) => {
                let mut whole = Cow::Borrowed("");
                let mut has_children = false;
                loop {
                    match self.tokens.next()? {
                        Some(Token::Text(text)) => append(&mut whole, text),
                        Some(Token::Start(_)) => {
                            has_children = true;
                            self.tokens.skip()?;
                        }
                        Some(Token::End) | None => {
                            return Ok((!has_children).then_some(whole));
                        }
                    }
                }
            }
        }
    }

    fn whole_text(&mut self) -> Result<Cow<'a, str>, Fault> {
        let offset = self.tokens.offset();
        match self.plain_text()? {
            Some(text) => Ok(text),
            None => Err(syntax("text without elements", offset)),
        }
    }

    /// Takes the declarations of an element.
    fn declare(&mut self, start: &Start<'a>) -> Result<(), Fault> {
        for attribute in start.attributes() {
            let prefix = match attribute.name().strip_prefix("xmlns") {
                Some("") => "",
                Some(prefixed) => match prefixed.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let namespace = attribute.value(self.tokens.offset())?;
            self.bindings.declare(prefix, &namespace)?;
        }
        Ok(())
    }

    /// Whether an element or attribute that is written `found` has the documented name.
    fn is(&self, found: &str, name: &str) -> bool {
        let (found, name) = (Name::new(found), Name::new(name));
        found.local == name.local
            && (name.prefix.is_empty()
                || documented(name.prefix, self.namespaces)
                    == Some(self.bindings.namespace(found.prefix)))
    }
}

impl<'a> Members<'a, '_> {
    /// The name of the next member, whose value is to be read from `xml`: `@id` of an attribute,
    /// `item` of a child, `#text` of the element's own text; `None` after the last.
    ///
    /// # Errors
    /// If the text isn't well-formed there.
    pub fn next(&mut self, xml: &mut Reader<'a>) -> Result<Option<&str>, Fault> {
        if self.state == State::Attributes {
            if self.next_attribute(xml)? {
                return Ok(Some(&self.name));
            }
            self.state = State::Children;
        }
        if self.state == State::After {
            return Ok(None);
        }
        loop {
            match xml.tokens.next()? {
                Some(Token::Text(text)) => append(&mut self.text, text),
                Some(Token::Start(start)) => {
                    self.has_children = true;
                    let level = xml.bindings.level();
                    xml.declare(&start)?;
                    let qualified = self.qualified.iter().find(|name| xml.is(start.name, name));
                    let name = qualified.map_or(Name::new(start.name).local, |name| *name);
                    xml.bindings.leave(level);
                    xml.next = Next::Element(start);
                    return Ok(Some(name));
                }
                Some(Token::End) | None => {
                    self.state = State::After;
                    xml.bindings.leave(self.level);
                    let text = std::mem::take(&mut self.text);
                    if text.trim().is_empty() {
                        return Ok(None);
                    }
                    xml.next = Next::Text(match self.has_children {
                        true => Cow::Owned(text.trim().to_owned()),
                        false => text,
                    });
                    return Ok(Some(TEXT));
                }
            }
        }
    }

    /// Makes the next attribute the next value, and its name this one's.
    fn next_attribute(&mut self, xml: &mut Reader<'a>) -> Result<bool, Fault> {
        for attribute in self.attributes.by_ref() {
            let written = attribute.name();
            if written.starts_with("xmlns:") {
                continue;
            }
            let qualified = self.qualified.iter().find(|name| {
                name.strip_prefix('@').is_some_and(|name| {
                    // Attributes without a prefix are in no namespace.
                    written.contains(':') && xml.is(written, name)
                })
            });
            self.name.clear();
            match qualified {
                Some(name) => self.name.push_str(name),
                None => {
                    self.name.push('@');
                    self.name.push_str(written);
                }
            }
            xml.next = Next::Text(attribute.value(self.offset)?);
            return Ok(true);
        }
        Ok(false)
    }
}

impl std::fmt::Debug for Members<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Members")
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Whether an attribute is about how the document is written, and not about what it says.
fn says_nothing(attribute: &Attribute<'_>) -> bool {
    let name = Name::new(attribute.name());
    name.prefix == "xmlns"
        || attribute.name() == "xmlns"
        || !name.prefix.is_empty() && name.local == "nil"
}

fn append<'a>(whole: &mut Cow<'a, str>, text: Cow<'a, str>) {
    if whole.is_empty() {
        *whole = text;
    } else {
        whole.to_mut().push_str(&text);
    }
}
