//! Values as pairs of a query or a form.

use docwright_wire::pairs::PairName;

use super::{family_values, object_members, text};
use crate::ir::{Api, Content, ListNames, Literal, Member, Type};

/// The pairs that a member makes, decoded, in the order in which they are sent.
pub(in crate::check) fn pairs(
    api: &Api,
    member: &Member,
    value: &Literal,
) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let name = |wire: &str| PairName::new(wire, member.pairs.nesting);
    push_member(api, member, name, value, &mut pairs);
    pairs
}

fn push_member(
    api: &Api,
    member: &Member,
    name: impl Fn(&str) -> PairName,
    value: &Literal,
    pairs: &mut Vec<(String, String)>,
) {
    if let Some(part) = member.family_type() {
        for (wire, value) in family_values(member, value) {
            let name = &name(&wire);
            match (part, value) {
                (Type::List(element), Literal::List(items)) => {
                    for item in items {
                        push(api, element, name, item, pairs);
                    }
                }
                _ => push(api, part, name, value, pairs),
            }
        }
        return;
    }
    let name = &name(&member.wire);
    match (&member.content, value) {
        (Content::Value(Type::List(element)), Literal::List(items)) => {
            for (index, item) in items.iter().enumerate() {
                match member.pairs.list {
                    ListNames::Repeated => push(api, element, name, item, pairs),
                    ListNames::Brackets => push(api, element, &name.element(), item, pairs),
                    ListNames::Indexed => push(api, element, &name.index(index), item, pairs),
                }
            }
        }
        (Content::Value(_), Literal::Null) => pairs.extend(pair(name, Some(member.null_text()))),
        (Content::Value(ty), value) => push(api, ty, name, value, pairs),
        (Content::Constant(_), value) => pairs.extend(pair(name, value.as_text())),
    }
}

fn push(api: &Api, ty: &Type, name: &PairName, value: &Literal, pairs: &mut Vec<(String, String)>) {
    match (object_members(api, ty), value) {
        (Some(members), Literal::Object(given)) => {
            for member in members {
                let given = given.iter().find(|(name, _)| *name == member.wire);
                let given = given.map(|(_, value)| value);
                if let Some(value) = super::sent_value(member, given) {
                    push_member(api, member, |wire| name.member(wire), &value, pairs);
                }
            }
        }
        _ => pairs.extend(pair(name, text(api, ty, value).as_deref())),
    }
}

fn pair(name: &PairName, value: Option<&str>) -> Option<(String, String)> {
    Some((name.as_str().to_owned(), value?.to_owned()))
}
