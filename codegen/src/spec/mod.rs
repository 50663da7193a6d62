//! What the author wrote: plain data with spans, nothing decided.
//!
//! Made by `parse`, read by [`crate::check`]. A part that could not be read is left
//! out here; its fault has been reported by then.

mod api;
mod auth;
mod csv;
mod endpoint;
mod event;
mod example;
mod hash;
mod outcome;
mod pages;
mod rate_limit;
mod rule;
mod types;
mod xml;

pub use self::{
    api::*, auth::*, csv::*, endpoint::*, event::*, example::*, hash::*, outcome::*, pages::*,
    rate_limit::*, rule::*, types::*, xml::*,
};

/// All specs of a folder.
#[derive(Debug, Clone, Default)]
pub struct Spec {
    /// The APIs, by folder name.
    pub apis: Vec<Api>,
}
