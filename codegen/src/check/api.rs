//! One API: everything its endpoints share, then each of them.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Api, Content, Doc, Endpoint, Link, Member, Outcome, OutcomeBody, OutcomeRef, Payload, Scalar,
    Scope, Shape, Type, TypeDef, TypeId,
};
use crate::names::RustName;
use crate::source::{Span, Text};
use crate::{parallel, spec};

use super::beside::Beside;
use super::constants::conditions;
use super::endpoint::{Shared, Written, check_endpoint};
use super::outcome::{duplicate_name, lower_outcome, received_types};
use super::types::{TypeTable, type_holds_secret, type_name};
use super::{
    auth, beside, csv, example, failures, group, overlap, pages, rate_limit, session, twins, url,
    xml,
};

/// An API as far as it could be read.
pub(super) struct CheckedApi {
    pub(super) api: Api,
    /// The outcomes that no example shows, if it has no errors.
    pub(super) uncovered: Report,
}

/// Checks one API, of which some endpoints may not have been read. The result is whole only if no error was reported.
pub(super) fn check_api(api: &spec::Api, beside: &Beside<'_>, report: &mut Report) -> CheckedApi {
    let mut types = TypeTable::new(api, report);
    let schemes = auth::check_schemes(api, report);
    auth::check_default(api, &schemes, report);
    let rate_limits = rate_limit::check_limits(api, report);
    rate_limit::check_default(api, &rate_limits, report);
    let variables = url::check_variables(api, report);
    let base_url = url::check_base_url(api, report);
    let shared = lower_shared(api, &mut types, report);

    let names = beside::names(api, beside);
    twins::report_members(api, &names, report);
    let groups = group::names(api);
    let mut endpoints = Vec::new();
    let mut spans = Vec::new();
    for (index, written) in api.endpoints.iter().enumerate() {
        let counted = rate_limit::check_use(written, api, &rate_limits, report);
        let checked = check_endpoint(written, index, api, &schemes, &shared, &mut types, report);
        if let Some((mut endpoint, outcome_spans)) = checked {
            endpoint.rate_limits = counted;
            endpoint.group = groups
                .iter()
                .position(|group| written.group.as_deref() == Some(*group));
            endpoints.push((index, endpoint));
            spans.push(outcome_spans);
        }
    }
    types.read_unused(report);

    let (shared_spans, mut outcomes): (Vec<Span>, Vec<Outcome>) = shared
        .into_iter()
        .filter_map(|entry| Some((entry.written.name.span, entry.outcome?)))
        .unzip();
    take_secrets(api, &mut endpoints, &mut types);
    let (sent, received) = uses(&endpoints, &outcomes);
    let failures = types.failures().clone();
    let choices = types.choices().to_vec();
    let defs = types.finish(&sent, &received);
    for outcome in &mut outcomes {
        settle(outcome, &defs);
    }
    for (_, endpoint) in &mut endpoints {
        for used in &mut endpoint.outcomes {
            if let OutcomeRef::Own(outcome) = &mut used.outcome {
                settle(outcome, &defs);
            }
        }
    }
    order_outcomes(&mut endpoints, &spans, &outcomes, report);

    let mut named: Vec<(Span, &mut Outcome)> =
        shared_spans.into_iter().zip(&mut outcomes).collect();
    for ((_, endpoint), spans) in endpoints.iter_mut().zip(&spans) {
        for (used, written) in endpoint.outcomes.iter_mut().zip(spans) {
            if let OutcomeRef::Own(outcome) = &mut used.outcome {
                named.push((written.name, outcome));
            }
        }
    }
    failures::settle_failures(&mut named, &defs, &failures, report);
    xml::check_members(api, &endpoints, &outcomes, &defs, report);
    xml::refuse_elsewhere(&choices, api, &endpoints, &outcomes, &defs, report);
    session::settle(api, &mut endpoints, &mut outcomes, &defs, report);
    let read = endpoints.iter().map(|(_, endpoint)| endpoint);
    session::check_expired_values(api, read, &outcomes, &defs, report);
    pages::check_pages(api, &names, &mut endpoints, &outcomes, &defs, report);

    let indices: Vec<usize> = endpoints.iter().map(|(index, _)| *index).collect();
    let mut checked = Api {
        name: api.name.clone(),
        module: RustName::snake(&api.name),
        folder: api.folder.clone(),
        feature: api.name.clone(),
        doc: doc(
            api.title.as_ref(),
            api.description.as_ref(),
            &api.docs,
            &api.notes,
            None,
        ),
        base_url,
        variables,
        schemes,
        rate_limits,
        types: defs,
        outcomes,
        groups: group::lower(api),
        endpoints: endpoints
            .into_iter()
            .map(|(_, endpoint)| endpoint)
            .collect(),
    };
    // A part that was left out would be blamed again by every example that uses it.
    if !report.has_errors_in(api.file) {
        example::check_examples(api, &indices, &mut checked, report);
    }
    let mut uncovered = Report::new();
    if !report.has_errors() {
        example::check_coverage(api, &indices, &checked, &beside.shown, &mut uncovered);
    }
    CheckedApi {
        api: checked,
        uncovered,
    }
}

