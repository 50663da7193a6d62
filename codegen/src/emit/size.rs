//! How big the variants of an enum are, and which of them have to be boxed.
//!
//! clippy asks for a box where one variant is 200 bytes larger than the next
//! (`large_enum_variant`); sizes are estimated for 64-bit targets, so the limit here is a little
//! lower.

use std::collections::BTreeMap;

use super::module::Module;
use crate::ir::{
    Api, BodyVariant, Content, DateTime, ElementVariant, EventData, Events, Member, OneElement,
    OneOf, Outcome, OutcomeBody, Payload, Scalar, Shape, Type, TypeId,
};

/// A difference from which the larger variant is boxed, in bytes.
const LIMIT: usize = 184;

/// Size of a pointer, in bytes.
const POINTER: usize = 8;

/// Size of an event that is kept as it was sent: three texts.
const UNKNOWN_EVENT: usize = 72;

/// What counts as the size of anything larger. Types that hold each other twice double.
const LARGEST: usize = 1 << 30;

/// The sizes of the named types of an API.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    known: BTreeMap<TypeId, Size>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Size {
    bytes: usize,
    /// Whether `Option` costs nothing, because the type has values that it never takes.
    has_niche: bool,
}

/// For each of the outcomes whether its variant holds a box.
pub(super) fn boxed(module: Module<'_>, outcomes: &[&Outcome]) -> Vec<bool> {
    let sizes: Vec<usize> = outcomes
        .iter()
        .map(|outcome| module.reach.sizes.outcome(outcome))
        .collect();
    boxed_sizes(sizes)
}

/// For each of the events that make variants whether its variant holds a box.
pub(super) fn boxed_events(module: Module<'_>, events: &Events) -> Vec<bool> {
    let sizes = events.items().map(|event| match &event.data {
        EventData::Json(ty) => module.reach.sizes.ty(ty).bytes,
        EventData::Text { .. } => 24,
        EventData::TextEquals { .. } => 0,
    });
    let mut boxed = boxed_sizes(sizes.chain([UNKNOWN_EVENT]).collect());
    boxed.pop();
    boxed
}

/// For each of several bodies of a request whether its variant holds a box.
pub(super) fn boxed_bodies(module: Module<'_>, variants: &[BodyVariant]) -> Vec<bool> {
    let sizes = variants.iter().map(|variant| match &variant.payload {
        Payload::Json(ty) | Payload::Form(ty) | Payload::Multipart(ty) | Payload::Text(ty) => {
            module.reach.sizes.ty(ty).bytes
        }
        Payload::Lines(_) | Payload::Csv(_) => 24,
        Payload::Bytes => 40,
    });
    boxed_sizes(sizes.collect())
}

fn boxed_sizes(mut sizes: Vec<usize>) -> Vec<bool> {
    let mut boxed = vec![false; sizes.len()];
    loop {
        let mut largest = (0, 0);
        let mut second = 0;
        for (index, &size) in sizes.iter().enumerate() {
            if size > largest.1 {
                second = largest.1;
                largest = (index, size);
            } else {
                second = second.max(size);
            }
        }
        if sizes.len() < 2 || largest.1.saturating_sub(second) < LIMIT {
            return boxed;
        }
        for (index, (size, boxed)) in sizes.iter_mut().zip(&mut boxed).enumerate() {
            if index == largest.0 {
                *size = POINTER;
                *boxed = true;
            }
        }
    }
}

/// For each variant of a union whether it holds a box.
pub(super) fn boxed_variants(module: Module<'_>, one_of: &OneOf) -> Vec<bool> {
    boxed_sizes(module.reach.sizes.variants(one_of))
}

/// For each variant of a choice of elements whether it holds a box.
pub(super) fn boxed_elements(module: Module<'_>, one_element: &OneElement) -> Vec<bool> {
    boxed_sizes(module.reach.sizes.elements(one_element))
}

impl Sizes {
    /// Every type of an API is measured once, those that it holds before it.
    pub(super) fn of(api: &Api) -> Self {
        let mut sizes = Self::default();
        for index in 0..api.types.len() {
            sizes.measure(api, TypeId(index));
        }
        sizes
    }

    fn measure(&mut self, api: &Api, id: TypeId) {
        let Some(def) = api.type_def(id).filter(|_| !self.known.contains_key(&id)) else {
            return;
        };
        // A type that holds itself does so through a pointer; this is for those that never end.
        self.known.insert(id, Size::default());
        for ty in def.shape.types() {
            self.measure_held(api, ty);
        }
        let size = match &def.shape {
            Shape::Object(members) | Shape::Tuple(members) => Size {
                bytes: self.members(members),
                has_niche: members.iter().any(|member| {
                    let ty = member.value_type();
                    ty.is_some_and(|ty| self.ty(ty).has_niche)
                }),
            },
            Shape::Enum(enumeration) => Size {
                bytes: if enumeration.open { 24 } else { 1 },
                has_niche: true,
            },
            Shape::OneOf(one_of) => Size {
                bytes: enum_size(self.variants(one_of)),
                has_niche: true,
            },
            Shape::OneElement(one_element) => Size {
                bytes: enum_size(self.elements(one_element)),
                has_niche: true,
            },
        };
        self.known.insert(id, size);
    }

