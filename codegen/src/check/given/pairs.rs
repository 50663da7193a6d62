//! Lists and objects out of the pairs of a printed query or form: the way back from
//! [`crate::check::encode`].

use docwright_wire::family::key_of;
use docwright_wire::pairs::PairName;

use super::Source;
use crate::ir::{Content, Families, ListNames, Member, Shape, Type};
use crate::source::Spanned;
use crate::spec::Literal;

/// How many objects inside each other are looked for: pairs of a type that holds itself end where
/// no name begins that way.
const DEPTH_LIMIT: usize = 64;

impl Source<'_> {
    /// The value that the pairs spell for a member; `None` if no pair is its.
    pub(super) fn paired_value(
        &self,
        pairs: &[(String, String)],
        member: &Member,
        ty: &Type,
    ) -> Option<Literal> {
        let name = PairName::new(member.wire.as_str(), member.pairs.nesting);
        self.member_from_pairs(pairs, member, ty, &name, 0)
    }

    /// The members of an object that is the whole form; a pair that is none of them is kept by its
    /// own name, so that it is seen.
    pub(super) fn object_from_pairs(
        &self,
        pairs: &[(String, String)],
        ty: &Type,
    ) -> Option<Literal> {
        let Type::Named(id) = ty else {
            return None;
        };
        let Some(Shape::Object(members)) = self.api.type_def(*id).map(|def| &def.shape) else {
            return None;
        };
        let spanned = |name: &str, value| {
            (
                Spanned::new(name.to_owned(), self.place()),
                Spanned::new(value, self.place()),
            )
        };
        let mut found = Vec::new();
        let families = Families::of(members);
        for member in members.iter().filter(|member| !member.is_family) {
            if let Content::Value(ty) = &member.content
                && let Some(value) = self.paired_value(pairs, member, ty)
            {
                found.push(spanned(&member.wire, value));
            }
        }
        for (name, value) in pairs {
            let is_own = |member: &Member| name.starts_with(member.wire.as_str());
            if !members.iter().any(is_own) {
                let family = families.find(name);
                let part = family.and_then(|(family, _)| family.family_type());
                let value = part.map_or_else(
                    || Literal::Text(value.clone()),
                    |part| self.literal_of(value.clone(), part),
                );
                found.push(spanned(name, value));
            }
        }
        Some(Literal::Object(found))
    }

    fn member_from_pairs(
        &self,
        pairs: &[(String, String)],
        member: &Member,
        ty: &Type,
        name: &PairName,
        depth: usize,
    ) -> Option<Literal> {
        let Type::List(element) = ty else {
            return self.value_from_pairs(pairs, ty, name, depth);
        };
        let all_of = |name: &PairName| {
            let own = pairs.iter().filter(|(other, _)| other == name.as_str());
            own.map(|(_, text)| self.literal_of(text.clone(), element))
                .collect::<Vec<_>>()
        };
        let items = match member.pairs.list {
            ListNames::Repeated => all_of(name),
            ListNames::Brackets => all_of(&name.element()),
            ListNames::Indexed => (0..pairs.len())
                .map_while(|index| self.value_from_pairs(pairs, element, &name.index(index), depth))
                .collect(),
        };
        let spanned = |item| Spanned::new(item, self.place());
        (!items.is_empty()).then(|| Literal::List(items.into_iter().map(spanned).collect()))
    }

    /// The members of the object that has this name which a family takes: `filter[*]`.
    fn family_from_pairs(
        &self,
        pairs: &[(String, String)],
        family: &Member,
        families: &Families<'_>,
        name: &PairName,
    ) -> Vec<(Spanned<String>, Spanned<Literal>)> {
        let Some(part) = family.family_type() else {
            return Vec::new();
        };
        let all = name.member("*");
        let found = pairs.iter().filter_map(|(other, text)| {
            let inner = key_of(all.as_str(), other)?;
            let (taken, _) = families.find(inner)?;
            let is_own = taken.wire == family.wire && !inner.contains(['[', ']']);
            is_own.then(|| (inner.to_owned(), text.clone()))
        });
        self.family_of_pairs(found, part)
    }

    fn value_from_pairs(
        &self,
        pairs: &[(String, String)],
        ty: &Type,
        name: &PairName,
        depth: usize,
    ) -> Option<Literal> {
        if let Type::Boxed(part) = ty {
            return self.value_from_pairs(pairs, part, name, depth);
        }
        if let Type::Named(id) = ty
            && let Some(Shape::Object(members)) = self.api.type_def(*id).map(|def| &def.shape)
        {
            let begins_so = |(other, _): &(String, String)| other.starts_with(name.as_str());
            if depth > DEPTH_LIMIT || !pairs.iter().any(begins_so) {
                return None;
            }
            let families = Families::of(members);
            let others = families
                .iter()
                .flat_map(|family| self.family_from_pairs(pairs, family, &families, name));
            let found: Vec<_> = members
                .iter()
                .filter_map(|member| {
                    let Content::Value(ty) = &member.content else {
                        return None;
                    };
                    if member.is_family {
                        return None;
                    }
                    let inner = name.member(&member.wire);
                    let value = self.member_from_pairs(pairs, member, ty, &inner, depth + 1)?;
                    Some((
                        Spanned::new(member.wire.clone(), self.place()),
                        Spanned::new(value, self.place()),
                    ))
                })
                .chain(others)
                .collect();
            return (!found.is_empty()).then_some(Literal::Object(found));
        }
        let own = pairs.iter().find(|(other, _)| other == name.as_str());
        own.map(|(_, text)| self.literal_of(text.clone(), ty))
    }
}