/// The words of a page.
pub(super) fn doc(
    title: Option<&Text>,
    description: Option<&Text>,
    docs: &[spec::Doc],
    notes: &[Text],
    deprecated: Option<&Text>,
) -> Doc {
    let text = |text: Option<&Text>| text.map(|text| text.value.clone());
    Doc {
        title: text(title),
        description: text(description),
        links: docs
            .iter()
            .map(|doc| Link {
                url: doc.url.value.clone(),
                read: text(doc.read.as_ref()),
                note: text(doc.note.as_ref()),
            })
            .collect(),
        notes: notes.iter().map(|note| note.value.clone()).collect(),
        deprecated: text(deprecated),
    }
}

/// Shared outcomes by name; a broken one keeps its name, so that its users aren't blamed.
fn lower_shared<'s>(
    api: &'s spec::Api,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Vec<Shared<'s>> {
    let mut shared: Vec<Shared<'s>> = Vec::new();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut next = 0;
    for written in &api.outcomes {
        if let Some(first) = seen.insert(written.name.as_str(), written.name.span) {
            report.push(duplicate_name(
                written.name.as_str(),
                written.name.span,
                first,
            ));
            continue;
        }
        if let Some(condition) = written.when.request.first() {
            report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    condition.member.span,
                    "a shared outcome can't depend on a request",
                )
                .help("write `when: { request: … }` in the endpoint's own outcome"),
            );
        }
        if let Some(member) = csv::asked(written) {
            report.push(
                Diagnostic::new(
                    Code::MisplacedAttribute,
                    member.span,
                    "a shared outcome can't depend on a request",
                )
                .help("write `delimiter: { request: … }` in the endpoint's own outcome"),
            );
        }
        let outcome = lower_outcome(written, Scope::Outcomes, types, report);
        let index = outcome.is_some().then_some(next);
        next += usize::from(outcome.is_some());
        shared.push(Shared {
            written,
            outcome,
            index,
        });
    }
    shared
}

/// Fills in what is known once every type is read: the conditions, and whether a secret is held.
fn settle(outcome: &mut Outcome, defs: &[TypeDef]) {
    outcome.conditions = conditions(outcome, defs);
    outcome.holds_secret = received_types(outcome)
        .iter()
        .any(|ty| type_holds_secret(ty, defs));
}

/// Says in which order the outcomes of each endpoint are tried, on all processors.
fn order_outcomes(
    endpoints: &mut [(usize, Endpoint)],
    spans: &[Vec<Written>],
    shared: &[Outcome],
    report: &mut Report,
) {
    let pairs: Vec<_> = endpoints.iter().zip(spans).collect();
    let ordered = parallel::map(&pairs, |((_, endpoint), spans)| {
        let contenders: Vec<overlap::Contender<'_>> = endpoint
            .outcomes
            .iter()
            .zip(*spans)
            // What was left out of a broken outcome may be what tells it apart.
            .filter(|(_, written)| !report.has_errors_within(written.body))
            .filter_map(|(used, written)| {
                let outcome = match &used.outcome {
                    OutcomeRef::Own(outcome) => outcome,
                    OutcomeRef::Shared(index) => shared.get(*index)?,
                };
                Some(overlap::Contender {
                    used,
                    outcome,
                    span: written.name,
                })
            })
            .collect();
        let mut found = Report::new();
        (overlap::order(&contenders, &mut found), found)
    });
    for ((_, endpoint), (candidates, found)) in endpoints.iter_mut().zip(ordered) {
        endpoint.candidates = candidates;
        report.append(found);
    }
}

