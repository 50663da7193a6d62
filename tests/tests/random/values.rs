//! Types, each with a value of it.

use crate::node::{Entries, Node, list, map};
use crate::scalars;
use docwright_tests::Dice;

/// Where a value stands, which decides how it can be spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    Json,
    /// A query or a form.
    Pairs,
    /// A member of an object in a query or a form.
    Inner,
    Header,
    Cookie,
    Path,
    /// A part of several.
    Parts,
    Xml,
    Html,
    Properties,
}

/// A type and one of its values.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) ty: Node,
    /// The value as an example of a request gives it.
    pub(crate) given: Node,
    /// The value as it travels; in a place of text, its text.
    pub(crate) wire: Node,
}

/// What a named type can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A value of one text.
    Single,
    Object,
    Other,
}

/// An entry of `types`.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) class: Class,
    pub(crate) value: Value,
}

/// What types are made with.
pub(crate) struct Maker {
    pub(crate) dice: Dice,
    pub(crate) types: Vec<Named>,
    /// Whether a request holds the values.
    pub(crate) sent: bool,
    /// Whether members may be constants: they would tell variants apart, and outcomes.
    pub(crate) has_constants: bool,
    /// Whether values are read out of what the page prints: none is hashed, and none sent unasked.
    pub(crate) is_printed: bool,
}

impl Value {
    /// A value that is given as it travels.
    pub(crate) fn same(ty: Node, value: Node) -> Self {
        Self {
            ty,
            given: value.clone(),
            wire: value,
        }
    }
}

/// The type with further attributes.
pub(crate) fn with<const N: usize>(ty: Node, more: [(&str, Node); N]) -> Node {
    let mut entries = match ty {
        Node::Map(entries) => entries,
        Node::List(mut items) => list([("list", items.remove(0))]),
        word => list([("type", word)]),
    };
    entries.extend(list(more));
    Node::Map(entries)
}

/// What happens to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Read,
    Sent,
    /// Read out of what a page prints, and sent as it is printed.
    Printed,
}

impl Maker {
    fn usage(&self) -> Usage {
        match (self.is_printed, self.sent) {
            (true, _) => Usage::Printed,
            (false, true) => Usage::Sent,
            (false, false) => Usage::Read,
        }
    }

    /// Any type that has a spelling in this medium.
    pub(crate) fn value(&mut self, medium: Medium, depth: usize) -> Value {
        let is_deep = depth == 0 || self.dice.chance(55);
        match medium {
            _ if is_deep => self.single(medium),
            Medium::Json => self.of_json(depth - 1),
            Medium::Pairs | Medium::Inner => self.of_pairs(medium, depth - 1),
            Medium::Parts => self.of_parts(depth - 1),
            Medium::Xml => self.of_xml(depth - 1),
            Medium::Header | Medium::Cookie | Medium::Path => self.in_text(medium),
            Medium::Html | Medium::Properties => self.single(medium),
        }
    }

    fn scalar(&mut self, medium: Medium) -> Value {
        let usage = self.usage();
        scalars::scalar(&mut self.dice, medium, usage)
    }

    /// A value of one text.
    pub(crate) fn single(&mut self, medium: Medium) -> Value {
        let named = self.named(|class| class == Class::Single);
        match named {
            // Texts of a named type are those of JSON, and some places are narrower.
            Some(named)
                if matches!(
                    medium,
                    Medium::Json | Medium::Pairs | Medium::Inner | Medium::Parts
                ) =>
            {
                named
            }
            _ => self.scalar(medium),
        }
    }

    /// Now and then, a type that has a name.
    fn named(&mut self, fits: impl Fn(Class) -> bool) -> Option<Value> {
        if !self.dice.chance(30) {
            return None;
        }
        let fitting: Vec<&Named> = self
            .types
            .iter()
            .filter(|named| fits(named.class))
            .collect();
        let chosen = fitting.get(self.dice.below(fitting.len()))?;
        Some(Value {
            ty: chosen.name.as_str().into(),
            ..chosen.value.clone()
        })
    }

