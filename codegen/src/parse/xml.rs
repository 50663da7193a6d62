//! `xml`: a body of elements.

use super::keys::XML_BODY;
use super::reader::Reader;
use super::types::parse_members;
use super::yaml::Entry;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::XmlBody;

/// `{ root: order, namespaces: { s: "urn:s" }, members: { … } }`, or `fragment: true` without root.
pub(super) fn parse_xml(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<XmlBody> {
    let fields = reader.fields(&entry.value, entry.key_span, &XML_BODY)?;
    let fragment = reader.flag_at(&fields, "fragment");
    let mut fragment = fragment.filter(|flag| flag.value).map(|flag| flag.span);
    let root = reader.text_at(&fields, "root");
    if let (Some(root), Some(span)) = (&root, fragment) {
        reader.fault(
            Diagnostic::new(Code::ConflictingKeys, span, "a fragment has no root")
                .also(root.span, "this is one")
                .help("remove `fragment`, or `root`"),
        );
        fragment = None;
    }
    if fragment.is_none() && fields.get("root").is_none() {
        reader.fault(
            Diagnostic::new(Code::MissingKey, entry.key_span, "`xml` needs `root`")
                .help("add `root: order`, with the name of the outermost element"),
        );
    }
    let members = match fields.get("members") {
        Some(node) => parse_members(reader, node)?,
        None => Vec::new(),
    };
    Some(XmlBody {
        root,
        namespaces: reader.texts_at(&fields, "namespaces", "a map of prefix to namespace"),
        fragment,
        members,
    })
}
