//! Faults of specs: message, labels, help; data until the last moment.
//!
//! A leaf that every stage may use. Stages push into a [`Report`]; a phase that gathered errors
//! ends the run. No code looks inside a message text.

mod code;
mod json;
mod nearest;
mod render;

pub use self::code::Code;
pub use self::nearest::nearest;
pub use self::render::Format;

use std::sync::Arc;

use self::nearest::nearest_of;
use crate::source::{FileId, Sources, Span};

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of fault; stable.
    pub code: Code,
    /// What is wrong: one line in the author's words, lower case, no full stop, values in backticks.
    pub message: String,
    /// The smallest place at fault.
    pub primary: Label,
    /// Other places involved.
    pub secondary: Vec<Label>,
    /// The rule, where it isn't obvious.
    pub notes: Vec<String>,
    /// What to type instead.
    pub help: Vec<String>,
}

/// A place with a few words about it; without words it is only underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth a look.
    Warning,
}

/// Where a stage puts its faults.
#[derive(Debug, Default)]
#[must_use = "faults that nobody reads are lost"]
pub struct Report {
    /// What was gathered before this part of the work began; it isn't repeated.
    known: Arc<[Diagnostic]>,
    diagnostics: Vec<Diagnostic>,
}

/// The faults of one run, sorted by file and place, with the texts they point into.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Diagnostic {
    /// A fault at a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Words at the place at fault.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Another place involved.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// The rule.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// The rule, if there is one to be said.
    #[must_use]
    pub fn note_if(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.note(text),
            None => self,
        }
    }

    /// What to type instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// "did you mean …", or the whole list if it is short; nothing if neither helps.
    #[must_use]
    pub fn suggest<'a>(self, found: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        self.suggest_one_of(found, &known)
    }

    fn suggest_one_of(self, found: &str, known: &[&str]) -> Self {
        if let Some(nearest) = nearest_of(found, known) {
            return self.help(format!("did you mean `{nearest}`?"));
        }
        if known.is_empty() || known.len() > 12 {
            return self;
        }
        let list = known
            .iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ");
        self.help(format!("known here: {list}"))
    }
}

impl Report {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Empty reports for parts of the work that go on at once: each knows of the errors in this one.
    pub fn parts(&self) -> impl Fn() -> Self + use<> {
        let known: Arc<[Diagnostic]> = self.all().cloned().collect();
        move || Self {
            known: Arc::clone(&known),
            diagnostics: Vec::new(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.known.iter().chain(&self.diagnostics)
    }

    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what another report gathered, behind what this one did.
    pub fn append(&mut self, mut other: Self) {
        self.diagnostics.append(&mut other.diagnostics);
    }

    /// Whether an error was gathered.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.all()
            .any(|diagnostic| diagnostic.code.severity() == Severity::Error)
    }

    /// Whether an error was gathered whose place is in this file.
    #[must_use]
    pub fn has_errors_in(&self, file: FileId) -> bool {
        self.all().any(|diagnostic| {
            diagnostic.primary.span.file == file && diagnostic.code.severity() == Severity::Error
        })
    }

    /// Whether an error was gathered whose place is inside of this one.
    #[must_use]
    pub fn has_errors_within(&self, span: Span) -> bool {
        self.all().any(|diagnostic| {
            let at = diagnostic.primary.span;
            let is_inside = at.file == span.file && span.start <= at.start && at.end <= span.end;
            is_inside && diagnostic.code.severity() == Severity::Error
        })
    }

    /// Closes the report: sorted by file and place, with the texts.
    #[must_use]
    pub fn finish(self, sources: Sources) -> Diagnostics {
        let mut diagnostics = self.diagnostics;
        diagnostics.sort_by(|a, b| {
            (a.primary.span, a.code.as_str(), &a.message).cmp(&(
                b.primary.span,
                b.code.as_str(),
                &b.message,
            ))
        });
        diagnostics.dedup();
        Diagnostics {
            sources,
            diagnostics,
        }
    }
}

impl Diagnostics {
    /// The faults, sorted by file and place.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code.severity() == Severity::Error)
    }

    /// The texts that the faults point into.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}
