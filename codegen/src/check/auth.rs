//! Auth schemes: the built-in ones become recipes, templates get indices, sessions are looked up.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Credential, Expired, Login, Placement, Scheme, Segment, Template};
use crate::names::RustName;
use crate::source::Text;
use crate::spec;

use super::template;

/// Names of the builder's own methods, which no scheme and no variable may take.
pub(super) const RESERVED: &[&str] = &[
    "base_url",
    "http",
    "timeout",
    "transport",
    "build",
    "allow_plain_http",
];

/// Resolves the schemes of an API. A broken one keeps its name, so that its users aren't blamed.
pub(super) fn check_schemes(api: &spec::Api, report: &mut Report) -> Vec<Scheme> {
    let mut schemes: Vec<Scheme> = Vec::new();
    for written in &api.schemes {
        check_reserved(&written.name, report);
        let mut scheme = Scheme {
            name: written.name.value.clone(),
            method: RustName::snake(written.name.as_str()),
            description: written.description.as_ref().map(|text| text.value.clone()),
            credentials: Vec::new(),
            placements: Vec::new(),
            basic: false,
            login: None,
            logout: None,
            expired: Vec::new(),
        };
        let header = |name: &str, value: Vec<Segment>| Placement {
            place: AuthPlace::Header,
            name: name.to_owned(),
            value: Template(value),
        };
        let key_in = |place, name: &Text| Placement {
            place,
            name: name.value.clone(),
            value: Template(vec![Segment::Value(0)]),
        };
        match &written.kind {
            spec::SchemeKind::Bearer => {
                scheme.credentials.push(secret("token"));
                scheme.placements.push(header(
                    "Authorization",
                    vec![Segment::Literal("Bearer ".to_owned()), Segment::Value(0)],
                ));
            }
            spec::SchemeKind::Basic => {
                scheme.credentials.push(Credential {
                    secret: false,
                    ..secret("username")
                });
                scheme.credentials.push(secret("password"));
                scheme.basic = true;
            }
            spec::SchemeKind::Header(name) => {
                scheme.credentials.push(secret("key"));
                scheme.placements.push(key_in(AuthPlace::Header, name));
            }
            spec::SchemeKind::Query(name) => {
                scheme.credentials.push(secret("key"));
                scheme.placements.push(key_in(AuthPlace::Query, name));
            }
            spec::SchemeKind::Cookie(name) => {
                scheme.credentials.push(secret("key"));
                scheme.placements.push(key_in(AuthPlace::Cookie, name));
            }
            spec::SchemeKind::Recipe(recipe) => {
                check_recipe(recipe, &written.name, &mut scheme, report);
                check_session(recipe, api, &mut scheme, report);
            }
        }
        schemes.push(scheme);
    }
    schemes
}

/// The scheme that an endpoint uses, or the API's default; `None` is no auth.
pub(super) fn check_use(
    own: Option<&spec::AuthUse>,
    api: &spec::Api,
    report: &mut Report,
) -> Option<usize> {
    let (used, is_own) = match own {
        Some(used) => (used, true),
        None => (api.defaults.auth.as_ref()?, false),
    };
    let name = match used {
        spec::AuthUse::None => return None,
        spec::AuthUse::Scheme(name) => name,
    };
    let found = api
        .schemes
        .iter()
        .position(|scheme| scheme.name.value == name.value);
    if found.is_none() && is_own {
        report.push(unknown_scheme(name, api));
    }
    found
}

/// `defaults: { auth: … }` names a scheme of the same file.
pub(super) fn check_default(api: &spec::Api, report: &mut Report) {
    if let Some(spec::AuthUse::Scheme(name)) = &api.defaults.auth
        && !api
            .schemes
            .iter()
            .any(|scheme| scheme.name.value == name.value)
    {
        report.push(unknown_scheme(name, api));
    }
}

/// `base_url: { … }` as a scheme would be a second method of that name on the builder.
pub(super) fn check_reserved(name: &Text, report: &mut Report) {
    let method = RustName::snake(name.as_str());
    if RESERVED.contains(&method.plain()) {
        report.push(
            Diagnostic::new(
                Code::ReservedName,
                name.span,
                format!("`{}` is a method of every client's builder", name.value),
            )
            .help(format!(
                "call it something else, such as `{}_2`",
                name.value
            )),
        );
    }
}

fn unknown_scheme(name: &Text, api: &spec::Api) -> Diagnostic {
    let known = api
        .schemes
        .iter()
        .map(|scheme| scheme.name.as_str())
        .chain(["none"]);
    let diagnostic = Diagnostic::new(
        Code::UnknownAuthScheme,
        name.span,
        format!("`{}` has no auth scheme `{}`", api.name, name.value),
    )
    .suggest(name.as_str(), known);
    if api.schemes.is_empty() {
        return diagnostic.help(format!(
            "declare it under `auth` of `{}/api.yaml`",
            api.name
        ));
    }
    diagnostic
}

fn secret(name: &str) -> Credential {
    Credential {
        name: name.to_owned(),
        argument: RustName::snake(name),
        description: None,
        secret: true,
    }
}

fn check_recipe(recipe: &spec::Recipe, name: &Text, scheme: &mut Scheme, report: &mut Report) {
    for credential in &recipe.credentials {
        scheme.credentials.push(Credential {
            name: credential.name.value.clone(),
            argument: RustName::snake(credential.name.as_str()),
            description: credential
                .description
                .as_ref()
                .map(|text| text.value.clone()),
            secret: credential.secret,
        });
    }
    if recipe.placements.is_empty() {
        report.push(
            Diagnostic::new(
                Code::MissingKey,
                name.span,
                format!("the scheme `{}` sends nothing", name.value),
            )
            .help("add `headers:`, `query:`, `cookies:` or `body:` with templates"),
        );
    }
    for placement in &recipe.placements {
        let Some(pieces) =
            template::pieces(placement.template.as_str(), placement.template.span, report)
        else {
            continue;
        };
        let value = template::resolve(&pieces, |credential| {
            let found = recipe
                .credentials
                .iter()
                .position(|known| known.name.value == credential);
            if found.is_none() {
                report.push(
                    Diagnostic::new(
                        Code::UnknownCredential,
                        placement.template.span,
                        format!(
                            "the scheme `{}` has no credential `{credential}`",
                            name.value
                        ),
                    )
                    .suggest(
                        credential,
                        recipe.credentials.iter().map(|known| known.name.as_str()),
                    ),
                );
            }
            found
        });
        scheme.placements.extend(value.map(|value| Placement {
            place: placement.place,
            name: placement.name.value.clone(),
            value,
        }));
    }
}

/// What a session names must be there: endpoints, outcomes, members, credentials.
fn check_session(recipe: &spec::Recipe, api: &spec::Api, scheme: &mut Scheme, report: &mut Report) {
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
