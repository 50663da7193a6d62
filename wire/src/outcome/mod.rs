//! Which documented outcome a response is.
//!
//! The same answer whatever the order of the lines in a spec:
//!
//! 1. The status, the headers, the media type, and what was asked for in the request, drop
//!    candidates.
//! 2. The kind of the body is found once; candidates with a body of another kind drop out, and so
//!    do those that the body doesn't pass the tests of.
//! 3. The constants in the body tell the rest apart. A member that is missing or has the wrong type
//!    never selects: it makes the response malformed.
//!
//! [`Choice`] does this for a client, which decodes the likeliest candidate first and looks at
//! constants only if that fails. [`select`] does it step by step, for checks of examples.

mod arrival;
mod choice;
mod condition;
mod found;
mod kind;
mod prefix;
mod test;
mod variant;

use crate::headers::Headers;
use crate::{Fault, Literal};

pub use self::arrival::{HeaderCondition, is_in_range};
pub use self::choice::{Choice, select, streamed};
pub use self::kind::FoundKind;
pub use self::test::BodyTest;
pub use self::variant::{Variant, variant};

/// A documented outcome of an endpoint. Tables of them have the more specific ones first.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its position in the response enum.
    pub outcome: usize,
    /// Its name.
    pub name: &'a str,
    /// Ranges of statuses, both ends included.
    pub statuses: &'a [(u16, u16)],
    /// What must have been asked for; all of them.
    pub when: &'a [RequestCondition<'a>],
    /// Kind of its body.
    pub body: BodyKind<'a>,
    /// What the headers must hold; all of them.
    pub headers: &'a [HeaderCondition<'a>],
    /// Media types of which it has one, `image/*` among them; none if that doesn't count.
    pub media_types: &'a [&'a str],
    /// What the body must hold; all of them.
    pub conditions: &'a [BodyCondition<'a>],
    /// What else must be true of the body, although nothing of it is read; all of them.
    pub tests: &'a [BodyTest<'a>],
    /// Whether the server did something before it answered so.
    pub acted: Acted,
}

/// What a page says of whether the server did something before it answered with a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Acted {
    /// Nothing.
    #[default]
    Unsaid,
    /// It did nothing: the request can be sent again without risk.
    No,
    /// It can't be told.
    Unknown,
}

/// A condition on what was sent.
#[derive(Debug, Clone, Copy)]
pub struct RequestCondition<'a> {
    /// Position among the facts of the request.
    pub fact: usize,
    /// The value as sent is one of these.
    pub values: &'a [&'a str],
    /// Also holds if nothing was sent.
    pub or_missing: bool,
}

/// A constant in a body.
#[derive(Debug, Clone, Copy)]
pub struct BodyCondition<'a> {
    /// The way to the value: member names in JSON and XML, the key in properties, the element's name
    /// in markup and, behind it, the text that ends the value.
    pub path: &'a [&'a str],
    /// The value.
    pub value: Literal<'a>,
    /// Whether letter case doesn't count.
    pub ignore_case: bool,
    /// Also holds if the member, or one above it, is missing.
    pub or_missing: bool,
}

/// The documented kind of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind<'a> {
    /// JSON.
    Json,
    /// JSON behind a text that isn't JSON: it keeps pages of other origins from running the body.
    JsonBehind {
        /// The text.
        prefix: &'a str,
    },
    /// XML with this root.
    Xml(crate::xml::Document<'a>),
    /// JSON texts, one a line.
    Lines,
    /// Server-sent events.
    Events,
    /// Any that is read while it comes: this outcome is chosen without looking at it.
    Stream,
    /// Bytes that are read while they come: as [`Stream`](Self::Stream), with a limit of their own.
    Download,
    /// Rows of CSV, written so.
    Csv(crate::csv::Format<'a>),
    /// `key=value` lines.
    Properties,
    /// `key=value` pairs with `&` between them.
    Form,
    /// Markup.
    Html,
    /// Any text.
    Text,
    /// This text.
    TextEquals {
        /// The text.
        text: &'a str,
        /// Whether white space at both ends doesn't count.
        trim: bool,
    },
    /// Text that fits a pattern.
    TextPattern {
        /// The pattern, as [`TextPattern`](crate::text_pattern::TextPattern) reads it.
        pattern: &'a str,
        /// Whether white space at both ends doesn't count.
        trim: bool,
    },
    /// Bytes of any kind, but some. They stand behind every kind that is documented beside them.
    Bytes,
    /// The page doesn't say: any body or none, behind all others.
    Undocumented,
    /// No body.
    Empty,
}

impl BodyKind<'_> {
    /// Whether the body is read while it comes, so that nothing in it tells outcomes apart.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        matches!(self, Self::Stream | Self::Download)
    }
}

/// What came back, and what was asked.
#[derive(Debug, Clone, Copy)]
pub struct Observed<'a> {
    /// Status code.
    pub status: u16,
    /// The headers.
    pub headers: Headers<'a>,
    /// The `Content-Type` header.
    pub media_type: Option<&'a str>,
    /// The whole body.
    pub body: &'a [u8],
    /// Values as sent of the request members that decide between outcomes; `None` for those that
    /// weren't sent.
    pub facts: &'a [Option<&'a str>],
}

/// A response that is no documented outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It fits none.
    Undocumented,
    /// It is a documented one, but not spelt as documented.
    Malformed {
        /// The outcome that is meant, if only one can be.
        outcome: Option<String>,
        /// What is wrong.
        fault: Fault,
    },
}

impl Candidate<'_> {
    /// An outcome that nothing is known of: what a candidate doesn't say is taken from here.
    pub const DEFAULT: Candidate<'static> = Candidate {
        outcome: 0,
        name: "",
        statuses: &[],
        when: &[],
        body: BodyKind::Empty,
        headers: &[],
        media_types: &[],
        conditions: &[],
        tests: &[],
        acted: Acted::Unsaid,
    };

    /// Whether what is known without the body admits this outcome.
    fn admits(&self, observed: &Observed<'_>) -> bool {
        self.statuses
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&observed.status))
            && self
                .when
                .iter()
                .all(|condition| condition.holds(observed.facts))
            && self
                .headers
                .iter()
                .all(|condition| condition.holds(observed.headers))
            && (self.media_types.is_empty()
                || observed.media_type.is_some_and(|media_type| {
                    self.media_types
                        .iter()
                        .any(|range| is_in_range(media_type, range))
                }))
    }
}

impl Candidate<'_> {
    /// Whether the body passes every test.
    fn passes(&self, observed: Observed<'_>) -> Result<bool, Fault> {
        for test in self.tests {
            if !test.passes(self.body, observed)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl RequestCondition<'_> {
    fn holds(&self, facts: &[Option<&str>]) -> bool {
        match facts.get(self.fact).copied().flatten() {
            Some(sent) => self.values.contains(&sent),
            None => self.or_missing,
        }
    }
}
