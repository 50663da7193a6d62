//! One endpoint: URL, auth, request, outcomes.

use std::collections::BTreeMap;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{
    Construction, Endpoint, Member, Outcome, OutcomeKind, OutcomeRef, OutcomeUse, Parameter, Place,
    Request, RequestBody, Scheme, Scope, SessionRole,
};
use crate::names::{Names, RustName};
use crate::source::{Span, Spanned, Text};
use crate::spec;

use super::also::check_also;
use super::body::lower_body;
use super::csv::ask_delimiter;
use super::family::{misplaced, refuse_overlap};
use super::field_value::Field;
use super::member::{duplicate, lower_member};
use super::outcome::{duplicate_name, lower_outcome};
use super::rule::{Owner, check_rules};
use super::status::{implies, lower_status};
use super::types::{Context, Direction, Medium, TypeTable, type_name};
use super::when::check_when;
use super::{api, auth, body, placement, url};

/// What stands beside the methods or the modules of the endpoints, and what it is.
const RESERVED: &[(&str, &str)] = &[
    ("builder", "a method of every client"),
    ("examples", "the module of the documented examples"),
    ("outcomes", "the module of the shared outcomes"),
    ("rt", "how generated code names the runtime"),
    ("types", "the module of the shared types"),
];

/// A shared outcome while its API is checked.
pub(super) struct Shared<'s> {
    pub(super) written: &'s spec::Outcome,
    /// `None` if its body couldn't be read.
    pub(super) outcome: Option<Outcome>,
    /// Its place among the outcomes that could be read.
    pub(super) index: Option<usize>,
}

/// Where an outcome of an endpoint is written.
pub(super) struct Written {
    /// Its name.
    pub(super) name: Span,
    /// What it says, in `api.yaml` if it is shared.
    pub(super) body: Span,
}

