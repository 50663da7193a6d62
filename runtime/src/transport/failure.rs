//! What errors of hyper, and of those that stand above it, say of how far a request came.

use std::error::Error as StdError;
use std::io;

use super::{TransportError, TransportErrorKind};

/// What hyper's own text says of a head without measure. Its method that says so would have the
/// server's half of hyper compiled; under another text, the head is merely one that can't be read.
const HEAD_TOO_LARGE: &str = "message head is too large";

/// Why hyper could make no sense of a head, if that is what happened.
pub(super) fn heard(error: &dyn StdError) -> Option<TransportErrorKind> {
    let mut errors = sources(error).filter_map(|source| source.downcast_ref::<hyper::Error>());
    let unread = errors.find(|error| error.is_parse())?;
    Some(if unread.to_string() == HEAD_TOO_LARGE {
        TransportErrorKind::TooLarge
    } else {
        TransportErrorKind::Protocol
    })
}

/// An error behind the head of a response.
pub(super) fn body_error(error: &(dyn StdError + 'static)) -> TransportError {
    let kind = if is_unreadable(error) {
        // What undoes a coding stands above hyper.
        match with_sources(error).any(<dyn StdError>::is::<hyper::Error>) {
            true => TransportErrorKind::Protocol,
            false => TransportErrorKind::Coding,
        }
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, chain(error))
}

/// Whether bytes came that make no sense, where others are cut or missing.
fn is_unreadable(error: &(dyn StdError + 'static)) -> bool {
    let mut errors = with_sources(error).filter_map(|source| source.downcast_ref::<io::Error>());
    errors.any(|error| {
        let kind = error.kind();
        matches!(
            kind,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        )
    })
}

/// The messages of an error and of all below it, which name no URL.
pub(super) fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    for source in sources(error) {
        let message = source.to_string();
        if !text.ends_with(&message) {
            text.push_str(": ");
            text.push_str(&message);
        }
    }
    text
}

fn with_sources<'e>(
    error: &'e (dyn StdError + 'static),
) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    std::iter::once(error).chain(sources(error))
}

fn sources(error: &dyn StdError) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |source| (*source).source())
}
