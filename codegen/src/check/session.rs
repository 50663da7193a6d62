//! Sessions: the endpoints, outcomes and members that a scheme names are looked up.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Expired, Login, Scheme};
use crate::source::Text;
use crate::spec;

/// What a session names must be there: endpoints, outcomes, members, credentials.
pub(super) fn check_session(
    recipe: &spec::Recipe,
    api: &spec::Api,
    scheme: &mut Scheme,
    report: &mut Report,
) {
    let find_endpoint = |name: &Text, report: &mut Report| {
        let found = api
            .endpoints
            .iter()
            .position(|endpoint| endpoint.name == name.value);
        if found.is_none() {
            report.push(
                Diagnostic::new(
                    Code::UnknownReference,
                    name.span,
                    format!("`{}` has no endpoint `{}`", api.name, name.value),
                )
                .suggest(
                    name.as_str(),
                    api.endpoints.iter().map(|endpoint| endpoint.name.as_str()),
                ),
            );
        }
        found
    };
    scheme.logout = recipe
        .logout
        .as_ref()
        .and_then(|name| find_endpoint(name, report));
    if let Some(login) = &recipe.login {
        let endpoint = find_endpoint(&login.endpoint, report);
        let mut take = Vec::new();
        for (credential, source) in &login.take {
            let found = recipe
                .credentials
                .iter()
                .position(|known| known.name.value == credential.value);
            let Some(index) = found else {
                report.push(
                    Diagnostic::new(
                        Code::UnknownCredential,
                        credential.span,
                        format!("the scheme has no credential `{}`", credential.value),
                    )
                    .suggest(
                        credential.as_str(),
                        recipe.credentials.iter().map(|known| known.name.as_str()),
                    ),
                );
                continue;
            };
            let mut parts = source.as_str().split('.').map(str::to_owned);
            let outcome = parts.next().unwrap_or_default();
            let path: Vec<String> = parts.collect();
            let Some(endpoint) = endpoint.and_then(|index| api.endpoints.get(index)) else {
                continue;
            };
            if check_member_path(endpoint, &outcome, &path, source, report) {
                take.push((index, outcome, path));
            }
        }
        scheme.login = endpoint.map(|endpoint| Login { endpoint, take });
    }
    for expired in &recipe.expired {
        let shared = api
            .outcomes
            .iter()
            .any(|outcome| outcome.name.value == expired.outcome.value);
        let own = api
            .endpoints
            .iter()
            .any(|endpoint| names_outcome(endpoint, expired.outcome.as_str()));
        if !shared && !own {
            report.push(
                Diagnostic::new(
                    Code::UnknownReference,
                    expired.outcome.span,
                    format!(
                        "no endpoint of `{}` has an outcome `{}`",
                        api.name, expired.outcome.value
                    ),
                )
                .suggest(
                    expired.outcome.as_str(),
                    api.outcomes.iter().map(|outcome| outcome.name.as_str()),
                ),
            );
            continue;
        }
        scheme.expired.push(Expired {
            outcome: expired.outcome.value.clone(),
            when: expired
                .when
                .iter()
                .map(|(path, values)| {
                    (
                        path.value.split('.').map(str::to_owned).collect(),
                        values.iter().map(|value| value.value.clone()).collect(),
                    )
                })
                .collect(),
        });
    }
}

fn names_outcome(endpoint: &spec::Endpoint, name: &str) -> bool {
    endpoint
        .success
        .iter()
        .chain(&endpoint.failure)
        .any(|entry| match entry {
            spec::OutcomeEntry::Own(outcome) => outcome.name.value == name,
            spec::OutcomeEntry::Shared(used) => used.name.value == name,
        })
}

/// `LoggedIn.data.susertoken`: an own outcome of the endpoint, then members of objects.
fn check_member_path(
    endpoint: &spec::Endpoint,
    outcome: &str,
    path: &[String],
    source: &Text,
    report: &mut Report,
) -> bool {
    let own: Vec<&spec::Outcome> = endpoint
        .success
        .iter()
        .chain(&endpoint.failure)
        .filter_map(|entry| match entry {
            spec::OutcomeEntry::Own(outcome) => Some(outcome.as_ref()),
            spec::OutcomeEntry::Shared(_) => None,
        })
        .collect();
    let unknown = |what: String, found: &str, known: Vec<&str>| {
        Diagnostic::new(Code::UnknownReference, source.span, what).suggest(found, known)
    };
    let Some(found) = own.iter().find(|own| own.name.value == outcome) else {
        report.push(unknown(
            format!("`{}` has no outcome `{outcome}` of its own", endpoint.name),
            outcome,
            own.iter().map(|own| own.name.as_str()).collect(),
        ));
        return false;
    };
    let mut members: &[spec::Member] = match found.body.as_ref().map(|body| &body.value) {
        Some(
            spec::OutcomeBody::Json(members)
            | spec::OutcomeBody::Properties(members)
            | spec::OutcomeBody::Html(members),
        ) => members,
        _ => &[],
    };
    for name in path {
        let Some(member) = members.iter().find(|member| member.wire.value == *name) else {
            report.push(unknown(
                format!("`{outcome}` has no member `{}`", path.join(".")),
                name,
                members.iter().map(|member| member.wire.as_str()).collect(),
            ));
            return false;
        };
        members = match &member.ty.kind {
            spec::TypeKind::Object(members) => members,
            _ => &[],
        };
    }
    if path.is_empty() {
        report.push(
            unknown(
                format!("`{}` names no member", source.value),
                "",
                Vec::new(),
            )
            .help(format!("write `{outcome}.member`")),
        );
    }
    !path.is_empty()
}
