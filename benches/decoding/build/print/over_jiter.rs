//! Plain code over jiter, a pull parser that is well kept.

use super::{Way, each, fields, names, no_attribute, slots, variants};
use crate::schema::{Enumeration, Kind, Object};

pub(super) const WAY: Way = Way {
    name: "over_jiter",
    head: "use ::docwright_decoding::over_jiter as read;\nuse ::docwright_wire as rt;",
    derives: "",
    attribute: no_attribute,
    object,
    enumeration,
};

fn object(object: &Object) -> String {
    let (name, names) = (&object.name, names(object));
    let (slots, fields) = (slots(object), fields(object, "rt::json::required"));
    let arms = each(object, |index, member| {
        let name = &member.name;
        let value = match &member.kind {
            Kind::Text => "read::string(json)".to_owned(),
            Kind::Integer => "read::integer(json)".to_owned(),
            Kind::Number => "read::number(json)".to_owned(),
            Kind::Boolean => "read::boolean(json)".to_owned(),
            Kind::Decimal => "read::string_as(json, rt::text::decimal)".to_owned(),
            Kind::Enum(name) | Kind::Object(name) => format!("{name}::decode(json)"),
            Kind::List(name) => format!("read::list(json, {name}::decode)"),
        };
        format!("                {index} => rt::json::put(&mut {name}, \"{name}\", {value}),\n")
    });
    format!(
        "
impl {name} {{
    /// Reads one.
    pub fn decode(json: &mut jiter::Jiter<'_>) -> Result<Self, rt::Fault> {{
        const NAMES: &[&str] = &[{names}];
{slots}        let mut next = read::first(json, NAMES)?;
        while let Some(member) = next {{
            match member {{
{arms}                _ => read::skip(json),
            }}?;
            next = read::next(json, NAMES)?;
        }}
        Ok(Self {{
{fields}        }})
    }}
}}
"
    )
}

fn enumeration(enumeration: &Enumeration) -> String {
    let (name, variants) = (&enumeration.name, variants(enumeration));
    format!(
        "
impl {name} {{
    fn decode(json: &mut jiter::Jiter<'_>) -> Result<Self, rt::Fault> {{
        read::text_enum(json, |text| match text {{
{variants}            _ => None,
        }})
    }}
}}
"
    )
}
