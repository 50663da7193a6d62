//! Examples: each builds the request that the page shows and lands in the outcome it names.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Endpoint, Example, OutcomeRef, OutcomeUse};
use crate::{parallel, spec};

mod also;
mod answer;
mod fragment;
mod holds;
mod printed;
mod shared;

use self::answer::{check_response, read_answer};
use self::holds::check_holds;
use self::printed::{check_request, read_printed, without_credentials};
use self::shared::with_shared;
use super::encode::{Built, Given, encode};
use super::given::{gather, spelt};
use super::rule::check_example_rules;
use super::types::type_name;

/// Checks the examples of every endpoint of an API and keeps those that hold. This is done on all
/// processors, since no endpoint's examples depend on another's.
///
/// `indices` says for each checked endpoint which one of the written it is.
pub(super) fn check_examples(
    written: &spec::Api,
    indices: &[usize],
    api: &mut Api,
    report: &mut Report,
) {
    let pairs: Vec<_> = pairs(written, indices, api).collect();
    let checked = parallel::map(&pairs, |(endpoint, written)| {
        let mut found = Report::new();
        // A part that was left out would be blamed again.
        let examples = match report.has_errors_in(written.file) {
            true => Vec::new(),
            false => check_endpoint(written, api, endpoint, &mut found),
        };
        (examples, found)
    });
    for (endpoint, (examples, found)) in api.endpoints.iter_mut().zip(checked) {
        endpoint.examples = examples;
        report.append(found);
    }
}

/// The examples of one endpoint that hold.
fn check_endpoint(
    written: &spec::Endpoint,
    api: &Api,
    endpoint: &Endpoint,
    report: &mut Report,
) -> Vec<Example> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let mut examples = Vec::new();
    for example in &written.examples {
        if !names.insert(example.name.as_str()) {
            report.push(Diagnostic::new(
                Code::DuplicateName,
                example.name.span,
                format!("two examples are called `{}`", example.name.value),
            ));
        }
        let Some(example) = with_shared(example, written, report) else {
            continue;
        };
        let checked = check_example(&example, api, endpoint, report);
        if let Some(checked) = &checked {
            let place = example.request.span.unwrap_or(example.name.span);
            let rules = &written.request.rules;
            check_example_rules(api, endpoint, rules, &checked.values, place, report);
        }
        examples.extend(checked);
    }
    examples
}

/// Every outcome should have an example; one that endpoints share needs one for all of them, of which
/// those that weren't read may have it.
pub(super) fn check_coverage(
    written: &spec::Api,
    indices: &[usize],
    api: &Api,
    elsewhere: &BTreeSet<String>,
    report: &mut Report,
) {
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    for endpoint in &api.endpoints {
        for example in &endpoint.examples {
            if let Some(OutcomeUse {
                outcome: OutcomeRef::Shared(index),
                ..
            }) = endpoint.outcomes.get(example.outcome)
            {
                shown.insert(*index);
            }
        }
    }
    for (endpoint, written) in pairs(written, indices, api) {
        for (index, used) in endpoint.outcomes.iter().enumerate() {
            let place = written.success.iter().chain(&written.failure).nth(index);
            let has_one = match &used.outcome {
                OutcomeRef::Own(_) => endpoint
                    .examples
                    .iter()
                    .any(|example| example.outcome == index),
                OutcomeRef::Shared(shared) => {
                    shown.contains(shared)
                        || matches!(place, Some(spec::OutcomeEntry::Shared(used)) if elsewhere.contains(used.shared.as_str()))
                }
            };
            if let (false, Some(entry)) = (has_one, place) {
                let name = match entry {
                    spec::OutcomeEntry::Own(outcome) => &outcome.name,
                    spec::OutcomeEntry::Shared(used) => &used.name,
                };
                report.push(
                    Diagnostic::new(
                        Code::OutcomeWithoutExample,
                        name.span,
                        format!("no example shows `{}`", name.value),
                    )
                    .help(format!(
                        "add one under `examples` with `is: {}`",
                        name.value
                    )),
                );
            }
        }
    }
}

/// Each endpoint beside what its author wrote.
fn pairs<'a>(
    written: &'a spec::Api,
    indices: &'a [usize],
    api: &'a Api,
) -> impl Iterator<Item = (&'a Endpoint, &'a spec::Endpoint)> {
    let written = indices
        .iter()
        .map_while(|index| written.endpoints.get(*index));
    api.endpoints.iter().zip(written)
}