/// Every type that some request or some outcome holds.
fn uses(endpoints: &[(usize, Endpoint)], outcomes: &[Outcome]) -> (Vec<Type>, Vec<Type>) {
    let mut sent = Vec::new();
    let mut received: Vec<Type> = outcomes.iter().flat_map(received_types).collect();
    for (_, endpoint) in endpoints {
        sent.extend(
            endpoint
                .request
                .members()
                .filter_map(|member| match &member.content {
                    Content::Value(ty) => Some(ty.clone()),
                    Content::Constant(_) => None,
                }),
        );
        sent.extend(endpoint.request.payloads().filter_map(Payload::ty).cloned());
        for used in &endpoint.outcomes {
            if let OutcomeRef::Own(outcome) = &used.outcome {
                received.extend(received_types(outcome));
            }
        }
    }
    (sent, received)
}

/// A member that a login takes its token from is a secret, whether the page's table says so or not.
fn take_secrets(api: &spec::Api, endpoints: &mut [(usize, Endpoint)], types: &mut TypeTable<'_>) {
    let logins = api.schemes.iter().filter_map(|scheme| match &scheme.kind {
        spec::SchemeKind::Recipe(recipe) => recipe.login.as_ref(),
        _ => None,
    });
    for login in logins {
        let endpoint = endpoints
            .iter_mut()
            .find(|(_, endpoint)| endpoint.name == login.endpoint.value);
        let Some((_, endpoint)) = endpoint else {
            continue;
        };
        let members = login.take.iter().filter_map(|(_, from)| match from {
            spec::TakenFrom::Member(source) => Some(source),
            spec::TakenFrom::Header { .. }
            | spec::TakenFrom::Cookie { .. }
            | spec::TakenFrom::Request(_) => None,
        });
        for source in members {
            let mut parts = source.as_str().split('.');
            let name = parts.next().unwrap_or_default().to_owned();
            let variant = type_name(&source.clone().map(|_| name));
            let path: Vec<&str> = parts.collect();
            for used in &mut endpoint.outcomes {
                let OutcomeRef::Own(outcome) = &mut used.outcome else {
                    continue;
                };
                if used.variant != variant {
                    continue;
                }
                let members = match &mut outcome.body {
                    OutcomeBody::Json(members)
                    | OutcomeBody::Properties(members)
                    | OutcomeBody::Form(members)
                    | OutcomeBody::Html(members) => members,
                    OutcomeBody::Xml(body) => &mut body.members,
                    OutcomeBody::TextPattern(body) => &mut body.members,
                    OutcomeBody::JsonValue(_)
                    | OutcomeBody::Lines(_)
                    | OutcomeBody::Csv(_)
                    | OutcomeBody::Raw(_)
                    | OutcomeBody::Events(_)
                    | OutcomeBody::Text { .. }
                    | OutcomeBody::TextEquals { .. }
                    | OutcomeBody::Empty => continue,
                };
                make_secret(members, &path, types.defs_mut());
            }
        }
    }
}

fn make_secret(members: &mut [Member], path: &[&str], defs: &mut [TypeDef]) {
    let Some((name, rest)) = path.split_first() else {
        return;
    };
    let Some(member) = members.iter_mut().find(|member| member.wire == *name) else {
        return;
    };
    match &mut member.content {
        Content::Value(ty @ Type::Scalar(Scalar::String)) if rest.is_empty() => {
            *ty = Type::Scalar(Scalar::Secret(None));
        }
        Content::Value(Type::Named(id)) => make_secret_in(*id, rest, defs),
        Content::Value(_) | Content::Constant(_) => {}
    }
}

fn make_secret_in(id: TypeId, path: &[&str], defs: &mut [TypeDef]) {
    let Some(Shape::Object(members)) = defs.get_mut(id.0).map(|def| &mut def.shape) else {
        return;
    };
    // Taken out so that types further down can be reached; put back below.
    let mut inner = std::mem::take(members);
    make_secret(&mut inner, path, defs);
    if let Some(Shape::Object(members)) = defs.get_mut(id.0).map(|def| &mut def.shape) {
        *members = inner;
    }
}
