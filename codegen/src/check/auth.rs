//! Auth schemes: the built-in ones become recipes, templates get indices.

mod oauth2;
mod recipe;
mod sign;
mod sorted;
mod usage;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Credential, Placement, Scheme, Segment, Template};
use crate::names::RustName;
use crate::source::Text;
use crate::spec;

use super::session;

pub(super) use self::usage::{check_default, check_use, written_names};

/// Names of the builder's own methods, which no scheme and no variable may take.
pub(super) const RESERVED: &[&str] = &[
    "base_url",
    "http",
    "timeout",
    "timeouts",
    "retries",
    "body_limit",
    "download_limit",
    "rate_limits",
    "transport",
    "build",
    "allow_plain_http",
    "environment",
    "hook",
    "session_store",
    "follow_redirects",
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
            computed: Vec::new(),
            placements: Vec::new(),
            basic: false,
            custom: false,
            signatures: Vec::new(),
            oauth2: None,
            session: session::check_session(written, api, report),
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
            spec::SchemeKind::Custom => scheme.custom = true,
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
            spec::SchemeKind::OAuth2(oauth2) => {
                scheme.credentials.push(secret("access_token"));
                scheme.placements.push(header(
                    "Authorization",
                    vec![Segment::Literal("Bearer ".to_owned()), Segment::Value(0)],
                ));
                let lowered = oauth2::check_oauth2(oauth2, &written.name, api, report);
                scheme.oauth2 = Some(lowered);
            }
            spec::SchemeKind::Recipe(recipe) => {
                recipe::check_recipe(recipe, &written.name, &mut scheme, report);
            }
        }
        schemes.push(scheme);
    }
    schemes
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

fn secret(name: &str) -> Credential {
    Credential {
        name: name.to_owned(),
        argument: RustName::snake(name),
        description: None,
        secret: true,
    }
}
