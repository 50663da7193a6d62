//! Examples: each builds the request that the page shows and lands in the outcome it names.

use std::collections::BTreeSet;

use crate::compare::{self, differences_from_printed};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Api, Endpoint, Example, HttpRequest, HttpResponse, OutcomeRef, OutcomeUse};
use crate::source::Text;
use crate::{curl, spec};

use super::encode::{Given, encode};
use super::exclusion::ruled_out;
use super::given::gather;
use super::landing::{Landing, land};
use super::position::place_of;
use super::status::representatives;
use super::types::type_name;

/// Checks the examples of every endpoint of an API and keeps those that hold.
///
/// `indices` says for each checked endpoint which one of the written it is.
pub(super) fn check_examples(
    written: &spec::Api,
    indices: &[usize],
    api: &mut Api,
    report: &mut Report,
) {
    for (position, index) in indices.iter().enumerate() {
        let Some(written) = written.endpoints.get(*index) else {
            continue;
        };
        if report.has_errors_in(written.file) {
            continue;
        }
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
            let Some(endpoint) = api.endpoints.get(position) else {
                continue;
            };
            examples.extend(check_example(example, api, endpoint, report));
        }
        if let Some(endpoint) = api.endpoints.get_mut(position) {
            endpoint.examples = examples;
        }
    }
}

