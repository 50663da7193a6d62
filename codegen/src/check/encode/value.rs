//! Values of an example as JSON.

use docwright_wire::json::Value;

use crate::ir::{
    Api, Content, DateTime, Literal, Member, NumberSpelling, Scalar, Shape, Type, TypeId,
};

use super::{family_values, hashed, sent_value, text};

/// What a member makes in its object: one value under its name, or each of a family's.
pub(super) fn member_json(api: &Api, member: &Member, value: &Literal) -> Vec<(String, Value)> {
    if let Some(part) = member.family_type() {
        let values = family_values(member, value).into_iter();
        return values
            .map(|(name, value)| (name, json(api, part, value)))
            .collect();
    }
    let json = match &member.content {
        Content::Constant(_) => value.to_json(),
        Content::Value(_) if *value == Literal::Null => member.null().to_json(),
        Content::Value(ty) => json(api, ty, value),
    };
    vec![(member.wire.clone(), json)]
}

pub(super) fn json(api: &Api, ty: &Type, value: &Literal) -> Value {
    match (ty, value) {
        (Type::Scalar(Scalar::Secret(Some(hash)) | Scalar::Hashed(hash)), Literal::Text(text)) => {
            Value::String(hashed(*hash, text))
        }
        (Type::InText(..), _) => Value::String(text(api, ty, value).unwrap_or_default()),
        (Type::Scalar(scalar), _) if is_in_string(scalar) => {
            Value::String(value.as_text().unwrap_or_default().to_owned())
        }
        (Type::List(item) | Type::ListOrOne(item), Literal::List(items)) => {
            Value::List(items.iter().map(|value| json(api, item, value)).collect())
        }
        (Type::Tuple(parts), Literal::List(items)) => {
            let items = parts.iter().zip(items);
            Value::List(items.map(|(part, value)| json(api, part, value)).collect())
        }
        (Type::Map(part), Literal::Object(given)) => Value::Object(
            given
                .iter()
                .map(|(name, value)| (name.clone(), json(api, part, value)))
                .collect(),
        ),
        (Type::Nullable(_, nulls), Literal::Null) => {
            nulls.first().map_or(Value::Null, Literal::to_json)
        }
        (Type::Nullable(part, _), value) => json(api, part, value),
        (Type::Boxed(part), value) => json(api, part, value),
        (Type::Named(id), value) => named(api, *id, value),
        _ => value.to_json(),
    }
}

fn named(api: &Api, id: TypeId, value: &Literal) -> Value {
    match (api.type_def(id).map(|def| &def.shape), value) {
        (Some(Shape::Object(members)), Literal::Object(given)) => {
            let members = members.iter().flat_map(|member| {
                let given = given.iter().find(|(name, _)| *name == member.wire);
                let value = sent_value(member, given.map(|(_, value)| value));
                value.map_or_else(Vec::new, |value| member_json(api, member, &value))
            });
            Value::Object(members.collect())
        }
        (Some(Shape::Tuple(members)), Literal::List(items)) => {
            let items = members.iter().zip(items).flat_map(|(member, value)| {
                let values = member_json(api, member, value).into_iter();
                values.map(|(_, value)| value)
            });
            Value::List(items.collect())
        }
        (Some(Shape::OneOf(one_of)), value) => match one_of.variant_of_literal(value) {
            Some(variant) => match &variant.content {
                Content::Constant(constant) => constant.value.to_json(),
                Content::Value(ty) => json(api, ty, value),
            },
            None => value.to_json(),
        },
        _ => value.to_json(),
    }
}

fn is_in_string(scalar: &Scalar) -> bool {
    let spelling = match scalar {
        Scalar::Integer(spelling)
        | Scalar::Number(spelling)
        | Scalar::Decimal(spelling)
        | Scalar::Boolean(spelling)
        | Scalar::DateTime(DateTime::UnixSeconds(spelling) | DateTime::UnixMillis(spelling)) => {
            *spelling
        }
        _ => NumberSpelling::Native,
    };
    spelling == NumberSpelling::InString
}
