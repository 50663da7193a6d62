//! Going through the tokens of a stream.

use super::{Piece, Token};

/// The tokens of a stream, one after the other.
#[derive(Debug, Clone)]
pub(in crate::emit) struct Tokens<'t> {
    pieces: &'t [Piece],
    /// The texts of those that were made.
    text: &'t str,
    /// What is left of a piece that was written down.
    written: &'t [Token<'t>],
}

impl<'t> Tokens<'t> {
    pub(super) fn new(pieces: &'t [Piece], text: &'t str) -> Self {
        Self {
            pieces,
            text,
            written: &[],
        }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let [token, behind @ ..] = self.written {
                self.written = behind;
                return Some(*token);
            }
            let [piece, behind @ ..] = self.pieces else {
                return None;
            };
            self.pieces = behind;
            match *piece {
                Piece::Written(code) => self.written = code,
                Piece::Made { kind, sign, length } => {
                    let text = self.text.get(..length).unwrap_or_default();
                    self.text = self.text.get(length..).unwrap_or_default();
                    return Some(Token { kind, sign, text });
                }
            }
        }
    }
}
