//! Lines as they are written: how much room is left, how far a line is set in, and where a line is
//! left empty.

use super::layout::{Break, Rule, Style};

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

/// The end of a file that is written.
#[derive(Debug)]
pub(super) struct Lines<'o> {
    out: &'o mut String,
    /// Spaces before each line, which count for nothing.
    margin: usize,
    text: &'o str,
    /// Where in the text the line starts.
    start: usize,
    /// Where in the text it would be full.
    full: i64,
    /// How far it is set in.
    blanks: usize,
    /// What stands between that and its text.
    before: &'static str,
    indent: usize,
    frames: Vec<Frame>,
    /// The space of the last breaks that ended no line: where it starts, and where it ends.
    space: (usize, usize),
    /// The line above ends a part of an item.
    ends_part: bool,
}

impl<'o> Lines<'o> {
    /// Lines of a text at the end of `out`.
    pub(super) fn new(out: &'o mut String, margin: usize, text: &'o str) -> Self {
        Self {
            out,
            margin,
            text,
            start: 0,
            full: WIDTH as i64,
            blanks: 0,
            before: "",
            indent: 0,
            frames: Vec::new(),
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

    pub(super) fn line_break(&mut self, at: usize, kind: &Break, indent: i8, size: i64) {
        let fits = matches!(kind.rule, Rule::Never)
            || match self.frames.as_slice() {
                [.., frame] if frame.fits => true,
                [.., frame] if matches!(frame.style, Style::Fill) => self.has_room(at, size),
                _ => false,
            };
        let behind = at + kind.flat.len();
        let (space_start, space_end) = self.space;
        let text_end = if at == space_end { space_start } else { at };
        if fits {
            if kind.width > 0 {
                self.space = (text_end, behind);
            }
            return;
        }
        let has_text = !kind.before.is_empty();
        self.line(if has_text { at } else { text_end }, kind.before);
        self.out.push('\n');
        self.start = behind;
        self.space = (behind, behind);
        self.before = kind.after;
        self.blanks = self.indent.saturating_add_signed(indent.into());
        let room = WIDTH.saturating_sub(self.blanks).max(LEAST);
        self.full = (behind + room) as i64 - kind.after.len() as i64;
    }

    fn has_room(&self, at: usize, size: i64) -> bool {
        at as i64 + size <= self.full
    }

    /// Writes the text that is left.
    pub(super) fn last(mut self) {
        self.line(self.text.len(), "");
    }

    /// Writes a line whose text ends there, with `after` behind it.
    fn line(&mut self, end: usize, after: &str) {
        let text = self.text.get(self.start..end).unwrap_or_default();
        if text.is_empty() && self.before.is_empty() && after.is_empty() {
            self.ends_part = false;
            return;
        }
        let is_member = self.blanks == MEMBER;
        if self.ends_part && self.blanks >= MEMBER && !(is_member && starts_type(text)) {
            self.out.push('\n');
        }
        self.spaces(self.margin + self.blanks);
        let start = self.out.len();
        if !self.before.is_empty() {
            self.out.push_str(self.before);
        }
        self.out.push_str(text);
        if !after.is_empty() {
            self.out.push_str(after);
        }
        self.ends_part = is_member && self.out.get(start..).is_some_and(ends_part);
    }

    fn spaces(&mut self, count: usize) {
        const SPACES: &str = "                                                                ";
        match SPACES.get(..count) {
            Some("") => {}
            Some(spaces) => self.out.push_str(spaces),
            None => self.out.extend(std::iter::repeat_n(' ', count)),
        }
    }
}

/// Whether a line that is set in as members are ends a member of an `impl`, or another part of an item
/// that stands apart from what follows: no literal spans lines, so each line is code.
fn ends_part(code: &str) -> bool {
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
