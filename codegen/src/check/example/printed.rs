//! The request as the page prints it: read, filled in, and held against the one that is built.

use std::collections::BTreeSet;

use crate::compare::{differences_from_printed, differences_of_bodies};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::HttpRequest;
use crate::printed::{Printed, bare_name, is_called};
use crate::source::Span;
use crate::spec::{self, PrintedForm};
use crate::{curl, http};

/// Reads the printed request of an example, with the values of `fill` in it.
pub(super) fn read_printed(request: &spec::ExampleRequest, report: &mut Report) -> Option<Printed> {
    let Some(written) = &request.printed else {
        for (name, _) in &request.fill {
            report.push(
                Diagnostic::new(
                    Code::ExampleValueUnknown,
                    name.span,
                    format!("there is no command whose `{}` could be filled", name.value),
                )
                .help("add the page's command as `curl:` or its message as `http:`, or give the value by place: `query:`, `json:`, `auth:`"),
            );
        }
        return None;
    };
    let text = written.block.text.as_str();
    let names: Vec<&str> = request.fill.iter().map(|(name, _)| name.as_str()).collect();
    let read = match written.form {
        PrintedForm::Curl => curl::parse_with(text, &names),
        PrintedForm::Http => http::parse_request_with(text, &names),
        PrintedForm::Body => Ok(Printed::of_body(text)),
    };
    match read {
        Ok(mut printed) => {
            check_fill(request, written, &printed, report);
            let values = request.fill.iter();
            printed
                .placeholders
                .fill(values.map(|(name, value)| (name.as_str(), value.as_str())));
            printed.fill_url();
            Some(printed)
        }
        Err(unreadable) => {
            let (code, what) = match written.form {
                PrintedForm::Curl => (Code::InvalidCurl, "the curl command can't be read"),
                PrintedForm::Http | PrintedForm::Body => {
                    (Code::InvalidHttp, "the message can't be read")
                }
            };
            report.push(
                Diagnostic::new(
                    code,
                    place_of(&written.block, unreadable.range),
                    format!("{what}: {}", unreadable.reason),
                )
                .help(unreadable.help.unwrap_or_else(|| {
                    "give the request by place instead: `query:`, `headers:`, `json:`".to_owned()
                })),
            );
            None
        }
    }
}

/// The place of a fault in a printed text: its bytes if they are known, else the whole.
pub(super) fn place_of(block: &spec::Block, range: Option<std::ops::Range<usize>>) -> Span {
    range
        .and_then(|range| block.span_of(range))
        .unwrap_or(block.text.span)
}

/// Every entry of `fill` is a placeholder of what is printed: `fill: { token: t }` beside
/// `curl: curl https://api.example/a` fills nothing.
fn check_fill(
    request: &spec::ExampleRequest,
    written: &spec::PrintedRequest,
    printed: &Printed,
    report: &mut Report,
) {
    let noun = written.form.noun();
    for (name, _) in &request.fill {
        let mut spellings = printed.placeholders.spellings();
        if spellings.any(|found| is_called(found, name.as_str())) {
            continue;
        }
        let known: BTreeSet<&str> = printed.placeholders.spellings().map(bare_name).collect();
        report.push(
            Diagnostic::new(
                Code::ExampleValueUnknown,
                name.span,
                format!("`{}` stands nowhere in the {noun}", name.value),
            )
            .suggest(name.as_str(), known)
            .also(written.block.text.span, format!("this {noun}")),
        );
    }
}

/// A printed request without what the caller's own code sends as its credentials.
pub(super) fn without_credentials(printed: &Printed) -> Printed {
    let mut printed = printed.clone();
    printed.user = None;
    let headers = &mut printed.request.headers;
    headers.retain(|(name, _)| !name.eq_ignore_ascii_case("authorization"));
    printed
}

/// The request that is built is the one that the page shows.
pub(super) fn check_request(
    printed: &Printed,
    built: &HttpRequest,
    written: &spec::PrintedRequest,
    report: &mut Report,
) {
    let differences = match written.form {
        PrintedForm::Curl | PrintedForm::Http => differences_from_printed(printed, built),
        PrintedForm::Body => differences_of_bodies(&printed.request, built),
    };
    if differences.is_empty() {
        return;
    }
    let mut diagnostic = Diagnostic::new(
        Code::ExampleRequestDiffers,
        written.block.text.span,
        "the request that is built is not the one that the page shows",
    )
    .label(format!("this {}", written.form.noun()));
    for difference in differences {
        diagnostic = diagnostic.note(difference);
    }
    report.push(diagnostic.help("expected is what the page prints, found is what the spec makes: mend the spec, or put values in place of placeholders with `fill`"));
}