/// Checks one endpoint, and gives it with the place of each of its outcomes. `None` if it can't be
/// built at all; the reasons are reported.
pub(super) fn check_endpoint<'s>(
    endpoint: &'s spec::Endpoint,
    index: usize,
    api: &'s spec::Api,
    schemes: &[Scheme],
    shared: &[Shared<'s>],
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Option<(Endpoint, Vec<Written>)> {
    let scope = Scope::Endpoint(index);
    let base = RustName::pascal(&endpoint.name);
    let mut claim = |suffix: &str| types.claim(scope, base.joined(&RustName::pascal(suffix)));
    let request_name = claim("Request");
    let response_name = claim("Response");
    let success_name = claim("Success");
    let failure_name = claim("Failure");

    let auth = auth::check_use(endpoint, api, schemes, report);
    let mut request = check_request(endpoint, scope, &base, request_name, types, report);
    let used: BTreeSet<usize> = auth.iter().flatten().copied().collect();
    for scheme in used.into_iter().filter_map(|index| schemes.get(index)) {
        placement::add_credentials(scheme, endpoint, &mut request, report);
    }
    let url = endpoint
        .url
        .as_ref()
        .and_then(|written| url::check_url(written, api, endpoint, &request.parameters, report));
    placement::check_prefixes(endpoint, url.as_ref(), &auth, schemes, report);
    let method = endpoint.method.as_ref().map(|method| method.value);
    let also = method
        .zip(url.as_ref())
        .map(|address| check_also(endpoint, api, address, &request.parameters, report));
    let (outcomes, spans) = check_outcomes(endpoint, scope, shared, &mut request, types, report);
    let name = RustName::snake(&endpoint.name);
    if let Some((_, meaning)) = RESERVED.iter().find(|(taken, _)| *taken == name.plain()) {
        report.push(Diagnostic::new(
            Code::ReservedName,
            Span {
                end: endpoint.span.start,
                ..endpoint.span
            },
            format!("`{}` is {meaning}: rename the file", name.plain()),
        ));
    }
    let (Some(method), Some(url), Some(also)) = (method, url, also) else {
        return None;
    };
    Some((
        Endpoint {
            name: endpoint.name.clone(),
            method_name: name,
            group: None,
            key: key(endpoint, api),
            doc: api::doc(
                endpoint.title.as_ref(),
                endpoint.description.as_ref(),
                &endpoint.docs,
                &endpoint.notes,
                endpoint.deprecated.as_ref(),
            ),
            method,
            url,
            also,
            auth,
            idempotent: endpoint.idempotent,
            rate_limits: Vec::new(),
            request,
            response_name,
            success_name,
            failure_name,
            outcomes,
            candidates: Vec::new(),
            pages: None,
            session: SessionRole {
                sent_once: endpoint
                    .resend_after_login
                    .as_ref()
                    .is_some_and(|resend| !resend.value),
                ..SessionRole::default()
            },
            examples: Vec::new(),
        },
        spans,
    ))
}

/// `shop/trading/place_order.yaml`.
fn key(endpoint: &spec::Endpoint, api: &spec::Api) -> String {
    let name = &endpoint.name;
    match &endpoint.group {
        Some(group) => format!("{}/{group}/{name}.yaml", api.folder),
        None => format!("{}/{name}.yaml", api.folder),
    }
}

fn check_request<'s>(
    endpoint: &'s spec::Endpoint,
    scope: Scope,
    base: &RustName,
    type_name: RustName,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> Request {
    let cx = |medium| Context {
        scope,
        prefix: base.clone(),
        medium,
        direction: Direction::Sent,
        owner: type_name.clone(),
        member: None,
    };
    let mut fields = Names::default();
    if let Some(spec::RequestBody::Value(_) | spec::RequestBody::OneOf(_)) =
        endpoint.request.body.as_ref().map(|body| &body.value)
    {
        fields.reserve(body::FIELD);
    }
    let mut seen: BTreeMap<(Place, String), Span> = BTreeMap::new();
    let mut parameters = Vec::new();
    for parameter in &endpoint.request.parameters {
        let wire = &parameter.member.wire;
        let name = placement::compared_name(parameter.place, wire.as_str());
        if let Some(first) = seen.insert((parameter.place, name), wire.span) {
            let diagnostic = duplicate(wire, first);
            report.push(match parameter.place {
                Place::Header => diagnostic.note(placement::HEADER_NAMES),
                Place::Path | Place::Query | Place::Cookie | Place::Url => diagnostic,
            });
            continue;
        }
        placement::check_needed(parameter, report);
        if parameter.member.is_family
            && matches!(parameter.place, Place::Path | Place::Cookie | Place::Url)
        {
            report.push(misplaced(&parameter.member.key));
            continue;
        }
        let member = lower_member(
            &parameter.member,
            &cx(match parameter.place {
                Place::Path | Place::Url => Medium::Text,
                Place::Query => Medium::Pairs,
                Place::Header | Place::Cookie => Medium::Fields,
            }),
            &mut fields,
            types,
            report,
        );
        let field = match parameter.place {
            Place::Header => Some(Field::Header),
            Place::Cookie => Some(Field::Cookie),
            Place::Path | Place::Url | Place::Query => None,
        };
        if let (Some(field), Some(member)) = (field, &member) {
            field.check_member(&parameter.member, member, report);
        }
        parameters.extend(member.map(|member| Parameter {
            place: parameter.place,
            member,
        }));
    }
    for place in [Place::Query, Place::Header] {
        let all = endpoint.request.parameters.iter();
        let own = all.filter(|parameter| parameter.place == place);
        let members = own.map(|parameter| &parameter.member);
        refuse_overlap(members, place == Place::Header, report);
    }
    let body = lower_body(
        &endpoint.request,
        &cx(Medium::Json),
        &mut fields,
        types,
        report,
    );
    let mut request = Request {
        type_name,
        parameters,
        body,
        construction: Construction::Nothing,
        rules: Vec::new(),
        facts: Vec::new(),
    };
    request.construction = construction(&request);
    request.rules = check_rules(
        &endpoint.request.rules,
        request.members().collect(),
        Owner::Request,
        types.defs(),
        report,
    );
    request
}

fn construction(request: &Request) -> Construction {
    let fields: Vec<&Member> = request
        .members()
        .filter(|member| member.is_field())
        .collect();
    let (value, value_required) = match &request.body {
        Some(RequestBody::Value { optional, .. } | RequestBody::OneOf { optional, .. }) => {
            (1, usize::from(!optional))
        }
        Some(
            RequestBody::Json(_)
            | RequestBody::Form(_)
            | RequestBody::Multipart(_)
            | RequestBody::Xml(_),
        )
        | None => (0, 0),
    };
    let required = fields
        .iter()
        .filter(|member| !member.may_be_left_out() && !member.is_family)
        .count()
        + value_required;
    match (fields.len() + value, required) {
        (0, _) => Construction::Nothing,
        (_, 0) => Construction::Default,
        (_, 1..=4) => Construction::New,
        _ => Construction::Literal,
    }
}

fn check_outcomes<'s>(
    endpoint: &'s spec::Endpoint,
    scope: Scope,
    shared: &[Shared<'s>],
    request: &mut Request,
    types: &mut TypeTable<'s>,
    report: &mut Report,
) -> (Vec<OutcomeUse>, Vec<Written>) {
    let entries = endpoint
        .success
        .iter()
        .map(|entry| (OutcomeKind::Success, entry))
        .chain(
            endpoint
                .failure
                .iter()
                .map(|entry| (OutcomeKind::Failure, entry)),
        );
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut outcomes = Vec::new();
    let mut spans = Vec::new();
    let mut written = 0_usize;
    for (kind, entry) in entries {
        written += 1;
        let name = match entry {
            spec::OutcomeEntry::Own(outcome) => &outcome.name,
            spec::OutcomeEntry::Shared(used) => &used.name,
        };
        let variant = type_name(name);
        if let Some(first) = seen.insert(variant.as_str().to_owned(), name.span) {
            report.push(duplicate_name(name.as_str(), name.span, first));
            continue;
        }
        let used = match entry {
            spec::OutcomeEntry::Own(outcome) => {
                let when = check_when(&outcome.when.request, request, types.defs(), report);
                lower_outcome(outcome, scope, types, report).map(|mut lowered| {
                    ask_delimiter(outcome, &mut lowered, request, types.defs(), report);
                    OutcomeUse {
                        variant,
                        kind,
                        status: lower_status(outcome.status.as_ref(), kind),
                        when,
                        outcome: OutcomeRef::Own(Box::new(lowered)),
                    }
                })
            }
            spec::OutcomeEntry::Shared(used) => use_shared(used, shared, variant, kind, report),
        };
        let read = match entry {
            spec::OutcomeEntry::Own(outcome) => Some(&**outcome),
            spec::OutcomeEntry::Shared(used) => {
                find_shared(used, shared).map(|found| found.written)
            }
        };
        if let Some(fault) = read.and_then(|outcome| misplaced_by_kind(name, kind, outcome)) {
            report.push(fault);
        }
        if let Some(used) = used {
            outcomes.push(used);
            let body = match entry {
                spec::OutcomeEntry::Own(outcome) => outcome.span,
                spec::OutcomeEntry::Shared(used) => {
                    find_shared(used, shared).map_or(name.span, |found| found.written.span)
                }
            };
            spans.push(Written {
                name: name.span,
                body,
            });
        }
    }
    if written == 0 {
        report.push(
            Diagnostic::new(
                Code::NoOutcome,
                Span { end: endpoint.span.start, ..endpoint.span },
                format!("`{}` says nothing of what is answered", endpoint.name),
            )
            .help("add `success:` with a name, a status and a body: `Done: { status: 200, json: { … } }`"),
        );
    }
    (outcomes, spans)
}

/// What one side of `?` has and the other hasn't: successes stream, failures say whether the server
/// acted.
fn misplaced_by_kind(
    name: &Text,
    kind: OutcomeKind,
    outcome: &spec::Outcome,
) -> Option<Diagnostic> {
    match kind {
        OutcomeKind::Failure => {
            let stream = outcome.stream.as_ref()?;
            Some(stream_of_failure(name, stream))
        }
        OutcomeKind::Success => {
            let acted = outcome.acted.as_ref()?;
            Some(acted_of_success(name, acted.span))
        }
    }
}

/// `success: { Done: { acted: no, … } }`: a success is what the server did.
fn acted_of_success(name: &Text, acted: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedAttribute,
        name.span,
        format!("`{}` is a success, which the server acted for", name.value),
    )
    .also(acted, "what a failure says")
    .help("remove `acted`, or put the outcome under `failure`")
}

