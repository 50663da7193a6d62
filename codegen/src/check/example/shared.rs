//! Requests and responses that several examples have: `as` names the example that they are written in.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::Text;
use crate::spec::{self, Example};

/// An example with the request and the response that it takes over from others; what is repaired in
/// them is said there. `None` if there is no
/// such example; the reason is reported.
pub(super) fn with_shared<'s>(
    example: &'s Example,
    endpoint: &'s spec::Endpoint,
    report: &mut Report,
) -> Option<Cow<'s, Example>> {
    let mut whole = Cow::Borrowed(example);
    if let Some(name) = &example.request.same_as {
        let other = find(name, endpoint, report)?;
        if let Some(further) = &other.request.same_as {
            report.push(takes_over_itself(name, other, further));
            return None;
        }
        let whole = whole.to_mut();
        whole.request = spec::ExampleRequest {
            unrepaired: None,
            ..other.request.clone()
        };
    }
    let taken = example.response.as_ref();
    if let Some(name) = taken.and_then(|response| response.same_as.as_ref()) {
        let other = find(name, endpoint, report)?;
        let further = other.response.as_ref();
        if let Some(further) = further.and_then(|response| response.same_as.as_ref()) {
            report.push(takes_over_itself(name, other, further));
            return None;
        }
        let response = other.response.clone();
        whole.to_mut().response = response.map(|response| spec::ExampleResponse {
            unrepaired: None,
            ..response
        });
    }
    Some(whole)
}

fn find<'s>(name: &Text, endpoint: &'s spec::Endpoint, report: &mut Report) -> Option<&'s Example> {
    let mut examples = endpoint.examples.iter();
    let found = examples.find(|example| example.name.value == name.value);
    if found.is_none() {
        let known = endpoint
            .examples
            .iter()
            .map(|example| example.name.as_str());
        report.push(
            Diagnostic::new(
                Code::UnknownExample,
                name.span,
                format!("there is no example `{}` here", name.value),
            )
            .suggest(name.as_str(), known),
        );
    }
    found
}

fn takes_over_itself(name: &Text, other: &Example, further: &Text) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownExample,
        name.span,
        format!(
            "`{}` takes it over from another example itself",
            other.name.value
        ),
    )
    .also(further.span, "from this one")
    .help(format!("write `as: {}`", further.value))
}
