//! Tests of bodies, compared; constants and fixed texts say as much.

use crate::ir::{BodyTest, Literal, Outcome, OutcomeBody};

/// Whether one body can't pass the tests of both.
pub(super) fn exclude(a: &Outcome, b: &Outcome) -> bool {
    let (first, second) = (facts(a), facts(b));
    first
        .iter()
        .any(|a| second.iter().any(|b| excludes(a, b) || excludes(b, a)))
}

/// Whether every body of the one passes the tests of the other.
pub(super) fn imply(given: &Outcome, needed: &Outcome) -> bool {
    let given = facts(given);
    let mut tests = needed.when.tests.iter();
    tests.all(|needed| given.iter().any(|given| implies(given, needed)))
}

/// What is true of every body of an outcome. A constant is there, `null` isn't.
fn facts(outcome: &Outcome) -> Vec<BodyTest> {
    let constants = outcome.conditions.iter();
    let constants = constants.filter(|condition| !condition.or_missing);
    let mut facts: Vec<BodyTest> = constants
        .map(|condition| match condition.value {
            Literal::Null => BodyTest::Lacks(condition.path.clone()),
            _ => BodyTest::Has(condition.path.clone()),
        })
        .collect();
    if let OutcomeBody::TextEquals { text, .. } = &outcome.body {
        facts.push(BodyTest::Equals(text.trim().to_owned()));
    }
    facts.extend(outcome.when.tests.iter().cloned());
    facts
}

fn excludes(a: &BodyTest, b: &BodyTest) -> bool {
    use BodyTest::{Begins, Contains, Equals, Has, Lacks};
    match (a, b) {
        (Equals(a), Equals(b)) => a != b,
        (Equals(text), Begins(beginning)) => !text.starts_with(beginning),
        (Equals(text), Contains(part)) => !text.contains(part),
        (Begins(a), Begins(b)) => !a.starts_with(b) && !b.starts_with(a),
        (Has(way), Lacks(lost)) => way.starts_with(lost),
        _ => false,
    }
}

fn implies(given: &BodyTest, needed: &BodyTest) -> bool {
    use BodyTest::{Begins, Contains, Equals, Has, Lacks};
    match (given, needed) {
        (Equals(a), Equals(b)) => a == b,
        (Equals(text) | Begins(text), Begins(beginning)) => text.starts_with(beginning),
        (Equals(text) | Begins(text) | Contains(text), Contains(part)) => text.contains(part),
        (Has(way), Has(needed)) => way.starts_with(needed),
        (Lacks(given), Lacks(way)) => way.starts_with(given),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(names: &[&str]) -> Vec<String> {
        names.iter().copied().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_there_is_not_missing() {
        let (has, lacks) = (
            BodyTest::Has(way(&["rows", "*", "error"])),
            BodyTest::Lacks(way(&["rows"])),
        );
        assert!(excludes(&has, &lacks));
        assert!(!excludes(
            &has,
            &BodyTest::Lacks(way(&["rows", "*", "error", "code"]))
        ));
        assert!(implies(&has, &BodyTest::Has(way(&["rows"]))));
        assert!(!implies(&BodyTest::Has(way(&["rows"])), &has));
        assert!(implies(&lacks, &BodyTest::Lacks(way(&["rows", "*"]))));
    }

    #[test]
    fn texts_are_compared_by_what_they_begin_with_and_hold() {
        let begins = |text: &str| BodyTest::Begins(text.to_owned());
        let equals = |text: &str| BodyTest::Equals(text.to_owned());
        let contains = |text: &str| BodyTest::Contains(text.to_owned());
        assert!(excludes(&begins("OK"), &begins("ERROR")));
        assert!(!excludes(&begins("OK"), &begins("OK: ")));
        assert!(excludes(&equals("OK"), &begins("OK: ")));
        assert!(!excludes(&begins("OK"), &contains("ERROR")));
        assert!(implies(&begins("OK: "), &begins("OK")));
        assert!(implies(&equals("OK: done"), &contains("done")));
        assert!(!implies(&contains("done"), &begins("done")));
    }
}
