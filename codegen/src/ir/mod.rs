//! What was decided: the checked form of all specs, with nothing left to doubt.
//!
//! Made only by [`crate::check`]; read by `emit` and, through
//! [`Checked`](crate::Checked), by the mock, the command line and the tests. Names are final,
//! order is fixed, defaults are chosen, every reference is an index that exists.

mod api;
mod auth;
mod body;
mod csv;
mod endpoint;
mod event;
mod example;
mod failures;
mod family;
mod one_element;
mod one_of;
mod outcome;
mod pages;
mod rate_limit;
mod rule;
mod session;
mod spelt;
mod template;
mod types;
mod xml;

pub(crate) use self::xml::qualified_names;
pub use self::{
    api::*,
    auth::*,
    body::*,
    csv::CsvBody,
    endpoint::*,
    event::*,
    example::*,
    failures::*,
    family::*,
    one_element::*,
    one_of::*,
    outcome::*,
    pages::*,
    rate_limit::*,
    rule::*,
    session::*,
    spelt::*,
    template::*,
    types::*,
    xml::{XmlBody, XmlPlace},
};
