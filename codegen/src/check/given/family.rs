//! What an example gives for members that stand for many names: values under their whole names.

use std::collections::BTreeMap;

use super::Source;
use crate::check::literal::{FamilyValues, check_literal};
use crate::check::types::Direction;
use crate::diagnostic::Report;
use crate::ir::{Families, Literal, Member, Type};
use crate::printed::Printed;
use crate::source::Spanned;
use crate::spec::{self, ExamplePlace};

impl Source<'_> {
    /// The families of a place, and which names are theirs.
    pub(super) fn families_at(&self, place: ExamplePlace) -> Families<'_> {
        let families = Families::of(self.members_at(place));
        match place {
            ExamplePlace::Headers => families.in_any_case(),
            ExamplePlace::Query => {
                let query = self.endpoint.url.query.iter();
                families.beside(query.map(|(name, _)| name.as_str()))
            }
            _ => families,
        }
    }

    /// Finds and checks the values of a family; false if one misfits. Written values go before
    /// printed ones.
    pub(super) fn push_family(
        &self,
        place: ExamplePlace,
        member: &Member,
        part: &Type,
        values: &mut Vec<Option<Literal>>,
        report: &mut Report,
    ) -> bool {
        let families = self.families_at(place);
        let printed = self
            .printed
            .and_then(|printed| self.printed_family(printed, place, &families, member, part));
        let written = self.written.request.places.iter();
        let written = written.filter(|(at, _)| at.value == place);
        let written = written.filter_map(|(_, values)| match &values.value {
            spec::Literal::Object(values) => Some(values.clone()),
            _ => None,
        });
        let given = printed.into_iter().chain(written).flatten();
        let mut found = FamilyValues::new(Families::of([member]));
        let mut whole = true;
        for (name, value) in given {
            let Some((family, key)) = families.find(name.as_str()) else {
                continue;
            };
            if family.wire != member.wire {
                continue;
            }
            match check_literal(&value, part, Direction::Sent, &self.api.types, report) {
                Some(value) => found.add(member, key, value),
                None => whole = false,
            }
        }
        values.push(found.into_values().next().map(|(_, values)| values));
        whole
    }

    /// What is printed under names of a family.
    fn printed_family(
        &self,
        printed: &Printed,
        place: ExamplePlace,
        families: &Families<'_>,
        member: &Member,
        part: &Type,
    ) -> Option<Vec<(Spanned<String>, Spanned<spec::Literal>)>> {
        let is_own = |name: &str| {
            let found = families.find(name);
            found.is_some_and(|(family, _)| family.wire == member.wire)
        };
        let spanned = |name: &str, value| {
            (
                Spanned::new(name.to_owned(), self.place()),
                Spanned::new(value, self.place()),
            )
        };
        if place == ExamplePlace::Json {
            let docwright_wire::json::Value::Object(members) = printed.json()? else {
                return None;
            };
            let own = members.iter().filter(|(name, _)| is_own(name));
            let own = own.filter_map(|(name, value)| {
                let value = self.restored(value, &printed.placeholders)?;
                Some(spanned(name, self.unfolded(value, part)))
            });
            return Some(own.collect());
        }
        let pairs = match place {
            ExamplePlace::Query => printed.request.query.clone(),
            ExamplePlace::Form => printed.form()?,
            ExamplePlace::Headers => printed.request.headers.clone(),
            _ => return None,
        };
        let pairs = super::printed::known_pairs(pairs, &printed.placeholders).into_iter();
        let own = pairs.filter(|(name, _)| is_own(name) && !self.is_inner_name(place, name));
        Some(self.family_of_pairs(own, part))
    }

    /// The values of a family, by name: pairs of one name are a list, if it is one of lists.
    pub(super) fn family_of_pairs(
        &self,
        pairs: impl Iterator<Item = (String, String)>,
        part: &Type,
    ) -> Vec<(Spanned<String>, Spanned<spec::Literal>)> {
        let spanned = |value| Spanned::new(value, self.place());
        let Type::List(element) = part else {
            let named = pairs.map(|(name, text)| {
                let value = self.literal_of(text, part);
                (Spanned::new(name, self.place()), spanned(value))
            });
            return named.collect();
        };
        let mut lists: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (name, text) in pairs {
            let item = self.literal_of(text, element);
            lists.entry(name).or_default().push(spanned(item));
        }
        let lists = lists.into_iter();
        let named = lists.map(|(name, items)| {
            let name = Spanned::new(name, self.place());
            (name, spanned(spec::Literal::List(items)))
        });
        named.collect()
    }

    /// Whether the name of a pair leads into another member: `filter[price]`, `lines[0]`.
    fn is_inner_name(&self, place: ExamplePlace, name: &str) -> bool {
        let mut members = self.members_at(place);
        members.any(|member| {
            let rest = name.strip_prefix(member.wire.as_str());
            rest.is_some_and(|rest| rest.starts_with(['[', '.']))
        })
    }
}
