//! Constants in a body: looked up without decoding it, each way into the body once.

use std::borrow::Cow;

use super::prefix::json_of;
use super::{BodyCondition, BodyKind, Candidate, Observed};
use crate::json::{Kind, Reader, Value};
use crate::markup::Markup;
use crate::properties::Properties;
use crate::text_pattern::TextPattern;
use crate::xml;
use crate::{Fault, charset};

/// What stands at the end of a way into a body.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// Nothing.
    Missing,
    /// A value that can be a constant.
    Scalar(Value),
    /// Text of a place that has no types.
    Text(String),
    /// A list or an object.
    Composite,
}

/// A body that is asked for constants.
pub(super) struct Constants<'a> {
    observed: Observed<'a>,
    /// What was found so far in JSON, by the way to it.
    found: Vec<(&'a [&'a str], Found)>,
}

impl<'a> Constants<'a> {
    pub(super) fn new(observed: Observed<'a>) -> Self {
        Self {
            observed,
            found: Vec::new(),
        }
    }

    /// Whether all conditions of a candidate hold whose kind the body has.
    ///
    /// # Errors
    /// If the body can't be read as far as is needed to tell.
    pub(super) fn hold(&mut self, candidate: &Candidate<'a>) -> Result<bool, Fault> {
        if let BodyKind::TextEquals { text, trim } = candidate.body {
            let body = self.text()?;
            let same = if trim {
                body.trim() == text.trim()
            } else {
                body == text
            };
            if !same {
                return Ok(false);
            }
        }
        if let BodyKind::TextPattern { pattern, trim } = candidate.body {
            let body = self.text()?;
            let body = if trim { body.trim() } else { &body };
            if !TextPattern::parse(pattern)?.fits(body) {
                return Ok(false);
            }
        }
        for condition in candidate.conditions {
            let found = match candidate.body {
                BodyKind::Json => self.find_json(condition.path)?,
                kind @ BodyKind::JsonBehind { .. } => {
                    let json = json_of(kind, self.observed.body)?;
                    find_member(&mut Reader::new(json)?, condition.path)?
                }
                BodyKind::Xml(document) => self.find_xml(document, condition.path)?,
                BodyKind::Properties | BodyKind::Form => {
                    self.find_property(candidate.body, condition.path)?
                }
                BodyKind::TextPattern { pattern, trim } => {
                    self.find_capture(pattern, trim, condition.path)?
                }
                BodyKind::Html => self.find_element(condition.path)?,
                BodyKind::Csv(_) => Found::Missing,
                BodyKind::Lines
                | BodyKind::Bytes
                | BodyKind::Undocumented
                | BodyKind::Events
                | BodyKind::Stream
                | BodyKind::Download
                | BodyKind::Text
                | BodyKind::TextEquals { .. }
                | BodyKind::Empty => Found::Missing,
            };
            if !condition.holds_for(&found) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn text(&self) -> Result<Cow<'a, str>, Fault> {
        charset::decode(self.observed.body, self.observed.media_type)
    }

    fn find_json(&mut self, path: &'a [&'a str]) -> Result<Found, Fault> {
        if let Some((_, found)) = self.found.iter().find(|(known, _)| *known == path) {
            return Ok(found.clone());
        }
        let found = find_member(&mut Reader::new(self.observed.body)?, path)?;
        self.found.push((path, found.clone()));
        Ok(found)
    }

    fn find_xml(&self, document: xml::Document<'a>, path: &'a [&'a str]) -> Result<Found, Fault> {
        let text = xml::text(self.observed.body, self.observed.media_type)?;
        find_in_element(&mut xml::Reader::new(&text, document)?, path)
    }

    fn find_property(&self, kind: BodyKind<'_>, path: &[&str]) -> Result<Found, Fault> {
        let text = self.text()?;
        let properties = Properties::of(kind, &text)?;
        let value = path.first().and_then(|key| properties.get(key));
        Ok(value.map_or(Found::Missing, |value| Found::Text(value.to_owned())))
    }

    fn find_capture(&self, pattern: &str, trim: bool, path: &[&str]) -> Result<Found, Fault> {
        let text = self.text()?;
        let pattern = TextPattern::parse(pattern)?;
        let captures = pattern.captures(if trim { text.trim() } else { &text })?;
        let value = path.first().and_then(|name| captures.get(name));
        Ok(value.map_or(Found::Missing, |value| Found::Text(value.to_owned())))
    }

    fn find_element(&self, path: &[&str]) -> Result<Found, Fault> {
        let text = self.text()?;
        let value = path
            .first()
            .and_then(|name| Markup::new(&text).find(name, path.get(1).copied()));
        Ok(value.map_or(Found::Missing, Found::Text))
    }
}

impl BodyCondition<'_> {
    pub(super) fn holds_for(&self, found: &Found) -> bool {
        match found {
            Found::Missing => self.or_missing,
            Found::Scalar(value) => value
                .as_literal()
                .is_some_and(|literal| self.value.equals(literal, self.ignore_case)),
            Found::Text(text) => self.value.equals_text(text, self.ignore_case),
            Found::Composite => false,
        }
    }
}

/// Reads no further than to the value at the end of `path`.
pub(super) fn find_member(json: &mut Reader<'_>, path: &[&str]) -> Result<Found, Fault> {
    for wanted in path {
        if json.kind()? != Kind::Object {
            return Ok(Found::Missing);
        }
        let mut members = json.object()?;
        loop {
            match members.next(json)? {
                None => return Ok(Found::Missing),
                Some(name) if name == *wanted => break,
                Some(_) => json.skip()?,
            }
        }
    }
    match json.kind()? {
        Kind::List | Kind::Object => Ok(Found::Composite),
        Kind::Null | Kind::Boolean | Kind::Number | Kind::String => {
            Value::read(json).map(Found::Scalar)
        }
    }
}

/// Reads no further than to the text at the end of `path`.
fn find_in_element<'a>(xml: &mut xml::Reader<'a>, path: &'a [&'a str]) -> Result<Found, Fault> {
    for wanted in path {
        let mut members = xml.qualified_members(std::slice::from_ref(wanted))?;
        loop {
            match members.next(xml)? {
                None => return Ok(Found::Missing),
                Some(name) if name == *wanted => break,
                Some(_) => xml.skip()?,
            }
        }
    }
    Ok(match xml.plain_text()? {
        Some(text) => Found::Text(text.trim().to_owned()),
        None => Found::Composite,
    })
}
