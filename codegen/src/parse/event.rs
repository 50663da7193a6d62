//! Server-sent events.

use super::keys::{EVENT, EVENT_DATA};
use super::outcome::parse_value_body;
use super::reader::Reader;
use super::text::parse_text_body;
use super::yaml::Entry;
use crate::spec::{Event, EventData};

/// `events` of an outcome: name to data.
pub(super) fn parse_events(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Vec<Event>> {
    let entries = reader.entries(&entry.value, "a map of events")?;
    Some(
        entries
            .iter()
            .filter_map(|entry| parse_event(reader, entry))
            .collect(),
    )
}

fn parse_event(reader: &mut Reader<'_, '_>, entry: &Entry<'_>) -> Option<Event> {
    let fields = reader.fields(&entry.value, entry.key_span, &EVENT)?;
    let data = reader
        .only_one(&fields, &EVENT_DATA, "an event has data of one kind")
        .and_then(|data| match &*data.key.text {
            "json" => parse_value_body(reader, data)
                .map(Box::new)
                .map(EventData::Json),
            _ => parse_text_body(reader, data).map(EventData::Text),
        });
    Some(Event {
        name: entry.name(),
        description: reader.text_at(&fields, "description"),
        event: reader.text_at(&fields, "event"),
        data,
        ends: reader.flag_at(&fields, "ends"),
        failure: reader.text_at(&fields, "failure"),
    })
}
