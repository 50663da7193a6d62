//! Values of members that stand for many names.

use std::collections::BTreeMap;

use crate::ir::{Families, Literal, Member};

/// What each family of an object holds, by what `*` stands for; nothing is a value as well.
pub(in crate::check) struct FamilyValues<'m> {
    families: Families<'m>,
    values: BTreeMap<&'m str, BTreeMap<String, Literal>>,
}

impl<'m> FamilyValues<'m> {
    pub(in crate::check) fn new(families: Families<'m>) -> Self {
        let values = families.iter();
        Self {
            values: values
                .map(|family| (family.wire.as_str(), BTreeMap::new()))
                .collect(),
            families,
        }
    }

    /// The family that takes a name, and what `*` stands for in it.
    pub(in crate::check) fn find<'n>(&self, name: &'n str) -> Option<(&'m Member, &'n str)> {
        self.families.find(name)
    }

    /// Adds a value, by what `*` stands for.
    pub(in crate::check) fn add(&mut self, family: &'m Member, key: &str, value: Literal) {
        let values = self.values.entry(family.wire.as_str()).or_default();
        values.insert(key.to_owned(), value);
    }

    /// The values, each family's as those of one member.
    pub(in crate::check) fn into_values(self) -> impl Iterator<Item = (String, Literal)> {
        self.values.into_iter().map(|(wire, values)| {
            let values = values.into_iter().collect();
            (wire.to_owned(), Literal::Object(values))
        })
    }
}
