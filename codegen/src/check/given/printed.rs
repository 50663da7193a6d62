//! What a printed request gives for the members of a request.

use docwright_wire::json::Value;
use docwright_wire::multipart::Part;

use super::Source;
use crate::compare::of_printed;
use crate::ir::{Member, PartKind, Payload, Scalar, Type};
use crate::printed::{Placeholders, Printed};
use crate::source::{Span, Spanned};
use crate::spec::{self, ExamplePlace};

impl Source<'_> {
    /// The value that is printed for a member. None if there is none, or a placeholder in its place,
    /// or the hash of a value that only the caller knows.
    pub(super) fn printed_value(
        &self,
        printed: &Printed,
        place: ExamplePlace,
        member: &Member,
        ty: &Type,
    ) -> Option<spec::Literal> {
        if let Type::Scalar(Scalar::Secret(Some(_)) | Scalar::Hashed(_)) = ty {
            return None;
        }
        let placeholders = &printed.placeholders;
        if let (ExamplePlace::Headers, Type::List(_)) = (place, ty) {
            let is_own = |(name, _): &&(String, String)| name.eq_ignore_ascii_case(&member.wire);
            let own = printed.request.headers.iter().filter(is_own);
            let own = own.map(|(_, value)| (member.wire.clone(), value.clone()));
            return self.paired_value(&known_pairs(own.collect(), placeholders), member, ty);
        }
        let marked = match place {
            ExamplePlace::Json => {
                let body = printed.json()?;
                let value = self.restored(body.member(&member.wire)?, placeholders)?;
                return Some(self.unfolded(value, ty));
            }
            ExamplePlace::Query => {
                let pairs = known_pairs(printed.request.query.clone(), placeholders);
                return self.paired_value(&pairs, member, ty);
            }
            ExamplePlace::Form => {
                let pairs = known_pairs(printed.form()?, placeholders);
                return self.paired_value(&pairs, member, ty);
            }
            ExamplePlace::Headers => printed.header(&member.wire)?.to_owned(),
            ExamplePlace::Cookies => printed.cookie(&member.wire)?.to_owned(),
            ExamplePlace::Path => self.printed_segment(printed, member)?,
            ExamplePlace::Url => self.printed_url(printed)?,
            ExamplePlace::Multipart => return self.printed_part(printed, member, ty),
            ExamplePlace::Xml
            | ExamplePlace::Text
            | ExamplePlace::Lines
            | ExamplePlace::Csv
            | ExamplePlace::Bytes => return None,
        };
        let text = known(&marked, placeholders)?;
        match ty {
            // Of a cookie that stands there several times, the first is read.
            Type::List(element) => {
                let item = self.literal_of(text, element);
                Some(spec::Literal::List(vec![Spanned::new(item, self.place())]))
            }
            ty => Some(self.literal_of(text, ty)),
        }
    }

    /// The body that is printed, as an author would write it down. None if there is none, or nothing
    /// but a placeholder.
    pub(super) fn printed_body(
        &self,
        printed: &Printed,
        payload: &Payload,
    ) -> Option<Spanned<spec::Literal>> {
        let place = self.place();
        let placeholders = &printed.placeholders;
        let text = || known(printed.body()?, placeholders);
        let value = match payload {
            Payload::Json(ty) => self.unfolded(self.restored(&printed.json()?, placeholders)?, ty),
            Payload::Lines(_) => {
                text()?;
                let lines = printed.lines()?;
                let lines = lines.iter().map(|line| literal(line, place, placeholders));
                spec::Literal::List(lines.map(|line| Spanned::new(line, place)).collect())
            }
            Payload::Form(ty) => {
                text()?;
                let pairs = known_pairs(printed.form()?, placeholders);
                self.object_from_pairs(&pairs, ty)?
            }
            // The content of a file isn't printed, so that the parts are given by hand.
            Payload::Multipart(_) => return None,
            Payload::Text(ty) => self.literal_of(text()?, ty),
            Payload::Csv(body) => self.rows_of(&text()?, body)?,
            Payload::Bytes => spec::Literal::Text(text()?),
        };
        Some(Spanned::new(value, place))
    }

    /// The value of the part that is printed for a member. The content of a file never is.
    fn printed_part(&self, printed: &Printed, member: &Member, ty: &Type) -> Option<spec::Literal> {
        let placeholders = &printed.placeholders;
        let parts = of_printed(printed)?;
        let mut found = parts.iter().filter(|part| part.name == member.wire);
        let text = |part: &Part| known(std::str::from_utf8(&part.content).ok()?, placeholders);
        match (PartKind::of(self.api, ty), ty) {
            (PartKind::File, _) => None,
            (PartKind::Json, _) => {
                let json = std::str::from_utf8(&found.next()?.content).ok()?;
                self.restored(&printed.json_of(json)?, placeholders)
            }
            (PartKind::Text, Type::List(item)) => {
                let items = found.map(|part| {
                    let value = self.literal_of(text(part)?, item);
                    Some(Spanned::new(value, self.place()))
                });
                let items: Vec<_> = items.collect::<Option<_>>()?;
                (!items.is_empty()).then_some(spec::Literal::List(items))
            }
            (PartKind::Text, _) => Some(self.literal_of(text(found.next()?)?, ty)),
        }
    }

    pub(super) fn restored(
        &self,
        value: &Value,
        placeholders: &Placeholders,
    ) -> Option<spec::Literal> {
        match value {
            Value::String(text) => known(text, placeholders).map(spec::Literal::Text),
            value => Some(literal(value, self.place(), placeholders)),
        }
    }
}

/// A printed text with its values in it; none if it is a placeholder that has none.
fn known(marked: &str, placeholders: &Placeholders) -> Option<String> {
    (!placeholders.is_open(marked)).then(|| placeholders.restore(marked))
}

/// Pairs with the values of their placeholders; those that have none are left out.
pub(super) fn known_pairs(
    pairs: Vec<(String, String)>,
    placeholders: &Placeholders,
) -> Vec<(String, String)> {
    let known = |(name, value): (String, String)| {
        Some((placeholders.restore(&name), known(&value, placeholders)?))
    };
    pairs.into_iter().filter_map(known).collect()
}

pub(super) fn literal(value: &Value, span: Span, placeholders: &Placeholders) -> spec::Literal {
    let spanned = |value: &Value| Spanned::new(literal(value, span, placeholders), span);
    match value {
        Value::Null => spec::Literal::Null,
        Value::Boolean(value) => spec::Literal::Boolean(*value),
        Value::Number(number) => spec::Literal::Number(number.to_string()),
        Value::String(text) => spec::Literal::Text(placeholders.restore(text)),
        Value::List(items) => spec::Literal::List(items.iter().map(spanned).collect()),
        Value::Object(members) => spec::Literal::Object(
            members
                .iter()
                .map(|(name, value)| {
                    let name = placeholders.restore(name);
                    (Spanned::new(name, span), spanned(value))
                })
                .collect(),
        ),
    }
}
