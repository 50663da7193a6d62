//! The only file that names the parser underneath.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};

use super::{ATTRIBUTE_LIMIT, DEPTH_LIMIT, Start, Token, is_character, syntax};
use crate::Fault;
use crate::fault::Problem;
use crate::xml::name::is_written_name;

/// Reads the tokens of a document one by one.
pub(in crate::xml) struct Tokens<'a> {
    text: &'a str,
    parser: quick_xml::Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Tokens<'a> {
    pub(in crate::xml) fn new(text: &'a str) -> Self {
        let mut parser = quick_xml::Reader::from_str(text);
        parser.config_mut().expand_empty_elements = true;
        Self {
            text,
            parser,
            depth: 0,
        }
    }

    /// The next piece; `None` at the end of the document.
    ///
    /// # Errors
    /// If the text isn't well-formed there, ends too early, or goes too deep.
    pub(in crate::xml) fn next(&mut self) -> Result<Option<Token<'a>>, Fault> {
        loop {
            let before = self.offset();
            let event = match self.parser.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.fault(&error)),
            };
            return Ok(Some(match event {
                Event::Start(_) | Event::Empty(_) => Token::Start(self.start(before)?),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::End
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Token::Text(self.resolve(&reference, before)?),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => {
                    return Err(Fault::new(Problem::Cut {
                        offset: self.text.len(),
                    }));
                }
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Reads past the end of the element that was begun last.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub(in crate::xml) fn skip(&mut self) -> Result<(), Fault> {
        let around = self.depth.saturating_sub(1);
        while self.depth > around {
            if self.next()?.is_none() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// How many bytes of the text are read.
    pub(in crate::xml) fn offset(&self) -> usize {
        usize::try_from(self.parser.buffer_position()).unwrap_or(usize::MAX)
    }

    fn start(&mut self, before: usize) -> Result<Start<'a>, Fault> {
        if self.depth >= DEPTH_LIMIT {
            return Err(Fault::new(Problem::TooDeep { limit: DEPTH_LIMIT }));
        }
        self.depth += 1;
        let written = self.text.get(before..self.offset()).unwrap_or_default();
        let inside = written.trim_start_matches('<').trim_end_matches('>');
        let tag = inside.strip_suffix('/').unwrap_or(inside);
        let behind = self.text.get(self.offset()..).unwrap_or_default();
        let end = tag
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(tag.len());
        let start = Start {
            name: tag.get(..end).unwrap_or_default(),
            tag,
            is_empty: tag.len() < inside.len() || behind.trim_start().starts_with("</"),
        };
        if !is_written_name(start.name) {
            return Err(syntax("the name of an element", before));
        }
        self.check_attributes(&start, before)?;
        Ok(start)
    }

    /// Every attribute is one, and none stands there twice, whether it is read or not.
    fn check_attributes(&self, start: &Start<'a>, before: usize) -> Result<(), Fault> {
        for (index, attribute) in start.parser_attributes().enumerate() {
            if index >= ATTRIBUTE_LIMIT {
                return Err(Fault::new(Problem::TooMany {
                    what: "attributes of an element",
                    limit: ATTRIBUTE_LIMIT,
                }));
            }
            let is_one = |attribute: quick_xml::events::attributes::Attribute<'_>| {
                is_written_name(attribute.key.0)
            };
            if !attribute.is_ok_and(is_one) {
                return Err(syntax("attributes as `name=\"value\"`, each once", before));
            }
        }
        Ok(())
    }

    /// The text that a reference stands for: a character by its number, or one of the five that
    /// every document has.
    fn resolve(&self, reference: &BytesRef<'a>, before: usize) -> Result<Cow<'a, str>, Fault> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) if is_character(character) => {
                return Ok(Cow::Owned(character.to_string()));
            }
            Ok(None) => {
                if let Some(text) = resolve_predefined_entity(reference) {
                    return Ok(Cow::Borrowed(text));
                }
            }
            Ok(Some(_)) | Err(_) => {}
        }
        Err(syntax(REFERENCE, before))
    }

    #[cold]
    fn fault(&self, error: &Error) -> Fault {
        let offset = usize::try_from(self.parser.error_position()).unwrap_or(usize::MAX);
        let expected = match error {
            Error::Syntax(SyntaxError::InvalidBangMarkup)
                if self.text.get(offset..).is_some_and(|rest| rest.len() > 9) =>
            {
                "a comment or CDATA behind `<!`"
            }
            Error::Syntax(_) | Error::IllFormed(IllFormedError::MissingEndTag(_)) => {
                return Fault::new(Problem::Cut {
                    offset: self.text.len(),
                });
            }
            Error::IllFormed(
                IllFormedError::UnmatchedEndTag(_) | IllFormedError::MismatchedEndTag { .. },
            ) => "the end of the innermost element",
            Error::IllFormed(IllFormedError::UnclosedReference) => "`&amp;`, or `;` behind `&…`",
            _ => "well-formed XML",
        };
        syntax(expected, offset)
    }
}

impl std::fmt::Debug for Tokens<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens")
            .field("offset", &self.offset())
            .field("depth", &self.depth)
            .finish_non_exhaustive()
    }
}

impl<'a> Start<'a> {
    /// The attributes, which were checked; values aren't read yet.
    pub(in crate::xml) fn attributes(&self) -> AttributesOf<'a> {
        let mut attributes = self.parser_attributes();
        attributes.with_checks(false);
        AttributesOf(attributes)
    }

    fn parser_attributes(&self) -> Attributes<'a> {
        Attributes::new(self.tag, self.name.len())
    }
}

/// The attributes of an element.
pub(in crate::xml) struct AttributesOf<'a>(Attributes<'a>);

impl<'a> Iterator for AttributesOf<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.0.by_ref().find_map(Result::ok).map(Attribute)
    }
}

/// An attribute as it is written.
#[derive(Debug)]
pub(in crate::xml) struct Attribute<'a>(quick_xml::events::attributes::Attribute<'a>);

impl<'a> Attribute<'a> {
    /// Its name as it is written.
    pub(in crate::xml) fn name(&self) -> &'a str {
        self.0.key.0
    }

    /// Its value, references resolved and white space as XML 1.0 section 3.3.3 has it.
    ///
    /// # Errors
    /// A reference to anything but a character or one of the five.
    pub(in crate::xml) fn value(&self, offset: usize) -> Result<Cow<'a, str>, Fault> {
        self.0
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| syntax(REFERENCE, offset))
    }
}

const REFERENCE: &str = "a reference to a character, or to `amp`, `lt`, `gt`, `quot` or `apos`";
