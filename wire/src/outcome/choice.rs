//! Choosing: the likeliest first, the constants only where they are needed.

use std::convert::Infallible;

use super::condition::Constants;
use super::found::Found;
use super::prefix::json_of;
use super::{BodyKind, Candidate, Observed, Unfit};
use crate::csv;
use crate::events::{Event, Step};
use crate::fault::Problem;
use crate::headers::Headers;
use crate::json::{Decode, Place, Reader, Slot};
use crate::markup::Markup;
use crate::properties::Properties;
use crate::text_pattern::{Captures, TextPattern};
use crate::xml;
use crate::{Fault, RawBody, charset, events, lines};

/// The choice of one candidate, while its body is decoded.
///
/// A decoder checks the constants of its outcome, so the first one that succeeds is conclusive, and
/// in the common case the body is read once. After a fault, [`read`](Self::read) asks the constants
/// which outcome is meant.
///
/// ```
/// use docwright_wire::json::{Constant, Decode, Reader, Required};
/// use docwright_wire::outcome::{BodyCondition, BodyKind, Candidate, Choice, Observed, Unfit};
/// use docwright_wire::{Fault, Literal, headers::Headers};
///
/// const OUTCOMES: &[Candidate<'static>] = &[
///     Candidate {
///         outcome: 0,
///         name: "Done",
///         statuses: &[(200, 299)],
///         body: BodyKind::Json,
///         conditions: &[BodyCondition {
///             path: &["ok"],
///             value: Literal::Boolean(true),
///             ignore_case: false,
///             or_missing: false,
///         }],
///         ..Candidate::DEFAULT
///     },
///     Candidate { outcome: 1, name: "Empty", statuses: &[(204, 204)], body: BodyKind::Empty, ..Candidate::DEFAULT },
/// ];
///
/// struct Done;
///
/// impl Decode for Done {
///     fn blank() -> Self {
///         Self
///     }
///
///     fn read(&mut self, json: &mut Reader<'_>) -> Result<(), Fault> {
///         json.members(&mut [Required("ok", &mut Constant(Literal::Boolean(true), false))])
///     }
/// }
///
/// fn decode(status: u16, body: &[u8]) -> Result<usize, Unfit> {
///     let headers = Headers::NONE;
///     let choice = Choice::new(OUTCOMES, Observed { status, headers, media_type: None, body, facts: &[] })?;
///     choice.read(&mut |choice| match choice.outcome() {
///         0 => choice.json(&mut Done),
///         _ => choice.empty(),
///     })
/// }
///
/// assert_eq!(decode(200, br#"{"ok": true}"#), Ok(0));
/// assert_eq!(decode(204, b""), Ok(1));
/// assert_eq!(decode(200, br#"{"ok": false}"#), Err(Unfit::Undocumented));
/// assert!(matches!(decode(200, br#"{"ok": tr"#), Err(Unfit::Malformed { .. })));
/// ```
#[derive(Debug)]
pub struct Choice<'a> {
    candidates: &'a [Candidate<'a>],
    observed: Observed<'a>,
    found: Found,
    current: &'a Candidate<'a>,
    /// Whether the constants have spoken for the current one.
    settled: bool,
}

