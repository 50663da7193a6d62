//! What came back, as decoders see it.

use std::cell::RefCell;

use docwright_wire::Fault;
use docwright_wire::events::Event;
use docwright_wire::headers::{Fields, Headers};
use docwright_wire::json::Reader;
use docwright_wire::outcome::{Candidate, Choice, Observed, Unfit};
use http::{HeaderMap, StatusCode, header};

use crate::endpoint::Slot;
use crate::incoming::Incoming;
use crate::stream::not_there;
use crate::{Download, Error, Step, Stream};

/// A response that has arrived, and what its request asked for.
#[derive(Debug, Clone, Copy)]
pub struct Received<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    /// The body that is read while it comes, until a decoder takes it.
    pub(crate) incoming: Option<&'a RefCell<Option<Box<Incoming>>>>,
    pub(crate) facts: &'a [Option<&'a str>],
}

impl<'a> Received<'a> {
    /// Reads one of the documented outcomes, more specific ones first, and gives its name.
    ///
    /// # Errors
    /// If it is none of them, or not spelt as documented; then what is in the slot isn't whole.
    pub(crate) fn read(
        &self,
        outcomes: &'static [Candidate<'static>],
        slot: &mut dyn Slot,
    ) -> Result<&'static str, Unfit> {
        let choice = Choice::new(outcomes, self.observed())?;
        let outcome = choice.read(&mut |choice| {
            slot.clear();
            slot.read(choice, self)
        })?;
        let mut outcomes = outcomes.iter();
        let read = outcomes.find(|candidate| candidate.outcome == outcome);
        Ok(read.map_or("", |candidate| candidate.name))
    }

    /// What outcomes are chosen by.
    pub(crate) fn observed(&'a self) -> Observed<'a> {
        let media_type = self
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        Observed {
            status: self.status.as_u16(),
            headers: Headers::new(self),
            media_type,
            body: self.body,
            facts: self.facts,
        }
    }

    /// The body's JSON texts, one a line, while they come.
    ///
    /// # Errors
    /// If the body is not one that is read while it comes.
    pub fn line_stream<T, E: From<Error>>(
        &self,
        decode: fn(&mut Reader<'_>) -> Result<T, Fault>,
    ) -> Result<Stream<T, E>, Fault> {
        Ok(Stream::lines(self.take_incoming()?, decode))
    }

    /// The body's JSON texts, one a line, while they come, up to one that is a failure.
    ///
    /// # Errors
    /// If the body is not one that is read while it comes.
    pub fn line_stream_until<T, E: From<Error>>(
        &self,
        decode: fn(&mut Reader<'_>) -> Result<Step<T, E>, Fault>,
    ) -> Result<Stream<T, E>, Fault> {
        Ok(Stream::lines_until(self.take_incoming()?, decode))
    }

    /// The body's server-sent events, while they come. `has_end` says that the page documents one
    /// that ends them: without it, the body was cut.
    ///
    /// # Errors
    /// If the body is not one that is read while it comes.
    pub fn event_stream<T, E: From<Error>>(
        &self,
        decode: fn(Event) -> Result<Step<T, E>, Fault>,
        has_end: bool,
    ) -> Result<Stream<T, E>, Fault> {
        Ok(Stream::events(self.take_incoming()?, decode, has_end))
    }

    /// The body's bytes, while they come.
    ///
    /// # Errors
    /// If the body is not one that is read while it comes.
    pub fn download(&self) -> Result<Download, Fault> {
        self.take_incoming().map(Download::new)
    }

    fn take_incoming(&self) -> Result<Box<Incoming>, Fault> {
        self.incoming
            .and_then(|incoming| incoming.take())
            .ok_or_else(not_there)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

impl Fields for Received<'_> {
    fn each(&self, visit: &mut dyn FnMut(&str, &[u8])) {
        HeaderFields(self.headers).each(visit);
    }
}

/// The headers of a response alone.
pub(crate) struct HeaderFields<'a>(pub(crate) &'a HeaderMap);

impl Fields for HeaderFields<'_> {
    fn each(&self, visit: &mut dyn FnMut(&str, &[u8])) {
        for (name, value) in self.0 {
            visit(name.as_str(), value.as_bytes());
        }
    }
}
