//! What is read, and what is refused with which words.

mod accepted;
mod hostile;
mod refused_keys;
mod refused_values;
mod refused_yaml;

use super::parse;
use crate::diagnostic::Report;
use crate::source::Sources;
use crate::spec::Spec;

/// The spec and the rendered faults of some files; a line break that opens a raw string is no line.
fn read(files: &[(&str, &str)]) -> (Spec, String) {
    let mut sources = Sources::new();
    for (key, text) in files {
        sources.add(*key, *key, text.strip_prefix('\n').unwrap_or(text));
    }
    let mut report = Report::new();
    let spec = parse(&sources, &mut report);
    (spec, report.finish(sources).to_string())
}

/// The faults of one endpoint file beside an `api.yaml` that has none.
fn faults(endpoint: &str) -> String {
    read(&[("a/api.yaml", "title: A\n"), ("a/b.yaml", endpoint)]).1
}

/// The faults of one `api.yaml`.
fn api_faults(api: &str) -> String {
    read(&[("a/api.yaml", api)]).1
}
