//! A call on its way, with the addresses that it is led to. It isn't generic.

use std::task::{Context, Poll, ready};

use docwright_wire::outcome::Unfit;

use super::{Arrived, Arriving, Outgoing, send};
use crate::endpoint::Slot;
use crate::observe::{Watch, Watched};
use crate::redirect::Redirects;
use crate::{Error, ErrorKind};

/// What a call came to, beside what was read of it: a response that was read whole, or none.
pub(crate) type Ended = Result<Arrived, Error>;

/// The error of a call of which nothing was read.
pub(crate) fn error(ended: Ended) -> Error {
    match ended {
        Ok(arrived) => arrived.into_error(Unfit::Undocumented),
        Err(error) => error,
    }
}

/// A call that is being sent.
pub(crate) struct Dispatch {
    arriving: Arriving,
    /// `None` if none is followed.
    redirects: Option<Box<Redirects>>,
    /// Behind what it watches, so that it is dropped last.
    watched: Watched,
}

impl Dispatch {
    /// Nothing is sent before the first poll.
    pub(crate) fn begin(mut outgoing: Box<Outgoing>) -> Self {
        let watch = Watch::begin(&outgoing.client, outgoing.endpoint, outgoing.uri());
        outgoing.watch.clone_from(&watch);
        Self {
            redirects: Redirects::of(&outgoing),
            arriving: Box::pin(send(outgoing)),
            watched: Watched::new(watch),
        }
    }

    /// Sends on, until the response that counts is read into the slot, or there is none to come.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>, slot: &mut dyn Slot) -> Poll<Ended> {
        if let Some(redirects) = &mut self.redirects {
            redirects.begin();
        }
        loop {
            let arrived = self.watched.inside(|| self.arriving.as_mut().poll(cx));
            let redirects = self.redirects.as_deref_mut();
            let before = redirects
                .as_ref()
                .map_or(0, |redirects| redirects.attempts());
            let mut arrived = match ready!(arrived) {
                Ok(arrived) => arrived,
                Err(error) => {
                    let error = error.after(before);
                    self.watched.end(None, error.status(), Some(error.kind()));
                    return Poll::Ready(Err(error));
                }
            };
            let unfit = match arrived.read(slot) {
                Ok(outcome) => {
                    arrived.attempts += before;
                    self.watched.end(Some(outcome), Some(arrived.status), None);
                    return Poll::Ready(Ok(arrived));
                }
                Err(unfit) => unfit,
            };
            let kind = arrived.kind(&unfit);
            if let Some(redirects) = redirects
                && kind == ErrorKind::Redirected
            {
                match redirects.follow(&arrived) {
                    Ok(arriving) => {
                        self.arriving = arriving;
                        continue;
                    }
                    Err(reason) => arrived.unfollowed = reason,
                }
            }
            arrived.attempts += before;
            self.watched.end(None, Some(arrived.status), Some(kind));
            return Poll::Ready(Err(arrived.into_error(unfit)));
        }
    }
}
