//! What the scheme of an endpoint writes into its request, beside what callers give.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{self, AuthPlace, Payload, Place, Request, RequestBody, Scheme};
use crate::source::Text;
use crate::spec;

use super::auth::written_names;

/// Why `A` and `a` are one header.
pub(super) const HEADER_NAMES: &str =
    "letter case doesn't matter in the name of a header (RFC 9110 section 5.1)";

/// A name as it is compared with the others of its place.
pub(super) fn compared_name(place: Place, name: &str) -> String {
    match place {
        Place::Header => name.to_ascii_lowercase(),
        Place::Path | Place::Query | Place::Cookie | Place::Url => name.to_owned(),
    }
}

/// A scheme that writes into the body needs an object or a form; where the endpoint has no body,
/// the credentials alone are the object.
pub(super) fn add_credentials(
    scheme: &Scheme,
    endpoint: &spec::Endpoint,
    request: &mut Request,
    report: &mut Report,
) {
    report_clashes(scheme, &endpoint.request, report);
    let has_parts = matches!(request.body, Some(RequestBody::Multipart(_)))
        || request
            .payloads()
            .any(|payload| matches!(payload, Payload::Multipart(_)));
    if let (true, Some(body)) = (has_parts, &endpoint.request.body)
        && scheme.signatures.iter().any(ir::Signature::concerns_body)
    {
        report.push(
            Diagnostic::new(
                Code::AuthNeedsObject,
                body.span,
                format!("`{}` signs the body, which has parts here", scheme.name),
            )
            .note("what stands between the parts is chosen anew for each request")
            .help("use a scheme that signs no body"),
        );
        return;
    }
    if !written_names(scheme).any(|(place, _)| place == AuthPlace::Body) {
        return;
    }
    if let (
        Some(RequestBody::Value { .. } | RequestBody::OneOf { .. } | RequestBody::Xml(_)),
        Some(body),
    ) = (&request.body, &endpoint.request.body)
    {
        report.push(
            Diagnostic::new(
                Code::AuthNeedsObject,
                body.span,
                format!(
                    "`{}` writes into the body, which is no object here",
                    scheme.name
                ),
            )
            .help("write the body's members under `json:`, or use another scheme"),
        );
        return;
    }
    request
        .body
        .get_or_insert_with(|| RequestBody::Json(Vec::new()));
}

/// What stands in the URL can't be missing: `path: { id?: string }`.
pub(super) fn check_needed(parameter: &spec::Parameter, report: &mut Report) {
    let what = match parameter.place {
        Place::Path => "path parameter",
        Place::Url => "URL",
        Place::Query | Place::Header | Place::Cookie => return,
    };
    let wire = &parameter.member.wire;
    if parameter.member.optional {
        report.push(
            Diagnostic::new(
                Code::MisplacedType,
                wire.span,
                format!("the {what} `{}` can't be missing", wire.value),
            )
            .help(format!("write `{}:` without `?`", wire.value)),
        );
    }
}

/// A URL that the caller gives is sent as it is, so no scheme puts a prefix before its path.
pub(super) fn check_prefixes(
    endpoint: &spec::Endpoint,
    url: Option<&ir::Url>,
    auth: &[Vec<usize>],
    schemes: &[Scheme],
    report: &mut Report,
) {
    let (Some(written), Some(ir::Url { given: Some(_), .. })) = (&endpoint.url, url) else {
        return;
    };
    let mut used = auth
        .iter()
        .flatten()
        .filter_map(|index| schemes.get(*index));
    let prefixing = used.find(|scheme| {
        let mut written = written_names(scheme);
        written.any(|(place, _)| place == AuthPlace::Path)
    });
    if let Some(scheme) = prefixing {
        report.push(
            Diagnostic::new(
                Code::InvalidUrl,
                written.span,
                format!(
                    "`{}` writes into the path of a URL that is sent as it is given",
                    scheme.name
                ),
            )
            .help("write `auth: none`, or use another scheme"),
        );
    }
}

/// What a scheme writes, no endpoint declares: `headers: { x-key: string }` beside the scheme
/// `{ header: X-Key }` would send the header twice.
fn report_clashes(scheme: &Scheme, request: &spec::Request, report: &mut Report) {
    for (place, name) in written_names(scheme) {
        for declared in declared_names(place, name, request) {
            let into = match place {
                AuthPlace::Header => "the headers",
                AuthPlace::Query => "the query",
                AuthPlace::Cookie => "the cookies",
                AuthPlace::Body => "the body",
                AuthPlace::Path => "the path",
            };
            let diagnostic = Diagnostic::new(
                Code::DuplicateWireName,
                declared.span,
                format!("`{}` writes `{name}` into {into} already", scheme.name),
            );
            let diagnostic = if declared.value == name {
                diagnostic
            } else {
                diagnostic.note(HEADER_NAMES)
            };
            report
                .push(diagnostic.help(
                    "leave it out: credentials are given to the client, not to each request",
                ));
        }
    }
}

/// The members that a request declares under a name in the place that a scheme writes into.
fn declared_names<'r>(place: AuthPlace, name: &str, request: &'r spec::Request) -> Vec<&'r Text> {
    let place = match place {
        AuthPlace::Header => Place::Header,
        AuthPlace::Query => Place::Query,
        AuthPlace::Cookie => Place::Cookie,
        AuthPlace::Path => return Vec::new(),
        AuthPlace::Body => {
            let members = match request.body.as_ref().map(|body| &body.value) {
                Some(
                    spec::RequestBody::Json(members)
                    | spec::RequestBody::Form(members)
                    | spec::RequestBody::Multipart(members),
                ) => members.as_slice(),
                Some(
                    spec::RequestBody::Xml(_)
                    | spec::RequestBody::Value(_)
                    | spec::RequestBody::OneOf(_),
                )
                | None => &[],
            };
            let wires = members.iter().map(|member| &member.wire);
            return wires.filter(|wire| wire.value == name).collect();
        }
    };
    let compared = compared_name(place, name);
    request
        .parameters
        .iter()
        .filter(|parameter| parameter.place == place)
        .map(|parameter| &parameter.member.wire)
        .filter(|wire| compared_name(place, wire.as_str()) == compared)
        .collect()
}
