//! Which documented bodies a body that arrived can be, beside the others that are documented.

use super::kind::is_json;
use super::{BodyKind, Candidate, FoundKind, Observed, is_in_range};
use crate::lines;

/// The kind of a body, and what the candidates that are left make of it.
#[derive(Debug)]
pub(super) struct Found {
    kind: FoundKind,
    /// Whether JSON, also as lines, is among what is documented here: then a lone scalar is JSON, else
    /// it is text.
    json_documented: bool,
    /// Whether an empty body is among it: else nothing may stand for no line.
    empty_documented: bool,
    /// The outcomes whose root the markup has. If there are any, it is XML and no page.
    rooted: Vec<usize>,
}

impl Found {
    /// Looks at the body; `candidates` gives those that status and request admit.
    pub(super) fn of<'a, I>(observed: &Observed<'a>, candidates: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = &'a Candidate<'a>>,
    {
        let first = candidates().next();
        let is_read = first.is_none_or(|first| !first.body.is_unread());
        let documents = |body: BodyKind<'_>| candidates().any(|candidate| candidate.body == body);
        let lines_documented = documents(BodyKind::Lines);
        let json_documented = lines_documented || documents(BodyKind::Json);
        let kind = match FoundKind::of(observed.body, observed.media_type) {
            _ if !is_read => FoundKind::Unread,
            FoundKind::Json | FoundKind::Text
                if lines_documented && lines::are_lines(observed.body) =>
            {
                FoundKind::Lines
            }
            // `[INFO] done`: cut JSON where JSON is documented, text where it isn't.
            FoundKind::Json if !json_documented && !is_json(observed.body) => FoundKind::Text,
            // A picture whose bytes are letters and digits by chance.
            FoundKind::Text | FoundKind::JsonScalar
                if documents(BodyKind::Bytes) && is_binary(observed.media_type) =>
            {
                FoundKind::Bytes
            }
            kind => kind,
        };
        Self {
            kind,
            json_documented,
            empty_documented: documents(BodyKind::Empty),
            rooted: if kind == FoundKind::Markup {
                rooted(observed, candidates)
            } else {
                Vec::new()
            },
        }
    }

    /// Whether there is no body.
    pub(super) fn is_empty(&self) -> bool {
        self.kind == FoundKind::Empty
    }

    /// Whether the body can be that of a candidate.
    pub(super) fn serves(&self, candidate: &Candidate<'_>) -> bool {
        if self.kind == FoundKind::Unread {
            return candidate.body.is_unread();
        }
        match candidate.body {
            BodyKind::Json => matches!(self.kind, FoundKind::Json | FoundKind::JsonScalar),
            BodyKind::Lines => match self.kind {
                FoundKind::Lines | FoundKind::Json | FoundKind::JsonScalar => true,
                FoundKind::Empty => !self.empty_documented,
                FoundKind::Markup | FoundKind::Text | FoundKind::Bytes | FoundKind::Unread => false,
            },
            BodyKind::Events => match self.kind {
                FoundKind::Text => true,
                FoundKind::Empty => !self.empty_documented,
                _ => false,
            },
            BodyKind::Stream | BodyKind::Download => false,
            BodyKind::Xml(_) => self.rooted.contains(&candidate.outcome),
            BodyKind::Html => self.kind == FoundKind::Markup && self.rooted.is_empty(),
            BodyKind::Csv(format) => match self.kind {
                FoundKind::Text => true,
                FoundKind::JsonScalar => !self.json_documented,
                FoundKind::Empty => !format.header && !self.empty_documented,
                _ => false,
            },
            BodyKind::JsonBehind { .. }
            | BodyKind::Properties
            | BodyKind::Form
            | BodyKind::Text
            | BodyKind::TextEquals { .. }
            | BodyKind::TextPattern { .. } => {
                self.kind == FoundKind::Text
                    || (self.kind == FoundKind::JsonScalar && !self.json_documented)
            }
            BodyKind::Bytes => self.kind != FoundKind::Empty,
            BodyKind::Undocumented => true,
            BodyKind::Empty => self.kind == FoundKind::Empty,
        }
    }
}

/// Whether a media type is one of bytes that are no text.
fn is_binary(media_type: Option<&str>) -> bool {
    const RANGES: [&str; 8] = [
        "image/*",
        "audio/*",
        "video/*",
        "font/*",
        "application/octet-stream",
        "application/pdf",
        "application/zip",
        "application/gzip",
    ];
    media_type.is_some_and(|found| RANGES.iter().any(|range| is_in_range(found, range)))
}

/// The outcomes whose root the markup has. One that is cut before its root, or isn't well-formed so
/// far, is a page if there is one, and else any of them.
fn rooted<'a, I>(observed: &Observed<'a>, candidates: impl Fn() -> I) -> Vec<usize>
where
    I: Iterator<Item = &'a Candidate<'a>>,
{
    let documents = || {
        candidates().filter_map(|candidate| match candidate.body {
            BodyKind::Xml(document) => Some((candidate.outcome, document)),
            _ => None,
        })
    };
    if documents().next().is_none() {
        return Vec::new();
    }
    let text = crate::xml::text(observed.body, observed.media_type);
    let has_page = candidates().any(|candidate| candidate.body == BodyKind::Html);
    let has_root = |document: &crate::xml::Document<'_>| {
        let begins = text.as_ref().ok().and_then(|text| document.begins(text));
        begins.unwrap_or(!has_page)
    };
    documents()
        .filter(|(_, document)| has_root(document))
        .map(|(outcome, _)| outcome)
        .collect()
}
