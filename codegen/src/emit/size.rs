//! How big the variants of an enum are, and which of them have to be boxed.
//!
//! clippy asks for a box where one variant is 200 bytes larger than the next
//! (`large_enum_variant`); sizes are estimated for 64-bit targets, so the limit here is a little
//! lower.

use super::module::Module;
use crate::ir::{
    BodyVariant, Content, DateTime, EventData, Events, Member, OneOf, Outcome, OutcomeBody,
    Payload, Scalar, Shape, Type,
};

/// A difference from which the larger variant is boxed, in bytes.
const LIMIT: usize = 184;

/// Size of a pointer, in bytes.
const POINTER: usize = 8;

/// Size of an event that is kept as it was sent: three texts.
const UNKNOWN_EVENT: usize = 72;

/// For each of the outcomes whether its variant holds a box.
pub(super) fn boxed(module: Module<'_>, outcomes: &[&Outcome]) -> Vec<bool> {
    let sizes: Vec<usize> = outcomes
        .iter()
        .map(|outcome| outcome_size(module, outcome))
        .collect();
    boxed_sizes(sizes)
}

/// For each of the events that make variants whether its variant holds a box.
pub(super) fn boxed_events(module: Module<'_>, events: &Events) -> Vec<bool> {
    let sizes = events.items().map(|event| match &event.data {
        EventData::Json(ty) => type_size(module, ty),
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
            type_size(module, ty)
        }
        Payload::Lines(_) => 24,
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

fn outcome_size(module: Module<'_>, outcome: &Outcome) -> usize {
    let headers = members_size(module, &outcome.headers);
    headers + body_size(module, &outcome.body)
}

fn body_size(module: Module<'_>, body: &OutcomeBody) -> usize {
    match body {
        OutcomeBody::Json(members)
        | OutcomeBody::Properties(members)
        | OutcomeBody::Form(members)
        | OutcomeBody::Html(members) => members_size(module, members),
        OutcomeBody::Xml(body) => members_size(module, &body.members),
        OutcomeBody::TextPattern(body) => members_size(module, &body.members),
        OutcomeBody::JsonValue(ty) => type_size(module, ty),
        // A stream is no larger than a list by more than a word or two.
        OutcomeBody::Lines(_)
        | OutcomeBody::Events(_)
        | OutcomeBody::Raw(_)
        | OutcomeBody::Text { .. } => 24,
        OutcomeBody::TextEquals { .. } | OutcomeBody::Empty => 0,
    }
}

fn members_size(module: Module<'_>, members: &[Member]) -> usize {
    let fields = members.iter().map(|member| match &member.content {
        Content::Value(ty) => {
            let marks = usize::from(member.may_be_left_out()) + usize::from(member.nullable);
            if marks > 0 {
                option_size(module, ty)
            } else {
                type_size(module, ty)
            }
        }
        Content::Constant(_) => 0,
    });
    let sum: usize = fields.sum();
    if sum < POINTER {
        sum
    } else {
        sum.next_multiple_of(POINTER)
    }
}

fn option_size(module: Module<'_>, ty: &Type) -> usize {
    let size = type_size(module, ty);
    if has_niche(module, ty) {
        size
    } else {
        size + size.clamp(1, POINTER)
    }
}

fn type_size(module: Module<'_>, ty: &Type) -> usize {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::String | Scalar::Hashed(_) => 24,
            Scalar::Secret(_) | Scalar::Decimal(_) | Scalar::Uuid => 16,
            Scalar::Integer(_) | Scalar::Number(_) | Scalar::Time(_) => 8,
            Scalar::Boolean(_) => 1,
            Scalar::File => 80,
            Scalar::Date(_) => 4,
            Scalar::DateTime(DateTime::Civil(_)) => 12,
            Scalar::DateTime(
                DateTime::Rfc3339 | DateTime::UnixSeconds(_) | DateTime::UnixMillis(_),
            ) => 16,
            Scalar::Spelt(spelt) => super::spelt::size(spelt).0,
        },
        Type::List(_) | Type::ListOrOne(_) | Type::Map(_) => 24,
        Type::Tuple(parts) => {
            let sizes = parts.iter().map(|part| type_size(module, part));
            sizes.sum::<usize>().next_multiple_of(POINTER)
        }
        Type::Any => 32,
        Type::Boxed(_) => POINTER,
        Type::Nullable(part, _) => option_size(module, part),
        Type::InText(inner, _) => type_size(module, inner),
        Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members)) => members_size(module, members),
            Some(Shape::Enum(enumeration)) if enumeration.open => 24,
            Some(Shape::Enum(_)) => 1,
            Some(Shape::OneOf(one_of)) => one_of_size(module, one_of),
            None => 0,
        },
    }
}

/// For each variant of a union whether it holds a box.
pub(super) fn boxed_variants(module: Module<'_>, one_of: &OneOf) -> Vec<bool> {
    boxed_sizes(variant_sizes(module, one_of))
}

fn variant_sizes(module: Module<'_>, one_of: &OneOf) -> Vec<usize> {
    let sizes = one_of.variants.iter().map(|variant| {
        let ty = variant.content.value_type();
        ty.map_or(0, |ty| type_size(module, ty))
    });
    sizes.chain(one_of.open.then_some(32)).collect()
}

fn one_of_size(module: Module<'_>, one_of: &OneOf) -> usize {
    let boxed = boxed_variants(module, one_of);
    let sizes = variant_sizes(module, one_of).into_iter().zip(boxed);
    let largest = sizes.map(|(size, boxed)| if boxed { POINTER } else { size });
    largest.max().unwrap_or(0) + POINTER
}

/// Whether `Option` costs nothing, because the type has values that it never takes.
fn has_niche(module: Module<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::Spelt(spelt)) => super::spelt::size(spelt).1,
        Type::Scalar(scalar) => matches!(
            scalar,
            Scalar::String | Scalar::Hashed(_) | Scalar::Secret(_) | Scalar::Boolean(_)
        ),
        Type::List(_) | Type::ListOrOne(_) => true,
        Type::Map(_) => false,
        Type::Tuple(parts) => parts.iter().any(|part| has_niche(module, part)),
        Type::Nullable(..) | Type::Boxed(_) | Type::Any => true,
        Type::InText(inner, _) => has_niche(module, inner),
        Type::Named(id) => match module.api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members)) => members.iter().any(|member| match &member.content {
                Content::Value(ty) => has_niche(module, ty),
                Content::Constant(_) => false,
            }),
            Some(Shape::Enum(_) | Shape::OneOf(_)) => true,
            None => false,
        },
    }
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
