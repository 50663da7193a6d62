//! Names that differ on the page and are one name in Rust: two modules, two methods, two arguments.
//!
//! Generated code gives these names to its users, so none is changed behind their back: the author
//! decides which of the two is called something else.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::names::RustName;
use crate::source::{Span, Text};
use crate::spec;

use super::beside::Named;
use super::group;

/// Folders that differ in spelling alone would be one module: `my-shop/` beside `my_shop/`.
pub(super) fn report_modules(spec: &spec::Spec, report: &mut Report) {
    let folders = spec
        .apis
        .iter()
        .map(|api| (RustName::snake(&api.name), start(api.span)));
    for twins in twins(folders) {
        let message = format!("two APIs would be the module `{}`", twins.name.plain());
        report.push(twins.diagnostic(message, "rename one of the folders"));
    }
}

/// Whatever an API gives a name of its own in the client: endpoints, schemes with their
/// credentials, variables.
pub(super) fn report_members(api: &spec::Api, names: &[Named<'_>], report: &mut Report) {
    report_endpoints(names, report);
    group::report_names(names, report);
    group::report_modules(names, report);
    for twins in twins(api.schemes.iter().map(|scheme| snake(&scheme.name))) {
        let message = format!(
            "two auth schemes would be the method `{}`",
            twins.name.plain()
        );
        report.push(twins.diagnostic(message, "rename one of the schemes"));
    }
    for twins in twins(api.variables.iter().map(|variable| snake(&variable.name))) {
        let message = format!("two variables would be the method `{}`", twins.name.plain());
        report.push(twins.diagnostic(message, "rename one of the variables"));
    }
    for scheme in &api.schemes {
        let spec::SchemeKind::Recipe(recipe) = &scheme.kind else {
            continue;
        };
        let credentials = recipe.credentials.iter();
        for twins in twins(credentials.map(|credential| snake(&credential.name))) {
            let message = format!(
                "two credentials would be the argument `{}`",
                twins.name.plain()
            );
            report.push(twins.diagnostic(message, "rename one of the credentials"));
        }
    }
}

/// `get-order.yaml` beside `get_order.yaml` would be one method; `order_1.yaml` beside
/// `order1.yaml` are two methods, but their types would have one name.
fn report_endpoints(names: &[Named<'_>], report: &mut Report) {
    let mut methods: BTreeMap<RustName, RustName> = BTreeMap::new();
    let mut seen: BTreeMap<RustName, Span> = BTreeMap::new();
    for endpoint in names {
        let (prefix, span) = (RustName::pascal(endpoint.name), endpoint.place);
        let method = RustName::snake(endpoint.name);
        let is_same_method = methods.get(&prefix) == Some(&method);
        let message = if is_same_method {
            format!("two endpoints would be the method `{}`", method.plain())
        } else {
            format!(
                "two endpoints would have the type `{}Request`",
                prefix.plain()
            )
        };
        methods.insert(prefix.clone(), method);
        if let Some(first) = seen.insert(prefix.clone(), span) {
            let twins = Twins {
                name: prefix,
                first,
                second: span,
            };
            report.push(twins.diagnostic(message, "rename one of the files"));
        }
    }
}

/// One Rust name for two things.
struct Twins {
    name: RustName,
    first: Span,
    second: Span,
}

impl Twins {
    fn diagnostic(&self, message: String, help: &str) -> Diagnostic {
        Diagnostic::new(Code::DuplicateName, self.second, message)
            .also(self.first, "the first one")
            .help(help)
    }
}

/// Each thing whose name an earlier one has, beside the nearest earlier one.
fn twins(names: impl Iterator<Item = (RustName, Span)>) -> Vec<Twins> {
    let mut seen: BTreeMap<RustName, Span> = BTreeMap::new();
    names
        .filter_map(|(name, second)| {
            let first = seen.insert(name.clone(), second)?;
            Some(Twins {
                name,
                first,
                second,
            })
        })
        .collect()
}

fn snake(name: &Text) -> (RustName, Span) {
    (RustName::snake(name.as_str()), name.span)
}

/// The beginning of a file, which stands for the whole of it.
pub(super) fn start(span: Span) -> Span {
    Span {
        end: span.start,
        ..span
    }
}
