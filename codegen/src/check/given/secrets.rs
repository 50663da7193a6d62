//! What an example holds that must not be printed, in each spelling in which it travels.

use std::collections::BTreeSet;

use docwright_wire::{base64, percent};

use super::Source;
use crate::check::encode::{Given, auth, hashed};
use crate::ir::{Api, Content, Literal, Payload, Scalar, Shape, Type};

impl Source<'_> {
    /// Every secret of the example: as the caller gives it, hashed, percent-encoded, and joined with
    /// others in base64. Sorted, each once.
    pub(super) fn secrets(&self, given: &Given) -> Vec<String> {
        let mut found = BTreeSet::new();
        for (index, credentials) in &given.auth.schemes {
            let Some(scheme) = self.api.schemes.get(*index) else {
                continue;
            };
            let known = scheme.credentials.iter().map(|known| known.secret);
            let known = known.chain(scheme.computed.iter().map(|known| known.secret));
            let values = auth::values(scheme, credentials, &given.auth);
            let values = values.map_or_else(|| credentials.clone(), |made| made.values);
            let secrets = known.zip(values).filter(|(secret, _)| *secret);
            found.extend(secrets.map(|(_, value)| value));
            if scheme.basic {
                found.insert(base64::encode(credentials.join(":")));
            }
        }
        let request = &self.endpoint.request;
        let mut values = given.values.iter();
        for (member, value) in request.members().zip(&mut values) {
            if let (Content::Value(ty), Some(value)) = (&member.content, value) {
                gather(self.api, ty, value, &mut found);
            }
        }
        if let (Some(body), Some(Some(value))) = (&request.body, values.next())
            && let Some((payload, value)) = body.chosen(value)
            && let Some(ty) = payload.ty()
        {
            let lines = match (payload, value) {
                (Payload::Lines(_) | Payload::Csv(_), Literal::List(lines)) => lines.as_slice(),
                _ => std::slice::from_ref(value),
            };
            for value in lines {
                gather(self.api, ty, value, &mut found);
            }
        }
        spelt(found)
    }
}

/// Secrets as they are, and percent-encoded. Sorted, each once.
pub(in crate::check) fn spelt(secrets: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut found: BTreeSet<String> = secrets.into_iter().collect();
    let encoded: Vec<String> = found
        .iter()
        .flat_map(|secret| {
            [
                percent::encode_segment(secret),
                percent::encode_form(secret),
            ]
        })
        .collect();
    found.extend(encoded);
    found.remove("");
    found.into_iter().collect()
}

/// The secrets within a value, however deep they stand.
fn gather(api: &Api, ty: &Type, value: &Literal, found: &mut BTreeSet<String>) {
    match (ty, value) {
        (Type::Scalar(Scalar::Secret(hash)), _) => {
            let text = value.as_text().unwrap_or_default();
            found.insert(text.to_owned());
            found.extend(hash.map(|hash| hashed(hash, text)));
        }
        (Type::InText(inner, _), _) => gather(api, inner, value, found),
        (Type::List(item) | Type::ListOrOne(item), Literal::List(values)) => {
            for value in values {
                gather(api, item, value, found);
            }
        }
        (Type::Tuple(parts), Literal::List(values)) => {
            for (part, value) in parts.iter().zip(values) {
                gather(api, part, value, found);
            }
        }
        (Type::Map(part), Literal::Object(values)) => {
            for (_, value) in values {
                gather(api, part, value, found);
            }
        }
        (Type::Nullable(part, _) | Type::Boxed(part), value) => gather(api, part, value, found),
        (Type::Named(id), value) => match api.type_def(*id).map(|def| &def.shape) {
            Some(Shape::Object(members)) => {
                for member in members {
                    if let (Some(ty), Some(value)) =
                        (member.value_type(), value.member(&member.wire))
                    {
                        gather(api, ty, value, found);
                    }
                }
            }
            Some(Shape::Tuple(members)) => {
                let Literal::List(values) = value else {
                    return;
                };
                for (member, value) in members.iter().zip(values) {
                    if let Some(ty) = member.value_type() {
                        gather(api, ty, value, found);
                    }
                }
            }
            Some(Shape::OneOf(one_of)) => {
                let variant = one_of.variant_of_literal(value);
                if let Some(ty) = variant.and_then(|variant| variant.content.value_type()) {
                    gather(api, ty, value, found);
                }
            }
            Some(Shape::OneElement(one_element)) => {
                if let Some((variant, value)) = one_element.variant_of_literal(value)
                    && let Some(ty) = variant.value_type()
                {
                    gather(api, ty, value, found);
                }
            }
            Some(Shape::Enum(_)) | None => {}
        },
        _ => {}
    }
}
