//! Serde without its derive: one visitor for each object, and names looked up by a function that is
//! the same for all of them.

use super::{Way, each, fields, names, no_attribute, slots};
use crate::schema::{Enumeration, Kind, Object};

pub(super) const WAY: Way = Way {
    name: "lean",
    head: "use ::docwright_decoding::lean;\nuse ::serde::de;",
    derives: "",
    attribute: no_attribute,
    object,
    enumeration,
};

fn object(object: &Object) -> String {
    let (name, names) = (&object.name, names(object));
    let (slots, fields) = (slots(object), fields(object, "lean::required"));
    let arms = each(object, |index, member| {
        let put = match member.kind {
            Kind::Decimal => "put_decimal",
            _ => "put",
        };
        format!(
            "                {index} => lean::{put}(&mut {0}, \"{0}\", &mut members)?,\n",
            member.name
        )
    });
    format!(
        "
impl<'de> de::Deserialize<'de> for {name} {{
    fn deserialize<D: de::Deserializer<'de>>(json: D) -> Result<Self, D::Error> {{
        json.deserialize_map(Visit{name})
    }}
}}

struct Visit{name};

impl<'de> de::Visitor<'de> for Visit{name} {{
    type Value = {name};

    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {{
        f.write_str(\"object\")
    }}

    fn visit_map<A: de::MapAccess<'de>>(self, mut members: A) -> Result<{name}, A::Error> {{
{slots}        while let Some(member) = members.next_key_seed(lean::Names(&[{names}]))? {{
            match member {{
{arms}                _ => drop(members.next_value::<de::IgnoredAny>()?),
            }}
        }}
        Ok({name} {{
{fields}        }})
    }}
}}
"
    )
}

fn enumeration(enumeration: &Enumeration) -> String {
    let name = &enumeration.name;
    let variants = enumeration.variants.iter().enumerate();
    let texts: String = variants
        .clone()
        .map(|(_, variant)| format!("{:?}, ", variant.to_lowercase()))
        .collect();
    let arms: String = variants
        .map(|(index, variant)| format!("            {index} => Ok(Self::{variant}),\n"))
        .collect();
    format!(
        "
impl<'de> de::Deserialize<'de> for {name} {{
    fn deserialize<D: de::Deserializer<'de>>(json: D) -> Result<Self, D::Error> {{
        match json.deserialize_str(lean::Names(&[{texts}]))? {{
{arms}            _ => Err(de::Error::custom(\"is none of the documented values\")),
        }}
    }}
}}
"
    )
}
