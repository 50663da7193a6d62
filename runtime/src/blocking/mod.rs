//! Calls, walks and bodies for code that isn't async.

mod runtime;

use std::fmt;
use std::future::IntoFuture;
use std::io;

use bytes::{Buf as _, Bytes};

use self::runtime::runtime;
use crate::{
    Call, CallError, Download, Endpoint, Error, Items, PageError, Paged, Pages, Reply, Response,
    Stream,
};

/// A call, a walk through pages or a body, for code that isn't async: each method keeps the thread
/// that calls it waiting.
///
/// The work is done on one thread, which all clients of a process share and which lives as long as
/// that. Where async code runs already, nothing may wait so: every method fails there with an error
/// of the kind `Invalid`. In a closure of `tokio::task::spawn_blocking` that is so too; there,
/// `tokio::runtime::Handle::current().block_on(call)` waits for a call.
#[must_use = "nothing happens until it is waited for"]
pub struct Blocking<T> {
    inner: T,
    /// Nothing follows what was refused.
    is_over: bool,
}

impl<T> Blocking<T> {
    fn new(inner: T) -> Self {
        Self {
            inner,
            is_over: false,
        }
    }

    /// Waits for what `act` does; `refused` is what comes of it where nothing may wait.
    fn finish<V, E, F>(
        self,
        refused: impl FnOnce(&T, &'static str) -> E,
        act: impl FnOnce(T) -> F,
    ) -> Result<V, E>
    where
        F: IntoFuture<Output = Result<V, E>>,
    {
        match runtime() {
            Ok(runtime) => runtime.block_on(act(self.inner).into_future()),
            Err(reason) => Err(refused(&self.inner, reason)),
        }
    }

    /// Waits for the next value, as [`finish`](Self::finish) does.
    fn turn<V, E>(
        &mut self,
        next: impl AsyncFnOnce(&mut T) -> Option<Result<V, E>>,
        refused: impl FnOnce(&T, &'static str) -> E,
    ) -> Option<Result<V, E>> {
        if self.is_over {
            return None;
        }
        match runtime() {
            Ok(runtime) => runtime.block_on(next(&mut self.inner)),
            Err(reason) => {
                self.is_over = true;
                Some(Err(refused(&self.inner, reason)))
            }
        }
    }
}

impl<R> Call<R> {
    /// For code that isn't async: to be finished by [`send`](Blocking::send), [`ok`](Blocking::ok) or
    /// [`reply`](Blocking::reply).
    ///
    /// ```no_run
    /// # fn send<R: docwright_runtime::Response>(call: docwright_runtime::Call<R>) -> Result<(), docwright_runtime::Error> {
    /// let response = call.blocking().send()?;
    /// println!("{response:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<R: Response> Blocking<Call<R>> {
    /// Sends, and gives the response.
    ///
    /// # Errors
    /// If there is no documented outcome.
    pub fn send(self) -> Result<R, Error> {
        self.finish(Call::refused, |call| call)
    }

    /// Sends, and gives the outcome with status, headers and body.
    ///
    /// # Errors
    /// If there is no documented outcome.
    pub fn reply(self) -> Result<Reply<R>, Error> {
        self.finish(Call::refused, Call::reply)
    }

    /// Sends, and gives what the documented success holds; see [`Call::ok`].
    ///
    /// # Errors
    /// A documented failure, or an [`Error`] if there is no documented outcome.
    pub fn ok(self) -> Result<R::Success, CallError<R::Failure>> {
        self.finish(|call, reason| call.refused(reason).into(), Call::ok)
    }
}

impl<Q: Paged> Pages<Q> {
    /// For code that isn't async: an iterator over the pages.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<Q: Paged> Items<Q> {
    /// For code that isn't async: an iterator over the items.
    ///
    /// ```no_run
    /// # fn walk<Q: docwright_runtime::Paged<Item: std::fmt::Debug>>(pages: docwright_runtime::Pages<Q>)
    /// # where <Q::Response as docwright_runtime::Response>::Failure: std::fmt::Debug {
    /// for item in pages.items().blocking() {
    ///     match item {
    ///         Ok(item) => println!("{item:?}"),
    ///         Err(error) => eprintln!("no further items: {error:?}"),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

type Failure<Q> = <<Q as Endpoint>::Response as Response>::Failure;

impl<Q: Paged> Iterator for Blocking<Pages<Q>> {
    type Item = Result<<Q::Response as Response>::Success, PageError<Failure<Q>>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.turn(async |inner| inner.next().await, Pages::refused)
    }
}

impl<Q: Paged> Iterator for Blocking<Items<Q>> {
    type Item = Result<Q::Item, PageError<Failure<Q>>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.turn(async |inner| inner.next().await, Items::refused)
    }
}

impl<T, E: From<Error>> Stream<T, E> {
    /// For code that isn't async: an iterator over the values.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<T, E: From<Error>> Iterator for Blocking<Stream<T, E>> {
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        self.turn(
            async |inner| inner.next().await,
            |inner, reason| inner.refused(reason).into(),
        )
    }
}

impl Download {
    /// For code that isn't async: an iterator over the pieces, [`bytes`](Blocking::bytes) for all of
    /// them, or a [`reader`](Blocking::reader).
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl Blocking<Download> {
    /// All that is left; see [`Download::bytes`].
    ///
    /// # Errors
    /// If it doesn't end well, or is larger than a body may be that is read as a whole.
    pub fn bytes(self) -> Result<Bytes, Error> {
        self.finish(Download::refused, Download::bytes)
    }

    /// The bytes as `std::io::copy` and its like read them. What keeps the body from ending well is an
    /// error of the kind [`Other`](io::ErrorKind::Other), which has the [`Error`] in it.
    ///
    /// ```no_run
    /// # fn save(download: docwright_runtime::Download) -> std::io::Result<()> {
    /// let mut file = std::fs::File::create("scan.pdf")?;
    /// std::io::copy(&mut download.blocking().reader(), &mut file)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn reader(self) -> DownloadReader {
        DownloadReader {
            pieces: self,
            piece: Bytes::new(),
        }
    }
}

impl Iterator for Blocking<Download> {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.turn(async |inner| inner.next().await, Download::refused)
    }
}

/// What [`Blocking::reader`] gives.
#[must_use = "nothing more is read until it is asked for"]
pub struct DownloadReader {
    pieces: Blocking<Download>,
    /// What is left of the piece that came last.
    piece: Bytes,
}

impl io::Read for DownloadReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() && !into.is_empty() {
            match self.pieces.next() {
                Some(piece) => self.piece = piece.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let count = self.piece.len().min(into.len());
        if let Some(into) = into.get_mut(..count) {
            self.piece.copy_to_slice(into);
        }
        Ok(count)
    }
}

impl<T: fmt::Debug> fmt::Debug for Blocking<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.inner).finish()
    }
}

impl fmt::Debug for DownloadReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DownloadReader")
    }
}
