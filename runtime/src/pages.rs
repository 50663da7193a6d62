//! Pages: a request that is sent again and again, each time for what follows.

use std::collections::HashSet;
use std::fmt;
use std::future::{Future as _, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use std::vec;

use docwright_wire::headers::Headers;
use http::{HeaderMap, Uri};

use crate::call::{Sending, WithHeaders};
use crate::received::HeaderFields;
use crate::reference::{Astray, same_origin};
use crate::{Call, CallError, Client, Endpoint, Error, ErrorKind, Response, Timeouts};

/// What an endpoint's success holds.
type Success<Q> = <<Q as Endpoint>::Response as Response>::Success;
/// What it fails with.
type Failure<Q> = <<Q as Endpoint>::Response as Response>::Failure;
type Arriving<Q> = Sending<<Q as Endpoint>::Response, WithHeaders<<Q as Endpoint>::Response>>;
type Next<T, Q> = Poll<Option<Result<T, PageError<Failure<Q>>>>>;

/// A request for one page of several.
pub trait Paged: Endpoint + Unpin {
    /// What the pages hold.
    type Item: Unpin;

    /// Makes this the request for the page behind `page`, and gives what names that: a cursor, a
    /// number or an offset. `None` if `page` is the last, or names the next one by its URL.
    fn turn(&mut self, page: &Success<Self>) -> Option<String> {
        let _ = page;
        None
    }

    /// The URL of the page behind `page`, where that or its headers name it so: absolute, or
    /// relative to that of `page`. `None` if `page` is the last, or the next one isn't named so.
    fn next_url(page: &Success<Self>, headers: Headers<'_>) -> Option<String> {
        let _ = (page, headers);
        None
    }

    /// What a page holds.
    fn items(page: Success<Self>) -> Vec<Self::Item>;
}

/// The number of the page behind `page`, if there can be one: this one holds `items`, and where the
/// number of pages is known, which are counted from `first`, it isn't the last.
#[must_use]
pub fn next_page(page: i64, first: i64, total: Option<i64>, items: usize) -> Option<i64> {
    let next = page.saturating_add(1);
    let is_behind = total.is_some_and(|total| next.saturating_sub(first) >= total);
    (items > 0 && !is_behind).then_some(next)
}

/// Where the page behind one at `offset` begins, if there can be one: this one holds `items`, and
/// `total`, where it is known, isn't reached.
///
/// A page that holds fewer than were asked for isn't the last: servers may give fewer at a time.
#[must_use]
pub fn next_offset(offset: i64, total: Option<i64>, items: usize) -> Option<i64> {
    let next = offset.saturating_add(i64::try_from(items).unwrap_or(i64::MAX));
    let is_behind = total.is_some_and(|total| next >= total);
    (items > 0 && !is_behind).then_some(next)
}

/// Successes, page by page. Nothing is sent until the next one is asked for; an error is the last.
///
/// A page that names one that was there before ends the walk with an error, not in a circle.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<Q: Paged> {
    client: Client,
    request: Q,
    state: State<Q>,
    /// The URL of the page that was asked for last; credentials aren't in it.
    asked: Option<Uri>,
    /// That of the next page, if it is named so.
    next: Option<Uri>,
    settings: CallSettings,
    /// Number of the page that was asked for last, from 1.
    number: usize,
    /// What names it; the first has nothing.
    cursor: Option<String>,
    seen: HashSet<String>,
}

/// What holds for each call of a walk.
#[derive(Default)]
struct CallSettings {
    timeouts: Option<Timeouts>,
    timeout: Option<Duration>,
    body_limit: Option<usize>,
    headers: Vec<(String, String)>,
}

enum State<Q: Paged> {
    /// The request is that for the next page.
    Ready,
    Arriving(Arriving<Q>),
    /// What the page says of the next one can't be sent; this is why.
    Refused(&'static str),
    Done,
}

impl<Q: Paged> Pages<Q> {
    pub(crate) fn new(client: Client, request: Q) -> Self {
        Self {
            client,
            request,
            state: State::Ready,
            asked: None,
            next: None,
            settings: CallSettings::default(),
            number: 0,
            cursor: None,
            seen: HashSet::new(),
        }
    }

