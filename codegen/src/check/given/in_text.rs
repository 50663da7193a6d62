//! Values out of the texts that hold them: lists that are joined, JSON in a string.

use docwright_wire::json::{Kind, Value};

use super::Source;
use super::printed::literal;
use crate::check::literal::lower_literal;
use crate::ir::{Families, Member, OneOf, Shape, TextForm, Type, Variant};
use crate::printed::Placeholders;
use crate::source::Spanned;
use crate::spec::{self, Literal};

impl Source<'_> {
    /// A value of a printed JSON body with the values of its texts in their place.
    pub(super) fn unfolded(&self, value: Literal, ty: &Type) -> Literal {
        match (ty, value) {
            (Type::InText(inner, form), Literal::Text(text)) => {
                self.literal_in_text(text, inner, form)
            }
            (Type::List(element), Literal::List(items)) => {
                let unfold =
                    |item: Spanned<_>| Spanned::new(self.unfolded(item.value, element), item.span);
                Literal::List(items.into_iter().map(unfold).collect())
            }
            (Type::Tuple(parts), Literal::List(items)) => {
                let items = items.into_iter().zip(parts);
                let items = items
                    .map(|(item, part)| Spanned::new(self.unfolded(item.value, part), item.span));
                Literal::List(items.collect())
            }
            (Type::Nullable(part, _) | Type::Boxed(part), value) => self.unfolded(value, part),
            (Type::Map(part), Literal::Object(given)) => {
                let unfold = |(name, value): (_, Spanned<_>)| {
                    let unfolded = self.unfolded(value.value, part);
                    (name, Spanned::new(unfolded, value.span))
                };
                Literal::Object(given.into_iter().map(unfold).collect())
            }
            (Type::Named(id), Literal::List(items)) => {
                let members = match self.api.type_def(*id).map(|def| &def.shape) {
                    Some(Shape::Tuple(members)) => members.as_slice(),
                    _ => return Literal::List(items),
                };
                let items = items.into_iter().enumerate().map(|(index, item)| {
                    match members.get(index).and_then(Member::value_type) {
                        Some(part) => Spanned::new(self.unfolded(item.value, part), item.span),
                        None => item,
                    }
                });
                Literal::List(items.collect())
            }
            (Type::Named(id), Literal::Object(given)) => {
                let members = match self.api.type_def(*id).map(|def| &def.shape) {
                    Some(Shape::Object(members)) => members,
                    Some(Shape::OneOf(one_of)) => {
                        let variant = variant_of(one_of, &given);
                        let ty = variant.and_then(|variant| variant.content.value_type());
                        let given = Literal::Object(given);
                        return ty.map_or(given.clone(), |ty| self.unfolded(given, ty));
                    }
                    _ => return Literal::Object(given),
                };
                let families = Families::of(members);
                let unfold = |(name, value): (Spanned<String>, Spanned<Literal>)| {
                    let ty = match families.find(name.as_str()) {
                        Some((family, _)) => family.family_type(),
                        None => members
                            .iter()
                            .find(|member| member.wire == name.value)
                            .and_then(Member::value_type),
                    };
                    let unfolded = match ty {
                        Some(ty) => self.unfolded(value.value, ty),
                        None => value.value,
                    };
                    (name, Spanned::new(unfolded, value.span))
                };
                Literal::Object(given.into_iter().map(unfold).collect())
            }
            (_, value) => value,
        }
    }

    /// A text that holds a value as the literal that the value's type writes.
    pub(super) fn literal_in_text(
        &self,
        text: String,
        inner: &Type,
        form: &TextForm,
    ) -> spec::Literal {
        match (form, inner) {
            (TextForm::Json, _) => match Value::parse(&text) {
                Ok(value) => {
                    let value = literal(&value, self.place(), &Placeholders::default());
                    self.unfolded(value, inner)
                }
                Err(_) => spec::Literal::Text(text),
            },
            (TextForm::Joined(separator), Type::List(element)) => {
                let elements = text.split(separator.as_str()).filter(|_| !text.is_empty());
                let items = elements.map(|item| {
                    Spanned::new(self.literal_of(item.to_owned(), element), self.place())
                });
                spec::Literal::List(items.collect())
            }
            (TextForm::Joined(separator), Type::Tuple(parts)) => {
                let texts = text.split(separator.as_str()).zip(parts);
                let items = texts.map(|(item, part)| {
                    Spanned::new(self.literal_of(item.to_owned(), part), self.place())
                });
                spec::Literal::List(items.collect())
            }
            (TextForm::Joined(_), _) => spec::Literal::Text(text),
        }
    }
}

/// The variant that an object is, by the members that tell variants apart.
fn variant_of<'o>(
    one_of: &'o OneOf,
    given: &[(Spanned<String>, Spanned<Literal>)],
) -> Option<&'o Variant> {
    let value_of = |name: &String| {
        let mut members = given.iter();
        members.find_map(|(other, value)| (other.value == *name).then_some(&value.value))
    };
    let fits = |variant: &&Variant| {
        variant.kind == Kind::Object
            && variant.has.iter().all(|name| value_of(name).is_some())
            && variant.constants.iter().all(|constant| {
                // Constants further inside are left to whoever checks the value.
                let [name] = constant.path.as_slice() else {
                    return true;
                };
                value_of(name).is_some_and(|value| lower_literal(value) == constant.value)
            })
    };
    let mut tried = one_of.order.iter();
    tried.find_map(|index| one_of.variants.get(*index).filter(fits))
}
