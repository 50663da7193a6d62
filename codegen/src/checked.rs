//! The proof of checking.

use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::source::Sources;
use crate::spec;

/// Specs that passed every rule. Made only by [`check`](crate::check); read-only.
#[derive(Debug, Clone)]
pub struct Checked {
    sources: Sources,
    spec: spec::Spec,
    apis: Vec<ir::Api>,
    warnings: Diagnostics,
}

impl Checked {
    pub(crate) fn new(
        sources: Sources,
        spec: spec::Spec,
        apis: Vec<ir::Api>,
        warnings: Diagnostics,
    ) -> Self {
        Self {
            sources,
            spec,
            apis,
            warnings,
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

    /// What is worth a look although nothing is wrong.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }
}
