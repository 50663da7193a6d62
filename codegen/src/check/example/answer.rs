//! The response of an example: as exact text on the wire, and where it lands.

use docwright_wire::{Fault, Step};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::http;
use crate::ir::{Api, Endpoint, HttpResponse, OutcomeUse};
use crate::source::Span;
use crate::spec;

use super::printed::place_of as place_in_block;
use crate::check::exclusion::ruled_out;
use crate::check::landing::{Landing, land};
use crate::check::position::place_of;
use crate::check::status::representatives;

/// A written response, read.
pub(super) struct Answer<'s> {
    status: spec::ExampleStatus,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// The block that the body stands in, and the byte of it that it begins with.
    block: Option<(&'s spec::Block, usize)>,
    /// What faults of the whole are shown at.
    span: Span,
}

/// Reads the response of an example. `None` if it can't be read; the reason is reported.
pub(super) fn read_answer<'s>(
    written: &'s spec::ExampleResponse,
    report: &mut Report,
) -> Option<Answer<'s>> {
    if let Some(block) = &written.http {
        return match http::parse_response(block.text.as_str()) {
            Ok(response) => Some(Answer {
                status: spec::ExampleStatus::Code(response.status),
                headers: response.headers,
                body: block.text.value.get(response.body.clone())?.into(),
                block: Some((block, response.body.start)),
                span: block.text.span,
            }),
            Err(unreadable) => {
                let fault = Diagnostic::new(
                    Code::InvalidHttp,
                    place_in_block(block, unreadable.range),
                    format!("the message can't be read: {}", unreadable.reason),
                );
                report.push(fault.help(unreadable.help.unwrap_or_else(|| {
                    "give the response by its parts: `status:`, `headers:`, `body:`".to_owned()
                })));
                None
            }
        };
    }
    let headers = written.headers.iter();
    Some(Answer {
        status: written.status.as_ref()?.value.clone(),
        headers: headers
            .map(|(name, value)| (name.value.clone(), value.value.clone()))
            .collect(),
        body: match &written.body {
            Some(block) => block.text.value.clone().into_bytes(),
            None => Vec::new(),
        },
        block: written.body.as_ref().map(|block| (block, 0)),
        span: match &written.body {
            Some(block) => block.text.span,
            None => written.span,
        },
    })
}

impl Answer<'_> {
    /// The response, or one for each kind of status if the page gives none.
    pub(super) fn responses(&self, used: &OutcomeUse) -> Vec<HttpResponse> {
        let statuses = match self.status {
            spec::ExampleStatus::Code(code) => vec![code],
            spec::ExampleStatus::Unknown => representatives(&used.status),
        };
        let response = |status| HttpResponse {
            status,
            headers: self.headers.clone(),
            body: self.body.clone(),
        };
        statuses.into_iter().map(response).collect()
    }
}

/// Where a fault is: the value of a header, or a part of the body.
fn place_in(written: &spec::Example, answer: &Answer<'_>, fault: &Fault) -> Option<Span> {
    if let Some(wanted) = header(fault) {
        let mut headers = written.response.as_ref()?.headers.iter();
        let found = headers.find(|(name, _)| name.as_str().eq_ignore_ascii_case(wanted));
        return found.map(|(_, value)| value.span);
    }
    let (block, begins) = answer.block?;
    place_of(fault, block, begins)
}

/// The header that a fault is about.
fn header(fault: &Fault) -> Option<&str> {
    match fault.steps().next() {
        Some(Step::Header(name)) => Some(name),
        _ => None,
    }
}

/// What is wrong with a response that isn't the outcome `meant`, an index of the endpoint.
pub(super) fn check_response(
    written: &spec::Example,
    answer: &Answer<'_>,
    response: &HttpResponse,
    facts: &[Option<String>],
    meant: usize,
    api: &Api,
    endpoint: &Endpoint,
) -> Option<Diagnostic> {
    let span = answer.span;
    let name = |index: usize| {
        endpoint
            .outcomes
            .get(index)
            .map_or("", |used| used.variant.plain())
    };
    let also = |diagnostic: Diagnostic| match &written.is {
        Some(is) => diagnostic.also(is.span, "this outcome is named"),
        None => diagnostic,
    };
    let why = |diagnostic: Diagnostic| match ruled_out(api, endpoint, response, facts, meant) {
        Some(exclusion) => {
            let diagnostic = diagnostic.note(exclusion.reason);
            match exclusion.help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            }
        }
        None => diagnostic.note("of two outcomes that fit, the more specific one is taken"),
    };
    let status = response.status;
    let diagnostic = match land(api, endpoint, response, facts) {
        Landing::Outcome(index) if index == meant => return None,
        Landing::Outcome(index) => why(also(
            Diagnostic::new(
                Code::ExampleOtherOutcome,
                span,
                format!(
                    "with status {status} this response is `{}`, not `{}`",
                    name(index),
                    name(meant)
                ),
            )
            .label(format!("fits `{}`", name(index))),
        )),
        Landing::Nothing => why(also(Diagnostic::new(
            Code::ExampleFitsNone,
            span,
            format!(
                "with status {status} this response fits no outcome of `{}`",
                endpoint.name
            ),
        ))),
        Landing::Malformed { outcome, fault } => also(
            Diagnostic::new(
                Code::ExampleMalformed,
                place_in(written, answer, &fault).unwrap_or(span),
                match outcome {
                    Some(outcome) if header(&fault).is_some() => {
                        format!("the headers don't fit `{outcome}`: {fault}")
                    }
                    Some(outcome) => format!("the body doesn't fit `{outcome}`: {fault}"),
                    None => format!("the body fits no outcome: {fault}"),
                },
            )
            .help("mend the outcome if the page is right; else mend the body, and say so with `repaired: <reason>` and `printed:`"),
        ),
    };
    Some(
        match fits_without_line_end(response, facts, meant, api, endpoint) {
            true => {
                diagnostic.help("write `|-` instead of `|`, which ends the body with a line end")
            }
            false => diagnostic,
        },
    )
}

/// Whether nothing but the line end that `|` leaves stands between a body and its outcome.
fn fits_without_line_end(
    response: &HttpResponse,
    facts: &[Option<String>],
    meant: usize,
    api: &Api,
    endpoint: &Endpoint,
) -> bool {
    let Some(body) = response.body.strip_suffix(b"\n") else {
        return false;
    };
    let cut = HttpResponse {
        body: body.to_vec(),
        ..response.clone()
    };
    matches!(land(api, endpoint, &cut, facts), Landing::Outcome(index) if index == meant)
}