    fn of_json(&mut self, depth: usize) -> Value {
        if let Some(named) = self.named(|class| class != Class::Single) {
            return named;
        }
        match self.dice.below(12) {
            10 => self.tuple(depth),
            11 => self.family(depth),
            0..3 => self.object(Medium::Json, depth),
            3..5 => {
                let mut element = self.value(Medium::Json, depth);
                if self.dice.chance(15) {
                    element.ty = with(element.ty, [("nullable", true.into())]);
                    element.given = Node::Null;
                    element.wire = Node::Null;
                }
                self.list_of(element)
            }
            5 => {
                let element = self.scalar(Medium::Json);
                let ty = map([("list", element.ty), ("or_one", true.into())]);
                let given: Node = vec![element.given].into();
                let wire = if self.dice.chance(50) && self.usage() == Usage::Read {
                    element.wire
                } else {
                    vec![element.wire].into()
                };
                Value { ty, given, wire }
            }
            6 => {
                let part = self.value(Medium::Json, depth);
                let name = crate::names::name(&mut self.dice, Medium::Json);
                Value {
                    ty: map([("map", part.ty)]),
                    given: vec![(name.clone(), part.given)].into(),
                    wire: vec![(name, part.wire)].into(),
                }
            }
            7 => self.one_of(depth),
            8 => Value::same("any".into(), scalars::anything(&mut self.dice)),
            _ => self.in_text(Medium::Json),
        }
    }

    /// A list of one or two of these.
    fn list_of(&mut self, element: Value) -> Value {
        let count = 1 + self.dice.below(2);
        let ty = if self.dice.chance(50) {
            vec![element.ty].into()
        } else {
            map([("list", element.ty)])
        };
        Value {
            ty,
            given: vec![element.given; count].into(),
            wire: vec![element.wire; count].into(),
        }
    }

    /// A list of elements with a type each.
    fn tuple(&mut self, depth: usize) -> Value {
        let elements = (0..2 + self.dice.below(2)).map(|_| self.value(Medium::Json, depth));
        let elements: Vec<Value> = elements.collect();
        let each = |part: fn(&Value) -> &Node| -> Node {
            let parts: Vec<Node> = elements.iter().map(|value| part(value).clone()).collect();
            parts.into()
        };
        Value {
            ty: map([("tuple", each(|value| &value.ty))]),
            given: each(|value| &value.given),
            wire: each(|value| &value.wire),
        }
    }

    /// An object with members whose names fit a pattern, or with any others.
    fn family(&mut self, depth: usize) -> Value {
        let mut object = self.object(Medium::Json, depth.min(1));
        let part = self.value(Medium::Json, depth.min(1));
        let families = [("of * family", "of the family"), ("*", "not said")];
        // A member of that very name is another one.
        let is_taken = object.ty.json().contains("\"*\"");
        let (key, name) = self.dice.pick(&families[..if is_taken { 1 } else { 2 }]);
        if let (Node::Map(ty), Node::Map(given), Node::Map(wire)) =
            (&mut object.ty, &mut object.given, &mut object.wire)
        {
            if let Some((_, Node::Map(members))) = ty.first_mut() {
                members.push((key.to_owned(), part.ty));
            }
            given.push((name.to_owned(), part.given));
            wire.push((name.to_owned(), part.wire));
        }
        object
    }

    /// An object, at times with the members of a named one in front.
    pub(crate) fn object(&mut self, medium: Medium, depth: usize) -> Value {
        let mut members = self.members(medium, depth);
        let mut ty = list([("object", members.ty.into())]);
        let mut included = self.types.iter();
        if medium == Medium::Json
            && let Some(named) = included.find(|named| named.class == Class::Object)
            && self.dice.chance(20)
            && let (Node::Map(given), Node::Map(wire)) = (&named.value.given, &named.value.wire)
        {
            ty.push(("include".to_owned(), named.name.as_str().into()));
            members.given.extend(given.clone());
            members.wire.extend(wire.clone());
        }
        Value {
            ty: ty.into(),
            given: members.given.into(),
            wire: members.wire.into(),
        }
    }

