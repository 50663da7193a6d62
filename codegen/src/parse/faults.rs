//! The faults of one file, up to a bound.

use crate::diagnostic::{Diagnostic, Report};

/// Most faults that are told of one file: who reads them begins at the first.
const MOST: usize = 100;

/// Where the readers of one file put its faults.
pub(super) struct Faults<'r> {
    report: &'r mut Report,
    count: usize,
}

impl<'r> Faults<'r> {
    /// None of this file so far.
    pub(super) fn new(report: &'r mut Report) -> Self {
        Self { report, count: 0 }
    }

    /// Adds a fault; the last one that is told says so, and further ones are only counted.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.count += 1;
        if self.count < MOST {
            self.report.push(diagnostic);
        } else if self.count == MOST {
            self.report.push(diagnostic.note(format!(
                "this is fault number {MOST} of the file; the rest is told when these are mended"
            )));
        }
    }

    /// How many there are, told or not.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Whether further ones would not be told.
    pub(super) fn is_full(&self) -> bool {
        self.count >= MOST
    }
}