impl<'a> Choice<'a> {
    /// Drops the candidates that status, headers, request, and kind and tests of the body exclude.
    ///
    /// # Errors
    /// Undocumented, if none is left; malformed, if the body is empty where others are documented,
    /// or can't be read as far as a test asks.
    pub fn new(candidates: &'a [Candidate<'a>], observed: Observed<'a>) -> Result<Self, Unfit> {
        let admitted = || {
            candidates
                .iter()
                .filter(|candidate| candidate.admits(&observed))
        };
        let Some(first) = admitted().next() else {
            return Err(Unfit::Undocumented);
        };
        let found = Found::of(&observed, admitted);
        let left = || admitted().filter(|candidate| found.serves(candidate));
        if left().next().is_none() && found.is_empty() {
            return Err(Unfit::Malformed {
                outcome: (admitted().count() == 1).then(|| first.name.to_owned()),
                fault: Fault::new(Problem::Empty),
            });
        }
        for candidate in left() {
            let passes = candidate
                .passes(observed)
                .map_err(|fault| Unfit::Malformed {
                    outcome: (left().count() == 1).then(|| candidate.name.to_owned()),
                    fault,
                });
            if passes? {
                return Ok(Self {
                    candidates,
                    observed,
                    found,
                    current: candidate,
                    settled: false,
                });
            }
        }
        Err(Unfit::Undocumented)
    }

    /// Has the outcome read by `read`, once more if the constants in the body name another one than was read
    /// first. Gives its position in the response enum.
    ///
    /// # Errors
    /// Malformed, with the fault of `read`, if no other is named, or if the body can't be read far enough to tell;
    /// undocumented, if the constants name none.
    pub fn read(
        mut self,
        read: &mut dyn FnMut(&Self) -> Result<(), Fault>,
    ) -> Result<usize, Unfit> {
        loop {
            match read(&self) {
                Ok(()) => return Ok(self.outcome()),
                Err(fault) => self.next(fault)?,
            }
        }
    }

    /// The outcome to decode now: its position in the response enum.
    #[must_use]
    pub fn outcome(&self) -> usize {
        self.current.outcome
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> Headers<'a> {
        self.observed.headers
    }

    /// A value before its JSON is read into it, by [`json`](Self::json).
    ///
    /// # Errors
    /// None; the signature is that of all decoders.
    #[inline]
    pub fn blank<T: Decode>(&self) -> Result<T, Fault> {
        Ok(T::blank())
    }

    /// Decodes the body as JSON, to its end, in the place of a blank value.
    ///
    /// # Errors
    /// What reading it says; trailing text.
    pub fn json<T: Decode>(&self, value: &mut T) -> Result<(), Fault> {
        self.json_into(&mut Place(value))
    }

    /// As [`json`](Self::json), for any number of types.
    fn json_into(&self, value: &mut dyn Slot) -> Result<(), Fault> {
        self.json_with(|json| value.read(json))
    }

    /// Decodes the body as JSON, to its end, by a function.
    ///
    /// # Errors
    /// What `decode` says; trailing text.
    pub fn json_with<T>(
        &self,
        decode: impl FnOnce(&mut Reader<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut json = Reader::new(json_of(self.current.body, self.observed.body)?)?;
        let value = decode(&mut json)?;
        json.finish()?;
        Ok(value)
    }

    /// Decodes the body as JSON texts, one a line.
    ///
    /// # Errors
    /// What `decode` says of one of them.
    pub fn lines<T>(
        &self,
        decode: impl FnMut(&mut Reader<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        lines::read(self.observed.body, decode)
    }

    /// Decodes the body as server-sent events. `has_end` says that one of them is documented as the
    /// last.
    ///
    /// # Errors
    /// What `decode` says of one of them; a last one that is missing.
    pub fn events<T>(
        &self,
        mut decode: impl FnMut(Event) -> Result<Step<T, Infallible>, Fault>,
        has_end: bool,
    ) -> Result<Vec<T>, Fault> {
        let mut items = Vec::new();
        for (index, event) in events::read(self.observed.body)?.into_iter().enumerate() {
            match decode(event).map_err(|fault| fault.at_index(index))? {
                Step::Item(item) => items.push(item),
                Step::End => return Ok(items),
                Step::Failure(never) => match never {},
            }
        }
        if has_end {
            return Err(Fault::new(Problem::Missing).at_index(items.len()));
        }
        Ok(items)
    }

    /// Decodes the body as XML, to its end.
    ///
    /// # Errors
    /// What `decode` says; another root than the one of the current outcome; trailing text.
    pub fn xml<T>(
        &self,
        decode: impl FnOnce(&mut xml::Reader<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let super::BodyKind::Xml(document) = self.current.body else {
            return Err(Fault::unreadable("XML"));
        };
        let text = xml::text(self.observed.body, self.observed.media_type)?;
        let mut xml = xml::Reader::new(&text, document)?;
        let value = decode(&mut xml)?;
        xml.finish()?;
        Ok(value)
    }

    /// Decodes the rows of a body that is CSV.
    ///
    /// # Errors
    /// What `decode` says of a row; a table that isn't as documented.
    pub fn csv<T>(
        &self,
        decode: impl FnMut(&csv::Row<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let BodyKind::Csv(format) = self.current.body else {
            return Err(Fault::unreadable("CSV"));
        };
        let text = charset::decode(self.observed.body, self.observed.media_type)?;
        let delimiter = format.delimiter.of(self.observed.facts)?;
        csv::read(&text, &format, delimiter, decode)
    }

    /// Decodes the body as `key=value` lines.
    ///
    /// # Errors
    /// What `decode` says; lines that are no pairs.
    pub fn properties<T>(
        &self,
        decode: impl FnOnce(&Properties<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let text = charset::decode(self.observed.body, self.observed.media_type)?;
        decode(&Properties::parse(&text)?)
    }

    /// Decodes the body as a form.
    ///
    /// # Errors
    /// What `decode` says; escapes that give no text; a name that stands there twice.
    pub fn form<T>(
        &self,
        decode: impl FnOnce(&Properties<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let text = charset::decode(self.observed.body, self.observed.media_type)?;
        decode(&Properties::parse_form(&text)?)
    }

    /// Decodes the body as markup.
    ///
    /// # Errors
    /// What `decode` says.
    pub fn html<T>(
        &self,
        decode: impl FnOnce(&Markup<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let text = charset::decode(self.observed.body, self.observed.media_type)?;
        decode(&Markup::new(&text))
    }

    /// The body as text, `trim` without white space at both ends.
    ///
    /// # Errors
    /// If it is no text.
    pub fn text(&self, trim: bool) -> Result<String, Fault> {
        let text = charset::decode(self.observed.body, self.observed.media_type)?;
        Ok(if trim {
            text.trim().to_owned()
        } else {
            text.into_owned()
        })
    }

    /// The body as it came.
    ///
    /// # Errors
    /// None; the signature is that of all decoders.
    pub fn raw(&self) -> Result<RawBody, Fault> {
        Ok(RawBody::from(self.observed.body.to_vec()))
    }

    /// The body as the text that is documented for the current outcome.
    ///
    /// # Errors
    /// Another text.
    pub fn text_equals(&self) -> Result<(), Fault> {
        match Constants::new(self.observed).hold(self.current)? {
            true => Ok(()),
            false => Err(Fault::new(Problem::ConstantDiffers)),
        }
    }

    /// Decodes the values that the pattern of the current outcome finds in the text.
    ///
    /// # Errors
    /// A text that doesn't fit; what `decode` says.
    pub fn text_pattern<T>(
        &self,
        decode: impl FnOnce(&Captures<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let BodyKind::TextPattern { pattern, trim } = self.current.body else {
            return Err(Fault::unreadable("documented text"));
        };
        let text = self.text(trim)?;
        let pattern = TextPattern::parse(pattern)?;
        decode(&pattern.captures(&text)?)
    }

    /// The absence of a body, which is settled by its kind.
    ///
    /// # Errors
    /// None; the signature is that of all decoders.
    pub fn empty(&self) -> Result<(), Fault> {
        Ok(())
    }

    /// After `fault`: goes on with the outcome that the constants in the body name.
    ///
    /// # Errors
    /// Malformed with `fault`, if they name the one that was just decoded, or if the body can't be
    /// read far enough to tell; undocumented, if they name none.
    fn next(&mut self, fault: Fault) -> Result<(), Unfit> {
        if self.settled {
            return Err(self.malformed(fault));
        }
        match self.meant() {
            Ok(Some(meant)) if std::ptr::eq(meant, self.current) => Err(self.malformed(fault)),
            Ok(Some(meant)) => {
                self.current = meant;
                self.settled = true;
                Ok(())
            }
            Ok(None) => Err(Unfit::Undocumented),
            Err(unreadable) => Err(Unfit::Malformed {
                outcome: (self.left().count() == 1).then(|| self.current.name.to_owned()),
                fault: unreadable,
            }),
        }
    }

    /// The first candidate all whose tests the body passes, and all whose constants stand in it.
    fn meant(&self) -> Result<Option<&'a Candidate<'a>>, Fault> {
        let mut constants = Constants::new(self.observed);
        for candidate in self.left() {
            if candidate.passes(self.observed)? && constants.hold(candidate)? {
                return Ok(Some(candidate));
            }
        }
        Ok(None)
    }

    fn left(&self) -> impl Iterator<Item = &'a Candidate<'a>> {
        self.candidates
            .iter()
            .filter(|candidate| candidate.admits(&self.observed) && self.found.serves(candidate))
    }

    fn malformed(&self, fault: Fault) -> Unfit {
        Unfit::Malformed {
            outcome: Some(self.current.name.to_owned()),
            fault,
        }
    }
}

/// The outcome whose body is read while it comes, if the head of a response is enough to say that it
/// is meant: the first that status, headers and request admit is such a one.
#[must_use]
pub fn streamed<'a>(
    candidates: &'a [Candidate<'a>],
    observed: &Observed<'_>,
) -> Option<&'a Candidate<'a>> {
    let mut admitted = candidates
        .iter()
        .filter(|candidate| candidate.admits(observed));
    admitted
        .next()
        .filter(|candidate| candidate.body.is_unread())
}

/// The position in `candidates` of the outcome that a response is, judged by status, headers,
/// request, kind and tests of the body, and constants alone. Whether the rest of the body fits is for a decoder to say.
///
/// # Errors
/// As [`Choice::new`]; undocumented, if the constants name none; malformed, if the body can't be
/// read far enough to tell.
pub fn select(candidates: &[Candidate<'_>], observed: Observed<'_>) -> Result<usize, Unfit> {
    let choice = Choice::new(candidates, observed)?;
    match choice.meant() {
        Ok(Some(meant)) => candidates
            .iter()
            .position(|candidate| std::ptr::eq(candidate, meant))
            .ok_or(Unfit::Undocumented),
        Ok(None) => Err(Unfit::Undocumented),
        Err(fault) => Err(Unfit::Malformed {
            outcome: (choice.left().count() == 1).then(|| choice.current.name.to_owned()),
            fault,
        }),
    }
}