    /// The time that the call for each page may take as a whole; see [`Call::timeout`].
    pub fn timeout(mut self, call: Duration) -> Self {
        self.settings.timeout = Some(call);
        self
    }

    /// How long each part of the call for each page may take; see [`Call::timeouts`].
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.settings.timeouts = Some(timeouts);
        self
    }

    /// How many bytes of the decompressed body of each page are read.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.settings.body_limit = Some(bytes);
        self
    }

    /// Sends this header too with the call for each page; see [`Call::header`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let header = (name.to_owned(), value.to_owned());
        self.settings.headers.push(header);
        self
    }

    /// What the pages hold, one by one.
    pub fn items(self) -> Items<Q> {
        Items {
            pages: self,
            page: Vec::new().into_iter(),
        }
    }

    /// Waits for the next page; `None` after the last.
    ///
    /// # Errors
    /// The page that failed, with a documented failure or with an [`Error`]. Nothing follows it.
    pub async fn next(&mut self) -> Option<Result<Success<Q>, PageError<Failure<Q>>>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Next<Success<Q>, Q> {
        loop {
            match &mut self.state {
                State::Ready => {
                    self.number += 1;
                    self.state = State::Arriving(self.ask());
                }
                State::Arriving(arriving) => {
                    let arrived = ready!(Pin::new(arriving).poll(cx));
                    self.state = State::Done;
                    return Poll::Ready(Some(match arrived {
                        Ok((page, headers)) => {
                            self.turn(&page, &headers);
                            Ok(page)
                        }
                        Err(error) => Err(self.failed(error)),
                    }));
                }
                State::Refused(detail) => {
                    let detail = *detail;
                    self.number += 1;
                    self.state = State::Done;
                    let error = Error::new(ErrorKind::Invalid, &Q::INFO, detail);
                    return Poll::Ready(Some(Err(self.failed(CallError::Error(error)))));
                }
                State::Done => return Poll::Ready(None),
            }
        }
    }

    /// The call for the next page.
    fn ask(&mut self) -> Arriving<Q> {
        let mut call = self.client.call(&self.request);
        if let Some(next) = self.next.take() {
            call = call.at(next);
        }
        if self.asked.is_none() {
            // The first page can be named again too.
            self.seen.extend(call.uri().map(Uri::to_string));
        }
        self.asked = call.uri().cloned();
        self.settings.apply(call).page()
    }

    fn turn(&mut self, page: &Success<Q>, headers: &HeaderMap) {
        const CIRCLE: &str = "the page before names one that was there already";
        let cursor = match (
            Q::next_url(page, Headers::new(&HeaderFields(headers))),
            &self.asked,
        ) {
            (Some(next), Some(asked)) => match same_origin(asked, &next) {
                Ok(next) => self.next.insert(next).to_string(),
                Err(astray) => {
                    self.state = State::Refused(match astray {
                        Astray::NoUrl => "the page before names a URL that can't be sent",
                        Astray::Elsewhere => "the page before names a URL of another origin",
                    });
                    self.cursor = Some(next);
                    return;
                }
            },
            _ => match self.request.turn(page) {
                Some(cursor) => cursor,
                None => return,
            },
        };
        let is_new = self.seen.insert(cursor.clone());
        self.state = if is_new {
            State::Ready
        } else {
            State::Refused(CIRCLE)
        };
        self.cursor = Some(cursor);
    }

    /// There is no next page, and nothing was sent.
    #[cfg(feature = "blocking")]
    pub(crate) fn refused(&self, reason: &str) -> PageError<Failure<Q>> {
        let error = Error::new(ErrorKind::Invalid, &Q::INFO, reason);
        self.failed(CallError::Error(error))
    }

    #[cold]
    fn failed(&self, error: CallError<Failure<Q>>) -> PageError<Failure<Q>> {
        PageError {
            number: self.number,
            cursor: self.cursor.clone(),
            error,
        }
    }
}

