//! Boxes and breaks: text is recorded first, and broken into lines once it is known what fits.
//!
//! The method is Oppen's (D. C. Oppen, "Prettyprinting", ACM TOPLAS 2(4), 1980): a box whose text
//! fits into the line stays on it; of one that doesn't, either each break or each that has to be
//! becomes the end of a line. As the text is all there before a line is written, a box can be put
//! around what was recorded earlier: a printer that reads `a.b()` knows at the dot only that `a`
//! began one.

use std::fmt::{self, Formatter};

use super::cursor::is_of_word;
use super::lines::Lines;

/// By how much a box sets its lines in.
pub(super) const INDENT: i8 = 4;

/// How deep boxes stand in each other, most of the time.
pub(super) const DEPTH: usize = 16;

/// A width that no line has: what holds it doesn't fit.
const INFINITE: i64 = 0xffff;

/// Which breaks of a box that doesn't fit end a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Style {
    /// Each of them.
    Each,
    /// Those behind which the text up to the next one doesn't fit.
    Fill,
}

/// A place where a line may end.
#[derive(Debug, PartialEq)]
pub(super) struct Break {
    /// How wide it counts as, if it ends none.
    pub(super) width: i64,
    /// What stands there, if it ends none.
    pub(super) flat: &'static str,
    /// What stands at the end of the line.
    pub(super) before: &'static str,
    /// What the next line starts with.
    pub(super) after: &'static str,
    pub(super) rule: Rule,
}

impl Break {
    /// By how much it counts as wider than its text.
    fn extra(&self) -> i64 {
        self.width - self.flat.len() as i64
    }
}

/// What holds for a break besides what fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    Plain,
    /// It vanishes at the end of a box.
    UnlessLast,
    /// It ends no line; only what is measured ends there.
    Never,
}

const PLAIN: Break = Break {
    width: 0,
    flat: "",
    before: "",
    after: "",
    rule: Rule::Plain,
};

pub(super) static NOTHING: Break = PLAIN;
pub(super) static NEVER: Break = Break {
    rule: Rule::Never,
    ..PLAIN
};
pub(super) static SPACE: Break = Break {
    width: 1,
    flat: " ",
    ..PLAIN
};
pub(super) static SPACE_UNLESS_LAST: Break = Break {
    width: 1,
    flat: " ",
    rule: Rule::UnlessLast,
    ..PLAIN
};
pub(super) static LINE: Break = Break {
    width: INFINITE,
    ..PLAIN
};
pub(super) static LINE_UNLESS_LAST: Break = Break {
    width: INFINITE,
    rule: Rule::UnlessLast,
    ..PLAIN
};
/// A comma that only a broken list has at its end.
pub(super) static COMMA: Break = Break {
    before: ",",
    ..PLAIN
};
pub(super) static COMMA_OR_SPACE: Break = Break {
    width: 1,
    flat: " ",
    before: ",",
    ..PLAIN
};
/// The brackets around an expression that doesn't fit behind what it belongs to.
pub(super) static OPEN_BRACE: Break = Break {
    before: "{",
    ..PLAIN
};
pub(super) static OPEN_PAREN: Break = Break {
    before: "(",
    ..PLAIN
};
pub(super) static CLOSE_BRACE: Break = Break {
    after: "}",
    ..PLAIN
};
pub(super) static CLOSE_BRACE_SEMI: Break = Break {
    before: ";",
    after: "}",
    ..PLAIN
};
pub(super) static CLOSE_PAREN: Break = Break {
    after: ")",
    ..PLAIN
};
/// The same at the end of a match arm, which has a comma where it fits.
pub(super) static ARM_BRACE: Break = Break {
    flat: ",",
    after: "}",
    ..PLAIN
};
pub(super) static ARM_BRACE_SEMI: Break = Break {
    flat: ",",
    before: ";",
    after: "}",
    ..PLAIN
};
pub(super) static ARM_PAREN: Break = Break {
    flat: ",",
    after: "),",
    ..PLAIN
};

#[derive(Debug, Clone, Copy)]
enum Kind {
    Begin(Style),
    End,
    Break(&'static Break),
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    /// Where in the text it stands.
    at: usize,
    /// How many words stand before it.
    words: usize,
    /// What stands before it, measured, while the text is recorded; then what has to fit behind it.
    size: i64,
    kind: Kind,
    /// Of a box: how far its lines are set in. Of a break: how much farther the next line is.
    indent: i8,
}

/// A place in the recorded text, to put a box around what follows. It holds until something is put to
/// an earlier place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    mark: usize,
    at: usize,
    words: usize,
    width: i64,
}

/// Text with marks in it.
#[derive(Debug, Default)]
pub(super) struct Layout<'t> {
    /// As it is on one line. None of them is empty.
    words: Vec<&'t str>,
    /// How long they are together.
    length: usize,
    marks: Vec<Mark>,
    /// By how much it counts as wider than that.
    extra: i64,
}

impl<'t> Layout<'t> {
    /// Text that holds no end of a line.
    pub(super) fn word(&mut self, text: &'t str) {
        if !text.is_empty() {
            self.words.push(text);
            self.length += text.len();
        }
    }

    /// Whether nothing is recorded.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a word is the last that was recorded, and no space behind it.
    pub(super) fn ends_with_word(&self) -> bool {
        match self.words.as_slice() {
            [.., last] => {
                matches!(last.as_bytes(), [.., last] if is_of_word(*last)) && !self.ends_with_line()
            }
            [] => false,
        }
    }

