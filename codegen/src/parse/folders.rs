//! Files to folders: which file is the `api.yaml` of an API, and which one of its endpoints.

use std::collections::{BTreeMap, BTreeSet};

use super::{excerpt, file_start};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::{FileId, SourceFile, Sources};

/// The files of one API's folder and of the groups in it.
#[derive(Default)]
pub(super) struct Folder<'s> {
    pub(super) api: Option<(FileId, &'s SourceFile)>,
    pub(super) endpoints: Vec<EndpointFile<'s>>,
}

/// The file of an endpoint.
pub(super) struct EndpointFile<'s> {
    pub(super) file: FileId,
    /// Its name without `.yaml`.
    pub(super) stem: &'s str,
    /// The folder below the API's that it stands in.
    pub(super) group: Option<&'s str>,
    pub(super) source: &'s SourceFile,
}

/// Sorts the files into folders by their keys.
pub(super) fn sort<'s>(sources: &'s Sources, report: &mut Report) -> BTreeMap<&'s str, Folder<'s>> {
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
        let owner = with_above(folder).find(|folder| apis.contains(folder));
        if let Some(outer) = owner.and_then(|owner| above(owner).find(|above| apis.contains(above)))
        {
            if name == "api.yaml" {
                report.push(
                    misplaced(file, "an API in the folder of another one").help(format!(
                        "move its folder out of `{}`; without the `api.yaml` it is a group of that API",
                        excerpt(outer)
                    )),
                );
            }
            continue;
        }
        let below = owner.and_then(|owner| folder.strip_prefix(owner));
        let group = match below.map(|below| below.trim_start_matches('/')) {
            None | Some("") => None,
            Some(deeper) if deeper.contains('/') => {
                report.push(
                    misplaced(file, "a spec in a folder of a group")
                        .help("move it up: a group holds endpoints and no further groups"),
                );
                continue;
            }
            group => group,
        };
        let folder = folders.entry(owner.unwrap_or(folder)).or_default();
        if name == "api.yaml" {
            folder.api = Some((file, source));
        } else {
            folder.endpoints.push(EndpointFile {
                file,
                stem,
                group,
                source,
            });
        }
    }
    for folder in folders.values_mut() {
        folder.endpoints.sort_by_key(|endpoint| endpoint.group);
    }
    folders
}

/// The folders above a folder, the nearest first.
fn above(folder: &str) -> impl Iterator<Item = &str> {
    with_above(folder).skip(1)
}

/// A folder and those above it, the nearest first.
fn with_above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| Some(folder.rsplit_once('/')?.0))
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

/// A folder of endpoints without what they share.
pub(super) fn report_missing_api(path: &str, folder: &Folder<'_>, report: &mut Report) {
    let Some(first) = folder.endpoints.first() else {
        return;
    };
    report.push(
        Diagnostic::new(
            Code::MissingApiFile,
            file_start(first.file),
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
        .note("an API is a folder with `api.yaml` and one file for each endpoint; those in a folder below it are a group")
}