/// Every outcome should have an example; one that endpoints share needs one for all of them.
pub(super) fn check_coverage(written: &spec::Api, api: &Api, report: &mut Report) {
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
    for (endpoint, written) in pairs(written, api) {
        for (index, used) in endpoint.outcomes.iter().enumerate() {
            let has_one = match &used.outcome {
                OutcomeRef::Own(_) => endpoint
                    .examples
                    .iter()
                    .any(|example| example.outcome == index),
                OutcomeRef::Shared(shared) => shown.contains(shared),
            };
            let place = written.success.iter().chain(&written.failure).nth(index);
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

fn pairs<'a>(
    written: &'a spec::Api,
    api: &'a Api,
) -> impl Iterator<Item = (&'a Endpoint, &'a spec::Endpoint)> {
    api.endpoints.iter().filter_map(|endpoint| {
        let found = written
            .endpoints
            .iter()
            .find(|written| written.name == endpoint.name)?;
        Some((endpoint, found))
    })
}

fn check_example(
    written: &spec::Example,
    api: &Api,
    endpoint: &Endpoint,
    report: &mut Report,
) -> Option<Example> {
    let outcome = find_outcome(written, endpoint, report);
    check_fill(&written.request, report);
    check_repair(written, report);
    let printed = read_curl(&written.request, report);
    let (given, secrets) = gather(
        written,
        printed.as_ref().map(|printed| &printed.filled),
        api,
        endpoint,
        report,
    )?;
    let (request, facts) = encode(api, endpoint, &given)?;
    if let (Some(printed), Some(place)) = (&printed, &written.request.curl) {
        check_request(printed, &request, place, report);
    }
    let outcome = outcome?;
    let responses = responses(written, endpoint.outcomes.get(outcome)?)?;
    for response in &responses {
        if let Some(diagnostic) = check_response(written, response, &facts, outcome, api, endpoint)
        {
            report.push(diagnostic);
            return None;
        }
    }
    let Given {
        values,
        credentials,
        variables,
    } = given;
    Some(Example {
        name: written.name.value.clone(),
        description: written.description.as_ref().map(|text| text.value.clone()),
        from: written.from.as_ref().map(|text| text.value.clone()),
        repaired: written.repaired.as_ref().map(|text| text.value.clone()),
        values,
        credentials,
        variables,
        request,
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

/// Every entry of `fill` is a placeholder of the command: `fill: { token: t }` beside
/// `curl: curl https://api.example/a` fills nothing.
fn check_fill(request: &spec::ExampleRequest, report: &mut Report) {
    let placeholders = request
        .curl
        .as_ref()
        .map(|curl| compare::placeholders(curl.as_str()));
    for (name, _) in &request.fill {
        let Some(placeholders) = &placeholders else {
            report.push(
                Diagnostic::new(
                    Code::ExampleValueUnknown,
                    name.span,
                    format!("there is no command whose `{}` could be filled", name.value),
                )
                .help("add the page's command as `curl:`, or give the value by place: `query:`, `json:`, `auth:`"),
            );
            continue;
        };
        if placeholders
            .iter()
            .any(|found| compare::is_called(found, name.as_str()))
        {
            continue;
        }
        let known: BTreeSet<&str> = placeholders
            .iter()
            .map(|found| compare::bare_name(found))
            .collect();
        let diagnostic = Diagnostic::new(
            Code::ExampleValueUnknown,
            name.span,
            format!("the command has no placeholder `{}`", name.value),
        )
        .suggest(name.as_str(), known);
        report.push(match &request.curl {
            Some(curl) => diagnostic.also(curl.span, "this command"),
            None => diagnostic,
        });
    }
}

/// `repaired` says why, `printed` what: one without the other tells half of it.
fn check_repair(written: &spec::Example, report: &mut Report) {
    let printed = written
        .response
        .as_ref()
        .and_then(|response| response.printed.as_ref());
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
            "add `printed:` under `response`, with the body as the page prints it",
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

/// The page's own command.
struct Printed {
    /// As it is printed, placeholders and all.
    request: HttpRequest,
    /// What `fill` says of the placeholders.
    values: Vec<(String, String)>,
    /// With these values: what the example's own are read from.
    filled: HttpRequest,
}

fn read_curl(request: &spec::ExampleRequest, report: &mut Report) -> Option<Printed> {
    let command = request.curl.as_ref()?;
    let values: Vec<(String, String)> = request
        .fill
        .iter()
        .map(|(name, value)| (name.value.clone(), value.value.clone()))
        .collect();
    match curl::parse(command.as_str()) {
        Ok(request) => Some(Printed {
            filled: fill_request(&request, &values),
            request,
            values,
        }),
        Err(reason) => {
            report.push(
                Diagnostic::new(
                    Code::InvalidCurl,
                    command.span,
                    format!("the curl command can't be read: {reason}"),
                )
                .help("give the request by place instead: `query:`, `headers:`, `json:`"),
            );
            None
        }
    }
}

fn fill_request(printed: &HttpRequest, values: &[(String, String)]) -> HttpRequest {
    let filled = |text: &String| compare::fill(text, values);
    let pairs = |pairs: &[(String, String)]| {
        pairs
            .iter()
            .map(|(name, value)| (filled(name), filled(value)))
            .collect()
    };
    let body = match String::from_utf8(printed.body.clone()) {
        Ok(text) => filled(&text).into_bytes(),
        Err(bytes) => bytes.into_bytes(),
    };
    HttpRequest {
        method: printed.method.clone(),
        origin: filled(&printed.origin),
        path: filled(&printed.path),
        query: pairs(&printed.query),
        headers: pairs(&printed.headers),
        body,
    }
}

fn check_request(printed: &Printed, built: &HttpRequest, place: &Text, report: &mut Report) {
    let differences = differences_from_printed(&printed.request, &printed.values, built);
    if differences.is_empty() {
        return;
    }
    let mut diagnostic = Diagnostic::new(
        Code::ExampleRequestDiffers,
        place.span,
        "the request that is built is not the one that the page shows",
    )
    .label("this command");
    for difference in differences {
        diagnostic = diagnostic.note(difference);
    }
    report.push(diagnostic.help("expected is what the page prints, found is what the spec makes: mend the spec, or put values in place of placeholders with `fill`"));
}

/// The response, or one for each kind of status if the page gives none.
fn responses(written: &spec::Example, used: &OutcomeUse) -> Option<Vec<HttpResponse>> {
    let response = written.response.as_ref()?;
    let statuses = match response.status.as_ref()?.value {
        spec::ExampleStatus::Code(code) => vec![code],
        spec::ExampleStatus::Unknown => representatives(&used.status),
    };
    let headers: Vec<(String, String)> = response
        .headers
        .iter()
        .map(|(name, value)| (name.value.clone(), value.value.clone()))
        .collect();
    let body = response
        .body
        .as_ref()
        .map_or_else(Vec::new, |body| body.value.clone().into_bytes());
    Some(
        statuses
            .into_iter()
            .map(|status| HttpResponse {
                status,
                headers: headers.clone(),
                body: body.clone(),
            })
            .collect(),
    )
}

fn check_response(
    written: &spec::Example,
    response: &HttpResponse,
    facts: &[Option<String>],
    meant: usize,
    api: &Api,
    endpoint: &Endpoint,
) -> Option<Diagnostic> {
    let place = written.response.as_ref()?;
    let span = place.body.as_ref().map_or(place.span, |body| body.span);
    let name = |index: usize| {
        endpoint
            .outcomes
            .get(index)
            .map_or("", |used| used.variant.plain())
    };
    let also = |diagnostic: Diagnostic| match &written.is {
        Some(is) => diagnostic.also(is.span, "this outcome is named"),
        None => diagnostic,
    };
    let why = |diagnostic: Diagnostic| match ruled_out(api, endpoint, response, facts, meant) {
        Some(exclusion) => {
            let diagnostic = diagnostic.note(exclusion.reason);
            match exclusion.help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        }
        None => diagnostic.note("of two outcomes that fit, the more specific one is taken"),
    };
    let status = response.status;
    match land(api, endpoint, response, facts) {
        Landing::Outcome(index) if index == meant => None,
        Landing::Outcome(index) => Some(
            why(also(
                Diagnostic::new(
                    Code::ExampleOtherOutcome,
                    span,
                    format!("with status {status} this response is `{}`, not `{}`", name(index), name(meant)),
                )
                .label(format!("fits `{}`", name(index))),
            ))
        ),
        Landing::Nothing => Some(
            why(also(
                Diagnostic::new(
                    Code::ExampleFitsNone,
                    span,
                    format!("with status {status} this response fits no outcome of `{}`", endpoint.name),
                )
            ))
        ),
        Landing::Malformed { outcome, fault } => Some(also(
            Diagnostic::new(
                Code::ExampleMalformed,
                place_of(&fault, place).unwrap_or(span),
                match outcome {
                    Some(outcome) => format!("the body doesn't fit `{outcome}`: {fault}"),
                    None => format!("the body fits no outcome: {fault}"),
                },
            )
            .help("mend the outcome if the page is right; else mend the body, and say so with `repaired: <reason>` and `printed:`"),
        )),
    }
}
