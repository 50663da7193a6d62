//! Why a call can't be answered at all: the user's mistake or the machine's, not a spec's.

use std::fmt;

use docwright_codegen::diagnostic::nearest;

/// Most names that a line of help lists.
const LISTED: usize = 20;

/// One line that says what is wrong, and perhaps what to type instead. Ends with exit code 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    message: String,
    help: Vec<String>,
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Vec::new(),
        }
    }

    /// What to type instead.
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// The nearest of the names that would have been understood, and the first of all of them.
    pub(crate) fn suggest(self, found: &str, known: &[String]) -> Self {
        let mut list: Vec<String> = known
            .iter()
            .take(LISTED)
            .map(|name| format!("`{name}`"))
            .collect();
        if known.len() > LISTED {
            list.push(format!("and {} more", known.len() - LISTED));
        }
        match nearest(found, known.iter().map(String::as_str)) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
        .help(format!("there are: {}", list.join(", ")))
    }

    /// The lines of help.
    pub(crate) fn hints(&self) -> &[String] {
        &self.help
    }
}

/// The message alone.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<docwright_codegen::input::ReadError> for Refusal {
    fn from(error: docwright_codegen::input::ReadError) -> Self {
        Self::new(error.to_string())
    }
}
