//! Members that stand for every name that fits a pattern.

use std::cmp::Reverse;

use docwright_wire::family::{is_within, key_in_any_case, key_of};

use super::{Content, Member, Type};

impl Member {
    /// The type of the values, if it stands for many names.
    #[must_use]
    pub fn family_type(&self) -> Option<&Type> {
        match &self.content {
            Content::Value(Type::Map(part)) if self.is_family => Some(part),
            _ => None,
        }
    }
}

/// The members of one object or place, and which of them a name belongs to.
pub struct Families<'m> {
    named: Vec<&'m str>,
    /// In the order in which a name is tried: those with more letters first.
    families: Vec<&'m Member>,
    ignore_case: bool,
}

impl<'m> Families<'m> {
    /// Those among `members`.
    #[must_use]
    pub fn of(members: impl IntoIterator<Item = &'m Member>) -> Self {
        let (mut families, named): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|member| member.is_family);
        families.sort_by_key(|member| Reverse(member.wire.len()));
        Self {
            named: named.iter().map(|member| member.wire.as_str()).collect(),
            families,
            ignore_case: false,
        }
    }

    /// The same where letter case doesn't matter: headers.
    #[must_use]
    pub fn in_any_case(self) -> Self {
        Self {
            ignore_case: true,
            ..self
        }
    }

    /// The same with further names that aren't free.
    #[must_use]
    pub fn beside(mut self, names: impl IntoIterator<Item = &'m str>) -> Self {
        self.named.extend(names);
        self
    }

    /// Each of them, in the order in which a name is tried.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &'m Member> {
        self.families.iter().copied()
    }

    /// The family that takes a name, and what `*` stands for in it; `None` if a member is called so,
    /// or none takes it.
    #[must_use]
    pub fn find<'n>(&self, name: &'n str) -> Option<(&'m Member, &'n str)> {
        let is_name =
            |named: &&str| **named == *name || self.ignore_case && named.eq_ignore_ascii_case(name);
        if self.named.iter().any(is_name) {
            return None;
        }
        let mut families = self.families.iter();
        families.find_map(|member| Some((*member, self.key(&member.wire, name)?)))
    }

    /// The names and patterns that fit a family, and belong to others.
    #[must_use]
    pub fn others(&self, family: &Member) -> Vec<&'m str> {
        let named = self.named.iter().copied();
        let named = named.filter(|name| self.key(&family.wire, name).is_some());
        let closer = self.families.iter().map(|other| other.wire.as_str());
        let closer = closer.filter(|other| *other != family.wire && is_within(other, &family.wire));
        named.chain(closer).collect()
    }

    fn key<'n>(&self, pattern: &str, name: &'n str) -> Option<&'n str> {
        if self.ignore_case {
            key_in_any_case(pattern, name)
        } else {
            key_of(pattern, name)
        }
    }
}
