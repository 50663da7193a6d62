//! Plain code over our pull reader, a slot for each member.

use super::{Way, each, fields, no_attribute, slots, variants};
use crate::schema::{Enumeration, Kind, Object};

pub(super) const WAY: Way = Way {
    name: "pull",
    head: "use ::docwright_wire as rt;",
    derives: "",
    attribute: no_attribute,
    object,
    enumeration,
};

fn object(object: &Object) -> String {
    let name = &object.name;
    let (slots, fields) = (slots(object), fields(object, "rt::json::required"));
    let arms = each(object, |_, member| {
        let (name, read) = (&member.name, read(&member.kind));
        format!("                \"{name}\" => rt::json::put(&mut {name}, \"{name}\", {read}),\n")
    });
    format!(
        "
impl {name} {{
    /// Reads one.
    pub fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {{
{slots}        let mut members = json.object()?;
        while let Some(member) = members.next(json)? {{
            match member {{
{arms}                _ => json.skip(),
            }}?;
        }}
        Ok(Self {{
{fields}        }})
    }}
}}
"
    )
}

/// An expression that reads a value.
pub(super) fn read(kind: &Kind) -> String {
    match kind {
        Kind::Text => "json.string()".to_owned(),
        Kind::Integer => "json.integer()".to_owned(),
        Kind::Number => "json.number()".to_owned(),
        Kind::Boolean => "json.boolean()".to_owned(),
        Kind::Decimal => "json.string_as(rt::text::decimal)".to_owned(),
        Kind::Enum(name) | Kind::Object(name) => format!("{name}::decode(json)"),
        Kind::List(name) => format!("json.list({name}::decode)"),
    }
}

pub(super) fn enumeration(enumeration: &Enumeration) -> String {
    let (name, variants) = (&enumeration.name, variants(enumeration));
    format!(
        "
impl {name} {{
    fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {{
        json.text_enum(|text| match text {{
{variants}            _ => None,
        }})
    }}
}}
"
    )
}
