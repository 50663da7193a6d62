//! Text to spec: what the author wrote, with places, and nothing decided.
//!
//! Takes the texts, gives [`spec::Spec`] and reports every fault of spelling and shape. A part
//! that can't be read is left out and the rest goes on, so that one run tells all independent
//! faults. What words refer to, and whether parts fit together, is left to [`crate::check`].

mod also;
mod api;
mod attributes;
mod auth;
mod block;
mod body;
mod endpoint;
mod event;
mod example;
mod faults;
mod fields;
mod include;
mod keys;
mod outcome;
mod pages;
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

use std::collections::{BTreeMap, BTreeSet};

pub use self::keys::{Holds, Key, KeyTable, known_keys};

use self::faults::Faults;
use self::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::spec;

/// The files of one API's folder.
#[derive(Default)]
struct Folder<'s> {
    api: Option<(FileId, &'s SourceFile)>,
    endpoints: Vec<(FileId, &'s str, &'s SourceFile)>,
}

/// Reads all files. `<api>/api.yaml` and `<api>/<endpoint>.yaml` make an API, which may stand in a
/// folder with others; hidden files and files that aren't YAML are no specs and passed over.
pub(crate) fn parse(sources: &Sources, report: &mut Report) -> spec::Spec {
    let mut apis = Vec::new();
    for (path, folder) in sort(sources, report) {
        let endpoints: Vec<spec::Endpoint> = folder
            .endpoints
            .iter()
            .filter_map(|(file, stem, source)| parse_endpoint_file(*file, stem, source, report))
            .collect();
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

/// Sorts the files into folders by their keys.
fn sort<'s>(sources: &'s Sources, report: &mut Report) -> BTreeMap<&'s str, Folder<'s>> {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    let keys = sources.iter().map(|(_, source)| source.key());
    let apis: BTreeSet<&str> = keys
        .filter_map(|key| key.strip_suffix("/api.yaml"))
        .collect();
    for (file, source) in sources.iter() {
        if source.key().split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        let Some(stem) = yaml_stem(file, source, report) else {
            continue;
        };
        let Some((folder, name)) = source.key().rsplit_once('/') else {
            report.push(
                misplaced(file, "a spec outside of an API's folder").help(format!(
                    "move it to `<api>/{stem}.yaml`, beside the `api.yaml` of its API"
                )),
            );
            continue;
        };
        if above(folder).any(|above| apis.contains(above)) {
            report.push(
                misplaced(file, "a spec in a folder below its API")
                    .help("move it up, beside the `api.yaml` of its API"),
            );
            continue;
        }
        let folder = folders.entry(folder).or_default();
        if name == "api.yaml" {
            folder.api = Some((file, source));
        } else {
            folder.endpoints.push((file, stem, source));
        }
    }
    folders
}

/// The folders above a folder, the nearest first.
fn above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder.rsplit_once('/'), |(above, _)| above.rsplit_once('/'))
        .map(|(above, _)| above)
}

/// The file's name without `.yaml`. `None` for what is no spec; `.yml` is reported.
fn yaml_stem<'s>(file: FileId, source: &'s SourceFile, report: &mut Report) -> Option<&'s str> {
    let name = source.key().rsplit('/').next()?;
    if let Some(stem) = name.strip_suffix(".yml") {
        report.push(
            misplaced(file, "a spec is a file that ends in `.yaml`")
                .help(format!("rename it to `{}.yaml`", excerpt(stem))),
        );
    }
    name.strip_suffix(".yaml")
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

fn parse_endpoint_file(
    file: FileId,
    stem: &str,
    source: &SourceFile,
    report: &mut Report,
) -> Option<spec::Endpoint> {
    let mut faults = Faults::new(report);
    let root = yaml::read(file, source.text(), &mut faults)?;
    let mut reader = Reader::new(file, source.text(), faults);
    endpoint::parse_endpoint(&mut reader, stem, &root)
}

fn report_missing_api(path: &str, folder: &Folder<'_>, report: &mut Report) {
    let Some((file, ..)) = folder.endpoints.first() else {
        return;
    };
    report.push(
        Diagnostic::new(
            Code::MissingApiFile,
            file_start(*file),
            format!("the folder `{}` has no `api.yaml`", excerpt(path)),
        )
        .note("it holds what the endpoints of a folder share: base URL, auth, types, outcomes")
        .help(format!(
            "write `{}/api.yaml`; `title` and `base_url` are enough to begin with",
            excerpt(path)
        )),
    );
}

fn misplaced(file: FileId, message: &str) -> Diagnostic {
    Diagnostic::new(Code::MisplacedFile, file_start(file), message)
        .note("an API is a folder with `api.yaml` and one file for each endpoint")
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
