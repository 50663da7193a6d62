//! Boxes and breaks: text is recorded first, and broken into lines once it is known what fits.
//!
//! The method is Oppen's (D. C. Oppen, "Prettyprinting", ACM TOPLAS 2(4), 1980): a box whose text
//! fits into the line stays on it; of one that doesn't, either each break or each that has to be
//! becomes the end of a line. As the text is all there before a line is written, a box can be put
//! around what was recorded earlier: a printer that reads `a.b()` knows at the dot only that `a`
//! began one.

use super::cursor::is_of_word;
use super::lines::Lines;

/// By how much a box sets its lines in.
pub(super) const INDENT: i8 = 4;

/// A width that no line has: what holds it doesn't fit.
const INFINITE: u64 = 0xffff;

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
    /// Spaces, if it ends none.
    blank: u64,
    /// What stands there, if it ends none.
    pub(super) flat: &'static str,
    /// What stands at the end of the line.
    pub(super) before: &'static str,
    /// What the next line starts with.
    pub(super) after: &'static str,
    pub(super) rule: Rule,
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
    blank: 0,
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
pub(super) static SPACE: Break = Break { blank: 1, ..PLAIN };
pub(super) static SPACE_UNLESS_LAST: Break = Break {
    blank: 1,
    rule: Rule::UnlessLast,
    ..PLAIN
};
pub(super) static LINE: Break = Break {
    blank: INFINITE,
    ..PLAIN
};
pub(super) static LINE_UNLESS_LAST: Break = Break {
    blank: INFINITE,
    rule: Rule::UnlessLast,
    ..PLAIN
};
/// A comma that only a broken list has at its end.
pub(super) static COMMA: Break = Break {
    before: ",",
    ..PLAIN
};
pub(super) static COMMA_OR_SPACE: Break = Break {
    blank: 1,
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
    /// What stands before it, measured, while the text is recorded; then what has to fit behind it.
    size: u64,
    kind: Kind,
    /// Of a box: how far its lines are set in. Of a break: how much farther the next line is.
    indent: i8,
}

/// A place in the recorded text, to put a box around what follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    mark: usize,
    at: usize,
    width: u64,
}

/// A mark that was put in later.
#[derive(Debug, Clone, Copy)]
struct Late {
    place: Place,
    /// Ends stand before beginnings at the same place, those of inner boxes first; of the
    /// beginnings those of outer boxes, which came later, are first.
    order: i64,
    mark: Mark,
}

/// Text with marks in it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    text: String,
    marks: Vec<Mark>,
    late: Vec<Late>,
    /// What the breaks take if they end no line.
    blanks: u64,
}

impl Layout {
    /// Text that holds no end of a line.
    pub(super) fn word(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Whether a word is the last that was recorded, and no space behind it.
    pub(super) fn ends_with_word(&self) -> bool {
        let here = self.text.len();
        let is_blank = |mark: &Mark| matches!(mark.kind, Kind::Break(kind) if kind.blank > 0);
        self.text.bytes().next_back().is_some_and(is_of_word)
            && !self
                .marks
                .iter()
                .rev()
                .take_while(|mark| mark.at == here)
                .any(is_blank)
    }

    pub(super) fn add(&mut self, kind: &'static Break) {
        self.push(Kind::Break(kind), 0);
        self.blanks += kind.blank;
    }

    pub(super) fn begin(&mut self, style: Style, indent: i8) {
        self.push(Kind::Begin(style), indent);
    }

    /// Ends the innermost box that is open.
    pub(super) fn end(&mut self) {
        let here = self.text.len();
        if let Some(Mark {
            kind: Kind::Break(last),
            at,
            ..
        }) = self.marks.last().copied()
            && at == here
        {
            let before = self.marks.len().checked_sub(2);
            let before = before.and_then(|index| self.marks.get(index));
            let is_empty =
                before.is_some_and(|mark| matches!(mark.kind, Kind::Begin(_)) && mark.at == here);
            if is_empty || last.rule == Rule::UnlessLast {
                self.marks.pop();
                self.blanks -= last.blank;
            }
            if is_empty {
                self.marks.pop();
                return;
            }
        }
        self.push(Kind::End, 0);
    }

    /// Ends the innermost box, which doesn't fit if what stands in it since `begin` is wider.
    pub(super) fn end_within(&mut self, begin: Place, width: u64) {
        if self.width() - begin.width > width {
            self.blanks += INFINITE;
        }
        self.end();
    }

    /// Sets the line behind the last break in, or out.
    pub(super) fn shift(&mut self, by: i8) {
        if let Some(Mark {
            kind: Kind::Break(_),
            indent,
            ..
        }) = self.marks.last_mut()
        {
            *indent += by;
        }
    }

    pub(super) fn place(&self) -> Place {
        Place {
            mark: self.marks.len(),
            at: self.text.len(),
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

    fn width(&self) -> u64 {
        self.text.len() as u64 + self.blanks
    }

    fn push(&mut self, kind: Kind, indent: i8) {
        self.marks.push(Mark {
            at: self.text.len(),
            size: self.width(),
            kind,
            indent,
        });
    }

    fn put(&mut self, place: Place, kind: Kind, indent: i8) {
        let count = self.late.len() as i64;
        let order = match kind {
            Kind::End => count - i64::MAX,
            Kind::Begin(_) | Kind::Break(_) => -count,
        };
        let mark = Mark {
            at: place.at,
            size: place.width,
            kind,
            indent,
        };
        self.late.push(Late { place, order, mark });
    }

    /// Writes the lines of what was recorded, and starts anew.
    pub(super) fn write(&mut self, lines: &mut Lines<'_>) {
        self.merge();
        self.measure();
        let mut written = 0;
        for mark in &self.marks {
            if mark.at > written {
                lines.text(self.text.get(written..mark.at).unwrap_or_default());
                written = mark.at;
            }
            match mark.kind {
                Kind::Begin(style) => lines.begin(style, mark.indent, mark.size),
                Kind::End => lines.end(),
                Kind::Break(kind) => lines.line_break(kind, kind.blank, mark.indent, mark.size),
            }
        }
        lines.text(self.text.get(written..).unwrap_or_default());
        self.text.clear();
        self.marks.clear();
        self.blanks = 0;
    }

    /// Puts the marks that came later to their places.
    fn merge(&mut self) {
        if self.late.is_empty() {
            return;
        }
        self.late
            .sort_unstable_by_key(|late| (late.place.mark, late.place.at, late.order));
        let early = std::mem::take(&mut self.marks);
        self.marks.reserve(early.len() + self.late.len());
        let mut late = self.late.iter().peekable();
        for (index, mark) in early.into_iter().enumerate() {
            while let Some(late) = late.next_if(|late| late.place.mark <= index) {
                self.marks.push(late.mark);
            }
            self.marks.push(mark);
        }
        self.marks.extend(late.map(|late| late.mark));
        self.late.clear();
    }

    /// From what stands before each mark to what has to fit behind it: up to the next break that is in
    /// no other box behind it.
    fn measure(&mut self) {
        let mut next = vec![self.text.len() as u64 + self.blanks];
        for mark in self.marks.iter_mut().rev() {
            let before = mark.size;
            match mark.kind {
                Kind::End => next.push(next.last().copied().unwrap_or_default()),
                Kind::Begin(_) => {
                    next.pop();
                    mark.size = next.last().copied().unwrap_or_default() - before;
                }
                Kind::Break(_) => {
                    if let Some(next) = next.last_mut() {
                        mark.size = *next - before;
                        *next = before;
                    }
                }
            }
        }
    }
}
