//! How many types stand in one another.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::{Span, Text};

/// The most named types that may. Whatever goes through types later on goes as deep as they do.
const MOST_NAMES: usize = 64;

/// The most objects, unions, lists, maps and tuples that may, those of named types among them.
const MOST_LEVELS: usize = 128;

/// A name, and the scope that it is declared in.
type Key<'s> = (usize, &'s str);

/// How many stand in one another.
#[derive(Debug, Default, Clone, Copy)]
struct Height {
    names: usize,
    levels: usize,
}

/// Counts the types that stand in one another, while they are read.
#[derive(Debug, Default)]
pub(super) struct Nesting<'s> {
    /// What is being read now.
    open: Height,
    /// For each type of that, what stands below it, as far as is known.
    reading: Vec<Height>,
    /// The same for named types that were read, with themselves.
    read: BTreeMap<Key<'s>, Height>,
    is_reported: bool,
}

impl<'s> Nesting<'s> {
    /// Begins to read a named type that is used here; `false` if it stands too deep.
    pub(super) fn begin(&mut self, name: &Text, report: &mut Report) -> bool {
        let one = Height {
            names: 1,
            levels: 0,
        };
        let fits = self.fits(one, name.span, report);
        if fits {
            self.open.names += 1;
            self.reading.push(Height::default());
        }
        fits
    }

    /// Ends what [`begin`](Self::begin) began.
    pub(super) fn end(&mut self, key: Key<'s>) {
        let mut height = self.reading.pop().unwrap_or_default();
        height.names += 1;
        self.open.names = self.open.names.saturating_sub(1);
        self.read.insert(key, height);
        self.hold(height);
    }

    /// Begins to read what an object, a list or their like holds; `false` if it stands too deep.
    pub(super) fn enter(&mut self, span: Span, report: &mut Report) -> bool {
        let one = Height {
            names: 0,
            levels: 1,
        };
        let fits = self.fits(one, span, report);
        if fits {
            self.open.levels += 1;
            self.reading.push(Height::default());
        }
        fits
    }

    /// Ends what [`enter`](Self::enter) began.
    pub(super) fn leave(&mut self) {
        let mut height = self.reading.pop().unwrap_or_default();
        height.levels += 1;
        self.open.levels = self.open.levels.saturating_sub(1);
        self.hold(height);
    }

    /// A type that was read before is used here; `false` if it is too high.
    pub(super) fn use_again(&mut self, key: Key<'s>, name: &Text, report: &mut Report) -> bool {
        // One that is still being read holds itself: nothing is known of it yet.
        let height = self.read.get(&key).copied().unwrap_or_default();
        self.hold(height);
        self.fits(height, name.span, report)
    }

    fn hold(&mut self, height: Height) {
        if let Some(around) = self.reading.last_mut() {
            around.names = around.names.max(height.names);
            around.levels = around.levels.max(height.levels);
        }
    }

    /// `A: { object: { b: B } }`, `B: { object: { c: C } }`, and so on, some hundreds of times.
    fn fits(&mut self, height: Height, span: Span, report: &mut Report) -> bool {
        let too_many = if self.open.names + height.names > MOST_NAMES {
            Some(format!("more than {MOST_NAMES} named types"))
        } else if self.open.levels + height.levels > MOST_LEVELS {
            Some(format!(
                "more than {MOST_LEVELS} objects, lists and their like"
            ))
        } else {
            None
        };
        if let Some(too_many) = &too_many
            && !self.is_reported
        {
            self.is_reported = true;
            report.push(
                Diagnostic::new(
                    Code::TooDeep,
                    span,
                    format!("{too_many} stand in one another here"),
                )
                .help("take this one for `any`, or write the members of some into the types that hold them"),
            );
        }
        too_many.is_none()
    }
}
