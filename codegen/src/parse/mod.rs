//! Text to spec: what the author wrote, with places, and nothing decided.
//!
//! Takes the texts, gives [`spec::Spec`] and reports every fault of spelling and shape. A part
//! that can't be read is left out and the rest goes on, so that one run tells all independent
//! faults. What words refer to, and whether parts fit together, is left to [`crate::check`].

mod also;
mod api;
mod api_files;
mod attributes;
mod auth;
mod block;
mod body;
mod csv;
mod endpoint;
mod event;
mod example;
mod faults;
mod fields;
mod folders;
mod include;
mod keys;
mod outcome;
mod pages;
mod rate_limit;
mod reader;
mod rule;
mod scalar;
mod spelling;
mod text;
mod types;
mod when;
mod xml;
mod yaml;

#[cfg(test)]
mod tests;

pub(crate) use self::api_files::ApiFiles;
pub use self::keys::{Holds, Key, KeyTable, known_keys};

use self::faults::Faults;
use self::folders::{EndpointFile, report_missing_api, sort};
use self::reader::Reader;
use crate::diagnostic::Report;
use crate::parallel;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::spec;

/// Reads all files. `<api>/api.yaml`, `<api>/<endpoint>.yaml` and `<api>/<group>/<endpoint>.yaml` make an
/// API, which may stand in a folder with others; hidden files and files that aren't YAML are no specs and passed over.
/// Endpoints are read on all processors, since no file's faults depend on another one.
pub(crate) fn parse(sources: &Sources, report: &mut Report) -> spec::Spec {
    let folders = sort(sources, report);
    let files: Vec<&EndpointFile<'_>> = folders
        .values()
        .flat_map(|folder| &folder.endpoints)
        .collect();
    let mut read = parallel::map(&files, |file| {
        let mut report = Report::new();
        (parse_endpoint_file(file, &mut report), report)
    })
    .into_iter();
    let mut apis = Vec::new();
    for (path, folder) in folders {
        let mut endpoints = Vec::with_capacity(folder.endpoints.len());
        for (endpoint, found) in read.by_ref().take(folder.endpoints.len()) {
            report.append(found);
            endpoints.extend(endpoint);
        }
        let Some((file, source)) = folder.api else {
            report_missing_api(path, &folder, report);
            continue;
        };
        if let Some(api) = parse_api_file(file, path, source, endpoints, report) {
            apis.push(api);
        }
    }
    spec::Spec { apis }
}

fn parse_api_file(
    file: FileId,
    path: &str,
    source: &SourceFile,
    endpoints: Vec<spec::Endpoint>,
    report: &mut Report,
) -> Option<spec::Api> {
    let mut faults = Faults::new(report);
    let root = yaml::read(file, source.text(), &mut faults)?;
    let mut reader = Reader::new(file, source.text(), faults);
    api::parse_api(&mut reader, path, &root, endpoints)
}

fn parse_endpoint_file(endpoint: &EndpointFile<'_>, report: &mut Report) -> Option<spec::Endpoint> {
    let text = endpoint.source.text();
    let mut faults = Faults::new(report);
    let root = yaml::read(endpoint.file, text, &mut faults)?;
    let mut reader = Reader::new(endpoint.file, text, faults);
    endpoint::parse_endpoint(&mut reader, endpoint.stem, endpoint.group, &root)
}

/// The first line of a file, for faults that belong to it as a whole.
fn file_start(file: FileId) -> Span {
    Span {
        file,
        start: 0,
        end: 0,
    }
}

/// Text of a spec for a message: at most 60 characters of its first line.
fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    let short: String = line.chars().take(60).collect();
    if short.len() < text.trim_end().len() {
        format!("{short}…")
    } else {
        short
    }
}
