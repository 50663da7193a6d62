//! Spec to ir: every rule lives here.
//!
//! Takes what the authors wrote, gives what was decided. A part that breaks a rule is reported
//! and left out of later rules, so that one mistake gives one message.

mod api;
mod auth;
mod decode;
mod encode;
mod endpoint;
mod example;
mod exclusion;
mod given;
mod landing;
mod literal;
mod member;
mod outcome;
mod overlap;
mod placement;
mod position;
mod session;
mod status;
mod template;
mod types;
mod url;
mod when;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::names::RustName;
use crate::source::Span;
use crate::{ir, spec};

/// Checks all APIs. What comes back is whole only if `report` holds no error.
pub(crate) fn check(spec: &spec::Spec, report: &mut Report) -> Vec<ir::Api> {
    report_same_modules(spec, report);
    spec.apis
        .iter()
        .map(|api| api::check_api(api, report))
        .collect()
}

/// Folders that differ in spelling alone would be one module: `my-shop/` beside `my_shop/`.
fn report_same_modules(spec: &spec::Spec, report: &mut Report) {
    let mut seen: BTreeMap<RustName, Span> = BTreeMap::new();
    for api in &spec.apis {
        let start = Span {
            end: api.span.start,
            ..api.span
        };
        let module = RustName::snake(&api.name);
        let message = format!("two APIs would be the module `{}`", module.plain());
        if let Some(first) = seen.insert(module, start) {
            report.push(
                Diagnostic::new(Code::DuplicateName, start, message)
                    .also(first, "the first one")
                    .help("rename one of the folders"),
            );
        }
    }
}
