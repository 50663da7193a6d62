//! The same types, with the code that decodes them, in each way.

mod derive;
mod in_place;
mod indexed;
mod lean;
mod over_jiter;
mod pull;
mod table;

use crate::schema::{Enumeration, Member, Object, Schema};

/// A way to decode.
pub(crate) struct Way {
    /// Its name, which is that of its module.
    pub(crate) name: &'static str,
    head: &'static str,
    /// What is derived for its types, besides what all derive.
    derives: &'static str,
    attribute: fn(&Member) -> &'static str,
    object: fn(&Object) -> String,
    enumeration: fn(&Enumeration) -> String,
}

/// All of them.
pub(crate) const WAYS: [Way; 7] = [
    derive::WAY,
    lean::WAY,
    in_place::WAY,
    pull::WAY,
    indexed::WAY,
    over_jiter::WAY,
    table::WAY,
];

impl Way {
    /// A module with the types and their code.
    pub(crate) fn print(&self, schema: &Schema) -> String {
        let mut text = format!("{}\nuse rust_decimal::Decimal;\n", self.head);
        for enumeration in &schema.enums {
            let name = &enumeration.name;
            text += &format!("\n/// The type `{name}`.\n");
            text += "#[derive(Debug, Clone, PartialEq, Eq, Hash";
            text += self.derives;
            text += ")]\n";
            if !self.derives.is_empty() {
                text += "#[serde(rename_all = \"lowercase\")]\n";
            }
            text += &format!("pub enum {name} {{\n");
            for variant in &enumeration.variants {
                text += &format!("    /// `{}`.\n    {variant},\n", variant.to_lowercase());
            }
            text += "}\n";
            text += &(self.enumeration)(enumeration);
        }
        for object in &schema.objects {
            let name = &object.name;
            text += &format!("\n/// The type `{name}`.\n#[derive(Debug, Clone, PartialEq");
            text += self.derives;
            text += &format!(")]\npub struct {name} {{\n");
            for member in &object.members {
                let (name, mut kind) = (&member.name, member.kind.rust());
                if member.optional {
                    kind = format!("Option<{kind}>");
                }
                let attribute = (self.attribute)(member);
                text +=
                    &format!("    /// `{name}` on the wire.\n{attribute}    pub {name}: {kind},\n");
            }
            text += "}\n";
            text += &(self.object)(object);
        }
        text
    }
}

fn no_attribute(_: &Member) -> &'static str {
    ""
}

/// What is printed for each member, behind each other.
fn each(object: &Object, print: impl Fn(usize, &Member) -> String) -> String {
    let members = object.members.iter().enumerate();
    members
        .map(|(index, member)| print(index, member))
        .collect()
}

/// The names of the members, as a list of texts.
fn names(object: &Object) -> String {
    each(object, |_, member| format!("{:?}, ", member.name))
}

/// `let mut a = None;` for each member.
fn slots(object: &Object) -> String {
    each(object, |_, Member { name, .. }| {
        format!("        let mut {name} = None;\n")
    })
}

/// `a: required(a, "a")?,` for each member.
fn fields(object: &Object, required: &str) -> String {
    each(object, |_, Member { name, optional, .. }| match optional {
        true => format!("            {name},\n"),
        false => format!("            {name}: {required}({name}, \"{name}\")?,\n"),
    })
}

/// `"open" => Some(Self::Open),` for each variant.
fn variants(enumeration: &Enumeration) -> String {
    let arms = enumeration.variants.iter().map(|variant| {
        format!(
            "            \"{}\" => Some(Self::{variant}),\n",
            variant.to_lowercase()
        )
    });
    arms.collect()
}
