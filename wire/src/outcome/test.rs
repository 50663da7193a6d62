//! Tests of a body: what must be true of it, although no member of the outcome says so.

use std::borrow::Cow;

use super::prefix::json_of;
use super::{BodyKind, Observed};
use crate::json::{Kind, Reader};
use crate::properties::Properties;
use crate::xml;
use crate::{Fault, charset};

/// Something that must be true of a body for an outcome to be meant.
///
/// A way names members from the top; `*` stands for every element of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyTest<'a> {
    /// Something stands at the end of one of the ways that these names lead, and it isn't `null`.
    Has(&'a [&'a str]),
    /// Nothing stands there, or `null`.
    Lacks(&'a [&'a str]),
    /// The text begins so. White space at both ends is left out, here and below.
    Begins(&'a str),
    /// The text holds this somewhere.
    Contains(&'a str),
    /// The text is this and nothing else.
    Equals(&'a str),
}

impl BodyTest<'_> {
    /// Whether a body of the documented `kind` passes.
    ///
    /// # Errors
    /// If it can't be read far enough to tell.
    pub(super) fn passes(&self, kind: BodyKind<'_>, observed: Observed<'_>) -> Result<bool, Fault> {
        let text = || -> Result<Cow<'_, str>, Fault> {
            charset::decode(observed.body, observed.media_type)
        };
        match *self {
            Self::Has(way) => has(way, kind, observed),
            Self::Lacks(way) => has(way, kind, observed).map(|has| !has),
            Self::Begins(beginning) => Ok(text()?.trim_start().starts_with(beginning)),
            Self::Contains(part) => Ok(text()?.trim().contains(part)),
            Self::Equals(whole) => Ok(text()?.trim() == whole),
        }
    }
}

fn has(way: &[&str], kind: BodyKind<'_>, observed: Observed<'_>) -> Result<bool, Fault> {
    match kind {
        BodyKind::Json | BodyKind::JsonBehind { .. } => {
            has_member(&mut Reader::new(json_of(kind, observed.body)?)?, way)
        }
        BodyKind::Properties | BodyKind::Form => {
            let text = charset::decode(observed.body, observed.media_type)?;
            let properties = Properties::of(kind, &text)?;
            Ok(matches!(way, [key] if properties.get(key).is_some()))
        }
        BodyKind::Xml(document) => {
            let text = xml::text(observed.body, observed.media_type)?;
            has_element(&mut xml::Reader::new(&text, document)?, way)
        }
        _ => Ok(false),
    }
}

/// Reads the value that is next to its end, unless the answer is yes before.
fn has_member(json: &mut Reader<'_>, way: &[&str]) -> Result<bool, Fault> {
    let Some((wanted, rest)) = way.split_first() else {
        let is_there = json.kind()? != Kind::Null;
        json.skip()?;
        return Ok(is_there);
    };
    match json.kind()? {
        Kind::Object => {
            let mut found = false;
            let mut members = json.object()?;
            while let Some(name) = members.next(json)? {
                if name == *wanted {
                    found |= has_member(json, rest)?;
                } else {
                    json.skip()?;
                }
            }
            Ok(found)
        }
        Kind::List if *wanted == "*" => {
            let elements = json.list(|json| has_member(json, rest))?;
            Ok(elements.contains(&true))
        }
        _ => {
            json.skip()?;
            Ok(false)
        }
    }
}

