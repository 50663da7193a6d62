//! Which schemes an endpoint uses.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Scheme};
use crate::source::Text;
use crate::spec::{self, AuthUse};

/// Most alternatives of one endpoint.
const MOST_ALTERNATIVES: usize = 32;

/// The schemes that an endpoint uses, or those of the API's defaults: alternatives, in the order in
/// which they are tried, each of which lists schemes that are sent together. Sending none is tried
/// last, wherever `none` stands.
pub(in crate::check) fn check_use(
    endpoint: &spec::Endpoint,
    api: &spec::Api,
    schemes: &[Scheme],
    report: &mut Report,
) -> Vec<Vec<usize>> {
    let mut aside = Report::new();
    let (used, report) = match (&endpoint.auth, &api.defaults.auth) {
        (Some(own), _) => (own, report),
        // What is wrong with it was said where it stands.
        (None, Some(default)) => (default, &mut aside),
        (None, None) => return Vec::new(),
    };
    let mut alternatives = check_whole(used, api, schemes, report);
    alternatives.sort_by_key(Vec::is_empty);
    let mut known: Vec<Vec<usize>> = Vec::new();
    for alternative in alternatives {
        if !known.contains(&alternative) {
            known.push(alternative);
        }
    }
    known
}

/// `defaults: { auth: … }` names schemes of the same file.
pub(in crate::check) fn check_default(api: &spec::Api, schemes: &[Scheme], report: &mut Report) {
    if let Some(used) = &api.defaults.auth {
        drop(check_whole(used, api, schemes, report));
    }
}

fn check_whole(
    used: &AuthUse,
    api: &spec::Api,
    schemes: &[Scheme],
    report: &mut Report,
) -> Vec<Vec<usize>> {
    let alternatives = lower(used, api, report);
    for together in &alternatives {
        report_written_twice(together, used, schemes, report);
    }
    alternatives
}

/// `{ all_of: [basic, bearer] }` would send the header `Authorization` twice.
fn report_written_twice(
    together: &[usize],
    used: &AuthUse,
    schemes: &[Scheme],
    report: &mut Report,
) {
    let mut seen: Vec<((AuthPlace, String), &Scheme)> = Vec::new();
    for scheme in together.iter().filter_map(|index| schemes.get(*index)) {
        let names: Vec<(AuthPlace, String)> = written_names(scheme)
            .map(|(place, name)| match place {
                AuthPlace::Header => (place, name.to_ascii_lowercase()),
                _ => (place, name.to_owned()),
            })
            .collect();
        for name in names {
            let first = seen.iter().find(|(other, _)| *other == name);
            if let (Some((_, first)), Some(span)) = (first, first_name(used)) {
                report.push(
                    Diagnostic::new(
                        Code::ConflictingKeys,
                        span.span,
                        format!(
                            "`{}` and `{}` both write `{}`",
                            first.name, scheme.name, name.1
                        ),
                    )
                    .help("schemes that are sent together write into different places"),
                );
            }
            seen.push((name, scheme));
        }
    }
}

/// Places and names that a scheme writes. The header of basic authentication is that of RFC 7617
/// section 2, and that of the caller's own code the one for credentials (RFC 9110 section 11.6.2).
pub(in crate::check) fn written_names(scheme: &Scheme) -> impl Iterator<Item = (AuthPlace, &str)> {
    let in_header = scheme.basic || scheme.custom;
    let in_header = in_header.then_some((AuthPlace::Header, "Authorization"));
    let templates = scheme.placements.iter();
    let templates = templates.map(|placement| (placement.place, placement.name.as_str()));
    let signatures = scheme.signatures.iter();
    let signatures =
        signatures.filter_map(|signature| Some((signature.place?, signature.name.as_str())));
    templates.chain(signatures).chain(in_header)
}

fn first_name(used: &AuthUse) -> Option<&Text> {
    match used {
        AuthUse::None => None,
        AuthUse::Scheme(name) => Some(name),
        AuthUse::AnyOf(parts) | AuthUse::AllOf(parts) => parts.iter().find_map(first_name),
    }
}

fn lower(used: &AuthUse, api: &spec::Api, report: &mut Report) -> Vec<Vec<usize>> {
    match used {
        AuthUse::None => vec![Vec::new()],
        AuthUse::Scheme(name) => {
            let found = api
                .schemes
                .iter()
                .position(|scheme| scheme.name.value == name.value);
            if found.is_none() {
                report.push(unknown_scheme(name, api));
            }
            found.map(|index| vec![index]).into_iter().collect()
        }
        AuthUse::AnyOf(parts) => {
            let parts = parts.iter().flat_map(|part| lower(part, api, report));
            parts.collect()
        }
        AuthUse::AllOf(parts) => {
            let mut together = vec![Vec::new()];
            for part in parts {
                let alternatives = lower(part, api, report);
                let combined = together.iter().flat_map(|before: &Vec<usize>| {
                    alternatives.iter().map(|alternative| {
                        let mut both = before.clone();
                        both.extend(alternative.iter().filter(|index| !before.contains(index)));
                        both
                    })
                });
                together = combined.take(MOST_ALTERNATIVES).collect();
            }
            together
        }
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
