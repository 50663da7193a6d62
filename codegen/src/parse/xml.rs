//! `xml`: a body of elements.

use super::keys::XML_BODY;
use super::reader::Reader;
use super::types::parse_members;
use super::yaml::Entry;
use crate::spec::XmlBody;

/// `{ root: order, namespaces: { s: "urn:s" }, members: { … } }`.
pub(super) fn parse_xml(reader: &mut Reader<'_, '_>, entry: &Entry) -> Option<XmlBody> {
    let fields = reader.fields(&entry.value, entry.key_span, &XML_BODY)?;
    let members = match fields.get("members") {
        Some(node) => parse_members(reader, node)?,
        None => Vec::new(),
    };
    Some(XmlBody {
        root: reader.text_at(&fields, "root"),
        namespaces: reader.texts_at(&fields, "namespaces", "a map of prefix to namespace"),
        members,
    })
}