/// Reads the element that is next to its end. An element that stands there several times is looked
/// into each time; so is an empty one, which is there.
fn has_element(xml: &mut xml::Reader<'_>, way: &[&str]) -> Result<bool, Fault> {
    let Some((wanted, rest)) = way.split_first() else {
        xml.skip()?;
        return Ok(true);
    };
    let mut found = false;
    let mut members = xml.qualified_members(std::slice::from_ref(wanted))?;
    while let Some(name) = members.next(xml)? {
        let is_element = name != xml::TEXT && !name.starts_with('@');
        if name == *wanted && (is_element || rest.is_empty()) {
            found |= has_element(xml, rest)?;
        } else {
            xml.skip()?;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::headers::Headers;

    fn passes(test: BodyTest<'_>, kind: BodyKind<'_>, body: &str) -> Result<bool, Fault> {
        let observed = Observed {
            status: 200,
            headers: Headers::NONE,
            media_type: None,
            body: body.as_bytes(),
            facts: &[],
        };
        test.passes(kind, observed)
    }

    #[test]
    fn a_way_leads_through_elements_of_xml_and_ends_at_attributes_too() {
        let document = xml::Document {
            root: "s:Envelope",
            namespaces: &[("s", "urn:s")],
        };
        let body = r#"<e:Envelope xmlns:e="urn:s"><Body/><e:Body><item/><item id="1"><error>no</error></item>
            <e:Fault/></e:Body></e:Envelope>"#;
        for (way, has) in [
            (&["s:Body"][..], true),
            (&["s:Body", "s:Fault"], true),
            (&["Body", "Fault"], true),
            (&["s:Body", "item", "error"], true),
            (&["s:Body", "item", "@id"], true),
            (&["s:Body", "item", "@id", "x"], false),
            (&["s:Body", "s:item"], false),
            (&["s:Body", "item", "error", "#text"], true),
            (&["s:Body", "s:Fault", "#text"], false),
            (&["Fault"], false),
        ] {
            let kind = BodyKind::Xml(document);
            assert_eq!(passes(BodyTest::Has(way), kind, body), Ok(has), "{way:?}");
            assert_eq!(
                passes(BodyTest::Lacks(way), kind, body),
                Ok(!has),
                "{way:?}"
            );
        }
        let cut = r#"<e:Envelope xmlns:e="urn:s"><e:Body>"#;
        assert!(passes(BodyTest::Has(&["x"]), BodyKind::Xml(document), cut).is_err());
    }

    #[test]
    fn a_way_leads_through_objects_and_every_element() {
        let body =
            r#"{"a": {"b": 0}, "n": null, "rows": [{}, {"error": {"code": 1}}], "none": []}"#;
        for (way, has) in [
            (&["a"][..], true),
            (&["a", "b"], true),
            (&["a", "c"], false),
            (&["a", "b", "c"], false),
            (&["n"], false),
            (&["rows", "*", "error"], true),
            (&["rows", "*", "error", "code"], true),
            (&["rows", "error"], false),
            (&["none", "*"], false),
            (&["a", "*"], false),
        ] {
            assert_eq!(
                passes(BodyTest::Has(way), BodyKind::Json, body),
                Ok(has),
                "{way:?}"
            );
            assert_eq!(
                passes(BodyTest::Lacks(way), BodyKind::Json, body),
                Ok(!has),
                "{way:?}"
            );
        }
    }

    #[test]
    fn lines_have_keys() {
        let has = |key| passes(BodyTest::Has(&[key]), BodyKind::Properties, "a=1\nb=\n");
        assert_eq!(
            (has("a"), has("b"), has("c")),
            (Ok(true), Ok(true), Ok(false))
        );
    }

    #[test]
    fn texts_are_looked_at_without_outer_white_space() {
        let passes = |test| passes(test, BodyKind::Text, " OK 1\n");
        assert_eq!(passes(BodyTest::Begins("OK")), Ok(true));
        assert_eq!(passes(BodyTest::Equals("OK 1")), Ok(true));
        assert_eq!(passes(BodyTest::Contains("1")), Ok(true));
        assert_eq!(passes(BodyTest::Begins("1")), Ok(false));
        assert_eq!(passes(BodyTest::Equals("OK")), Ok(false));
    }

    #[test]
    fn what_is_cut_before_the_answer_is_a_fault() {
        assert!(passes(BodyTest::Has(&["a"]), BodyKind::Json, r#"{"b": 1, "#).is_err());
    }
}