    /// Variants that differ in the kind of JSON, in a constant, or in a member that is there.
    fn one_of(&mut self, depth: usize) -> Value {
        let mut variants: Vec<(&str, Value)> = Vec::new();
        if self.dice.chance(50) {
            let text = scalars::text(&mut self.dice, Medium::Json);
            variants.push(("Text", Value::same("string".into(), text.into())));
            variants.push(("Flag", Value::same("boolean".into(), true.into())));
            variants.push((
                "Amount",
                Value::same("decimal".into(), Node::Number("1.50".into())),
            ));
            variants.push(("Many", self.value(Medium::Json, 0)));
            if let Some((_, many)) = variants.last_mut() {
                many.ty = vec![many.ty.clone()].into();
                many.given = vec![many.given.clone()].into();
                many.wire = vec![many.wire.clone()].into();
            }
        } else {
            let mark = Node::from("now");
            variants.push(("Now", Value::same(map([("const", mark.clone())]), mark)));
        }
        let has_constants = std::mem::replace(&mut self.has_constants, false);
        let by_constant = self.dice.chance(50);
        for (name, tag) in [("Unknown", "a"), ("Self", "b")] {
            let mut object = self.members(Medium::Json, depth.min(1));
            let key = if by_constant { "kind tag" } else { tag };
            let key = format!("tag of {key}");
            let value = if by_constant {
                tag.into()
            } else {
                Node::from(1)
            };
            let ty = if by_constant {
                map([("const", value.clone())])
            } else {
                "integer".into()
            };
            object.ty.insert(0, (key.clone(), ty));
            object.given.insert(0, (key.clone(), value.clone()));
            object.wire.insert(0, (key.clone(), value));
            let mut ty = list([("object", object.ty.into())]);
            if !by_constant {
                ty.push(("has".to_owned(), Node::from(vec![Node::from(key)])));
            }
            variants.push((
                name,
                Value {
                    ty: ty.into(),
                    given: object.given.into(),
                    wire: object.wire.into(),
                },
            ));
        }
        self.has_constants = has_constants;
        let chosen = variants[self.dice.below(variants.len())].1.clone();
        let types: Entries = variants
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.ty))
            .collect();
        let mut ty = list([("one_of", types.into())]);
        if self.dice.chance(30) {
            ty.push((
                "shared".to_owned(),
                map([("shared by all?", "integer".into())]),
            ));
        }
        Value {
            ty: ty.into(),
            ..chosen
        }
    }

    /// A list or an object in one text.
    fn in_text(&mut self, medium: Medium) -> Value {
        let kind = self.dice.below(3);
        match kind {
            0..3 if medium == Medium::Cookie || kind == 0 => {
                let element = scalars::joinable(&mut self.dice, medium);
                let separator = if medium == Medium::Cookie { "|" } else { ", " };
                let count = 1 + self.dice.below(2);
                let texts = vec![element.wire.text(); count];
                Value {
                    ty: map([
                        ("list", element.ty),
                        ("as", map([("joined", separator.into())])),
                    ]),
                    given: vec![element.given; count].into(),
                    wire: texts.join(separator).into(),
                }
            }
            1 if medium == Medium::Header => {
                let element = scalars::joinable(&mut self.dice, medium);
                let ty = if self.sent {
                    map([("list", element.ty), ("as", "repeated".into())])
                } else {
                    map([("list", element.ty)])
                };
                Value {
                    ty,
                    given: vec![element.given].into(),
                    wire: element.wire,
                }
            }
            _ => {
                let mut members = Entries::new();
                if self.dice.chance(50) {
                    members.push(("id".to_owned(), "integer".into()));
                }
                let value: Node = members
                    .iter()
                    .map(|(name, _)| (name.clone(), 7.into()))
                    .collect::<Entries>()
                    .into();
                Value {
                    ty: map([("object", members.into()), ("as", "json".into())]),
                    wire: value.json().into(),
                    given: value,
                }
            }
        }
    }

    fn of_pairs(&mut self, medium: Medium, depth: usize) -> Value {
        match self.dice.below(4) {
            0 => {
                let element = scalars::joinable(&mut self.dice, Medium::Pairs);
                let mut list = self.list_of(element);
                let spelling = self.dice.pick(&["", "repeated", "brackets", "indexed"]);
                if !spelling.is_empty() {
                    list.ty = with(list.ty, [("as", spelling.into())]);
                }
                list
            }
            1 => {
                let object = self.object(Medium::Inner, depth.min(1));
                self.list_of(object)
            }
            2 => {
                let mut object = self.object(Medium::Inner, depth);
                if medium == Medium::Pairs && self.dice.chance(40) {
                    object.ty = with(object.ty, [("as", "dotted".into())]);
                }
                object
            }
            _ => self.in_text(Medium::Pairs),
        }
    }

    fn of_parts(&mut self, depth: usize) -> Value {
        let file = map([
            ("name", "dot \"1\".png".into()),
            ("media_type", "image/png".into()),
            ("base64", "iVBORw0KGgo=".into()),
        ]);
        match self.dice.below(4) {
            0 => Value::same("file".into(), file),
            1 => self.list_of(Value::same("file".into(), file)),
            2 => {
                let element = scalars::joinable(&mut self.dice, Medium::Parts);
                self.list_of(element)
            }
            _ => self.object(Medium::Json, depth),
        }
    }

    fn of_xml(&mut self, depth: usize) -> Value {
        let inner = if self.dice.chance(60) {
            self.object(Medium::Xml, depth)
        } else {
            self.scalar(Medium::Xml)
        };
        if self.dice.chance(40) {
            self.list_of(inner)
        } else {
            inner
        }
    }
}
