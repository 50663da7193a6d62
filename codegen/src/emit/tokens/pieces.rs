//! Going through tokens.

use super::{Piece, Token};

/// The tokens of a stream, each with its text.
#[derive(Debug, Clone)]
pub(in crate::emit) struct Pieces<'t> {
    pieces: &'t [Piece],
    /// The texts of those that were made.
    made: &'t str,
    /// What is left of a piece that was written down.
    written: &'t [Token],
    text: &'t str,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(pieces: &'t [Piece], made: &'t str) -> Self {
        Self {
            pieces,
            made,
            written: &[],
            text: "",
        }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = (Token, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let [token, behind @ ..] = self.written {
                self.written = behind;
                return Some((*token, cut(&mut self.text, token.length)));
            }
            let [piece, behind @ ..] = self.pieces else {
                return None;
            };
            self.pieces = behind;
            match piece {
                Piece::Written(code) => {
                    self.written = code.tokens;
                    self.text = code.text;
                }
                Piece::Made(token) => return Some((*token, cut(&mut self.made, token.length))),
            }
        }
    }
}

/// Cuts so many bytes off a text.
fn cut<'t>(text: &mut &'t str, length: u32) -> &'t str {
    let all: &'t str = text;
    let length = length as usize;
    *text = all.get(length..).unwrap_or_default();
    all.get(..length).unwrap_or_default()
}
