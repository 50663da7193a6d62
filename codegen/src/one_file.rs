//! One endpoint's file, checked without reading all those beside it.
//!
//! What an endpoint means is said by its file and its `api.yaml`. Rules between endpoints ask little of
//! the others: their names, which their paths tell; the endpoints that open and end sessions; and whether
//! some example shows an outcome that all share, where the first that does is enough. Whatever can't be
//! told from that is left to [`check`](crate::check).

use std::collections::BTreeSet;

use crate::check::{Beside, Question, Unread, check_part, wanted};
use crate::diagnostic::{Diagnostics, Report, Severity};
use crate::parse::ApiFiles;
use crate::source::{FileId, Sources};
use crate::{parallel, spec};

/// How many files are looked into before it is asked whether that was enough.
const AT_ONCE: usize = 64;

/// What [`check_file`] found.
#[derive(Debug, Clone)]
pub struct FileCheck {
    /// The faults of the file.
    pub faults: Diagnostics,
    /// How many of its examples hold; `None` if it can't be read.
    pub examples: Option<usize>,
}

/// Checks the endpoint file with this key: finds the faults that [`check`](crate::check) of all `sources` finds in it.
///
/// Most of the other files aren't read. `None` if they have to be: the key is no endpoint's, `presence` is
/// said, or the file has a part in a fault of another one, `api.yaml` included.
#[must_use]
pub fn check_file(sources: &Sources, key: &str) -> Option<FileCheck> {
    let mut report = Report::new();
    let files = ApiFiles::around(sources, key)?;
    let own = files.position(key)?;
    let mut api = files.read_api(&mut report)?;
    if report.has_errors_in(files.api_file()) {
        return None;
    }
    let mut read = BTreeSet::from([own]);
    let mut examples = None;
    if let Some(endpoint) = files.read(own, &mut report) {
        api.endpoints.push(endpoint);
        let beside = look_beside(&files, own, &api, &mut read)?;
        let others = read.iter().filter(|index| **index != own);
        let others = others.filter_map(|index| files.read(*index, &mut report));
        api.endpoints.extend(others);
        // As the rules that go by the first of several find them in a whole check.
        api.endpoints
            .sort_by(|a, b| (&a.group, a.file).cmp(&(&b.group, b.file)));
        let checked = check_part(api, &beside, &mut report)?;
        let mut endpoints = checked.endpoints.iter();
        examples = endpoints
            .find(|endpoint| endpoint.key == key)
            .map(|endpoint| endpoint.examples.len());
    }
    let faults = own_faults(report.finish(sources.clone()), &files, own, &read)?;
    Some(FileCheck { faults, examples })
}

/// What has to be known of the other endpoints; those of which more has to be, are added to `read`. `None` if
/// that is all of them.
fn look_beside<'s>(
    files: &ApiFiles<'s>,
    own: usize,
    api: &spec::Api,
    read: &mut BTreeSet<usize>,
) -> Option<Beside<'s>> {
    let wanted = wanted(api)?;
    let named = files.names().enumerate();
    let named = named.filter(|(_, (name, ..))| wanted.endpoints.contains(name));
    read.extend(named.map(|(index, _)| index));
    let mut shown = BTreeSet::new();
    for (question, index) in search(files, own, wanted.questions) {
        match question {
            Question::HasOutcome(_) => drop(read.insert(index)),
            Question::Shows(shared) => drop(shown.insert(shared.to_owned())),
        }
    }
    let all = files.names().enumerate();
    let unread = all.filter(|(index, _)| !read.contains(index));
    let unread = unread.map(|(_, (name, group, file))| Unread { name, group, file });
    Some(Beside {
        unread: unread.collect(),
        shown,
    })
}

/// Looks for an answer to each question in the other files, and gives those that there are with the file
/// that has them. No file is read twice, and none that can have no answer.
fn search<'q>(
    files: &ApiFiles<'_>,
    own: usize,
    questions: Vec<Question<'q>>,
) -> Vec<(Question<'q>, usize)> {
    let mut open = questions;
    let mut answers = Vec::new();
    let mut left = (0..files.len()).filter(|index| *index != own);
    while !open.is_empty() {
        let may_answer = |index: &usize| {
            let mut open = open.iter();
            open.any(|question| question.may_be_answered_in(files.text(*index)))
        };
        let next: Vec<usize> = left.by_ref().filter(may_answer).take(AT_ONCE).collect();
        if next.is_empty() {
            break;
        }
        let found = parallel::map(&next, |index| {
            // What is wrong in there is left to the whole check.
            let endpoint = files.read(*index, &mut Report::new());
            let answers = |question: &Question<'q>| {
                let endpoint = endpoint.as_ref();
                endpoint.is_some_and(|endpoint| question.is_answered_by(endpoint))
            };
            open.iter().copied().filter(answers).collect::<Vec<_>>()
        });
        for (index, questions) in next.into_iter().zip(found) {
            for question in questions {
                if open.contains(&question) {
                    open.retain(|other| *other != question);
                    answers.push((question, index));
                }
            }
        }
    }
    answers
}

/// The faults that the file has, with no other involved than its `api.yaml`. `None` if there are others that
/// it may have a part in.
fn own_faults(
    faults: Diagnostics,
    files: &ApiFiles<'_>,
    own: usize,
    read: &BTreeSet<usize>,
) -> Option<Diagnostics> {
    let file_of = |index: usize| files.names().nth(index).map(|(.., file)| file);
    let own = file_of(own)?;
    let read: Vec<FileId> = read.iter().filter_map(|index| file_of(*index)).collect();
    let mut kept = Report::new();
    for fault in faults.iter() {
        let at = fault.primary.span.file;
        let places = || {
            let others = fault.secondary.iter().map(|label| label.span.file);
            others.chain([at])
        };
        if at == own && places().all(|file| file == own || file == files.api_file()) {
            kept.push(fault.clone());
            continue;
        }
        let is_unread = |file| file != files.api_file() && !read.contains(&file);
        let is_elsewhere = places().all(is_unread);
        // What isn't shown in the few files that were read may be shown in those that weren't.
        let is_untold = at != own && fault.code.severity() == Severity::Warning;
        if !is_elsewhere && !is_untold {
            return None;
        }
    }
    Some(kept.finish(faults.sources().clone()))
}
