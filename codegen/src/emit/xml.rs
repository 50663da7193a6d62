//! XML: values out of elements and attributes.

mod decode;

pub(super) use self::decode::{document, element, element_beside};
