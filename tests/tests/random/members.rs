//! Members of an object or of a place of a request.

use crate::names;
use crate::node::{Entries, Node, map};
use crate::scalars;
use crate::values::{Class, Maker, Medium, Value, with};

/// Members, and a value of each that isn't left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Members {
    pub(crate) ty: Entries,
    pub(crate) given: Entries,
    pub(crate) wire: Entries,
    /// All names on the wire.
    pub(crate) names: Vec<String>,
    /// Those that may be left out, by their names on the wire, and whether they are given.
    pub(crate) optional: Vec<(String, bool)>,
}

/// Text that documentation shows.
const WORDS: [&str; 6] = [
    "Plain words.",
    "Text with `code`, *stars* and [links](x).",
    "*/ \"quoted\" {braces} // and # more",
    "First.\n\n    let code = 1;\n",
    "名前 🦀 \u{202e}",
    "",
];

impl Maker {
    pub(crate) fn words(&mut self) -> Node {
        self.dice.pick(&WORDS).into()
    }

    /// Up to four members.
    pub(crate) fn members(&mut self, medium: Medium, depth: usize) -> Members {
        let mut members = Members::default();
        let mut taken: Vec<String> = Vec::new();
        for _ in 0..self.dice.below(5) {
            let name = names::name(&mut self.dice, medium);
            let compared = match medium {
                Medium::Header => name.to_lowercase(),
                _ => name.clone(),
            };
            if !taken.contains(&compared) {
                taken.push(compared);
                members.names.push(name.clone());
                self.member(name, medium, depth, &mut members);
            }
        }
        members
    }

    fn member(&mut self, name: String, medium: Medium, depth: usize, members: &mut Members) {
        let is_attribute = name.starts_with('@') && medium == Medium::Xml;
        let depth = if is_attribute { 0 } else { depth };
        if self.has_constants
            && self.dice.chance(8)
            && !matches!(medium, Medium::Html | Medium::Path)
        {
            let value = self.constant(medium);
            let ty = map([("const", value.clone())]);
            let key = self.key(&name, false, &ty, members);
            members.ty.push(key);
            members.wire.push((name, value));
            return;
        }
        let Value {
            mut ty,
            mut given,
            mut wire,
        } = self.value(medium, depth);
        let is_xml_list = medium == Medium::Xml && matches!(wire, Node::List(_));
        let is_single = !matches!(given, Node::List(_) | Node::Map(_)) && self.is_plain(&ty);
        let is_always_sent = self.dice.chance(10) && is_single && self.sent && !self.is_printed;
        if is_always_sent {
            ty = with(ty, [("send", given.clone())]);
        }
        if self.dice.chance(10) && is_single {
            ty = with(ty, [("default", given.clone()), ("example", given.clone())]);
        }
        let has_null =
            medium == Medium::Json || medium == Medium::Xml && !is_attribute && !is_xml_list;
        if medium == Medium::Json && ty == Node::from("integer") && self.dice.chance(20) {
            ty = with(ty, [("null_as", vec![Node::from(-2), "".into()].into())]);
            if self.dice.chance(50) {
                (given, wire) = (Node::Null, (-2).into());
            }
        } else if self.dice.chance(12) && has_null {
            ty = match ty {
                Node::Text(word) => format!("{word} | null").into(),
                ty => with(ty, [("nullable", true.into())]),
            };
            if self.dice.chance(50) {
                (given, wire) = (Node::Null, Node::Null);
            }
        }
        if self.dice.chance(25) {
            ty = self.described(ty);
        }
        if medium == Medium::Html {
            ty = with(ty, [("element", "b".into())]);
        }
        let optional = self.dice.chance(40) && medium != Medium::Path && !is_xml_list;
        let is_given = !optional || self.dice.chance(60);
        let key = self.key(&name, optional, &ty, members);
        members.ty.push(key);
        if optional && !is_always_sent {
            members.optional.push((name.clone(), is_given));
        }
        if is_given {
            members.given.push((name.clone(), given));
            members.wire.push((name, wire));
        }
    }

    /// Whether `default` and `send` may stand beside it.
    fn is_plain(&self, ty: &Node) -> bool {
        match ty {
            Node::Text(word) => {
                let mut named = self.types.iter().filter(|named| named.name == *word);
                named.all(|named| named.class == Class::Single)
            }
            Node::Map(entries) => entries.iter().all(|(key, _)| key != "one_of"),
            _ => true,
        }
    }

    fn described(&mut self, ty: Node) -> Node {
        let words = self.words();
        let ty = match ty {
            // A word with a `|` is no type of an entry.
            Node::Text(word) if word.ends_with(" | null") => with(
                word.trim_end_matches(" | null").into(),
                [("nullable", true.into())],
            ),
            ty => ty,
        };
        let ty = with(ty, [("description", words)]);
        match self.dice.below(5) {
            0 => with(ty, [("deprecated", "Use `other`.".into())]),
            1 => with(
                ty,
                [
                    ("min", 1.into()),
                    ("max", 9.into()),
                    ("pattern", "[A-Z]+\"\\".into()),
                ],
            ),
            2 => with(ty, [("min_length", 1.into()), ("max_length", 9.into())]),
            3 => {
                let names_type = matches!(&ty, Node::Map(entries)
                    if entries.iter().any(|(key, _)| matches!(key.as_str(), "object" | "one_of" | "enum")));
                let name = if names_type { "Renamed" } else { "renamed" };
                let name = format!("{name}{}", self.dice.fresh());
                with(ty, [("rust_name", name.into())])
            }
            _ => ty,
        }
    }

    fn constant(&mut self, medium: Medium) -> Node {
        match self.dice.below(4) {
            0 => scalars::text(&mut self.dice, medium).into(),
            1 => Node::Number("1.50".to_owned()),
            2 => self.dice.chance(50).into(),
            _ if medium == Medium::Json => Node::Null,
            _ => 0.into(),
        }
    }

    /// The key of a member, and its type: a name that a key can't be stands under `wire`.
    fn key(&mut self, name: &str, optional: bool, ty: &Node, members: &Members) -> (String, Node) {
        let mark = if optional { "?" } else { "" };
        if !name.is_empty() && !name.ends_with(['?', '*']) && !self.dice.chance(4) {
            return (format!("{name}{mark}"), ty.clone());
        }
        let ty = match ty {
            Node::Text(word) if word.ends_with(" | null") => with(
                word.trim_end_matches(" | null").into(),
                [("nullable", true.into())],
            ),
            ty => ty.clone(),
        };
        let key = format!("named{}{mark}", members.ty.len());
        (key, with(ty, [("wire", name.into())]))
    }
}
