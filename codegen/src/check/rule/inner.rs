//! Whether examples keep the rules of the objects in their requests.

use super::{broken, is_kept};
use crate::diagnostic::Report;
use crate::ir::{Api, Literal, Member, Payload, Request, Shape, Type, TypeId};
use crate::source::Span;

/// Reports the rules that objects of an example break, at `place`.
pub(super) fn check(
    api: &Api,
    request: &Request,
    values: &[Option<Literal>],
    place: Span,
    report: &mut Report,
) {
    let mut walk = Walk { api, place, report };
    let mut values = values.iter();
    for (member, value) in request.members().zip(&mut values) {
        if let (Some(ty), Some(value)) = (member.value_type(), value) {
            walk.value(ty, value, &member.wire);
        }
    }
    if let (Some(body), Some(Some(value))) = (&request.body, values.next())
        && let Some((payload, value)) = body.chosen(value)
        && let Some(ty) = payload.ty()
    {
        match (payload, value) {
            (Payload::Lines(_), Literal::List(lines)) => walk.each(ty, lines, ""),
            _ => walk.value(ty, value, ""),
        }
    }
}

struct Walk<'a> {
    api: &'a Api,
    place: Span,
    report: &'a mut Report,
}

impl Walk<'_> {
    /// Looks at a value that stands at the end of this way.
    fn value(&mut self, ty: &Type, value: &Literal, at: &str) {
        match (ty, value) {
            (Type::Nullable(part, _) | Type::Boxed(part) | Type::InText(part, _), _) => {
                self.value(part, value, at);
            }
            (Type::List(item) | Type::ListOrOne(item), Literal::List(values)) => {
                self.each(item, values, at);
            }
            (Type::Tuple(parts), Literal::List(values)) => {
                for (index, (part, value)) in parts.iter().zip(values).enumerate() {
                    self.value(part, value, &format!("{at}[{index}]"));
                }
            }
            (Type::Map(part), Literal::Object(values)) => {
                for (name, value) in values {
                    self.value(part, value, &below(at, name));
                }
            }
            (Type::Named(id), _) => self.named(*id, value, at),
            _ => {}
        }
    }

    fn each(&mut self, item: &Type, values: &[Literal], at: &str) {
        for (index, value) in values.iter().enumerate() {
            self.value(item, value, &format!("{at}[{index}]"));
        }
    }

    fn named(&mut self, id: TypeId, value: &Literal, at: &str) {
        let api = self.api;
        let Some(def) = api.type_def(id) else {
            return;
        };
        match &def.shape {
            Shape::Object(members) => {
                let all: Vec<&Member> = members.iter().collect();
                let given = |index: usize| value.member(&all.get(index)?.wire);
                for rule in &def.rules {
                    if !is_kept(rule, &all, given) {
                        self.report.push(broken(rule, &all, at, self.place));
                    }
                }
                for member in members {
                    if let (Some(ty), Some(value)) =
                        (member.value_type(), value.member(&member.wire))
                    {
                        self.value(ty, value, &below(at, &member.wire));
                    }
                }
            }
            Shape::Tuple(members) => {
                let Literal::List(values) = value else { return };
                for (member, value) in members.iter().zip(values) {
                    if let Some(ty) = member.value_type() {
                        self.value(ty, value, &below(at, &member.wire));
                    }
                }
            }
            Shape::OneOf(one_of) => {
                let variant = one_of.variant_of_literal(value);
                if let Some(ty) = variant.and_then(|variant| variant.content.value_type()) {
                    self.value(ty, value, at);
                }
            }
            Shape::OneElement(one_element) => {
                if let Some((variant, value)) = one_element.variant_of_literal(value)
                    && let Some(ty) = variant.value_type()
                {
                    self.value(ty, value, &below(at, &variant.element));
                }
            }
            Shape::Enum(_) => {}
        }
    }
}

fn below(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}
