//! Rules between the members of a request, which are kept before anything is sent.

use crate::Invalid;

/// What a rule asks for of the members that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// One is given, or several.
    AtLeastOneOf,
    /// One is given and no other.
    ExactlyOneOf,
    /// All are given, or none.
    AllOrNone,
    /// Each is given.
    Requires,
    /// None is given: what they may stand with isn't there.
    OnlyWith,
}

impl Rule {
    /// Compares the rule with the members, by name, and whether each is given. `says` are the page's
    /// own words.
    ///
    /// # Errors
    /// If the rule is broken, in its words and with the names of its members.
    pub fn check(
        self,
        members: &[(&'static str, bool)],
        says: Option<&'static str>,
    ) -> Result<(), Invalid> {
        let given = members.iter().filter(|(_, given)| *given).count();
        let holds = match self {
            Self::AtLeastOneOf => given > 0,
            Self::ExactlyOneOf => given == 1,
            Self::AllOrNone => given == 0 || given == members.len(),
            Self::Requires => given == members.len(),
            Self::OnlyWith => given == 0,
        };
        if holds {
            Ok(())
        } else {
            Err(self.broken(members, says))
        }
    }

    #[cold]
    fn broken(self, members: &[(&'static str, bool)], says: Option<&'static str>) -> Invalid {
        let wanted = |name: &&(&str, bool)| match self {
            Self::Requires => !name.1,
            Self::OnlyWith => name.1,
            Self::AtLeastOneOf | Self::ExactlyOneOf | Self::AllOrNone => true,
        };
        let names: Vec<String> = members
            .iter()
            .filter(wanted)
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        let names = names.join(", ");
        let mut text = match self {
            Self::AtLeastOneOf => format!("must have at least one of {names}"),
            Self::ExactlyOneOf => format!("must have exactly one of {names}"),
            Self::AllOrNone => format!("must have all or none of {names}"),
            Self::Requires => format!("must have {names}, as its other values are"),
            Self::OnlyWith => format!("must not have {names}, as its other values are"),
        };
        if let Some(says) = says {
            text.push_str(": ");
            text.push_str(says);
        }
        Invalid::request(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_counts_what_is_given() {
        let holds = |rule: Rule, given: [bool; 3]| {
            let [a, b, c] = given;
            rule.check(&[("a", a), ("b", b), ("c", c)], None).is_ok()
        };
        let (none, one, all) = ([false; 3], [false, true, false], [true; 3]);
        for (rule, expected) in [
            (Rule::AtLeastOneOf, [false, true, true]),
            (Rule::ExactlyOneOf, [false, true, false]),
            (Rule::AllOrNone, [true, false, true]),
            (Rule::Requires, [false, false, true]),
            (Rule::OnlyWith, [true, false, false]),
        ] {
            assert_eq!(
                [none, one, all].map(|given| holds(rule, given)),
                expected,
                "{rule:?}"
            );
        }
    }

    #[test]
    fn a_broken_rule_says_its_words_and_names() {
        let members = [("price", true), ("stop", false)];
        let words = |rule: Rule| {
            rule.check(&members, Some("see limits"))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            words(Rule::AllOrNone),
            "must have all or none of `price`, `stop`: see limits"
        );
        assert!(words(Rule::Requires).starts_with("must have `stop`, as"));
        assert!(words(Rule::OnlyWith).starts_with("must not have `price`, as"));
    }
}
