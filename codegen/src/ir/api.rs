//! An API: one module, one client, one cargo feature.

use super::{Endpoint, Outcome, RateLimit, Scheme, Template, TypeDef, TypeId};
use crate::names::RustName;

/// Everything that is generated for one folder of specs.
#[derive(Debug, Clone)]
pub struct Api {
    /// Name of the folder.
    pub name: String,
    /// Path of the folder below the specs folder, `brokers/shop`.
    pub folder: String,
    /// Module name.
    pub module: RustName,
    /// Cargo feature, the folder's name.
    pub feature: String,
    /// What the page says of it.
    pub doc: Doc,
    /// The base URL; `None` if every endpoint's URL is absolute or the caller must give it.
    pub base_url: Option<Template>,
    /// Variables of the base URL, in the order of the file.
    pub variables: Vec<Variable>,
    /// Auth schemes, in the order of the file.
    pub schemes: Vec<Scheme>,
    /// Rate limits, in the order in which a call waits for them.
    pub rate_limits: Vec<RateLimit>,
    /// Every named Rust type of the API that stands inside a request or an outcome.
    pub types: Vec<TypeDef>,
    /// Outcomes that several endpoints share.
    pub outcomes: Vec<Outcome>,
    /// Groups of endpoints, by name.
    pub groups: Vec<Group>,
    /// Endpoints: those of no group, then those of each group; by name.
    pub endpoints: Vec<Endpoint>,
}

/// Endpoints in a folder below that of their API: one module, one cargo feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Name of the folder.
    pub name: String,
    /// Module name.
    pub module: RustName,
    /// Cargo feature, `shop-trading`.
    pub feature: String,
}

/// What a page says: title, text, links, gaps. As written; sanitised when emitted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doc {
    /// The page's title.
    pub title: Option<String>,
    /// The page's description.
    pub description: Option<String>,
    /// Pages and the day they were read.
    pub links: Vec<Link>,
    /// Contradictions and gaps.
    pub notes: Vec<String>,
    /// The page's reason for not using it any more.
    pub deprecated: Option<String>,
}

/// A page that a spec was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Address.
    pub url: String,
    /// The day, `2026-11-20`.
    pub read: Option<String>,
    /// What this page is.
    pub note: Option<String>,
}

/// A variable of the base URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Name on the page, as in `{instance}`.
    pub name: String,
    /// The builder's method.
    pub method: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// What the page prints in its place.
    pub example: Option<String>,
    /// Used when the caller sets none.
    pub default: Option<String>,
}

impl Api {
    /// The group that an endpoint stands in.
    #[must_use]
    pub fn group_of(&self, endpoint: &Endpoint) -> Option<&Group> {
        self.groups.get(endpoint.group?)
    }

    /// The type that an id stands for. Ids are made only for types of the same API.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.0)
    }

    /// The outcome that an endpoint uses, its own or a shared one.
    #[must_use]
    pub fn outcome<'a>(&'a self, used: &'a super::OutcomeUse) -> Option<&'a Outcome> {
        match &used.outcome {
            super::OutcomeRef::Own(outcome) => Some(outcome),
            super::OutcomeRef::Shared(index) => self.outcomes.get(*index),
        }
    }
}
