//! What the scheme of an endpoint writes into its request, beside what callers give.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{AuthPlace, Request, RequestBody, Scheme};
use crate::spec;

/// A scheme that writes into the body needs an object or a form; where the endpoint has no body,
/// the credentials alone are the object.
pub(super) fn add_credentials(
    scheme: &Scheme,
    endpoint: &spec::Endpoint,
    request: &mut Request,
    report: &mut Report,
) {
    let mut in_body = scheme
        .placements
        .iter()
        .filter(|placement| placement.place == AuthPlace::Body)
        .peekable();
    if in_body.peek().is_none() {
        return;
    }
    if let (Some(RequestBody::JsonValue(_)), Some(body)) = (&request.body, &endpoint.request.body) {
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
    for placement in in_body {
        let taken = request
            .body_members()
            .iter()
            .any(|member| member.wire == placement.name);
        let written = match endpoint.request.body.as_ref().map(|body| &body.value) {
            Some(spec::RequestBody::Json(members) | spec::RequestBody::Form(members)) => members
                .iter()
                .find(|member| member.wire.value == placement.name),
            _ => None,
        };
        if let (true, Some(member)) = (taken, written) {
            report.push(
                Diagnostic::new(
                    Code::DuplicateWireName,
                    member.wire.span,
                    format!(
                        "`{}` writes `{}` into the body already",
                        scheme.name, placement.name
                    ),
                )
                .help("leave it out: credentials are given to the client, not to each request"),
            );
        }
    }
    request
        .body
        .get_or_insert_with(|| RequestBody::Json(Vec::new()));
}