fn check_example(
    written: &spec::Example,
    api: &Api,
    endpoint: &Endpoint,
    report: &mut Report,
) -> Option<Example> {
    let outcome = find_outcome(written, endpoint, report);
    check_repair(written, report);
    let printed = read_printed(&written.request, report);
    let used = outcome.and_then(|outcome| endpoint.outcomes.get(outcome));
    let meant = used.and_then(|used| api.outcome(used));
    let answer = written
        .response
        .as_ref()
        .and_then(|response| read_answer(response, meant, api, report));
    let shown = printed.as_ref().and_then(|printed| {
        // A body alone shows no address.
        if printed.request.method.is_empty() {
            return None;
        }
        let index = also::shown(printed, endpoint)?;
        Some((index, endpoint.also.get(index)?))
    });
    let (given, secrets) = match (&printed, shown) {
        (Some(printed), Some((_, other))) => {
            let printed = also::as_declared(printed, other);
            gather(
                written,
                Some(&printed),
                api,
                &also::at(other, endpoint),
                report,
            )?
        }
        _ => gather(written, printed.as_ref(), api, endpoint, report)?,
    };
    let Built {
        request,
        facts,
        signatures,
    } = encode(api, endpoint, &given)?;
    let secrets = spelt(secrets.into_iter().chain(signatures));
    let others = endpoint.also.iter();
    let also: Vec<_> = others
        .map(|other| also::request_at(other, api, endpoint, &given))
        .collect::<Option<_>>()?;
    if let (Some(printed), Some(place)) = (&printed, &written.request.printed) {
        let used = given.auth.schemes.iter();
        let mut schemes = used.filter_map(|(index, _)| api.schemes.get(*index));
        let printed = match schemes.any(|scheme| scheme.custom) {
            true => &without_credentials(printed),
            false => printed,
        };
        let built = shown.and_then(|(index, _)| also.get(index));
        check_request(printed, built.unwrap_or(&request), place, report);
    }
    let (outcome, answer) = (outcome?, answer?);
    let responses = answer.responses(endpoint.outcomes.get(outcome)?);
    for response in &responses {
        if let Some(diagnostic) =
            check_response(written, &answer, response, &facts, outcome, api, endpoint)
        {
            report.push(diagnostic);
            return None;
        }
    }
    if let (Some(meant), Some(response)) = (meant, responses.first()) {
        check_holds(written, meant, response, api, report);
    }
    let Given {
        values,
        auth,
        variables,
    } = given;
    Some(Example {
        name: written.name.value.clone(),
        description: written.description.as_ref().map(|text| text.value.clone()),
        from: written.from.as_ref().map(|text| text.value.clone()),
        repaired: written.repaired.as_ref().map(|text| text.value.clone()),
        values,
        credentials: auth.schemes,
        now: auth.now,
        nonce: auth.nonce,
        variables,
        request,
        also,
        secrets,
        responses,
        outcome,
    })
}

fn find_outcome(
    written: &spec::Example,
    endpoint: &Endpoint,
    report: &mut Report,
) -> Option<usize> {
    let is = written.is.as_ref()?;
    let named = type_name(is);
    let found = endpoint
        .outcomes
        .iter()
        .position(|used| used.variant == named);
    if found.is_none() {
        report.push(
            Diagnostic::new(
                Code::UnknownOutcome,
                is.span,
                format!("`{}` has no outcome `{}`", endpoint.name, is.value),
            )
            .suggest(
                is.as_str(),
                endpoint.outcomes.iter().map(|used| used.variant.plain()),
            ),
        );
    }
    found
}

/// `repaired` says why, `printed` what: one without the other tells half of it.
fn check_repair(written: &spec::Example, report: &mut Report) {
    let response = written.response.as_ref();
    let printed = response
        .and_then(|response| response.unrepaired.as_ref())
        .or(written.request.unrepaired.as_ref());
    let missing = |span, key: &str, there: &str, help: &str| {
        Diagnostic::new(
            Code::MissingKey,
            span,
            format!("`{key}` is missing beside `{there}`"),
        )
        .help(help)
    };
    match (&written.repaired, printed) {
        (Some(repaired), None) => report.push(missing(
            repaired.span,
            "printed",
            "repaired",
            "add `printed:` under `response` or `request`, with what the page prints there",
        )),
        (None, Some(printed)) => report.push(missing(
            printed.span,
            "repaired",
            "printed",
            "add `repaired: <reason>` to the example, or remove `printed`",
        )),
        (Some(_), Some(_)) | (None, None) => {}
    }
}
