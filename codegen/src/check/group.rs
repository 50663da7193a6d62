//! Groups: the folders below an API's, each a module and a cargo feature.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::ir::Group;
use crate::names::RustName;
use crate::source::Span;
use crate::spec;

use super::beside::Named;
use super::twins::start;

/// What stands beside the modules of the groups, and what it is.
const RESERVED: &[(&str, &str)] = &[
    ("examples", "the module of the documented examples"),
    ("outcomes", "the module of the shared outcomes"),
    ("rt", "how generated code names the runtime"),
    ("types", "the module of the shared types"),
];

/// The groups of an API, by name.
pub(super) fn lower(api: &spec::Api) -> Vec<Group> {
    names(api)
        .into_iter()
        .map(|name| Group {
            name: name.to_owned(),
            module: RustName::snake(name),
            feature: feature(api, name),
        })
        .collect()
}

/// The names of the groups of an API, sorted.
pub(super) fn names(api: &spec::Api) -> BTreeSet<&str> {
    let groups = api.endpoints.iter();
    groups
        .filter_map(|endpoint| endpoint.group.as_deref())
        .collect()
}

/// Groups with the beginning of the first file of each, which stands for the folder.
fn folders<'a>(
    endpoints: impl Iterator<Item = (Option<&'a str>, Span)>,
) -> BTreeMap<&'a str, Span> {
    let mut groups = BTreeMap::new();
    for (group, place) in endpoints {
        if let Some(name) = group {
            groups.entry(name).or_insert(place);
        }
    }
    groups
}

fn folders_of<'a>(names: &[Named<'a>]) -> BTreeMap<&'a str, Span> {
    folders(names.iter().map(|named| (named.group, named.place)))
}

fn feature(api: &spec::Api, group: &str) -> String {
    format!("{}-{group}", api.name)
}

/// What a group can't be called: `shop/types/`, and `shop/Spot & Margin/`.
pub(super) fn report_names(names: &[Named<'_>], report: &mut Report) {
    for (name, span) in folders_of(names) {
        let module = RustName::snake(name);
        let reserved = RESERVED.iter().find(|(taken, _)| *taken == module.plain());
        if let Some((_, meaning)) = reserved {
            let message = format!("`{}` is {meaning}: rename the folder", module.plain());
            report.push(Diagnostic::new(Code::ReservedName, span, message));
        } else if !is_plain(name) {
            let message = "the folder of a group has a name of `a-z`, `0-9`, `_` and `-`";
            report.push(
                Diagnostic::new(Code::InvalidValue, span, message)
                    .note("it is a Rust module and a part of the name of a cargo feature")
                    .help("rename the folder; its name begins with a letter"),
            );
        }
    }
}

/// `trading`, `spot-margin`.
fn is_plain(name: &str) -> bool {
    let is_sign =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(is_sign)
}

/// Modules of one name: `shop/trading/` beside `shop/trading.yaml`, and a group that has the name of
/// one of its own endpoints.
pub(super) fn report_modules(names: &[Named<'_>], report: &mut Report) {
    let mut modules: BTreeMap<RustName, Span> = BTreeMap::new();
    for (name, span) in folders_of(names) {
        let module = RustName::snake(name);
        let message = format!("two groups would be the module `{}`", module.plain());
        if let Some(first) = modules.insert(module, span) {
            report.push(duplicate(message, span, first, "rename one of the folders"));
        }
    }
    for endpoint in names {
        let module = RustName::snake(endpoint.name);
        if let Some(group) = modules.get(&module) {
            let message = format!("a group and an endpoint are called `{}`", module.plain());
            let help = "rename the folder or the file";
            report.push(
                Diagnostic::new(Code::DuplicateName, endpoint.place, message)
                    .also(*group, "the first file of the group")
                    .help(help),
            );
        }
    }
}

/// Features that cargo takes for one, since it tells build scripts of them in capitals and with `_`:
/// the group `shop/trading/` beside the API `shop-trading/`.
pub(super) fn report_features(spec: &spec::Spec, report: &mut Report) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for api in &spec.apis {
        seen.insert(capitals(&api.name), start(api.span));
    }
    for api in &spec.apis {
        let endpoints = api.endpoints.iter();
        let places = endpoints.map(|endpoint| (endpoint.group.as_deref(), start(endpoint.span)));
        for (name, span) in folders(places) {
            let feature = feature(api, name);
            let former = seen.insert(capitals(&feature), span);
            // Groups of one API are told apart by their modules.
            if let Some(first) = former.filter(|first| !is_of(api, *first)) {
                let message = format!("two cargo features would be `{feature}`");
                report.push(duplicate(message, span, first, "rename one of the folders"));
            }
        }
    }
}

/// Whether a place is in the file of an endpoint of the API.
fn is_of(api: &spec::Api, place: Span) -> bool {
    let mut endpoints = api.endpoints.iter();
    endpoints.any(|endpoint| endpoint.span.file == place.file)
}

fn capitals(feature: &str) -> String {
    feature.to_uppercase().replace('-', "_")
}

fn duplicate(message: String, span: Span, first: Span, help: &str) -> Diagnostic {
    Diagnostic::new(Code::DuplicateName, span, message)
        .also(first, "the first one")
        .help(help)
}
