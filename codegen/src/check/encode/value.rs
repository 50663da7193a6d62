//! Values of an example as JSON.

use docwright_wire::json::Value;

use crate::ir::{Api, Content, DateTime, Literal, Member, NumberSpelling, Scalar, Shape, Type};

use super::{hashed, sent_value};

pub(super) fn member_json(api: &Api, member: &Member, value: &Literal) -> Value {
    match &member.content {
        Content::Constant(_) => plain(value),
        Content::Value(_) if *value == Literal::Null => Value::Null,
        Content::Value(ty) => json(api, ty, value),
    }
}

pub(super) fn json(api: &Api, ty: &Type, value: &Literal) -> Value {
    match (ty, value) {
        (Type::Scalar(Scalar::Secret(Some(hash)) | Scalar::Hashed(hash)), Literal::Text(text)) => {
            Value::String(hashed(*hash, text))
        }
        (Type::Scalar(scalar), _) if is_in_string(scalar) => {
            Value::String(value.as_text().unwrap_or_default().to_owned())
        }
        (Type::List(item), Literal::List(items)) => {
            Value::List(items.iter().map(|value| json(api, item, value)).collect())
        }
        (Type::Named(id), Literal::Object(given)) => {
            let Some(Shape::Object(members)) = api.type_def(*id).map(|def| &def.shape) else {
                return plain(value);
            };
            let members = members.iter().filter_map(|member| {
                let given = given
                    .iter()
                    .find(|(name, _)| *name == member.wire)
                    .map(|(_, value)| value);
                let value = sent_value(member, given)?;
                Some((member.wire.clone(), member_json(api, member, &value)))
            });
            Value::Object(members.collect())
        }
        _ => plain(value),
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

fn plain(value: &Literal) -> Value {
    match value {
        Literal::Null => Value::Null,
        Literal::Boolean(value) => Value::Boolean(*value),
        Literal::Number(text) => Value::Number(text.clone()),
        Literal::Text(text) => Value::String(text.clone()),
        Literal::List(items) => Value::List(items.iter().map(plain).collect()),
        Literal::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
        ),
    }
}
