//! Tables that one decoder interprets, over our pull reader; what it gives is moved into the types.

use super::{Way, each, no_attribute};
use crate::schema::{Enumeration, Kind, Object};

pub(super) const WAY: Way = Way {
    name: "table",
    head: "use ::docwright_decoding::table::{self, Kind, Member, Values};",
    derives: "",
    attribute: no_attribute,
    object,
    enumeration,
};

fn object(object: &Object) -> String {
    let name = &object.name;
    let table = each(object, |_, member| {
        let kind = match &member.kind {
            Kind::Text => "Text".to_owned(),
            Kind::Integer => "Integer".to_owned(),
            Kind::Number => "Number".to_owned(),
            Kind::Boolean => "Boolean".to_owned(),
            Kind::Decimal => "Decimal".to_owned(),
            Kind::Enum(name) => format!("Enum({name}::TEXTS)"),
            Kind::Object(name) => format!("Object({name}::MEMBERS)"),
            Kind::List(name) => format!("List({name}::MEMBERS)"),
        };
        let (name, optional) = (&member.name, member.optional);
        format!(
            "        Member {{ name: \"{name}\", kind: Kind::{kind}, optional: {optional} }},\n"
        )
    });
    let fields = each(object, |_, member| {
        let value = match &member.kind {
            Kind::Text => "text()".to_owned(),
            Kind::Integer => "integer()".to_owned(),
            Kind::Number => "number()".to_owned(),
            Kind::Boolean => "boolean()".to_owned(),
            Kind::Decimal => "decimal()".to_owned(),
            Kind::Enum(name) => format!("variant({name}::of)"),
            Kind::Object(name) => format!("object({name}::of)"),
            Kind::List(name) => format!("list({name}::of)"),
        };
        let question = if member.optional { "" } else { "?" };
        format!("            {}: values.{value}{question},\n", member.name)
    });
    format!(
        "
impl {name} {{
    /// Its members.
    pub const MEMBERS: &'static [Member] = &[
{table}    ];

    /// Made of the values of its members.
    pub fn of(mut values: Values) -> Option<Self> {{
        Some(Self {{
{fields}        }})
    }}
}}
"
    )
}

fn enumeration(enumeration: &Enumeration) -> String {
    let name = &enumeration.name;
    let variants = || enumeration.variants.iter().enumerate();
    let texts: String = variants()
        .map(|(_, variant)| format!("{:?}, ", variant.to_lowercase()))
        .collect();
    let arms: String = variants()
        .map(|(index, variant)| format!("            {index} => Some(Self::{variant}),\n"))
        .collect();
    format!(
        "
impl {name} {{
    /// Its texts.
    pub const TEXTS: table::Texts = &[{texts}];

    fn of(index: usize) -> Option<Self> {{
        match index {{
{arms}            _ => None,
        }}
    }}
}}
"
    )
}
