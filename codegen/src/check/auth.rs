//! Auth schemes: the built-in ones become recipes, templates get indices.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Credential, Placement, Scheme, Segment, Template};
use crate::names::RustName;
use crate::source::Text;
use crate::spec;

use super::member::duplicate;
use super::placement::HEADER_NAMES;
use super::{session, template};

/// Names of the builder's own methods, which no scheme and no variable may take.
pub(super) const RESERVED: &[&str] = &[
    "base_url",
    "http",
    "timeout",
    "timeouts",
    "body_limit",
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
                session::check_session(recipe, api, &mut scheme, report);
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
    for (index, placement) in recipe.placements.iter().enumerate() {
        let before = recipe.placements.iter().take(index);
        report_written_twice(placement, before, report);
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

/// `headers: { X-Key: "{id}", x-key: "{key}" }` would send the header twice.
fn report_written_twice<'s>(
    placement: &spec::Placement,
    mut before: impl Iterator<Item = &'s spec::Placement>,
    report: &mut Report,
) {
    let is_header = placement.place == AuthPlace::Header;
    let first = before.find(|first| {
        first.place == placement.place
            && (first.name.value == placement.name.value
                || is_header && first.name.value.eq_ignore_ascii_case(&placement.name.value))
    });
    if let Some(first) = first {
        let diagnostic = duplicate(&placement.name, first.name.span);
        report.push(if is_header {
            diagnostic.note(HEADER_NAMES)
        } else {
            diagnostic
        });
    }
}
