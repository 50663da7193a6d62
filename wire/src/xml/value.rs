//! A document as a value, to be compared with another: what matters of it, and nothing of how it is
//! written.

use super::{Reader, TEXT};
use crate::Fault;
use crate::json::Value;

/// The elements of a document or a fragment: each an object with its name, its attributes in any
/// order, its own text without white space around it, and its elements as a list. Prefixes are left
/// out and namespaces put in: `{urn:s}Body`.
///
/// # Errors
/// If it is neither.
pub fn value(text: &str) -> Result<Value, Fault> {
    let whole = Reader::any(text).and_then(|mut xml| {
        let value = element(&mut xml)?;
        xml.finish()?;
        Ok(value)
    });
    whole.or_else(|fault| {
        let wrapped = format!("<fragment>{text}</fragment>");
        let mut xml = Reader::any(&wrapped).map_err(|_| fault.clone())?;
        element(&mut xml).map_err(|_| fault)
    })
}

fn element(xml: &mut Reader<'_>) -> Result<Value, Fault> {
    let mut own = vec![("element".to_owned(), Value::String(xml.expanded_name()))];
    let mut children = Vec::new();
    let mut members = xml.members()?;
    while let Some(name) = members.next(xml)? {
        if name == "@xmlns" {
            xml.skip()?;
        } else if name == TEXT || name.starts_with('@') {
            let name = name.to_owned();
            let text = xml.text(crate::text::string)?;
            own.push((name, Value::String(text)));
        } else {
            children.push(element(xml)?);
        }
    }
    if !children.is_empty() {
        own.push(("elements".to_owned(), Value::List(children)));
    }
    Ok(Value::Object(own))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn how_a_document_is_written_does_not_matter() {
        let shown = |text: &str| value(text).unwrap().to_string();
        let one = shown("<?xml version='1.0'?><a:r xmlns:a='urn:a' x='1' y='&lt;'>\n <b/>\n</a:r>");
        assert_eq!(
            one,
            r#"{"element":"{urn:a}r","@x":"1","@y":"<","elements":[{"element":"b"}]}"#
        );
        assert_eq!(
            shown(
                "<r xmlns='urn:a' x='1' y='<'><b xmlns=''></b></r>"
                    .replace("'<'", "'&#60;'")
                    .as_str()
            ),
            one
        );
        assert_eq!(
            shown("<a>1</a> <b/>"),
            r##"{"element":"fragment","elements":[{"element":"a","#text":"1"},{"element":"b"}]}"##
        );
        assert!(value("<a>").is_err());
    }
}
