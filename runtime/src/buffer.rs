//! Pieces of a body, put together.

use bytes::{Bytes, BytesMut};

/// A body that is being read. One that comes in one piece is not copied.
#[derive(Default)]
pub(crate) struct Buffer {
    first: Bytes,
    all: Option<BytesMut>,
}

impl Buffer {
    /// How many bytes there are.
    pub(crate) fn len(&self) -> usize {
        self.all.as_ref().map_or(self.first.len(), BytesMut::len)
    }

    /// Adds a piece.
    pub(crate) fn push(&mut self, chunk: Bytes) {
        match &mut self.all {
            Some(all) => all.extend_from_slice(&chunk),
            None if self.first.is_empty() => self.first = chunk,
            None => {
                let mut all = BytesMut::with_capacity(self.first.len() + chunk.len());
                all.extend_from_slice(&self.first);
                all.extend_from_slice(&chunk);
                self.all = Some(all);
            }
        }
    }

    /// The bytes.
    pub(crate) fn finish(self) -> Bytes {
        self.all.map_or(self.first, BytesMut::freeze)
    }
}
