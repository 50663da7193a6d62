//! Serde's derive.

use super::Way;
use crate::schema::{Kind, Member};

pub(super) const WAY: Way = Way {
    name: "derive",
    head: "",
    derives: ", serde::Deserialize",
    attribute,
    object: |_| String::new(),
    enumeration: |_| String::new(),
};

fn attribute(member: &Member) -> &'static str {
    match member.kind {
        Kind::Decimal => "    #[serde(with = \"rust_decimal::serde::str\")]\n",
        _ => "",
    }
}
