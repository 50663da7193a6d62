//! Server-sent events.

use super::Type;
use crate::names::RustName;

/// The events of a body: one enum.
#[derive(Debug, Clone)]
pub struct Events {
    /// Name of the enum.
    pub name: RustName,
    /// The documented ones, in the order of the page.
    pub events: Vec<Event>,
}

/// A documented event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Name of the variant.
    pub variant: RustName,
    /// Name on the wire.
    pub wire: String,
    /// Meaning.
    pub description: Option<String>,
    /// Its data.
    pub data: EventData,
    /// What comes of it.
    pub role: EventRole,
}

/// The data of an event.
#[derive(Debug, Clone)]
pub enum EventData {
    /// JSON.
    Json(Type),
    /// Any text.
    Text {
        /// White space at both ends doesn't count.
        trim: bool,
    },
    /// This text.
    TextEquals {
        /// The text.
        text: String,
        /// White space at both ends doesn't count.
        trim: bool,
    },
}

/// What comes of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventRole {
    /// A variant of the enum.
    Item,
    /// Nothing more comes.
    End,
    /// An error, and nothing more comes.
    Failure,
}

impl Events {
    /// Whether one of them is the last.
    #[must_use]
    pub fn has_end(&self) -> bool {
        self.events.iter().any(|event| event.role == EventRole::End)
    }

    /// The failure that one of them is.
    #[must_use]
    pub fn failure(&self) -> Option<&Type> {
        let failure = |event: &&Event| event.role == EventRole::Failure;
        self.events.iter().find(failure)?.json()
    }

    /// Those that make variants.
    pub fn items(&self) -> impl Iterator<Item = &Event> {
        let item = |event: &&Event| event.role == EventRole::Item;
        self.events.iter().filter(item)
    }

    /// The documented event that a sent one is: one with a fixed text before one without.
    #[must_use]
    pub fn find(&self, name: &str, data: &str) -> Option<&Event> {
        let mut named = self.events.iter().filter(|event| event.wire == name);
        let fixed = named.clone().find(|event| event.data.is(data));
        fixed.or_else(|| named.find(|event| !matches!(event.data, EventData::TextEquals { .. })))
    }
}

impl Event {
    /// The type of its data, if that is JSON.
    #[must_use]
    pub fn json(&self) -> Option<&Type> {
        match &self.data {
            EventData::Json(ty) => Some(ty),
            EventData::Text { .. } | EventData::TextEquals { .. } => None,
        }
    }
}

impl EventData {
    /// Whether it is this text and no other.
    fn is(&self, data: &str) -> bool {
        match self {
            Self::TextEquals { text, trim: true } => text.trim() == data.trim(),
            Self::TextEquals { text, trim: false } => text == data,
            Self::Json(_) | Self::Text { .. } => false,
        }
    }
}
