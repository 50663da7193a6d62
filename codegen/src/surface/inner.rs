//! What named types are made of, below the first field that holds them.

use super::{Page, shown};
use crate::ir::{Content, Effect, Enumeration, OneElement, OneOf, Shape, Type};

impl Page<'_> {
    /// What a named type is made of, the first time that it is met.
    pub(super) fn inner(&mut self, depth: usize, ty: &Type) {
        match ty {
            Type::Scalar(_)
            | Type::List(_)
            | Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Tuple(_)
            | Type::Nullable(..)
            | Type::Boxed(_)
            | Type::InText(..)
            | Type::Any => {
                for part in ty.parts() {
                    self.inner(depth, part);
                }
            }
            Type::Named(id) => {
                if self.shown.contains(id) {
                    return;
                }
                self.shown.push(*id);
                let api = self.api;
                match api.type_def(*id).map(|def| &def.shape) {
                    Some(Shape::Object(members) | Shape::Tuple(members)) => {
                        self.members(depth, members);
                    }
                    Some(Shape::Enum(enumeration)) => self.values(depth, enumeration),
                    Some(Shape::OneOf(one_of)) => self.variants(depth, one_of),
                    Some(Shape::OneElement(one_element)) => self.elements(depth, one_element),
                    None => {}
                }
            }
        }
    }

    fn variants(&mut self, depth: usize, one_of: &OneOf) {
        for variant in &one_of.variants {
            let name = variant.name.plain();
            let has: String = variant
                .has
                .iter()
                .map(|name| format!(", has {name}"))
                .collect();
            let failure = match variant.failure {
                Some(Effect::Item) => " (a failure)",
                Some(Effect::Ends) => " (ends with a failure)",
                None => "",
            };
            match &variant.content {
                Content::Constant(constant) => {
                    self.line(
                        depth,
                        &format!("| {name} = {}{has}", shown(&constant.value)),
                    );
                }
                Content::Value(ty) => {
                    let words = self.type_words(ty);
                    self.line(depth, &format!("| {name}: {words}{has}{failure}"));
                    self.inner(depth + 1, ty);
                }
            }
        }
        if one_of.open {
            self.line(depth, "| or anything else");
        }
    }

    fn elements(&mut self, depth: usize, one_element: &OneElement) {
        for variant in &one_element.variants {
            let name = format!("| {} <{}>", variant.name.plain(), variant.element);
            match &variant.content {
                Some(Content::Value(ty)) => {
                    let words = self.type_words(ty);
                    self.line(depth, &format!("{name}: {words}"));
                    self.inner(depth + 1, ty);
                }
                Some(Content::Constant(constant)) => {
                    self.line(depth, &format!("{name} = {}", shown(&constant.value)));
                }
                None => self.line(depth, &name),
            }
        }
    }

    fn values(&mut self, depth: usize, enumeration: &Enumeration) {
        let mut values: Vec<String> = enumeration
            .values
            .iter()
            .map(|value| {
                if value.variant.plain() == value.wire {
                    value.wire.clone()
                } else {
                    format!("{} = {:?}", value.variant.plain(), value.wire)
                }
            })
            .collect();
        if enumeration.open {
            values.push("or any other".to_owned());
        }
        const WIDTH: usize = 80;
        let line = values.join(" | ");
        if line.len() <= WIDTH {
            return self.line(depth, &line);
        }
        for value in values {
            self.line(depth, &value);
        }
    }
}
