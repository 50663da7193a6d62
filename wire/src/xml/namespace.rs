//! Names and the namespaces they are in (Namespaces in XML 1.0).

use crate::Fault;
use crate::fault::Problem;

/// How many declarations of prefixes are kept; more are refused.
const BINDING_LIMIT: usize = 256;

/// The namespace of the prefix `xml`, which no document declares.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The declarations that hold where the reader stands, innermost last.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    /// Prefix, empty for the default namespace, and namespace.
    declared: Vec<(String, String)>,
}

/// A name as it is written: `s:Body`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) prefix: &'a str,
    pub(super) local: &'a str,
}

impl<'a> Name<'a> {
    pub(super) fn new(written: &'a str) -> Self {
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        Self { prefix, local }
    }
}

impl Bindings {
    /// How many hold now: what [`leave`](Self::leave) goes back to.
    pub(super) fn level(&self) -> usize {
        self.declared.len()
    }

    /// Adds a declaration of an element that is gone into.
    ///
    /// # Errors
    /// If there are too many.
    pub(super) fn declare(&mut self, prefix: &str, namespace: &str) -> Result<(), Fault> {
        if self.declared.len() >= BINDING_LIMIT {
            return Err(Fault::new(Problem::TooMany {
                what: "declarations of namespaces",
                limit: BINDING_LIMIT,
            }));
        }
        self.declared
            .push((prefix.to_owned(), namespace.to_owned()));
        Ok(())
    }

    /// Drops the declarations of an element that was left.
    pub(super) fn leave(&mut self, level: usize) {
        self.declared.truncate(level);
    }

    /// The namespace that a prefix stands for, empty for none.
    pub(super) fn namespace(&self, prefix: &str) -> &str {
        let declared = self.declared.iter().rfind(|(own, _)| own == prefix);
        match declared {
            Some((_, namespace)) => namespace,
            None if prefix == "xml" => XML,
            None => "",
        }
    }
}

/// The namespace that a documented prefix stands for.
pub(super) fn documented<'n>(prefix: &str, namespaces: &[(&str, &'n str)]) -> Option<&'n str> {
    let own = namespaces.iter().find(|(own, _)| *own == prefix);
    own.map(|(_, namespace)| *namespace)
        .or((prefix == "xml").then_some(XML))
}
