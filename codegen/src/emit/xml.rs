//! XML: values out of and into elements and attributes.

mod decode;
mod encode;

pub(super) use self::decode::{document, element, element_beside};
pub(super) use self::encode::{body, object};
