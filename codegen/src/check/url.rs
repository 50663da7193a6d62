//! URLs: base URL with variables, endpoint URL with path parameters and constant query pairs.

mod given;
mod path;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Parameter, Segment, Template, Url, Variable};
use crate::names::RustName;
use crate::source::{Span, Text};
use crate::spec;

use super::auth::check_reserved;
use super::template;

use self::path::check_path;

/// Variables of an API, in the order of the file.
pub(super) fn check_variables(api: &spec::Api, report: &mut Report) -> Vec<Variable> {
    for variable in &api.variables {
        check_reserved(&variable.name, report);
        if let Some(scheme) = api.schemes.iter().find(|scheme| {
            RustName::snake(scheme.name.as_str()) == RustName::snake(variable.name.as_str())
        }) {
            report.push(
                Diagnostic::new(
                    Code::ReservedName,
                    variable.name.span,
                    format!(
                        "`{}` is already the name of an auth scheme",
                        variable.name.value
                    ),
                )
                .also(scheme.name.span, "both would be a method of the builder"),
            );
        }
    }
    api.variables
        .iter()
        .map(|variable| Variable {
            name: variable.name.value.clone(),
            method: RustName::snake(variable.name.as_str()),
            description: variable.description.as_ref().map(|text| text.value.clone()),
            example: variable.example.as_ref().map(|text| text.value.clone()),
            default: variable.default.as_ref().map(|text| text.value.clone()),
        })
        .collect()
}

/// `base_url`: http or https, a host, perhaps a path; no query, no fragment.
pub(super) fn check_base_url(api: &spec::Api, report: &mut Report) -> Option<Template> {
    let written = api.base_url.as_ref()?;
    let leading = leading_variable(api, written.as_str());
    if let Some(variable) = leading {
        check_leading(variable, report);
    }
    let rest = match leading {
        Some(_) => Some(written.as_str()),
        None => split_scheme(written.as_str()).map(|(_, rest)| rest),
    };
    let Some(rest) = rest else {
        report.push(
            invalid(
                written,
                "a base URL begins with `https://` or `http://`".to_owned(),
            )
            .help(format!(
                "write `https://{}`",
                written.value.trim_start_matches('/')
            )),
        );
        return None;
    };
    if rest.is_empty() || rest.starts_with('/') {
        report.push(invalid(written, "the base URL has no host".to_owned()));
        return None;
    }
    if rest.contains(['?', '#']) || rest.contains(char::is_whitespace) {
        report.push(
            invalid(
                written,
                "a base URL has no query, no fragment and no white space".to_owned(),
            )
            .help("constant query pairs stand in the `url` of an endpoint"),
        );
        return None;
    }
    let pieces = template::pieces(written.as_str(), written.span, report)?;
    template::resolve(&pieces, |name| {
        variable_of(api, "base URL", written, name, report)
    })
}

/// The position of the variable that a URL has in it; one that isn't declared is a fault.
fn variable_of(
    api: &spec::Api,
    what: &str,
    written: &Text,
    name: &str,
    report: &mut Report,
) -> Option<usize> {
    let mut variables = api.variables.iter();
    let found = variables.position(|variable| variable.name.value == name);
    if found.is_none() {
        let known = api.variables.iter().map(|variable| variable.name.as_str());
        let diagnostic = Diagnostic::new(
            Code::UndeclaredVariable,
            name_span(written, name),
            format!("the {what} uses `{{{name}}}`, which isn't declared"),
        );
        let diagnostic = diagnostic.suggest(name, known);
        report.push(diagnostic.help(format!(
            "declare it: `variables: {{ {name}: {{ description: …, example: … }} }}`"
        )));
    }
    found
}

/// `token_url: oauth/token`: neither absolute nor below the base URL.
pub(super) fn check_token_url(url: &Text, api: &spec::Api, report: &mut Report) {
    let text = url.as_str();
    let leading = leading_variable(api, text);
    if let Some(variable) = leading {
        check_leading(variable, report);
    }
    let is_absolute = leading.is_some()
        || split_scheme(text).is_some_and(|(_, rest)| !rest.is_empty() && !rest.starts_with('/'));
    let is_below = text.starts_with('/') && api.base_url.is_some();
    let is_plain = !text.contains(['#', ' ']) && text.is_ascii();
    if (is_absolute || is_below) && is_plain {
        let pieces = template::pieces(text, url.span, report).unwrap_or_default();
        let _ = template::resolve(&pieces, |name| {
            variable_of(api, "token URL", url, name, report)
        });
        return;
    }
    let message = format!("`{text}` is no URL of a token endpoint");
    let diagnostic = Diagnostic::new(Code::InvalidUrl, url.span, message);
    report.push(if text.starts_with('/') && is_plain {
        diagnostic.note("a path stands below `base_url`, and there is none")
    } else {
        diagnostic.help("write `https://…`, or a path that begins with `/`")
    });
}

/// The variable that a base URL begins with: `{host}/v2`. It brings scheme and host with it.
fn leading_variable<'a>(api: &'a spec::Api, base_url: &str) -> Option<&'a spec::Variable> {
    let (name, _) = base_url.strip_prefix('{')?.split_once('}')?;
    api.variables
        .iter()
        .find(|variable| variable.name.value == name)
}

