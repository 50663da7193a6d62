//! The files of one API, each of which is read when it is asked for.

use super::folders::{EndpointFile, sort};
use super::{parse_api_file, parse_endpoint_file};
use crate::diagnostic::Report;
use crate::source::{FileId, SourceFile, Sources};
use crate::spec;

/// The `api.yaml` and the endpoint files of one API, in the order in which a whole reading has them.
pub(crate) struct ApiFiles<'s> {
    path: &'s str,
    api: (FileId, &'s SourceFile),
    endpoints: Vec<EndpointFile<'s>>,
}

impl<'s> ApiFiles<'s> {
    /// The API around the endpoint file with this key. `None` if no such file is an endpoint of an API.
    pub(crate) fn around(sources: &'s Sources, key: &str) -> Option<Self> {
        // Files that are misplaced stand in no folder here.
        let folders = sort(sources, &mut Report::new());
        let (path, folder) = folders.into_iter().find(|(_, folder)| {
            let mut endpoints = folder.endpoints.iter();
            endpoints.any(|endpoint| endpoint.source.key() == key)
        })?;
        Some(Self {
            path,
            api: folder.api?,
            endpoints: folder.endpoints,
        })
    }

    /// How many endpoint files there are.
    pub(crate) fn len(&self) -> usize {
        self.endpoints.len()
    }

    /// The `api.yaml`.
    pub(crate) fn api_file(&self) -> FileId {
        self.api.0
    }

    /// Name, group and file of each endpoint, as their paths say.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&'s str, Option<&'s str>, FileId)> {
        let endpoints = self.endpoints.iter();
        endpoints.map(|endpoint| (endpoint.stem, endpoint.group, endpoint.file))
    }

    /// The endpoint file with this key.
    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        let mut endpoints = self.endpoints.iter();
        endpoints.position(|endpoint| endpoint.source.key() == key)
    }

    /// The text of an endpoint file.
    pub(crate) fn text(&self, index: usize) -> &'s str {
        let endpoint = self.endpoints.get(index);
        endpoint.map_or("", |endpoint| endpoint.source.text())
    }

    /// Reads the `api.yaml`. The API has no endpoints yet.
    pub(crate) fn read_api(&self, report: &mut Report) -> Option<spec::Api> {
        let (file, source) = self.api;
        parse_api_file(file, self.path, source, Vec::new(), report)
    }

    /// Reads an endpoint file.
    pub(crate) fn read(&self, index: usize, report: &mut Report) -> Option<spec::Endpoint> {
        parse_endpoint_file(self.endpoints.get(index)?, report)
    }
}
