//! Server-sent events: what a body of `events` holds.

use super::{TextBody, Type};
use crate::source::{Spanned, Text};

/// An entry of `events`.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its name: that of the variant, and on the wire unless `event` says another.
    pub name: Text,
    /// `description`.
    pub description: Option<Text>,
    /// `event`: the name on the wire.
    pub event: Option<Text>,
    /// What its data is.
    pub data: Option<EventData>,
    /// `ends: true`: the last event, which says nothing else.
    pub ends: Option<Spanned<bool>>,
    /// `failure: ends`: a failure, after which nothing comes.
    pub failure: Option<Text>,
}

/// The data of an event.
#[derive(Debug, Clone)]
pub enum EventData {
    /// `json`: of this type.
    Json(Box<Type>),
    /// `text`.
    Text(TextBody),
}