/// What stands in the place of a variable that begins the base URL is a URL:
/// `host: { example: shop.example }`.
fn check_leading(variable: &spec::Variable, report: &mut Report) {
    let given = [&variable.example, &variable.default];
    for value in given.into_iter().flatten() {
        if split_scheme(value.as_str()).is_none() {
            report.push(
                invalid(
                    value,
                    format!(
                        "`{}` begins the base URL, so it begins with `https://` or `http://`",
                        variable.name.value
                    ),
                )
                .help(format!("write `\"https://{}\"`", value.value)),
            );
        }
    }
    if variable.example.is_none() && variable.default.is_none() {
        report.push(
            Diagnostic::new(
                Code::MissingKey,
                variable.name.span,
                format!(
                    "`{}` begins the base URL and has no example",
                    variable.name.value
                ),
            )
            .help("add the address that the page prints: `example: \"https://host.example\"`"),
        );
    }
}

/// `url` of an endpoint: `/path/{parameter}?constant=pair`, absolute, or given by the caller.
///
/// Every `{name}` is filled by a member of `request.path`, and each of those is used.
pub(super) fn check_url(
    written: &Text,
    api: &spec::Api,
    endpoint: &spec::Endpoint,
    parameters: &[Parameter],
    report: &mut Report,
) -> Option<Url> {
    given::check_members(written, endpoint, parameters, report);
    if written.value.starts_with('{') {
        return given::check_given(written, endpoint, parameters, report);
    }
    given::refuse_origins(endpoint, report);
    let (origin, rest) = match split_scheme(written.as_str()) {
        Some((scheme, rest)) => {
            let host_end = rest.find(['/', '?']).unwrap_or(rest.len());
            let (host, rest) = rest.split_at(host_end);
            if host.is_empty() || host.contains('{') {
                report.push(
                    invalid(written, "an absolute URL needs a fixed host".to_owned())
                        .help("hosts that differ between customers are `variables` of `base_url`"),
                );
                return None;
            }
            (Some(format!("{scheme}://{host}")), rest)
        }
        None => (None, written.as_str()),
    };
    if origin.is_none() && api.base_url.is_none() {
        report.push(
            Diagnostic::new(
                Code::MissingBaseUrl,
                written.span,
                format!(
                    "`{}` stands below a base URL, and `{}` has none",
                    written.value, api.name
                ),
            )
            .also(api.span, "`base_url` is missing here")
            .help(format!(
                "add `base_url: https://…` to `{}/api.yaml`, or write the whole URL",
                api.name
            )),
        );
    }
    if !(rest.starts_with('/') || origin.is_some() && (rest.is_empty() || rest.starts_with('?'))) {
        report.push(
            invalid(written, "the path of a URL begins with `/`".to_owned())
                .help(format!("write `/{}`", written.value)),
        );
        return None;
    }
    if let Some(bad) = rest
        .chars()
        .find(|c| *c == '#' || c.is_whitespace() || c.is_control())
    {
        report.push(invalid(written, format!("a URL can't hold {bad:?}")));
        return None;
    }
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = if path.is_empty() { "/" } else { path };
    let query = constant_pairs(query, written, report)?;
    let path = check_path(path, written, &endpoint.request, parameters, report)?;
    Some(Url {
        origin,
        given: None,
        path,
        query,
        template: written.value.clone(),
    })
}

/// A template's values put in: the example's, so that what the page prints can be compared.
pub(super) fn fill(template: &Template, value: impl Fn(usize) -> Option<String>) -> Option<String> {
    template
        .0
        .iter()
        .map(|segment| match segment {
            Segment::Literal(text) => Some(text.clone()),
            Segment::Value(index) | Segment::Greedy(index) => value(*index),
        })
        .collect()
}

fn split_scheme(url: &str) -> Option<(&'static str, &str)> {
    ["https", "http"]
        .into_iter()
        .find_map(|scheme| Some((scheme, url.strip_prefix(scheme)?.strip_prefix("://")?)))
}

fn constant_pairs(
    query: &str,
    written: &Text,
    report: &mut Report,
) -> Option<Vec<(String, String)>> {
    if query.contains(['{', '}']) {
        report.push(
            invalid(
                written,
                "the query of a URL holds constant pairs alone".to_owned(),
            )
            .help("declare what differs under `request.query`"),
        );
        return None;
    }
    match docwright_wire::form::parse(query) {
        Ok(pairs) => Some(pairs),
        Err(_) => {
            report.push(invalid(
                written,
                "the query isn't percent-encoded UTF-8".to_owned(),
            ));
            None
        }
    }
}

/// The place of `{name}` inside a plain scalar; the whole scalar if its text isn't found as it is.
fn name_span(written: &Text, name: &str) -> Span {
    let braced = format!("{{{name}}}");
    let whole = written.span;
    match written.value.find(&braced) {
        Some(at) if whole.end - whole.start == written.value.len() => Span {
            start: whole.start + at,
            end: whole.start + at + braced.len(),
            ..whole
        },
        _ => whole,
    }
}

fn invalid(written: &Text, message: String) -> Diagnostic {
    Diagnostic::new(Code::InvalidUrl, written.span, message)
}
