//! XML: any text is a document or a fault, and what is written reads the same.

use docwright_wire::json::Value;
use docwright_wire::text::string;
use docwright_wire::xml::{self, Document, Reader, TEXT, Writer};

const ROOT: Document<'static> = Document {
    root: "order",
    namespaces: &[],
};

/// Any body is read or refused; a document without namespaces can be written again and says the same; any
/// text comes back as an attribute and as an element unless it has characters that XML has not.
pub fn xml(data: &[u8]) {
    let Ok(text) = xml::text(data, None) else {
        return;
    };
    let _ = ROOT.begins(&text);
    if let Ok(value) = xml::value(&text)
        && has_plain_names(&value)
    {
        let mut fragment = Writer::fragment();
        write(&mut fragment, &value);
        // Characters that XML has not are read, since servers send them, and never written.
        if let Ok(written) = fragment.finish() {
            let written = String::from_utf8_lossy(&written).into_owned();
            assert_eq!(xml::value(&written).as_ref(), Ok(&value), "{text:?}");
        }
    }
    there_and_back(&text);
}

/// Whether no name has a namespace or another colon, which is not written here.
fn has_plain_names(element: &Value) -> bool {
    let members = element.as_object().unwrap_or_default();
    let attributes = members.iter().map(|(name, _)| name.as_str());
    let elements = element.member("elements").and_then(Value::as_list);
    let name = element.member("element").and_then(Value::as_str);
    let mut names = attributes.chain(name);
    !names.any(|name| name.contains(['{', ':']))
        && elements.unwrap_or_default().iter().all(has_plain_names)
}

fn write(xml: &mut Writer, element: &Value) {
    let text = |name: &str| {
        element
            .member(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    xml.begin(text("element"));
    for (name, value) in element.as_object().unwrap_or_default() {
        if let (Some(attribute), Some(value)) = (name.strip_prefix('@'), value.as_str()) {
            xml.attribute(attribute, value);
        }
    }
    xml.text(text(TEXT));
    let elements = element.member("elements").and_then(Value::as_list);
    elements
        .unwrap_or_default()
        .iter()
        .for_each(|inner| write(xml, inner));
    xml.end();
}

fn there_and_back(text: &str) {
    let mut xml = Writer::document(ROOT);
    xml.attribute("id", text);
    xml.element("note", text);
    let Ok(written) = xml.finish() else {
        return;
    };
    let written = String::from_utf8_lossy(&written).into_owned();
    let read = Reader::new(&written, ROOT).and_then(|mut xml| {
        let mut found = Vec::new();
        let mut members = xml.members()?;
        while let Some(name) = members.next(&mut xml)? {
            let is_own = name == TEXT;
            let value = xml.string().and_then(|value| string(&value))?;
            if !is_own {
                found.push(value);
            }
        }
        xml.finish().map(|()| found)
    });
    assert_eq!(
        read,
        Ok(vec![text.to_owned(), text.to_owned()]),
        "{written:?}"
    );
}
