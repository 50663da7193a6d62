//! Lines as they are written: how much room is left, how far a line is set in, and where a line is
//! left empty.

use std::fmt::{self, Formatter};

use super::layout::{Break, DEPTH, Rule, Style};

/// The width of a line.
const WIDTH: usize = 89;
/// How far members of an item are set in.
const MEMBER: usize = 4;
/// The room that a line has at least, however far it is set in.
const LEAST: usize = 60;

#[derive(Debug, Clone, Copy)]
struct Frame {
    style: Style,
    fits: bool,
    /// How far lines are set in around it.
    indent: usize,
}

/// Lines that are written.
pub(super) struct Lines<'o, 'f> {
    out: &'o mut Formatter<'f>,
    /// Spaces before each line, which count for nothing.
    margin: usize,
    /// What isn't written yet.
    words: &'o [&'o str],
    /// How many words are written.
    written: usize,
    /// Where in the text the line would be full.
    full: i64,
    /// How far it is set in.
    blanks: usize,
    /// What stands between that and its words.
    before: &'static str,
    indent: usize,
    frames: Vec<Frame>,
    /// The words that are the spaces of the last breaks that ended no line: the first one, and the one
    /// behind them.
    space: (usize, usize),
    /// The line above ends a part of an item.
    ends_part: bool,
}

impl<'o, 'f> Lines<'o, 'f> {
    /// Lines of words, at the end of `out`.
    pub(super) fn new(out: &'o mut Formatter<'f>, margin: usize, words: &'o [&'o str]) -> Self {
        Self {
            out,
            margin,
            words,
            written: 0,
            full: WIDTH as i64,
            blanks: 0,
            before: "",
            indent: 0,
            frames: Vec::with_capacity(DEPTH),
            space: (0, 0),
            ends_part: false,
        }
    }

    pub(super) fn begin(&mut self, at: usize, style: Style, indent: i8, size: i64) {
        let fits = self.has_room(at, size);
        self.frames.push(Frame {
            style,
            fits,
            indent: self.indent,
        });
        if !fits {
            self.indent = self.indent.saturating_add_signed(indent.into());
        }
    }

    pub(super) fn end(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.indent = frame.indent;
        }
    }

    /// Whether a break ends no line.
    pub(super) fn fits(&self, at: usize, kind: &Break, size: i64) -> bool {
        matches!(kind.rule, Rule::Never)
            || match self.frames.as_slice() {
                [.., frame] if frame.fits => true,
                [.., frame] if matches!(frame.style, Style::Fill) => self.has_room(at, size),
                _ => false,
            }
    }

    /// A break that ends no line, behind so many words.
    pub(super) fn flat(&mut self, words: usize, kind: &Break) {
        if kind.width > 0 {
            self.space = (self.behind_text(words), words + 1);
        }
    }

    /// A break that ends one, behind so many words.
    pub(super) fn line_break(
        &mut self,
        at: usize,
        words: usize,
        kind: &Break,
        indent: i8,
    ) -> fmt::Result {
        let end = if kind.before.is_empty() {
            self.behind_text(words)
        } else {
            words
        };
        self.line(end, kind.before)?;
        self.out.write_str("\n")?;
        self.skip(words + usize::from(!kind.flat.is_empty()));
        self.before = kind.after;
        self.blanks = self.indent.saturating_add_signed(indent.into());
        let room = WIDTH.saturating_sub(self.blanks).max(LEAST);
        self.full = (at + kind.flat.len() + room) as i64 - kind.after.len() as i64;
        Ok(())
    }

    fn has_room(&self, at: usize, size: i64) -> bool {
        at as i64 + size <= self.full
    }

    /// Where the text ends that so many words are, without space at its end.
    fn behind_text(&self, words: usize) -> usize {
        let (first, behind) = self.space;
        if words == behind { first } else { words }
    }

    /// Writes the text that is left.
    pub(super) fn last(mut self) -> fmt::Result {
        self.line(self.written + self.words.len(), "")
    }

    /// Goes on behind so many words.
    fn skip(&mut self, words: usize) {
        let count = words - self.written;
        self.words = self.words.get(count..).unwrap_or_default();
        self.written = words;
        self.space = (words, words);
    }

    /// Writes a line that has the words before that one, with `after` behind them.
    fn line(&mut self, end: usize, after: &str) -> fmt::Result {
        let words = self.words.get(..end - self.written).unwrap_or_default();
        if words.is_empty() && self.before.is_empty() && after.is_empty() {
            self.ends_part = false;
            return Ok(());
        }
        let is_member = self.blanks == MEMBER;
        if self.ends_part && self.blanks >= MEMBER && !(is_member && starts_type(words)) {
            self.out.write_str("\n")?;
        }
        self.ends_part = is_member && ends_part(self.before, words, after);
        self.spaces(self.margin + self.blanks)?;
        self.out.write_str(self.before)?;
        let mut left = words;
        while let [word, behind @ ..] = left {
            self.out.write_str(word)?;
            left = behind;
        }
        self.out.write_str(after)
    }

    fn spaces(&mut self, count: usize) -> fmt::Result {
        const SPACES: &str = "                                                                ";
        let mut left = count;
        while left > SPACES.len() {
            self.out.write_str(SPACES)?;
            left -= SPACES.len();
        }
        self.out.write_str(SPACES.get(..left).unwrap_or_default())
    }
}

/// Whether a line that is set in as members are ends a member of an `impl`, or another part of an item
/// that stands apart from what follows: no literal spans lines, so each line is code.
fn ends_part(before: &str, words: &[&str], after: &str) -> bool {
    matches!(
        (before, words, after),
        ("", ["}"], "" | ";")
            | ("", ["}" | "]", ";"], "")
            | ("", ["]"], ";")
            | ("}", [], "" | ";")
            | ("}", [";"], "")
            | ("", ["type", " ", ..], _)
            | ("", ["rt", "::", .., "!", "(", ")", ";"], "")
            | ("", ["const", " ", .., ";"], "")
            | ("", ["const", " ", ..], ";")
    )
}

fn starts_type(words: &[&str]) -> bool {
    matches!(words, ["type", " ", ..])
}