impl CallSettings {
    fn apply<R>(&self, mut call: Call<R>) -> Call<R> {
        if let Some(timeouts) = self.timeouts {
            call = call.timeouts(timeouts);
        }
        if let Some(timeout) = self.timeout {
            call = call.timeout(timeout);
        }
        if let Some(bytes) = self.body_limit {
            call = call.body_limit(bytes);
        }
        for (name, value) in &self.headers {
            call = call.header(name, value);
        }
        call
    }
}

impl<Q: Paged> futures_core::Stream for Pages<Q> {
    type Item = Result<Success<Q>, PageError<Failure<Q>>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<Q: Paged> fmt::Debug for Pages<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("page", &self.number)
            .finish_non_exhaustive()
    }
}

/// What pages hold, one by one; a page is asked for when the one before it is used up.
#[must_use = "nothing is sent until an item is asked for"]
pub struct Items<Q: Paged> {
    pages: Pages<Q>,
    page: vec::IntoIter<Q::Item>,
}

impl<Q: Paged> Items<Q> {
    #[cfg(feature = "blocking")]
    pub(crate) fn refused(&self, reason: &str) -> PageError<Failure<Q>> {
        self.pages.refused(reason)
    }

    /// Waits for the next item; `None` after the last.
    ///
    /// # Errors
    /// The page that failed, with a documented failure or with an [`Error`]. Nothing follows it.
    pub async fn next(&mut self) -> Option<Result<Q::Item, PageError<Failure<Q>>>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Next<Q::Item, Q> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(cx)) {
                None => return Poll::Ready(None),
                Some(Ok(page)) => self.page = Q::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

impl<Q: Paged> futures_core::Stream for Items<Q> {
    type Item = Result<Q::Item, PageError<Failure<Q>>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<Q: Paged> fmt::Debug for Items<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("page", &self.pages.number)
            .finish_non_exhaustive()
    }
}

/// Why there are no further pages.
pub struct PageError<F> {
    number: usize,
    cursor: Option<String>,
    error: CallError<F>,
}

impl<F> PageError<F> {
    /// The number of the page that failed: 1 is the first that was asked for.
    #[must_use]
    pub fn page(&self) -> usize {
        self.number
    }

    /// The cursor, number, offset or URL that the page was asked for with; `None` for the first. A
    /// walk can go on from a cursor, a number or an offset.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// What went wrong: a documented failure, or an error.
    #[must_use]
    pub fn error(&self) -> &CallError<F> {
        &self.error
    }

    /// What went wrong, without the page.
    #[must_use]
    pub fn into_error(self) -> CallError<F> {
        self.error
    }
}

/// The cursor stays out: whoever has it may read on.
impl<F: fmt::Debug> fmt::Debug for PageError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageError")
            .field("page", &self.number)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<F: fmt::Display> fmt::Display for PageError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page {}: {}", self.number, self.error)
    }
}

/// What went wrong is no source: its text is shown already.
impl<F: std::error::Error + 'static> std::error::Error for PageError<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_end_with_the_last_page_or_an_empty_one() {
        assert_eq!(next_page(1, 1, None, 5), Some(2));
        assert_eq!(next_page(1, 1, None, 0), None);
        assert_eq!(next_page(2, 1, Some(3), 5), Some(3));
        assert_eq!(next_page(3, 1, Some(3), 5), None);
        assert_eq!(next_page(2, 0, Some(3), 5), None);
    }

    #[test]
    fn offsets_end_with_the_total_or_an_empty_page() {
        assert_eq!(next_offset(0, None, 10), Some(10));
        assert_eq!(next_offset(10, None, 3), Some(13));
        assert_eq!(next_offset(10, None, 0), None);
        assert_eq!(next_offset(10, Some(20), 3), Some(13));
        assert_eq!(next_offset(10, Some(20), 10), None);
        assert_eq!(next_offset(i64::MAX, None, 7), Some(i64::MAX));
    }
}