    /// Measures the named types that a value holds in place.
    fn measure_held(&mut self, api: &Api, ty: &Type) {
        match ty {
            Type::Named(id) => self.measure(api, *id),
            Type::Nullable(part, _) | Type::InText(part, _) => self.measure_held(api, part),
            Type::Tuple(parts) => parts.iter().for_each(|part| self.measure_held(api, part)),
            Type::Scalar(_)
            | Type::List(_)
            | Type::ListOrOne(_)
            | Type::Map(_)
            | Type::Boxed(_)
            | Type::Any => {}
        }
    }

    fn outcome(&self, outcome: &Outcome) -> usize {
        self.members(&outcome.headers) + self.body(&outcome.body)
    }

    fn body(&self, body: &OutcomeBody) -> usize {
        match body {
            OutcomeBody::Json(members)
            | OutcomeBody::Properties(members)
            | OutcomeBody::Form(members)
            | OutcomeBody::Html(members) => self.members(members),
            OutcomeBody::Xml(body) => self.members(&body.members),
            OutcomeBody::TextPattern(body) => self.members(&body.members),
            OutcomeBody::JsonValue(ty) => self.ty(ty).bytes,
            // A stream is no larger than a list by more than a word or two.
            OutcomeBody::Lines(_)
            | OutcomeBody::Csv(_)
            | OutcomeBody::Events(_)
            | OutcomeBody::Raw(_)
            | OutcomeBody::Text { .. } => 24,
            OutcomeBody::TextEquals { .. } | OutcomeBody::Empty => 0,
        }
    }

    fn members(&self, members: &[Member]) -> usize {
        let fields = members.iter().map(|member| match &member.content {
            Content::Value(ty) if member.may_be_left_out() || member.nullable => {
                self.option(ty).bytes
            }
            Content::Value(ty) => self.ty(ty).bytes,
            Content::Constant(_) => 0,
        });
        let sum = sum(fields);
        if sum < POINTER { sum } else { aligned(sum) }
    }

    fn variants(&self, one_of: &OneOf) -> Vec<usize> {
        let sizes = one_of.variants.iter().map(|variant| {
            let ty = variant.content.value_type();
            ty.map_or(0, |ty| self.ty(ty).bytes)
        });
        sizes.chain(one_of.open.then_some(32)).collect()
    }

    fn elements(&self, one_element: &OneElement) -> Vec<usize> {
        let types = one_element.variants.iter().map(ElementVariant::value_type);
        types
            .map(|ty| ty.map_or(0, |ty| self.ty(ty).bytes))
            .collect()
    }

    fn option(&self, ty: &Type) -> Size {
        let Size { bytes, has_niche } = self.ty(ty);
        Size {
            bytes: if has_niche {
                bytes
            } else {
                bytes + bytes.clamp(1, POINTER)
            },
            has_niche: true,
        }
    }

    fn ty(&self, ty: &Type) -> Size {
        let (bytes, has_niche) = match ty {
            Type::Scalar(scalar) => return scalar_size(scalar),
            Type::List(_) | Type::ListOrOne(_) => (24, true),
            Type::Map(_) => (24, false),
            Type::Tuple(parts) => (
                aligned(sum(parts.iter().map(|part| self.ty(part).bytes))),
                parts.iter().any(|part| self.ty(part).has_niche),
            ),
            Type::Any => (32, true),
            Type::Boxed(_) => (POINTER, true),
            Type::Nullable(part, _) => return self.option(part),
            Type::InText(inner, _) => return self.ty(inner),
            Type::Named(id) => return self.known.get(id).copied().unwrap_or_default(),
        };
        Size { bytes, has_niche }
    }
}

/// An enum whose variants hold this much, boxed where that is due.
fn enum_size(sizes: Vec<usize>) -> usize {
    let boxed = boxed_sizes(sizes.clone());
    let sizes = sizes.into_iter().zip(boxed);
    let largest = sizes.map(|(size, boxed)| if boxed { POINTER } else { size });
    largest.max().unwrap_or(0) + POINTER
}

fn scalar_size(scalar: &Scalar) -> Size {
    let (bytes, has_niche) = match scalar {
        Scalar::String | Scalar::Hashed(_) => (24, true),
        Scalar::Secret(_) => (16, true),
        Scalar::Decimal(_) | Scalar::Uuid => (16, false),
        Scalar::Integer(_) | Scalar::Number(_) | Scalar::Time(_) => (8, false),
        Scalar::Boolean(_) => (1, true),
        Scalar::File => (80, false),
        Scalar::Date(_) => (4, false),
        Scalar::DateTime(DateTime::Civil(_)) => (12, false),
        Scalar::DateTime(
            DateTime::Rfc3339 | DateTime::UnixSeconds(_) | DateTime::UnixMillis(_),
        ) => (16, false),
        Scalar::Spelt(spelt) => super::spelt::size(spelt),
    };
    Size { bytes, has_niche }
}

fn sum(sizes: impl Iterator<Item = usize>) -> usize {
    sizes.fold(0, |sum, size| (sum + size).min(LARGEST))
}

fn aligned(bytes: usize) -> usize {
    bytes.next_multiple_of(POINTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_variant_far_above_the_next_is_boxed() {
        let table: [(&[usize], &[bool]); 5] = [
            (&[400], &[false]),
            (&[400, 24], &[true, false]),
            (&[400, 300], &[false, false]),
            (&[24, 700, 400], &[false, true, true]),
            (&[0, 0], &[false, false]),
        ];
        for (sizes, boxed) in table {
            assert_eq!(boxed_sizes(sizes.to_vec()), boxed, "{sizes:?}");
        }
    }
}
