//! Auth schemes, lowered to one form: credentials and templates.

use super::{Literal, Template};
use crate::names::RustName;

/// A scheme. The built-in ones are recipes by now.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Name in `api.yaml`.
    pub name: String,
    /// The builder's method.
    pub method: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// What the caller gives, in the order of the builder's arguments.
    pub credentials: Vec<Credential>,
    /// What is sent; values in templates are indices into `credentials`.
    pub placements: Vec<Placement>,
    /// `basic`: user and password are joined and base64-coded (RFC 7617 section 2).
    pub basic: bool,
    /// The endpoint that opens a session, by index; sessions that log in by themselves build on it.
    pub login: Option<Login>,
    /// The endpoint that ends a session.
    pub logout: Option<usize>,
    /// Outcomes that mean that the session is dead.
    pub expired: Vec<Expired>,
}

/// One value that the caller gives.
#[derive(Debug, Clone)]
pub struct Credential {
    /// Name in the spec.
    pub name: String,
    /// Argument name.
    pub argument: RustName,
    /// Meaning.
    pub description: Option<String>,
    /// Whether it must not be printed.
    pub secret: bool,
}

/// One value that is sent.
#[derive(Debug, Clone)]
pub struct Placement {
    /// Where.
    pub place: AuthPlace,
    /// Wire name.
    pub name: String,
    /// The value.
    pub value: Template,
}

pub use crate::spec::AuthPlace;

/// Where a session comes from.
#[derive(Debug, Clone)]
pub struct Login {
    /// Index of the endpoint.
    pub endpoint: usize,
    /// Credential index, outcome's name, and member path.
    pub take: Vec<(usize, String, Vec<String>)>,
}

/// An outcome that means that the session is dead.
#[derive(Debug, Clone)]
pub struct Expired {
    /// The outcome's name.
    pub outcome: String,
    /// Member path to the values that mean it; empty if the outcome alone does.
    pub when: Vec<(Vec<String>, Vec<Literal>)>,
}
