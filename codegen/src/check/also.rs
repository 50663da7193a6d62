//! `also`: other methods and addresses that the page documents for the same call.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Also, Method, Parameter, Url};
use crate::spec;

use super::url::check_url;

/// The entries of `also` that can be read.
pub(super) fn check_also(
    endpoint: &spec::Endpoint,
    api: &spec::Api,
    (method, url): (Method, &Url),
    parameters: &[Parameter],
    report: &mut Report,
) -> Vec<Also> {
    let mut known = vec![Also {
        method,
        url: url.clone(),
        query_as_form: false,
        note: None,
    }];
    for written in &endpoint.also {
        check_body(written, endpoint, report);
        let url = match &written.url {
            Some(other) => check_url(other, api, endpoint, parameters, report),
            None => Some(url.clone()),
        };
        let Some(url) = url else { continue };
        let also = Also {
            method: written
                .method
                .as_ref()
                .map_or(method, |method| method.value),
            url,
            query_as_form: written.query_as_form.is_some(),
            note: written.note.as_ref().map(|note| note.value.clone()),
        };
        if known.iter().any(|other| other.is_same_address(&also)) {
            report.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    written.span,
                    "the endpoint has this address already",
                )
                .help("give another `method` or `url`, or `query_as: form` where the query is sent as a form"),
            );
            continue;
        }
        known.push(also);
    }
    known.split_off(1)
}

/// A query can be the body only where there is none: `query_as: form` beside `json: …`.
fn check_body(written: &spec::Also, endpoint: &spec::Endpoint, report: &mut Report) {
    if let (Some(form), Some(body)) = (written.query_as_form, &endpoint.request.body) {
        report.push(
            Diagnostic::new(
                Code::ConflictingKeys,
                form,
                "the query can't be the body of a request that has one",
            )
            .also(body.span, "this is the body"),
        );
    }
}
