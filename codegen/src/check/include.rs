//! What specs say once for several places, written out where it belongs: groups of parameters, the
//! members of named objects, and which members may be missing. No later rule knows of it.

mod members;
mod presence;
mod walk;

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::Text;
use crate::spec::{Api, Endpoint, Parameter, ParameterGroup, Spec};

use super::placement::compared_name;

/// Whether what one endpoint means can depend on any other one: `presence` is said, which types that
/// some request sends don't follow.
pub(super) fn depends_on_all(api: &Api) -> bool {
    presence::is_said(api)
}

/// The spec with the parameters of each group where the group is named. Parameters keep their
/// places in `api.yaml`, so that later faults show them there.
pub(super) fn expand<'s>(spec: &'s Spec, report: &mut Report) -> Cow<'s, Spec> {
    let expands = |api: &Api| {
        let includes = |endpoint: &Endpoint| !endpoint.request.include.is_empty();
        api.endpoints.iter().any(includes) || members::are_included(api) || presence::is_said(api)
    };
    if !spec.apis.iter().any(expands) {
        return Cow::Borrowed(spec);
    }
    let mut spec = spec.clone();
    for api in &mut spec.apis {
        for endpoint in &mut api.endpoints {
            include(endpoint, &api.parameters, report);
        }
        members::include(api, report);
        presence::apply(api);
    }
    Cow::Owned(spec)
}

fn include(endpoint: &mut Endpoint, groups: &[ParameterGroup], report: &mut Report) {
    for name in endpoint.request.include.clone() {
        let Some(group) = groups.iter().find(|group| group.name.value == name.value) else {
            report.push(unknown(&name, groups));
            continue;
        };
        for parameter in &group.parameters {
            match clash(&endpoint.request.parameters, parameter) {
                Some(first) => report.push(
                    Diagnostic::new(
                        Code::DuplicateWireName,
                        name.span,
                        format!(
                            "`{}` brings `{}`, which the request has already",
                            name.value, parameter.member.wire.value
                        ),
                    )
                    .also(first.member.wire.span, "the request has it from here")
                    .also(parameter.member.wire.span, "the group has it here"),
                ),
                None => endpoint.request.parameters.push(parameter.clone()),
            }
        }
    }
}

fn clash<'p>(parameters: &'p [Parameter], new: &Parameter) -> Option<&'p Parameter> {
    let name = |parameter: &Parameter| {
        let wire = parameter.member.wire.as_str();
        (parameter.place, compared_name(parameter.place, wire))
    };
    parameters.iter().find(|other| name(other) == name(new))
}

fn unknown(name: &Text, groups: &[ParameterGroup]) -> Diagnostic {
    let fault = Diagnostic::new(
        Code::UnknownReference,
        name.span,
        format!("`api.yaml` has no group of parameters `{}`", name.value),
    );
    let known = groups.iter().map(|group| group.name.as_str());
    let fault = fault.suggest(name.as_str(), known);
    if groups.is_empty() {
        fault.help("declare it: `parameters: { Paging: { query: { page?: integer } } }`")
    } else {
        fault
    }
}
