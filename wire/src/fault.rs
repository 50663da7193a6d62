//! What is wrong with a value, and where it stands; never the value itself.

use std::borrow::Cow;
use std::fmt;

use crate::json::Kind;

/// A value that isn't spelt as documented: the place, what was expected, and the kind that was
/// found. It never holds the value, which may be a secret.
///
/// The place is built on the way up: the reader of a member adds the member's name to whatever its
/// value complains about.
///
/// ```
/// use docwright_wire::{Fault, json::Kind};
///
/// let fault = Fault::wrong_kind("integer", Kind::String).at_member("price").at_index(3).at_member("data");
/// assert_eq!(fault.to_string(), "`data[3].price`: expected integer, found string");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Fault(Box<Located>);

#[derive(Clone, PartialEq, Eq)]
struct Located {
    /// Innermost step first.
    steps: Vec<Step>,
    problem: Problem,
    /// The words of a broken rule.
    words: Option<String>,
}

/// One step of the way from the top of a body to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the member of this name.
    Member(Cow<'static, str>),
    /// Into the element at this position, counted from 0.
    Index(usize),
    /// Into the row of a table at this position, counted from 0 behind its header.
    Row(usize),
    /// Into the column of this name.
    Column(Cow<'static, str>),
    /// Into the header of this name; outermost of all.
    Header(Cow<'static, str>),
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Another kind of JSON value stands there.
    WrongKind {
        /// What is documented, in words.
        expected: &'static str,
        /// What stands there.
        found: Kind,
    },
    /// A text that can't be read as what is documented.
    Unreadable {
        /// What is documented, in words.
        expected: &'static str,
    },
    /// A value that the type can't hold.
    OutOfRange {
        /// What is documented, in words.
        expected: &'static str,
    },
    /// A required member, line or element isn't there.
    Missing,
    /// A member or line that was there before.
    Duplicate,
    /// Not the documented constant.
    ConstantDiffers,
    /// Not one of the documented values of a closed enum.
    UnknownValue,
    /// The text doesn't follow the format's grammar.
    Syntax {
        /// What it should be, in words.
        expected: &'static str,
        /// Offset in bytes from the start of the text.
        offset: usize,
    },
    /// The text ends in the middle of a value.
    Cut {
        /// Length of the text in bytes.
        offset: usize,
    },
    /// More follows after the value.
    TrailingText {
        /// Offset in bytes from the start of the text.
        offset: usize,
    },
    /// Lists, objects or elements inside each other, too many of them.
    TooDeep {
        /// How many are read.
        limit: usize,
    },
    /// More of something than is read.
    TooMany {
        /// Of what, in words.
        what: &'static str,
        /// How many are read.
        limit: usize,
    },
    /// Not valid in the charset that it should be in.
    NotInCharset {
        /// The charset.
        charset: &'static str,
        /// Offset in bytes from the start of the text.
        offset: usize,
    },
    /// Nothing stands there at all.
    Empty,
    /// Members of an object that don't go together.
    BrokenRule,
}

impl Fault {
    /// A fault of this value itself; callers further up add the place.
    #[must_use]
    #[cold]
    pub fn new(problem: Problem) -> Self {
        Self(Box::new(Located {
            steps: Vec::new(),
            problem,
            words: None,
        }))
    }

    /// Another kind of JSON value than `expected`.
    #[must_use]
    #[cold]
    pub fn wrong_kind(expected: &'static str, found: Kind) -> Self {
        Self::new(Problem::WrongKind { expected, found })
    }

    /// A text that can't be read as `expected`.
    #[must_use]
    #[cold]
    pub fn unreadable(expected: &'static str) -> Self {
        Self::new(Problem::Unreadable { expected })
    }

    /// Members that break a rule between them, in its words: `must have exactly one of …`.
    #[must_use]
    #[cold]
    pub fn broken_rule(words: impl Into<String>) -> Self {
        let mut fault = Self::new(Problem::BrokenRule);
        fault.0.words = Some(words.into());
        fault
    }

    /// A value that doesn't fit into `expected`.
    #[must_use]
    #[cold]
    pub fn out_of_range(expected: &'static str) -> Self {
        Self::new(Problem::OutOfRange { expected })
    }

    /// The required member `name` isn't there.
    #[must_use]
    #[cold]
    pub fn missing(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Problem::Missing).at_member(name)
    }

    /// The member `name` stands there a second time.
    #[must_use]
    #[cold]
    pub fn duplicate(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Problem::Duplicate).at_member(name)
    }

    /// The same fault, seen from the object whose member `name` holds it.
    #[must_use]
    #[cold]
    pub fn at_member(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.steps.push(Step::Member(name.into()));
        self
    }

    /// The same fault, seen from the list whose element `index` holds it.
    #[must_use]
    #[cold]
    pub fn at_index(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Index(index));
        self
    }

    /// The same fault, seen from the table whose row `index` holds it.
    #[must_use]
    #[cold]
    pub fn at_row(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Row(index));
        self
    }

    /// The same fault, seen from the row whose column `name` holds it.
    #[must_use]
    #[cold]
    pub fn at_column(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.steps.push(Step::Column(name.into()));
        self
    }

    /// The same fault, seen from the response whose header `name` holds it.
    #[must_use]
    #[cold]
    pub fn at_header(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.steps.push(Step::Header(name.into()));
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn problem(&self) -> Problem {
        self.0.problem
    }

    /// What is wrong, in words, without the place.
    #[must_use]
    pub fn reason(&self) -> String {
        match &self.0.words {
            Some(words) => words.clone(),
            None => self.0.problem.to_string(),
        }
    }

    /// The way from the top to the value, outermost step first.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.0.steps.iter().rev()
    }

    /// The way as text: `data[3].price`; `row 4, column price` in a table, where rows are counted
    /// from 1; empty at the top, the name alone for a header.
    #[must_use]
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in self.steps() {
            match step {
                Step::Index(index) => place.push_str(&format!("[{index}]")),
                Step::Member(name) if is_plain(name) => {
                    if !place.is_empty() {
                        place.push('.');
                    }
                    place.push_str(name);
                }
                Step::Member(name) => place.push_str(&format!("[{name:?}]")),
                Step::Row(index) => place.push_str(&format!("row {}", index + 1)),
                Step::Column(name) => {
                    if !place.is_empty() {
                        place.push_str(", ");
                    }
                    place.push_str(&format!("column {name}"));
                }
                Step::Header(name) => place.push_str(name),
            }
        }
        place
    }
}

