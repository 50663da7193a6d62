//! Plain code over our pull reader, each member read in its place: what the generator emits.

use super::{Way, each, no_attribute, variants};
use crate::schema::{Enumeration, Kind, Object};

pub(super) const WAY: Way = Way {
    name: "in_place",
    head: "use ::docwright_wire as rt;",
    derives: "",
    attribute: no_attribute,
    object,
    enumeration,
};

fn object(object: &Object) -> String {
    let name = &object.name;
    let blank = each(object, |_, member| {
        let blank = match &member.kind {
            _ if member.optional => "None",
            Kind::Text => "String::new()",
            Kind::Integer => "0",
            Kind::Number => "0.0",
            Kind::Boolean => "false",
            Kind::Decimal => "Decimal::ZERO",
            Kind::Enum(_) | Kind::Object(_) => "rt::json::Decode::blank()",
            Kind::List(_) => "Vec::new()",
        };
        format!("            {}: {blank},\n", member.name)
    });
    let members = each(object, |_, member| {
        let name = &member.name;
        let place = match &member.kind {
            Kind::Decimal => format!(
                "rt::json::With(&mut self.{name}, |json| json.string_as(rt::text::decimal))"
            ),
            _ => format!("self.{name}"),
        };
        let kind = if member.optional {
            "Optional"
        } else {
            "Required"
        };
        format!("            rt::json::{kind}(\"{name}\", &mut {place}),\n")
    });
    format!(
        "
impl rt::json::Decode for {name} {{
    fn blank() -> Self {{
        Self {{
{blank}        }}
    }}

    fn read(&mut self, json: &mut rt::json::Reader<'_>) -> Result<(), rt::Fault> {{
        json.members(&mut [
{members}        ])
    }}
}}
"
    )
}

fn enumeration(enumeration: &Enumeration) -> String {
    let (name, variants) = (&enumeration.name, variants(enumeration));
    let first = enumeration.variants.first().map_or("", String::as_str);
    format!(
        "
impl rt::json::Decode for {name} {{
    fn blank() -> Self {{
        Self::{first}
    }}

    fn read(&mut self, json: &mut rt::json::Reader<'_>) -> Result<(), rt::Fault> {{
        *self = json.text_enum(|text| match text {{
{variants}            _ => None,
        }})?;
        Ok(())
    }}
}}
"
    )
}
