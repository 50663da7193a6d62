//! Types that hold themselves: where a box stands, and which can never end.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, Member, Shape, Type, TypeDef, TypeId};

use super::TypeTable;
use super::named::NamedState;

impl TypeTable<'_> {
    /// A value that needs another one of its own type has no end:
    /// `types: { Node: { object: { next: Node } } }`.
    pub(super) fn refuse_endless(&self, report: &mut Report) {
        let ends = ending(&self.defs);
        let mut reported: Vec<TypeId> = Vec::new();
        for named in self.named.values() {
            let NamedState::Read(ty) = &named.state else {
                continue;
            };
            let inner = match ty {
                Type::InText(inner, _) => inner,
                ty => ty,
            };
            let Type::Named(id) = inner else {
                continue;
            };
            let is_endless = !ends.get(id.0).is_none_or(|ends| *ends);
            // One of the types of a circle stands for all of them.
            let is_known = reported
                .iter()
                .any(|known| reaches(&self.defs, *known, *id, requires));
            if !is_endless || is_known || !reaches(&self.defs, *id, *id, requires) {
                continue;
            }
            reported.push(*id);
            let name = &named.written.name;
            report.push(
                Diagnostic::new(
                    Code::RecursiveType,
                    name.span,
                    format!("a value of `{}` always holds another one", name.value),
                )
                .note("it could never end")
                .help("let a member on the way be missing (`name?`), be `null`, or be a list"),
            );
        }
    }

    /// Puts a box where a type would hold itself without a list or a map between.
    pub(super) fn box_recursion(&mut self) {
        for index in 0..self.defs.len() {
            let mut part = 0;
            while let Some(inner) = self.direct_part(index, part) {
                if reaches(&self.defs, inner, TypeId(index), holds) || inner == TypeId(index) {
                    self.put_box(index, inner);
                } else {
                    part += 1;
                }
            }
        }
    }

    fn direct_part(&self, index: usize, part: usize) -> Option<TypeId> {
        holds(&self.defs.get(index)?.shape).into_iter().nth(part)
    }

    /// Boxes `inner` wherever the type at `index` holds it directly.
    fn put_box(&mut self, index: usize, inner: TypeId) {
        let Some(def) = self.defs.get_mut(index) else {
            return;
        };
        for content in def.shape.contents_mut() {
            if let Content::Value(ty) = content {
                box_in(ty, inner);
            }
        }
    }
}

fn box_in(ty: &mut Type, inner: TypeId) {
    match ty {
        Type::Named(id) if *id == inner => *ty = Type::Boxed(Box::new(Type::Named(inner))),
        Type::Nullable(part, _) | Type::InText(part, _) => box_in(part, inner),
        Type::Tuple(parts) => parts.iter_mut().for_each(|part| box_in(part, inner)),
        _ => {}
    }
}

/// The named types that a value holds in place.
fn in_place(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Named(id) => vec![*id],
        Type::Nullable(part, _) | Type::InText(part, _) => in_place(part),
        Type::Tuple(parts) => parts.iter().flat_map(in_place).collect(),
        _ => Vec::new(),
    }
}

/// The named types that a value holds in place.
fn holds(shape: &Shape) -> Vec<TypeId> {
    shape.types().flat_map(in_place).collect()
}

/// The named types of values that a value can't be without.
fn needed(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Named(id) => vec![*id],
        Type::InText(part, _) => needed(part),
        Type::Tuple(parts) => parts.iter().flat_map(needed).collect(),
        _ => Vec::new(),
    }
}

/// The named types without which there is no value.
fn requires(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Object(members) | Shape::Tuple(members) => members
            .iter()
            .filter(|member| !member.optional && !member.nullable)
            .filter_map(Member::value_type)
            .flat_map(needed)
            .collect(),
        Shape::OneOf(_) | Shape::OneElement(_) => holds(shape),
        Shape::Enum(_) => Vec::new(),
    }
}

/// For each type whether its values can end.
fn ending(defs: &[TypeDef]) -> Vec<bool> {
    let mut ends = vec![false; defs.len()];
    loop {
        let mut changed = false;
        for (index, def) in defs.iter().enumerate() {
            let is_ending = |id: &TypeId| ends.get(id.0).is_none_or(|ends| *ends);
            let now = match &def.shape {
                Shape::OneOf(one_of) => {
                    one_of
                        .variants
                        .iter()
                        .any(|variant| match variant.content.value_type() {
                            Some(ty) => needed(ty).iter().all(is_ending),
                            None => true,
                        })
                }
                Shape::OneElement(one_element) => {
                    one_element
                        .variants
                        .iter()
                        .any(|variant| match variant.value_type() {
                            Some(Type::Named(id)) => is_ending(id),
                            _ => true,
                        })
                }
                shape => requires(shape).iter().all(is_ending),
            };
            if let Some(ends) = ends.get_mut(index) {
                changed |= now && !*ends;
                *ends |= now;
            }
        }
        if !changed {
            return ends;
        }
    }
}

/// Whether a type leads to another (or back to itself) by the steps that `next` gives.
fn reaches(defs: &[TypeDef], from: TypeId, to: TypeId, next: fn(&Shape) -> Vec<TypeId>) -> bool {
    let mut seen = vec![false; defs.len()];
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        for inner in defs
            .get(id.0)
            .map(|def| next(&def.shape))
            .unwrap_or_default()
        {
            if inner == to {
                return true;
            }
            if let Some(seen) = seen.get_mut(inner.0)
                && !std::mem::replace(seen, true)
            {
                open.push(inner);
            }
        }
    }
    false
}
