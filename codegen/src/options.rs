//! What to generate, beyond what the specs say.

/// Choices of the crate that the client is generated for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Puts each API behind the cargo feature of its name, and each group behind `<api>-<group>`.
    pub features: bool,
    /// The APIs that are generated, by feature name; every one if `None`.
    pub apis: Option<Vec<String>>,
    /// Generates the documented examples too, as data for tests.
    pub examples: bool,
}

impl Options {
    /// Whether the API with this feature is asked for.
    pub(crate) fn includes(&self, feature: &str) -> bool {
        self.apis
            .as_ref()
            .is_none_or(|apis| apis.iter().any(|api| api == feature))
    }
}