/// Whether a name can stand in a place without quotes.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | '$'))
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self.0.steps.last(), Some(Step::Header(_))) {
            f.write_str("header ")?;
        }
        if !self.0.steps.is_empty() {
            write!(f, "`{}`: ", self.place())?;
        }
        f.write_str(&self.reason())
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({self})")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongKind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Unreadable { expected } => write!(f, "expected {expected}, found other text"),
            Self::OutOfRange { expected } => {
                write!(f, "expected {expected}, found a number out of its range")
            }
            Self::Missing => f.write_str("is missing"),
            Self::Duplicate => f.write_str("stands there twice"),
            Self::ConstantDiffers => f.write_str("differs from the documented constant"),
            Self::UnknownValue => f.write_str("is none of the documented values"),
            Self::Syntax { expected, offset } => write!(f, "expected {expected} at byte {offset}"),
            Self::BrokenRule => f.write_str("breaks a rule between its members"),
            Self::Cut { offset } => write!(f, "ends too early, at byte {offset}"),
            Self::TrailingText { offset } => {
                write!(f, "more follows after the value, at byte {offset}")
            }
            Self::TooDeep { limit } => {
                write!(f, "more than {limit} levels inside each other")
            }
            Self::TooMany { what, limit } => write!(f, "more than {limit} {what}"),
            Self::NotInCharset { charset, offset } => {
                write!(f, "not valid {charset} at byte {offset}")
            }
            Self::Empty => f.write_str("is empty"),
        }
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_reads_from_the_top_and_quotes_odd_names() {
        let fault = Fault::missing("a.b")
            .at_index(0)
            .at_index(12)
            .at_member("rows");
        assert_eq!(fault.place(), "rows[12][0][\"a.b\"]");
        assert_eq!(fault.to_string(), "`rows[12][0][\"a.b\"]`: is missing");
    }

    #[test]
    fn a_fault_at_the_top_has_no_place() {
        let fault = Fault::wrong_kind("object", Kind::List);
        assert_eq!(fault.to_string(), "expected object, found list");
        assert_eq!(fault.place(), "");
    }

    #[test]
    fn results_stay_small() {
        assert_eq!(size_of::<Result<(), Fault>>(), size_of::<usize>());
    }
}
