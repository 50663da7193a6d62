//! What stands for the types of crates that aren't there.

use std::fmt;

/// A value of a kind whose feature is off: none is ever made. Readers of that kind refuse every text, so
/// that what calls them compiles with and without the feature.
#[derive(Debug, Clone, Copy)]
pub struct Absent(());

impl fmt::Display for Absent {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
