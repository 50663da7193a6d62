//! Rules between the members of a request, or of an object in it.

use super::Member;

/// A rule: what must be given together, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What it asks for.
    pub kind: RuleKind,
    /// Indices into [`super::Request::members`], or into the members of the object.
    pub members: Vec<usize>,
    /// When it holds: all of these; always if there is none.
    pub when: Vec<RuleCondition>,
    /// The page's own words.
    pub says: Option<String>,
}

/// What a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// One of the members is given, or several.
    AtLeastOneOf,
    /// One of the members is given and no other.
    ExactlyOneOf,
    /// All of the members are given, or none.
    AllOrNone,
    /// Each of the members is given.
    Requires,
    /// The members may be given at all: without the condition, none is.
    OnlyWith,
}

/// A condition on a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCondition {
    /// Index into the same members.
    pub member: usize,
    /// What holds for it.
    pub holds: RuleValue,
}

/// What holds for a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleValue {
    /// It is given, whatever it is.
    Present,
    /// It isn't given.
    Missing,
    /// It is one of these values, as text; of an enum or of a boolean.
    OneOf(Vec<String>),
}

impl RuleKind {
    /// As specs write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtLeastOneOf => "at_least_one_of",
            Self::ExactlyOneOf => "exactly_one_of",
            Self::AllOrNone => "all_or_none",
            Self::Requires => "requires",
            Self::OnlyWith => "only_with",
        }
    }

    /// Whether it holds for so many members, of which so many are given, while its condition does.
    #[must_use]
    pub fn holds(self, members: usize, given: usize, condition: bool) -> bool {
        match (self, condition) {
            (Self::OnlyWith, condition) => condition || given == 0,
            (_, false) => true,
            (Self::AtLeastOneOf, true) => given > 0,
            (Self::ExactlyOneOf, true) => given == 1,
            (Self::AllOrNone, true) => given == 0 || given == members,
            (Self::Requires, true) => given == members,
        }
    }
}

impl Rule {
    /// The rule in words, without those of the page, of a request or an object with these members;
    /// `quote` makes names and values stand out.
    #[must_use]
    pub fn words(&self, members: &[&Member], quote: impl Fn(&str) -> String) -> String {
        let rule = self;
        let name = |index: usize| quote(members.get(index).map_or("", |member| &member.wire));
        let names: Vec<String> = rule.members.iter().map(|index| name(*index)).collect();
        let names = names.join(", ");
        let words = match rule.kind {
            RuleKind::AtLeastOneOf => format!("at least one of {names}"),
            RuleKind::ExactlyOneOf => format!("exactly one of {names}"),
            RuleKind::AllOrNone => format!("all or none of {names}"),
            RuleKind::Requires => format!("{names} given"),
            RuleKind::OnlyWith => format!("{names} only"),
        };
        let conditions: Vec<String> = rule
            .when
            .iter()
            .map(|condition| {
                let name = name(condition.member);
                match &condition.holds {
                    RuleValue::Present => format!("{name} is given"),
                    RuleValue::Missing => format!("{name} is not given"),
                    RuleValue::OneOf(values) => {
                        let values: Vec<String> = values.iter().map(|value| quote(value)).collect();
                        format!("{name} is {}", values.join(" or "))
                    }
                }
            })
            .collect();
        if conditions.is_empty() {
            words
        } else {
            format!("{words} when {}", conditions.join(" and "))
        }
    }
}
