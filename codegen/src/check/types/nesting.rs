//! How many named types stand in one another.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::source::Text;

/// The most that may. Whatever goes through types later on goes as deep as they do.
const MOST: usize = 64;

/// A name, and the scope that it is declared in.
type Key<'s> = (usize, &'s str);

/// Counts the names that stand in one another, while types are read.
#[derive(Debug, Default)]
pub(super) struct Nesting<'s> {
    /// For each type that is being read, how many stand in one another below it, as far as is known.
    reading: Vec<usize>,
    /// The same for those that were read, with themselves.
    read: BTreeMap<Key<'s>, usize>,
    is_reported: bool,
}

impl<'s> Nesting<'s> {
    /// Begins to read a type that is used here; `false` if it stands too deep.
    pub(super) fn begin(&mut self, name: &Text, report: &mut Report) -> bool {
        let fits = self.fits(1, name, report);
        if fits {
            self.reading.push(0);
        }
        fits
    }

    /// Ends what [`begin`](Self::begin) began.
    pub(super) fn end(&mut self, key: Key<'s>) {
        let height = self.reading.pop().unwrap_or_default() + 1;
        self.read.insert(key, height);
        self.hold(height);
    }

    /// A type that was read before is used here; `false` if it is too high.
    pub(super) fn use_again(&mut self, key: Key<'s>, name: &Text, report: &mut Report) -> bool {
        // One that is still being read holds itself: nothing is known of it yet.
        let height = self.read.get(&key).copied().unwrap_or_default();
        self.hold(height);
        self.fits(height, name, report)
    }

    fn hold(&mut self, height: usize) {
        if let Some(around) = self.reading.last_mut() {
            *around = height.max(*around);
        }
    }

    /// `A: { object: { b: B } }`, `B: { object: { c: C } }`, and so on, some hundreds of times.
    fn fits(&mut self, height: usize, name: &Text, report: &mut Report) -> bool {
        let fits = self.reading.len() + height <= MOST;
        if !fits && !self.is_reported {
            self.is_reported = true;
            report.push(
                Diagnostic::new(
                    Code::TooDeep,
                    name.span,
                    format!("more than {MOST} named types stand in one another here"),
                )
                .help("take this one for `any`, or write the members of some into the types that hold them"),
            );
        }
        fits
    }
}
