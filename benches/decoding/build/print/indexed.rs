//! Our pull reader, with names looked up in a table by a function that is the same for all objects.

use super::pull::{enumeration, read};
use super::{Way, each, fields, names, no_attribute, slots};
use crate::schema::Object;

pub(super) const WAY: Way = Way {
    name: "indexed",
    head: "use ::docwright_decoding::indexed;\nuse ::docwright_wire as rt;",
    derives: "",
    attribute: no_attribute,
    object,
    enumeration,
};

fn object(object: &Object) -> String {
    let (name, names) = (&object.name, names(object));
    let (slots, fields) = (slots(object), fields(object, "rt::json::required"));
    let arms = each(object, |index, member| {
        let (name, read) = (&member.name, read(&member.kind));
        format!("                {index} => {name} = Some(members.at({read})?),\n")
    });
    format!(
        "
impl {name} {{
    /// Reads one.
    pub fn decode(json: &mut rt::json::Reader<'_>) -> Result<Self, rt::Fault> {{
{slots}        let mut members = indexed::Members::new(json, &[{names}])?;
        while let Some(member) = members.next(json)? {{
            match member {{
{arms}                _ => json.skip()?,
            }}
        }}
        Ok(Self {{
{fields}        }})
    }}
}}
"
    )
}
