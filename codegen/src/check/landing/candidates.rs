//! The table by which the outcomes of an endpoint are told apart, as generated code has it.

use docwright_wire::csv::Column;
use docwright_wire::outcome::{
    BodyCondition, BodyTest, Candidate, HeaderCondition, RequestCondition,
};

use crate::ir::{self, Api, Endpoint, Outcome};

use super::{columns, kind, namespaces};

/// The candidates of an endpoint, most specific first, taken apart: the choice borrows its tables,
/// and each level of them needs an owner.
pub(super) struct Parts<'a> {
    outcomes: Vec<Part<'a>>,
}

struct Part<'a> {
    index: usize,
    name: &'a str,
    statuses: &'a [(u16, u16)],
    when: Vec<(usize, Vec<&'a str>, bool)>,
    outcome: &'a Outcome,
    /// The values of each condition on a header.
    headers: Vec<Option<Vec<&'a str>>>,
    media_types: Vec<&'a str>,
    /// The way of each constant.
    paths: Vec<Vec<&'a str>>,
    /// The way of each test that has one.
    ways: Vec<Vec<&'a str>>,
    namespaces: Vec<(&'a str, &'a str)>,
    columns: Vec<Column<'a>>,
}

/// The conditions of a candidate.
pub(super) struct Conditions<'a> {
    when: Vec<RequestCondition<'a>>,
    headers: Vec<HeaderCondition<'a>>,
    body: Vec<BodyCondition<'a>>,
    tests: Vec<BodyTest<'a>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(api: &'a Api, endpoint: &'a Endpoint) -> Self {
        let part = |index: &usize| {
            let used = endpoint.outcomes.get(*index)?;
            let outcome = api.outcome(used)?;
            let when = used.when.iter().map(|condition| {
                let values = strs(&condition.values);
                (condition.fact, values, condition.or_missing)
            });
            let headers = outcome.when.headers.iter();
            let conditions = outcome.conditions.iter();
            Some(Part {
                index: *index,
                name: used.variant.plain(),
                statuses: &used.status.ranges,
                when: when.collect(),
                outcome,
                headers: headers
                    .map(|condition| condition.values.as_deref().map(strs))
                    .collect(),
                media_types: strs(&outcome.when.media_types),
                paths: conditions.map(|condition| strs(&condition.path)).collect(),
                ways: outcome.when.tests.iter().map(way).collect(),
                namespaces: namespaces(&outcome.body),
                columns: columns(&outcome.body, api),
            })
        };
        Self {
            outcomes: endpoint.candidates.iter().filter_map(part).collect(),
        }
    }

    /// The outcome at a position of the table.
    pub(super) fn outcome(&self, position: usize) -> Option<&'a Outcome> {
        self.outcomes.get(position).map(|part| part.outcome)
    }

    /// What the candidates are made of, in their order.
    pub(super) fn conditions(&self) -> Vec<Conditions<'_>> {
        self.outcomes.iter().map(Part::conditions).collect()
    }

    /// The table.
    pub(super) fn candidates<'s>(&'s self, conditions: &'s [Conditions<'s>]) -> Vec<Candidate<'s>> {
        self.outcomes
            .iter()
            .zip(conditions)
            .map(|(part, conditions)| Candidate {
                outcome: part.index,
                name: part.name,
                statuses: part.statuses,
                when: &conditions.when,
                headers: &conditions.headers,
                media_types: &part.media_types,
                body: kind(part.outcome, &part.namespaces, &part.columns),
                conditions: &conditions.body,
                tests: &conditions.tests,
                ..Candidate::DEFAULT
            })
            .collect()
    }
}

impl Part<'_> {
    fn conditions(&self) -> Conditions<'_> {
        let when = self.when.iter();
        let when = when.map(|(fact, values, or_missing)| RequestCondition {
            fact: *fact,
            values,
            or_missing: *or_missing,
        });
        let headers = self.outcome.when.headers.iter().zip(&self.headers);
        let headers = headers.map(|(condition, values)| HeaderCondition {
            name: &condition.name,
            values: values.as_deref(),
            ignore_case: condition.ignore_case,
            or_missing: condition.or_missing,
        });
        let body = self.outcome.conditions.iter().zip(&self.paths);
        let body = body.map(|(condition, path)| BodyCondition {
            path,
            value: condition.value.as_constant(),
            ignore_case: condition.ignore_case,
            or_missing: condition.or_missing,
        });
        let tests = self.outcome.when.tests.iter().zip(&self.ways);
        Conditions {
            when: when.collect(),
            headers: headers.collect(),
            body: body.collect(),
            tests: tests.map(|(test, way)| wire_test(test, way)).collect(),
        }
    }
}

/// The way of a test, if it has one.
pub(in crate::check) fn way(test: &ir::BodyTest) -> Vec<&str> {
    match test {
        ir::BodyTest::Has(way) | ir::BodyTest::Lacks(way) => strs(way),
        ir::BodyTest::Begins(_) | ir::BodyTest::Contains(_) | ir::BodyTest::Equals(_) => Vec::new(),
    }
}

/// A test as the choice knows it; `way` is its [`way`].
pub(in crate::check) fn wire_test<'a>(test: &'a ir::BodyTest, way: &'a [&'a str]) -> BodyTest<'a> {
    match test {
        ir::BodyTest::Has(_) => BodyTest::Has(way),
        ir::BodyTest::Lacks(_) => BodyTest::Lacks(way),
        ir::BodyTest::Begins(text) => BodyTest::Begins(text),
        ir::BodyTest::Contains(text) => BodyTest::Contains(text),
        ir::BodyTest::Equals(text) => BodyTest::Equals(text),
    }
}

pub(in crate::check) fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
