//! Which values can't be spelt in JSON: their `encode` returns a result.

use std::collections::BTreeSet;

use super::{scalar, tuple};
use crate::emit::module::Module;
use crate::emit::types::refuses_unknown;
use crate::ir::{Api, Member, Shape, Type, TypeId};

/// The named types of an API that hold such values, themselves or further down.
pub(in crate::emit) fn fallible_types(api: &Api) -> BTreeSet<TypeId> {
    let mut fallible = BTreeSet::new();
    loop {
        let known = fallible.len();
        for (index, def) in api.types.iter().enumerate() {
            let fails = !def.rules.is_empty()
                || match &def.shape {
                    Shape::Enum(enumeration) => refuses_unknown(enumeration),
                    // Not each name is one of a family.
                    Shape::Object(members) if members.iter().any(|member| member.is_family) => true,
                    Shape::Tuple(members) if tuple::has_gaps(members) => true,
                    Shape::Object(_) | Shape::Tuple(_) | Shape::OneOf(_) | Shape::OneElement(_) => {
                        def.shape.types().any(|ty| is_among(&fallible, ty))
                    }
                };
            if fails {
                fallible.insert(TypeId(index));
            }
        }
        if fallible.len() == known {
            return fallible;
        }
    }
}

/// Whether some value of the type can't be spelt.
pub(super) fn can_fail(module: Module<'_>, ty: &Type) -> bool {
    is_among(&module.reach.fallible, ty)
}

/// Whether some value of the type can't be spelt where there is text only.
pub(in crate::emit) fn can_fail_in_text(module: Module<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => scalar::can_fail_in_text(scalar),
        Type::List(element) => can_fail_in_text(module, element),
        _ => can_fail(module, ty),
    }
}

/// Whether some value of the member can't be.
pub(super) fn member_can_fail(module: Module<'_>, member: &Member) -> bool {
    member.is_family || member.value_type().is_some_and(|ty| can_fail(module, ty))
}

fn is_among(fallible: &BTreeSet<TypeId>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => scalar::can_fail(scalar),
        Type::InText(..) => true,
        Type::Named(id) => fallible.contains(id),
        _ => ty.parts().any(|part| is_among(fallible, part)),
    }
}
