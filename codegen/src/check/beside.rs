//! What a check of one endpoint asks of the endpoints beside it: see [`crate::check_file`].

use std::collections::BTreeSet;

use crate::source::{FileId, Span};
use crate::spec;

use super::types::type_name;
use super::{include, session, twins};

/// The endpoints that weren't read, as far as rules between endpoints need them. Nothing where all
/// were read.
#[derive(Debug, Default)]
pub(crate) struct Beside<'s> {
    /// What their paths say.
    pub(crate) unread: Vec<Unread<'s>>,
    /// The shared outcomes that their examples show.
    pub(crate) shown: BTreeSet<String>,
}

/// The file of an endpoint that wasn't read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unread<'s> {
    /// Its name without `.yaml`.
    pub(crate) name: &'s str,
    /// The folder below the API's that it stands in.
    pub(crate) group: Option<&'s str>,
    /// The file itself.
    pub(crate) file: FileId,
}

/// An endpoint's name, whether its file was read or not.
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    pub(super) group: Option<&'a str>,
    /// The beginning of its file.
    pub(super) place: Span,
}

/// The names of all endpoints of an API: those beside `api.yaml` first, then those of each group.
pub(super) fn names<'a>(api: &'a spec::Api, beside: &'a Beside<'_>) -> Vec<Named<'a>> {
    let read = api.endpoints.iter().map(|endpoint| Named {
        name: &endpoint.name,
        group: endpoint.group.as_deref(),
        place: twins::start(endpoint.span),
    });
    let unread = beside.unread.iter().map(|unread| Named {
        name: unread.name,
        group: unread.group,
        place: Span {
            file: unread.file,
            start: 0,
            end: 0,
        },
    });
    let mut names: Vec<Named<'a>> = read.chain(unread).collect();
    names.sort_by_key(|named| (named.group, named.place.file));
    names
}

/// What an endpoint and its `api.yaml` refer to in other files.
#[derive(Debug)]
pub(crate) struct Wanted<'s> {
    /// Endpoints that open and end sessions, by name.
    pub(crate) endpoints: BTreeSet<&'s str>,
    /// Whatever else has to be looked for.
    pub(crate) questions: Vec<Question<'s>>,
}

/// What one of the other endpoints may have, and one is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question<'s> {
    /// An outcome of this name: it ends a session.
    HasOutcome(&'s str),
    /// An example that shows this shared outcome.
    Shows(&'s str),
}

/// What is wanted of others to check an API as if `api.endpoints` were all that counts. `None` if any of
/// the others may matter: what `presence` says of a type depends on every request that sends it.
pub(crate) fn wanted(api: &spec::Api) -> Option<Wanted<'_>> {
    if include::depends_on_all(api) {
        return None;
    }
    let entries = || api.endpoints.iter().flat_map(session::entries);
    let is_known = |name: &str| {
        let mut shared = api.outcomes.iter();
        shared.any(|outcome| outcome.name.value == name)
            || entries().any(|entry| session::entry_name(entry).value == name)
    };
    let mut wanted = Wanted {
        endpoints: BTreeSet::new(),
        questions: Vec::new(),
    };
    for scheme in &api.schemes {
        let expired = session::expired_of(scheme).iter();
        let expired = expired.map(|expired| expired.outcome.as_str());
        let expired = expired.filter(|name| !is_known(name));
        wanted.questions.extend(expired.map(Question::HasOutcome));
        if let spec::SchemeKind::Recipe(recipe) = &scheme.kind {
            let login = recipe.login.as_ref().map(|login| &login.endpoint);
            let named = login.into_iter().chain(&recipe.logout);
            wanted.endpoints.extend(named.map(|name| name.as_str()));
        }
    }
    for endpoint in &api.endpoints {
        let shared = session::entries(endpoint).filter_map(|entry| match entry {
            spec::OutcomeEntry::Shared(used) => Some(used.shared.as_str()),
            spec::OutcomeEntry::Own(_) => None,
        });
        let hidden = shared.filter(|name| !Question::Shows(name).is_answered_by(endpoint));
        wanted.questions.extend(hidden.map(Question::Shows));
    }
    Some(wanted)
}

impl Question<'_> {
    /// Whether a file with this text can have it. Words are written as they are, but for the escapes of
    /// a quoted text.
    pub(crate) fn may_be_answered_in(self, text: &str) -> bool {
        let (Self::HasOutcome(name) | Self::Shows(name)) = self;
        text.contains(name) || text.contains('\\') || name.contains(char::is_whitespace)
    }

    /// Whether an endpoint has it.
    pub(crate) fn is_answered_by(self, endpoint: &spec::Endpoint) -> bool {
        let mut entries = session::entries(endpoint);
        match self {
            Self::HasOutcome(name) => entries.any(|entry| session::entry_name(entry).value == name),
            Self::Shows(shared) => {
                let mut shown = endpoint.examples.iter().filter_map(|example| {
                    let is = type_name(example.is.as_ref()?);
                    session::entries(endpoint)
                        .find(|entry| type_name(session::entry_name(entry)) == is)
                });
                shown.any(|entry| match entry {
                    spec::OutcomeEntry::Shared(used) => used.shared.value == shared,
                    spec::OutcomeEntry::Own(_) => false,
                })
            }
        }
    }
}
