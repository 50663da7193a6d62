//! What is only known when every use of a type is: its direction, and whether it holds a secret.

use crate::ir::{Scalar, Shape, Type, TypeDef};

use super::TypeTable;

impl TypeTable<'_> {
    /// Decides what is only known when every use is: which types are sent or received, which enums
    /// are open, which types hold secrets.
    pub(in crate::check) fn finish(mut self, sent: &[Type], received: &[Type]) -> Vec<TypeDef> {
        self.box_recursion();
        for ty in sent {
            mark(&mut self.defs, ty, |def| {
                std::mem::replace(&mut def.sent, true)
            });
        }
        for ty in received {
            mark(&mut self.defs, ty, |def| {
                std::mem::replace(&mut def.received, true)
            });
        }
        for (def, open) in self.defs.iter_mut().zip(&self.open) {
            match &mut def.shape {
                Shape::Enum(enumeration) => enumeration.open = open.unwrap_or(def.received),
                Shape::OneOf(one_of) => one_of.open = def.received,
                Shape::Object(_) | Shape::Tuple(_) | Shape::OneElement(_) => {}
            }
        }
        loop {
            let holders: Vec<bool> = self
                .defs
                .iter()
                .map(|def| {
                    let mut types = def.shape.types();
                    types.any(|ty| type_holds_secret(ty, &self.defs))
                })
                .collect();
            let mut changed = false;
            for (def, holds) in self.defs.iter_mut().zip(holders) {
                changed |= holds && !def.holds_secret;
                def.holds_secret |= holds;
            }
            if !changed {
                return self.defs;
            }
        }
    }
}

/// Whether a value of this type holds a secret, as far as `defs` know by now.
pub(in crate::check) fn type_holds_secret(ty: &Type, defs: &[TypeDef]) -> bool {
    match ty {
        Type::Scalar(scalar) => matches!(scalar, Scalar::Secret(_)),
        Type::Named(id) => defs.get(id.0).is_some_and(|def| def.holds_secret),
        _ => ty.parts().any(|part| type_holds_secret(part, defs)),
    }
}

/// Marks a type and all that it holds; `set` gives the mark's old value and stops at marked ones.
fn mark(defs: &mut [TypeDef], ty: &Type, set: fn(&mut TypeDef) -> bool) {
    let mut open = vec![ty.clone()];
    while let Some(ty) = open.pop() {
        if let Type::Named(id) = &ty
            && let Some(def) = defs.get_mut(id.0)
            && !set(def)
        {
            open.extend(def.shape.types().cloned());
        }
        open.extend(ty.parts().cloned());
    }
}
