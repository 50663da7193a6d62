//! Lines as they are written: how much room is left, how far a line is set in, and where a line is
//! left empty.

use super::layout::{Break, Rule, Style};

/// The width of a line.
const WIDTH: usize = 89;
/// The room that a line has at least, however far it is set in.
const LEAST: usize = 60;

#[derive(Debug, Clone, Copy)]
struct Frame {
    style: Style,
    fits: bool,
    /// How far lines are set in around it.
    indent: usize,
}

/// The end of a file that is written.
#[derive(Debug)]
pub(super) struct Lines<'o> {
    out: &'o mut String,
    /// Spaces before each line, which count for nothing.
    margin: usize,
    room: isize,
    indent: usize,
    /// Spaces that come before the next text, so that none stand at the end of a line.
    pending: usize,
    frames: Vec<Frame>,
    /// Where the line starts, behind the margin.
    start: usize,
    is_empty: bool,
    /// The line above ends a part of an item.
    ends_part: bool,
}

impl<'o> Lines<'o> {
    pub(super) fn new(out: &'o mut String, margin: usize) -> Self {
        let start = out.len();
        Self {
            out,
            margin,
            room: WIDTH as isize,
            indent: 0,
            pending: 0,
            frames: Vec::new(),
            start,
            is_empty: true,
            ends_part: false,
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.is_empty {
            self.is_empty = false;
            if self.ends_part && self.pending >= 4 && !(self.pending == 4 && starts_type(text)) {
                self.out.push('\n');
            }
            self.ends_part = false;
            self.spaces(self.margin);
            self.start = self.out.len();
        }
        self.spaces(self.pending);
        self.pending = 0;
        self.out.push_str(text);
        self.room -= text.len() as isize;
    }

    pub(super) fn begin(&mut self, style: Style, indent: i8, size: u64) {
        let fits = self.has_room(size);
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

    pub(super) fn line_break(&mut self, kind: &Break, blank: u64, indent: i8, size: u64) {
        let fits = kind.rule == Rule::Never
            || match self.frames.last() {
                Some(frame) if frame.fits => true,
                Some(frame) if frame.style == Style::Fill => self.has_room(size),
                _ => false,
            };
        if fits {
            self.pending += blank as usize;
            self.room -= blank as isize;
            self.out.push_str(kind.flat);
            self.room -= kind.flat.len() as isize;
            return;
        }
        self.text(kind.before);
        self.new_line();
        self.pending = self.indent.saturating_add_signed(indent.into());
        self.room = WIDTH.saturating_sub(self.pending).max(LEAST) as isize;
        self.text(kind.after);
    }

    fn has_room(&self, size: u64) -> bool {
        size as i64 <= self.room as i64
    }

    fn new_line(&mut self) {
        if !self.is_empty {
            self.ends_part = self.out.get(self.start..).is_some_and(ends_part);
        } else {
            self.ends_part = false;
        }
        self.out.push('\n');
        self.is_empty = true;
    }

    fn spaces(&mut self, count: usize) {
        const SPACES: &str = "                                                                ";
        match SPACES.get(..count) {
            Some(spaces) => self.out.push_str(spaces),
            None => self.out.extend(std::iter::repeat_n(' ', count)),
        }
    }
}

/// Whether a line ends a member of an `impl`, or another part of an item that stands apart from what
/// follows: no literal spans lines, so each line is code.
fn ends_part(line: &str) -> bool {
    let Some(code) = line.strip_prefix("    ") else {
        return false;
    };
    match code.as_bytes().first() {
        Some(b'}') => code == "}" || code == "};",
        Some(b']') => code == "];",
        Some(b't') => starts_type(code),
        Some(b'r') => code.starts_with("rt::") && code.ends_with("!();"),
        Some(b'c') => code.starts_with("const ") && code.ends_with(';'),
        _ => false,
    }
}

fn starts_type(code: &str) -> bool {
    code.starts_with("type ")
}