/// `failure: { Failed: { stream: true, lines: … } }`: what went wrong is known as a whole.
fn stream_of_failure(name: &Text, stream: &Spanned<bool>) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedAttribute,
        name.span,
        format!("`{}` is a failure, which is read whole", name.value),
    )
    .also(stream.span, "read while it comes")
    .help("remove `stream`, or put the outcome under `success`")
}

fn find_shared<'e, 's>(
    used: &spec::OutcomeUse,
    shared: &'e [Shared<'s>],
) -> Option<&'e Shared<'s>> {
    shared
        .iter()
        .find(|entry| entry.written.name.value == used.shared.value)
}

fn use_shared(
    used: &spec::OutcomeUse,
    shared: &[Shared<'_>],
    variant: RustName,
    kind: OutcomeKind,
    report: &mut Report,
) -> Option<OutcomeUse> {
    let Some(found) = find_shared(used, shared) else {
        let diagnostic = Diagnostic::new(
            Code::UnknownSharedOutcome,
            used.shared.span,
            format!("`api.yaml` shares no outcome `{}`", used.shared.value),
        )
        .suggest(
            used.shared.as_str(),
            shared.iter().map(|entry| entry.written.name.as_str()),
        );
        report.push(if shared.is_empty() {
            diagnostic.help("declare it under `outcomes` of `api.yaml`")
        } else {
            diagnostic
        });
        return None;
    };
    check_narrowing(used, found.written, kind, report);
    let status = used.status.as_ref().or(found.written.status.as_ref());
    Some(OutcomeUse {
        variant,
        kind,
        outcome: OutcomeRef::Shared(found.index?),
        status: lower_status(status, kind),
        when: Vec::new(),
    })
}

/// `{ shared: Failed, status: 404 }` narrows: 404 is one of the statuses that the shared outcome
/// lists. One that lists none, or whose page gives none, can be narrowed to anything.
fn check_narrowing(
    used: &spec::OutcomeUse,
    shared: &spec::Outcome,
    kind: OutcomeKind,
    report: &mut Report,
) {
    let (Some(narrow), Some(wide)) = (&used.status, &shared.status) else {
        return;
    };
    let listed = match &wide.value {
        spec::StatusSet::Undocumented | spec::StatusSet::Any => return,
        spec::StatusSet::Ranges(_) => lower_status(Some(wide), kind),
    };
    let narrowed = lower_status(Some(narrow), kind);
    if implies(&narrowed, &listed) {
        return;
    }
    report.push(
        Diagnostic::new(
            Code::InvalidStatus,
            narrow.span,
            format!(
                "`{}` is given with {}, not with {}",
                used.shared.value, listed.label, narrowed.label
            ),
        )
        .also(wide.span, "the statuses of the shared outcome")
        .help("name some of these, or add the status to the shared outcome"),
    );
}
