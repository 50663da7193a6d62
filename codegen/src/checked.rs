//! The proof of checking.

use crate::ir;
use crate::source::Sources;
use crate::spec;

/// Specs that passed every rule. Made only by [`check`](crate::check); read-only.
#[derive(Debug, Clone)]
pub struct Checked {
    sources: Sources,
    spec: spec::Spec,
    apis: Vec<ir::Api>,
}

impl Checked {
    pub(crate) fn new(sources: Sources, spec: spec::Spec, apis: Vec<ir::Api>) -> Self {
        Self {
            sources,
            spec,
            apis,
        }
    }

    /// What was decided: the APIs with their endpoints, outcomes and examples.
    #[must_use]
    pub fn apis(&self) -> &[ir::Api] {
        &self.apis
    }

    /// What the authors wrote.
    #[must_use]
    pub fn spec(&self) -> &spec::Spec {
        &self.spec
    }

    /// The texts.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }
}
