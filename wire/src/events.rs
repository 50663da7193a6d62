//! Server-sent events, as the WHATWG's HTML standard reads them (section 9.2.6), with two
//! departures: bytes that are no UTF-8 are a fault, and an event that the end of a whole body ends is
//! given, since a body that was cut is known by other means.

use std::time::Duration;

use crate::json::Reader;
use crate::lines::{End, Splitter, read_one};
use crate::{Fault, charset};

/// The name of an event that is sent without one.
pub const UNNAMED: &str = "message";

/// An event as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its name; [`UNNAMED`] if it was sent without one.
    pub name: String,
    /// Its data; several lines are joined by `\n`.
    pub data: String,
    /// The last id that was sent with it or before it; empty if there was none.
    pub id: String,
}

impl Event {
    /// Reads the data as JSON, to its end.
    ///
    /// # Errors
    /// What `decode` says; trailing text.
    pub fn json<T>(
        &self,
        decode: impl FnOnce(&mut Reader<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        read_one(self.data.as_bytes(), decode)
    }
}

/// What becomes of an event: `T` is made of it, or `E` ends all.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<T, E> {
    /// A value.
    Item(T),
    /// The documented end: what stands behind it isn't read.
    End,
    /// A failure, which is the end too.
    Failure(E),
}

impl<T, E> Step<T, E> {
    /// The same with another value made of its value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Step<U, E> {
        match self {
            Self::Item(item) => Step::Item(make(item)),
            Self::End => Step::End,
            Self::Failure(failure) => Step::Failure(failure),
        }
    }
}

/// Puts lines together to events.
#[derive(Debug, Default)]
pub struct Parser {
    /// Whether a line was read: before it, a byte order mark may stand.
    begun: bool,
    name: String,
    data: String,
    has_data: bool,
    id: String,
    retry: Option<Duration>,
}

impl Parser {
    /// Takes a line without its end, and gives the event that it ends.
    ///
    /// # Errors
    /// If the line is no UTF-8.
    pub fn line(&mut self, line: &[u8]) -> Result<Option<Event>, Fault> {
        let line = if self.begun {
            std::str::from_utf8(line).map_err(|_| Fault::unreadable("UTF-8"))?
        } else {
            self.begun = true;
            charset::utf8(line)?
        };
        if line.is_empty() {
            return Ok(self.finish());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                if self.has_data {
                    self.data.push('\n');
                }
                self.has_data = true;
                self.data.push_str(value);
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                let wait = value.parse().ok().map(Duration::from_millis);
                self.retry = wait.or(self.retry);
            }
            // A comment has an empty name; other fields mean nothing.
            _ => {}
        }
        Ok(None)
    }

    /// The event that the lines so far make, if any of them is data.
    pub fn finish(&mut self) -> Option<Event> {
        let name = std::mem::take(&mut self.name);
        let data = std::mem::take(&mut self.data);
        std::mem::take(&mut self.has_data).then(|| Event {
            name: if name.is_empty() {
                UNNAMED.to_owned()
            } else {
                name
            },
            data,
            id: self.id.clone(),
        })
    }

    /// How long the server asks to wait before the events are asked for again.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }
}

/// The events of a whole body.
///
/// # Errors
/// If a line is no UTF-8.
pub fn read(body: &[u8]) -> Result<Vec<Event>, Fault> {
    let mut lines = Splitter::new(End::Any);
    lines.push(body);
    let mut parser = Parser::default();
    let mut events = Vec::new();
    while let Some(line) = lines.next() {
        events.extend(parser.line(line)?);
    }
    if let Some(line) = lines.rest() {
        parser.line(line)?;
    }
    events.extend(parser.finish());
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(body: &str) -> Vec<(String, String, String)> {
        let events = read(body.as_bytes()).unwrap();
        let parts = |event: Event| (event.name, event.data, event.id);
        events.into_iter().map(parts).collect()
    }

    fn event(name: &str, data: &str, id: &str) -> (String, String, String) {
        (name.to_owned(), data.to_owned(), id.to_owned())
    }

    #[test]
    fn a_blank_line_ends_an_event() {
        for end in ["\n", "\r\n", "\r"] {
            let body = [
                "data: a",
                "",
                "event: sum",
                "data: 1",
                "data:2",
                "id: 7",
                "",
                "",
            ]
            .join(end);
            let both = [event("message", "a", ""), event("sum", "1\n2", "7")];
            assert_eq!(events(&body), both, "{end:?}");
        }
    }

    #[test]
    fn only_data_makes_an_event() {
        assert_eq!(
            events("event: ping\n\n: a comment\n\nid: 3\nretry: 10\n\n"),
            []
        );
        assert_eq!(events("data\n\n"), [event("message", "", "")]);
        assert_eq!(events("data\ndata\n\n"), [event("message", "\n", "")]);
        // A name doesn't outlive its event, an id does.
        let body = "event: a\nid: 1\ndata: x\n\ndata: y\n\nid\ndata: z\n\n";
        let all = [
            event("a", "x", "1"),
            event("message", "y", "1"),
            event("message", "z", ""),
        ];
        assert_eq!(events(body), all);
    }

    #[test]
    fn one_space_behind_the_colon_is_not_the_value() {
        assert_eq!(events("data:  a\n\n"), [event("message", " a", "")]);
        assert_eq!(events("data:a:b\n\n"), [event("message", "a:b", "")]);
        assert_eq!(events(" data: a\n\n"), []);
    }

    #[test]
    fn a_byte_order_mark_and_the_end_of_the_body_are_no_hindrance() {
        assert_eq!(events("\u{feff}data: a"), [event("message", "a", "")]);
        assert_eq!(events(""), []);
        assert!(read(b"data: \xFF\n\n").is_err());
    }

    #[test]
    fn the_server_says_when_to_come_back() {
        let mut parser = Parser::default();
        for line in ["retry: 1500", "retry: soon", "retry: -1", "id: a\0b"] {
            assert_eq!(parser.line(line.as_bytes()), Ok(None));
        }
        assert_eq!(parser.retry(), Some(Duration::from_millis(1500)));
        parser.line(b"data: x").unwrap();
        assert_eq!(parser.finish().unwrap().id, "");
    }
}
