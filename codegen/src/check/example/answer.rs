//! The response of an example: as exact text on the wire, and where it lands.

use docwright_wire::{Fault, Problem, Step};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::http;
use crate::ir::{Api, Endpoint, HttpResponse, Outcome, OutcomeUse};
use crate::source::{Span, Text};
use crate::spec;

use super::fragment::around;
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
    block: Option<Written<'s>>,
    /// What faults of the whole are shown at.
    span: Span,
}

/// Where a body is written.
struct Written<'s> {
    block: &'s spec::Block,
    /// The byte of the block that it begins with.
    in_block: usize,
    /// The byte of the body that this is.
    in_body: usize,
}

/// Reads the response of an example, which is `outcome` if that is known. `None` if it can't be read;
/// the reason is reported.
pub(super) fn read_answer<'s>(
    written: &'s spec::ExampleResponse,
    outcome: Option<&Outcome>,
    api: &Api,
    report: &mut Report,
) -> Option<Answer<'s>> {
    if let Some(block) = &written.http {
        return read_message(block, report);
    }
    let at = |block, in_body| Written {
        block,
        in_block: 0,
        in_body,
    };
    let (body, block, span) = match &written.body {
        None => (Vec::new(), None, written.span),
        Some(spec::ExampleBody::Exact(block)) => (
            block.text.value.clone().into_bytes(),
            Some(at(block, 0)),
            block.text.span,
        ),
        Some(spec::ExampleBody::Base64(text)) => (read_base64(text, report)?, None, text.span),
        Some(spec::ExampleBody::Fragment { of, rest, block }) => {
            let around = around(of, rest.as_ref(), outcome?, api, report)?;
            let fragment = block.text.value.trim_end();
            let body = format!("{}{fragment}{}", around.before, around.behind);
            let in_body = around.before.len();
            (body.into_bytes(), Some(at(block, in_body)), block.text.span)
        }
    };
    let headers = written.headers.iter();
    Some(Answer {
        status: written.status.as_ref()?.value.clone(),
        headers: headers
            .map(|(name, value)| (name.value.clone(), value.value.clone()))
            .collect(),
        body,
        block,
        span,
    })
}

fn read_message<'s>(block: &'s spec::Block, report: &mut Report) -> Option<Answer<'s>> {
    match http::parse_response(block.text.as_str()) {
        Ok(response) => Some(Answer {
            status: spec::ExampleStatus::Code(response.status),
            headers: response.headers,
            body: block.text.value.get(response.body.clone())?.into(),
            block: Some(Written {
                block,
                in_block: response.body.start,
                in_body: 0,
            }),
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
    }
}

/// Base64 on as many lines as its author likes.
fn read_base64(text: &Text, report: &mut Report) -> Option<Vec<u8>> {
    let plain: String = text.value.split_whitespace().collect();
    let bytes = docwright_wire::base64::decode(&plain);
    if bytes.is_none() {
        report.push(
            Diagnostic::new(Code::InvalidValue, text.span, "this is no base64")
                .note("base64 is letters, digits, `+` and `/`, and ends with `=` where bytes are left over"),
        );
    }
    bytes
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

    fn remedy(&self, fault: &Fault) -> &'static str {
        let is_fragment = self
            .block
            .as_ref()
            .is_some_and(|written| written.in_body > 0);
        match is_fragment && header(fault).is_none() && self.place_of(fault).is_none() {
            true => "write what is required beside the fragment under `rest:`, member to value",
            false => {
                "mend the outcome if the page is right; else mend the body, and say so with `repaired: <reason>` and `printed:`"
            }
        }
    }

    fn place_of(&self, fault: &Fault) -> Option<Span> {
        let Written {
            block,
            in_block,
            in_body,
        } = self.block.as_ref()?;
        place_of(fault, &self.body, block, *in_block, *in_body)
    }
}

/// Where a fault is: the value of a header, or a part of the body.
fn place_in(written: &spec::Example, answer: &Answer<'_>, fault: &Fault) -> Option<Span> {
    if let Some(wanted) = header(fault) {
        let mut headers = written.response.as_ref()?.headers.iter();
        let found = headers.find(|(name, _)| name.as_str().eq_ignore_ascii_case(wanted));
        return found.map(|(_, value)| value.span);
    }
    answer.place_of(fault)
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
            .help(answer.remedy(&fault)),
        )
        .note_if(slip(&fault, &response.body)),
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

/// What pages print in JSON that it doesn't have, if that is what a fault is about.
fn slip(fault: &Fault, body: &[u8]) -> Option<&'static str> {
    let Problem::Syntax { offset, .. } = fault.problem() else {
        return None;
    };
    if !matches!(body.trim_ascii_start().first(), Some(b'{' | b'[')) {
        return None;
    }
    let (before, rest) = body.split_at_checked(offset)?;
    let before = before.trim_ascii_end();
    let rest = rest.trim_ascii_start();
    let at = |sign: &[u8]| rest.starts_with(sign) || before.ends_with(sign);
    if at(b"//") || at(b"/*") || rest.starts_with(b"/") || at(b"#") {
        return Some("JSON has no comments");
    }
    if rest.starts_with(b"'") {
        return Some("JSON has no quotes but `\"`");
    }
    if at(b"...") || at("…".as_bytes()) || rest.starts_with(b".") {
        return Some("the page leaves something out here");
    }
    let closes = rest.starts_with(b"}") || rest.starts_with(b"]");
    (before.ends_with(b",") && closes)
        .then_some("JSON has no `,` behind the last member or element")
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