    /// Whether the text so far ends a line.
    fn ends_with_line(&self) -> bool {
        let here = self.length;
        let mut left = self.marks.as_slice();
        while let [before @ .., mark] = left {
            if mark.at != here {
                return false;
            }
            if let Kind::Break(kind) = mark.kind
                && kind.width > 0
            {
                return true;
            }
            left = before;
        }
        false
    }

    pub(super) fn add(&mut self, kind: &'static Break) {
        self.push(Kind::Break(kind), 0);
        self.word(kind.flat);
        self.extra += kind.extra();
    }

    pub(super) fn begin(&mut self, style: Style, indent: i8) {
        self.push(Kind::Begin(style), indent);
    }

    /// Ends the innermost box that is open.
    pub(super) fn end(&mut self) {
        if let [.., before, last] = self.marks.as_slice()
            && let Kind::Break(kind) = last.kind
            && last.at + kind.flat.len() == self.length
        {
            let (at, words) = (last.at, last.words);
            let is_empty = matches!(before.kind, Kind::Begin(_)) && before.at == at;
            if is_empty || kind.rule == Rule::UnlessLast {
                self.marks.pop();
                self.words.truncate(words);
                self.length = at;
                self.extra -= kind.extra();
            }
            if is_empty {
                self.marks.pop();
                return;
            }
        }
        self.push(Kind::End, 0);
    }

    /// Ends the innermost box, which doesn't fit if what stands in it since `begin` is wider.
    pub(super) fn end_within(&mut self, begin: Place, width: i64) {
        if self.width() - begin.width > width {
            self.extra += INFINITE;
        }
        self.end();
    }

    /// Sets the line behind the last break in, or out.
    pub(super) fn shift(&mut self, by: i8) {
        if let [.., last] = self.marks.as_mut_slice()
            && let Kind::Break(_) = last.kind
        {
            last.indent += by;
        }
    }

    pub(super) fn place(&self) -> Place {
        Place {
            mark: self.marks.len(),
            at: self.length,
            words: self.words.len(),
            width: self.width(),
        }
    }

    /// Boxes that begin at an earlier place, the outer one first.
    pub(super) fn begin_at<const N: usize>(&mut self, place: Place, boxes: [(Style, i8); N]) {
        for (style, indent) in boxes.into_iter().rev() {
            self.put(place, Kind::Begin(style), indent);
        }
    }

    /// A box that begins at an earlier place with a break.
    pub(super) fn begin_with(
        &mut self,
        place: Place,
        style: Style,
        indent: i8,
        first: &'static Break,
    ) {
        self.put(place, Kind::Break(first), 0);
        self.put(place, Kind::Begin(style), indent);
    }

    /// The end of a box, at an earlier place.
    pub(super) fn end_at(&mut self, place: Place) {
        self.put(place, Kind::End, 0);
    }

    /// Another break in the place of the one at `place`.
    pub(super) fn replace(&mut self, place: Place, by: &'static Break) {
        if let Some(Mark {
            kind: Kind::Break(kind),
            ..
        }) = self.marks.get_mut(place.mark)
        {
            *kind = by;
        }
    }

    fn width(&self) -> i64 {
        self.length as i64 + self.extra
    }

    fn push(&mut self, kind: Kind, indent: i8) {
        let mark = Mark {
            at: self.length,
            words: self.words.len(),
            size: self.width(),
            kind,
            indent,
        };
        self.marks.push(mark);
    }

    /// Puts a mark before those that came since; of a break, one that has no text.
    fn put(&mut self, place: Place, kind: Kind, indent: i8) {
        let mark = Mark {
            at: place.at,
            words: place.words,
            size: place.width,
            kind,
            indent,
        };
        self.marks.insert(place.mark.min(self.marks.len()), mark);
    }

    /// Writes the lines of what was recorded, so many spaces in, and starts anew.
    pub(super) fn write(&mut self, out: &mut Formatter<'_>, margin: usize) -> fmt::Result {
        self.measure();
        let mut lines = Lines::new(out, margin, &self.words);
        let mut left = self.marks.as_slice();
        while let [mark, behind @ ..] = left {
            match mark.kind {
                Kind::Begin(style) => lines.begin(mark.at, style, mark.indent, mark.size),
                Kind::End => lines.end(),
                Kind::Break(kind) if lines.fits(mark.at, kind, mark.size) => {
                    lines.flat(mark.words, kind);
                }
                Kind::Break(kind) => lines.line_break(mark.at, mark.words, kind, mark.indent)?,
            }
            left = behind;
        }
        lines.last()?;
        self.words.clear();
        self.length = 0;
        self.marks.clear();
        self.extra = 0;
        Ok(())
    }

    /// From what stands before each mark to what has to fit behind it: up to the next break that is in
    /// no other box behind it.
    fn measure(&mut self) {
        let mut next = self.width();
        // The same around each box that the mark stands in.
        let mut around = Vec::with_capacity(DEPTH);
        let mut left = self.marks.as_mut_slice();
        while let [before @ .., mark] = left {
            match mark.kind {
                Kind::End => around.push(next),
                Kind::Begin(_) => {
                    next = around.pop().unwrap_or(next);
                    mark.size = next - mark.size;
                }
                Kind::Break(_) => {
                    let start = mark.size;
                    mark.size = next - start;
                    next = start;
                }
            }
            left = before;
        }
    }
}
