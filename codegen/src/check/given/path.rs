//! The URL of an example: its path parameters, or the whole of it, and where a printed URL has them.

use docwright_wire::{address, percent};

use super::Source;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::{Member, Place, Segment, Template};
use crate::printed::Printed;
use crate::source::{Span, Spanned};
use crate::spec::{self, ExamplePlace};

impl Source<'_> {
    /// A value that would lead elsewhere is refused at run time, so no example has one:
    /// `path: { id: ".." }`, `url: { upload: /a }`.
    pub(super) fn leads_there(
        &self,
        place: ExamplePlace,
        member: &Member,
        value: &Spanned<spec::Literal>,
        report: &mut Report,
    ) -> bool {
        let spec::Literal::Text(text) = &value.value else {
            return true;
        };
        match place {
            ExamplePlace::Path => {}
            ExamplePlace::Url => return is_address(text, member, value.span, report),
            _ => return true,
        }
        let fits = if self.is_greedy(member) {
            percent::encode_segments(text).is_some()
        } else {
            percent::is_segment(text)
        };
        if !fits {
            report.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    value.span,
                    format!("`{text}` can't stand in a path for `{}`", member.wire),
                )
                .note(
                    "a segment that is empty, `.` or `..` would lead elsewhere; it is never sent",
                ),
            );
        }
        fits
    }

    fn is_greedy(&self, member: &Member) -> bool {
        let index = self.path_index(member).map(Segment::Greedy);
        index.is_some_and(|greedy| self.endpoint.url.path.0.contains(&greedy))
    }

    fn path_index(&self, member: &Member) -> Option<usize> {
        let mut parameters = self.endpoint.request.parameters.iter();
        parameters.position(|parameter| {
            parameter.place == Place::Path && parameter.member.wire == member.wire
        })
    }

    /// The part of the printed path that stands where the URL has the parameter.
    pub(super) fn printed_segment(&self, printed: &Printed, member: &Member) -> Option<String> {
        let index = self.path_index(member)?;
        let path = self.below_base_url(printed)?;
        let mut values = self.endpoint.url.path.values_in(path)?.into_iter();
        values.find_map(|(at, value)| (at == index).then_some(value))
    }

    /// The whole URL that is printed, without the pairs that the spec adds to it.
    pub(super) fn printed_url(&self, printed: &Printed) -> Option<String> {
        let request = &printed.request;
        if request.origin.is_empty() || request.origin.starts_with("//") {
            return None;
        }
        let endpoint = self.endpoint;
        let parameters = endpoint.request.parameters.iter();
        let declared = parameters.filter(|parameter| parameter.place == Place::Query);
        let declared: Vec<&str> = declared
            .map(|parameter| parameter.member.wire.as_str())
            .collect();
        let mut url = format!("{}{}", request.origin, request.path);
        let own = request.query.iter().filter(|(name, value)| {
            let mut constants = endpoint.url.query.iter();
            !declared.contains(&name.as_str())
                && !constants.any(|pair| pair == &(name.clone(), value.clone()))
        });
        for (index, (name, value)) in own.enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            percent::push_component(&mut url, name);
            url.push('=');
            percent::push_component(&mut url, value);
        }
        Some(url)
    }

    /// The printed path without the part of the base URL, which has as many segments as the page
    /// prints of it. A placeholder in the place of an origin stands for the whole base URL.
    fn below_base_url<'p>(&self, printed: &'p Printed) -> Option<&'p str> {
        let path = printed.request.path.as_str();
        let origin = &printed.request.origin;
        let is_whole = origin.is_empty() || origin.contains("//");
        let Some(Template(base)) = self
            .api
            .base_url
            .as_ref()
            .filter(|_| is_whole && self.endpoint.url.origin.is_none())
        else {
            return Some(path);
        };
        let base = base.iter().enumerate().map(|(at, segment)| match segment {
            Segment::Literal(text) => text.as_str(),
            // One that begins the base URL is a URL, which may have a path of its own.
            Segment::Value(index) if at == 0 => {
                let variable = self.api.variables.get(*index);
                let example = variable.and_then(|variable| variable.example.as_deref());
                example.unwrap_or("https://x")
            }
            Segment::Value(_) | Segment::Greedy(_) => "x",
        });
        let base: String = base.collect();
        let (_, base, _) = crate::curl::split_url(&base).ok()?;
        let levels = base.trim_end_matches('/').matches('/').count();
        let start = match path.match_indices('/').nth(levels) {
            Some((start, _)) => start,
            None => path.len(),
        };
        path.get(start..)
    }
}

fn is_address(text: &str, member: &Member, span: Span, report: &mut Report) -> bool {
    let Err(reason) = address::origin(text) else {
        return true;
    };
    let message = format!("`{}` {reason}", member.wire);
    report.push(Diagnostic::new(Code::InvalidValue, span, message));
    false
}
