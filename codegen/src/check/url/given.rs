//! A URL that the caller gives: `url: "{upload}"` is filled by the member of `request.url`.

use docwright_wire::address;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Content, GivenUrl, Parameter, Place, Scalar, Spelt, Type, Url};
use crate::source::Text;
use crate::spec;

use super::path::check_path;
use super::{constant_pairs, invalid, name_span};

/// The URL, if it begins with a name in braces. Behind it stand constant pairs, or nothing.
pub(super) fn check_given(
    written: &Text,
    endpoint: &spec::Endpoint,
    parameters: &[Parameter],
    report: &mut Report,
) -> Option<Url> {
    let name = leading_name(written)?;
    let (_, rest) = written.value.split_once('}')?;
    if !members(endpoint).any(|member| member.wire.value == name) {
        let known = members(endpoint).map(|member| member.wire.as_str());
        report.push(
            Diagnostic::new(
                Code::PathParameterMissing,
                name_span(written, name),
                format!("the URL begins with `{{{name}}}`, which nothing fills"),
            )
            .suggest(name, known)
            .help(format!(
                "declare it: `request: {{ url: {{ {name}: url }} }}`; a path below the base URL begins with `/`"
            )),
        );
        return None;
    }
    let query = match rest {
        "" => Vec::new(),
        rest => match rest.strip_prefix('?') {
            Some(query) => constant_pairs(query, written, report)?,
            None => {
                report.push(
                    invalid(
                        written,
                        format!("behind `{{{name}}}` stand `?` and constant pairs, or nothing"),
                    )
                    .note("a URL that is given is sent as it is"),
                );
                return None;
            }
        },
    };
    let auth_origins = check_origins(endpoint, report);
    // None of its names can be filled.
    let path = check_path("", written, &endpoint.request, parameters, report)?;
    let is_own = |parameter: &&Parameter| parameter.place == Place::Url;
    let parameter = parameters
        .iter()
        .position(|parameter| is_own(&parameter) && parameter.member.wire == name)?;
    Some(Url {
        origin: None,
        given: Some(GivenUrl {
            parameter,
            auth_origins,
        }),
        path,
        query,
        template: written.value.clone(),
    })
}

/// What is declared under `request.url` begins the URL, and is a URL.
pub(super) fn check_members(
    written: &Text,
    endpoint: &spec::Endpoint,
    parameters: &[Parameter],
    report: &mut Report,
) {
    for member in members(endpoint) {
        let name = member.wire.as_str();
        // A slip of the pen is one fault, which is told of the URL.
        let is_misspelt = leading_name(written)
            .is_some_and(|leading| crate::diagnostic::nearest(leading, [name]).is_some());
        if leading_name(written) != Some(name) && !is_misspelt {
            report.push(
                Diagnostic::new(
                    Code::PathParameterUnused,
                    member.wire.span,
                    format!("the URL doesn't begin with `{{{name}}}`"),
                )
                .also(written.span, "this URL")
                .help(format!("write `url: \"{{{name}}}\"`")),
            );
        }
        let of_name =
            |parameter: &&Parameter| parameter.place == Place::Url && parameter.member.wire == name;
        let lowered = parameters.iter().find(of_name);
        let fits = lowered.is_none_or(|parameter| {
            matches!(
                parameter.member.content,
                Content::Value(Type::Scalar(
                    Scalar::Spelt(Spelt::Url) | Scalar::Secret(None)
                ))
            )
        });
        if !fits {
            report.push(
                Diagnostic::new(
                    Code::MisplacedType,
                    member.wire.span,
                    format!("`{name}` is the whole URL"),
                )
                .help("write `url`, or `secret` for one that gives access by itself"),
            );
        }
    }
}

/// `auth_origins` means nothing where the spec says the address.
pub(super) fn refuse_origins(endpoint: &spec::Endpoint, report: &mut Report) {
    if let Some(origin) = endpoint.auth_origins.first() {
        report.push(
            Diagnostic::new(
                Code::MisplacedAttribute,
                origin.span,
                "`auth_origins` is for an endpoint whose URL is given by the caller",
            )
            .help("remove it: credentials go where `url` leads"),
        );
    }
}

/// `auth_origins: [https://uploads.example]`: scheme, host and port.
fn check_origins(endpoint: &spec::Endpoint, report: &mut Report) -> Vec<String> {
    let mut origins = Vec::new();
    for written in &endpoint.auth_origins {
        match address::origin(written.as_str()) {
            Ok(origin) if origin == written.value => origins.push(origin.to_owned()),
            Ok(origin) => report.push(
                invalid(written, "an origin has no path and no query".to_owned())
                    .help(format!("write `{origin}`")),
            ),
            Err(reason) => report.push(invalid(written, format!("`{}` {reason}", written.value))),
        }
    }
    origins
}

/// The name in the braces that the URL begins with.
fn leading_name(written: &Text) -> Option<&str> {
    let (name, _) = written.value.strip_prefix('{')?.split_once('}')?;
    Some(name)
}

fn members(endpoint: &spec::Endpoint) -> impl Iterator<Item = &spec::Member> {
    let parameters = endpoint.request.parameters.iter();
    parameters
        .filter(|parameter| parameter.place == Place::Url)
        .map(|parameter| &parameter.member)
}
