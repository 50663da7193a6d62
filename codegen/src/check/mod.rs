//! Spec to ir: every rule lives here.
//!
//! Takes what the authors wrote, gives what was decided. A part that breaks a rule is reported
//! and left out of later rules, so that one mistake gives one message.

mod also;
mod api;
mod attributes;
mod auth;
mod beside;
mod body;
mod constants;
mod csv;
mod decode;
mod encode;
mod endpoint;
mod event;
mod example;
mod exclusion;
mod failures;
mod family;
mod field_value;
mod given;
mod group;
mod include;
mod kind;
mod landing;
mod literal;
mod member;
mod outcome;
mod overlap;
mod pages;
mod pairs;
mod path;
mod placement;
mod position;
mod rate_limit;
mod rule;
mod session;
mod spelling;
mod spelt;
mod status;
mod template;
mod text_pattern;
mod twins;
mod types;
mod url;
mod way;
mod when;
mod xml;

use crate::diagnostic::Report;
use crate::{ir, parallel, spec};

pub(crate) use self::beside::{Beside, Question, Unread, wanted};

/// Checks all APIs, on all processors. What comes back is whole only if `report` holds no error.
pub(crate) fn check(spec: &spec::Spec, report: &mut Report) -> Vec<ir::Api> {
    twins::report_modules(spec, report);
    group::report_features(spec, report);
    let spec = include::expand(spec, report);
    let part = report.parts();
    let checked = parallel::map(&spec.apis, |api| {
        let mut found = part();
        let checked = api::check_api(api, &Beside::default(), &mut found);
        (checked, found)
    });
    let apis = checked.into_iter().map(|(checked, found)| {
        let api::CheckedApi { api, uncovered } = checked;
        report.append(found);
        if !report.has_errors() {
            report.append(uncovered);
        }
        api
    });
    apis.collect()
}

/// Checks one API of which some endpoints were read, and `beside` is known of the others.
pub(crate) fn check_part(
    api: spec::Api,
    beside: &Beside<'_>,
    report: &mut Report,
) -> Option<ir::Api> {
    let spec = spec::Spec { apis: vec![api] };
    let spec = include::expand(&spec, report);
    let api = spec.apis.first()?;
    let api::CheckedApi { api, uncovered } = api::check_api(api, beside, report);
    report.append(uncovered);
    Some(api)
}
