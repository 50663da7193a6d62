//! XML: values out of and into elements and attributes.

mod decode;
mod encode;
mod one_element;

pub(super) use self::decode::{document, element, element_beside};
pub(super) use self::encode::{body, object};
pub(super) use self::one_element::{decode as decode_one_element, encode as encode_one_element};
