//! The layout itself: a tree and its comments to text.

use super::tree::{self, Comment, Kind, Node, Scalar};

/// Longest line that a map or list in brackets may make.
const WIDTH: usize = 120;

/// The spaces of one level.
const LEVEL: usize = 2;

/// The text in the one layout; `None` if that would change what it says. Text that can't be read
/// has no layout either.
pub(super) fn format(text: &str) -> Option<String> {
    let text = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .replace("\r\n", "\n");
    let (root, comments) = tree::read(&text)?;
    let mut printer = Printer {
        text: &text,
        comments: &comments,
        out: String::with_capacity(text.len()),
    };
    printer.block(&root, 0, text.len(), false);
    printer.comments_before(text.len(), 0, 0);
    let out = printer.out;
    let (again, kept) = tree::read(&out)?;
    let words = |comments: &[Comment<'_>]| -> Vec<String> {
        comments
            .iter()
            .map(|comment| comment.text.to_owned())
            .collect()
    };
    (root.says(&again) && words(&comments) == words(&kept)).then_some(out)
}

struct Printer<'t> {
    text: &'t str,
    /// Those that are still to be written, in order.
    comments: &'t [Comment<'t>],
    out: String,
}

impl Printer<'_> {
    /// Writes a collection below its key, its lines beginning at `indent`. `limit` is where the next
    /// value outside of it begins. `begun` says that the first line has its indent already.
    fn block(&mut self, node: &Node<'_>, indent: usize, limit: usize, mut begun: bool) {
        let flow = match &node.kind {
            Kind::Scalar(scalar) => {
                self.scalar(scalar, indent, indent);
                return;
            }
            Kind::List { items, flow } => {
                for (index, item) in items.iter().enumerate() {
                    let next = items.get(index + 1).map_or(limit, |next| next.start);
                    self.begin(item.start, indent, index == 0, &mut begun);
                    self.out.push('-');
                    self.item(item, indent + LEVEL, next);
                }
                *flow
            }
            Kind::Map { entries, flow } => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    let next = entries.get(index + 1).map_or(limit, |next| next.0.start);
                    self.begin(key.start, indent, index == 0, &mut begun);
                    if let Kind::Scalar(key) = &key.kind {
                        self.out.push_str(key.written);
                    }
                    self.out.push(':');
                    self.value(value, indent + LEVEL, next);
                }
                *flow
            }
        };
        // What stands behind the last entry belongs to it if it is indented as far.
        let column = if flow { 0 } else { self.column(node.start) };
        let limit = if flow { node.end } else { limit };
        self.comments_before(limit, column, indent);
    }

    /// Writes what stands before an entry, and its indent.
    fn begin(&mut self, start: usize, indent: usize, first: bool, begun: &mut bool) {
        if std::mem::take(begun) {
            return;
        }
        let written = self.out.len();
        self.comments_before(start, 0, indent);
        if !first || self.out.len() > written {
            self.empty_line(start);
        }
        self.indent(indent);
    }

    /// Writes what stands behind `key:`.
    fn value(&mut self, node: &Node<'_>, indent: usize, limit: usize) {
        match &node.kind {
            Kind::Scalar(scalar) => {
                if !scalar.written.is_empty() {
                    self.out.push(' ');
                }
                self.scalar(scalar, indent, indent - LEVEL);
            }
            Kind::List { .. } | Kind::Map { .. } => match self.in_brackets(node) {
                Some(text) => self.end_line(&text),
                None => {
                    self.out.push('\n');
                    self.block(node, indent, limit, false);
                }
            },
        }
    }

    /// Writes what stands behind `-`: the first entry of a map on the same line.
    fn item(&mut self, node: &Node<'_>, indent: usize, limit: usize) {
        self.out.push(' ');
        match &node.kind {
            Kind::Scalar(scalar) => self.scalar(scalar, indent, indent - LEVEL),
            Kind::List { .. } | Kind::Map { .. } => match self.in_brackets(node) {
                Some(text) => {
                    self.out.pop();
                    self.end_line(&text);
                }
                None => self.block(node, indent, limit, true),
            },
        }
    }

    fn end_line(&mut self, text: &str) {
        self.out.push(' ');
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Writes a scalar and ends the line; its further lines begin at `indent`.
    fn scalar(&mut self, scalar: &Scalar<'_>, indent: usize, parent: usize) {
        if scalar.block {
            self.block_text(scalar, indent, parent);
            return;
        }
        for (index, line) in scalar.written.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            let line = if index == 0 {
                line.trim_end()
            } else {
                line.trim()
            };
            if index > 0 && !line.is_empty() {
                self.indent(indent);
            }
            self.out.push_str(line);
        }
        self.out.push('\n');
    }

    /// Writes a text under `|` or `>`, moved to its new place.
    fn block_text(&mut self, scalar: &Scalar<'_>, indent: usize, parent: usize) {
        let (header, lines) = scalar
            .written
            .split_once('\n')
            .unwrap_or((scalar.written, ""));
        let indicators = header.split('#').next().unwrap_or(header).trim();
        let given = indicators.chars().find_map(|mark| mark.to_digit(10));
        let lines: Vec<&str> = lines.split('\n').collect();
        let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let own = lines
            .iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| width(line))
            .next()
            .unwrap_or(0);
        // Text that begins with spaces says how far it is indented, since it can't be seen.
        let (old, indicators) = match given {
            Some(given) => {
                let old = (self.column_of_parent(scalar) + given as usize).min(own);
                let marks = indicators.replace(
                    |mark: char| mark.is_ascii_digit(),
                    &(indent - parent).to_string(),
                );
                (old, marks)
            }
            None => (own, indicators.to_owned()),
        };
        self.out.push_str(&indicators);
        if let Some(at) = header.find('#') {
            self.out.push(' ');
            self.out
                .push_str(header.get(at..).unwrap_or_default().trim_end());
            self.comments = self.comments.get(1..).unwrap_or_default();
        }
        self.out.push('\n');
        let kept = if indicators.contains('+') {
            // Behind the last line break stands the indent of what follows.
            lines.len().saturating_sub(1)
        } else {
            lines
                .iter()
                .rposition(|line| !line.trim().is_empty())
                .map_or(0, |last| last + 1)
        };
        for line in lines.iter().take(kept) {
            let content = line.get(old..).unwrap_or_default();
            if !content.is_empty() {
                self.indent(indent);
                self.out.push_str(content);
            }
            self.out.push('\n');
        }
    }

    /// The column of the line that a block text's key stands in.
    fn column_of_parent(&self, scalar: &Scalar<'_>) -> usize {
        let at = scalar.written.as_ptr() as usize - self.text.as_ptr() as usize;
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let mut column = line.len() - line.trim_start_matches(' ').len();
        let mut rest = line.trim_start_matches(' ');
        // `- key: |`: the key stands behind the dash.
        while let Some(behind) = rest.strip_prefix("- ") {
            let trimmed = behind.trim_start_matches(' ');
            if trimmed.is_empty() {
                break;
            }
            column += rest.len() - trimmed.len();
            rest = trimmed;
        }
        column
    }

    /// A map or list on one line, if it is written in brackets and has room there.
    fn in_brackets(&self, node: &Node<'_>) -> Option<String> {
        let (is_flow, is_empty) = match &node.kind {
            Kind::Scalar(_) => return None,
            Kind::List { items, flow } => (*flow, items.is_empty()),
            Kind::Map { entries, flow } => (*flow, entries.is_empty()),
        };
        let commented = self
            .comments
            .iter()
            .any(|comment| node.start < comment.at && comment.at < node.end);
        if !is_flow || commented {
            return None;
        }
        let text = one_line(node)?;
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        let length = line.chars().count() + 1 + text.chars().count();
        (is_empty || length <= WIDTH).then_some(text)
    }

    /// Writes the comments before a place: those beside a value behind it, those on lines of their
    /// own at `indent`. Ends at the first that is indented less than `column`.
    fn comments_before(&mut self, limit: usize, column: usize, indent: usize) {
        while let Some((comment, rest)) = self.comments.split_first() {
            if comment.at >= limit || (comment.alone && self.column(comment.at) < column) {
                return;
            }
            self.comments = rest;
            if comment.alone {
                self.empty_line(comment.at);
                self.indent(indent);
            } else if self.out.ends_with('\n') {
                self.out.pop();
                self.out.push(' ');
            }
            self.out.push_str(comment.text);
            self.out.push('\n');
        }
    }

    /// Keeps one of the empty lines before a place.
    fn empty_line(&mut self, at: usize) {
        let before = self.text.get(..at).unwrap_or_default();
        let above = before.rfind('\n').and_then(|end| before.get(..end));
        let was_empty = above.is_some_and(|above| {
            above
                .rsplit('\n')
                .next()
                .is_some_and(|line| line.trim().is_empty())
        });
        if was_empty && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn indent(&mut self, width: usize) {
        self.out.extend(std::iter::repeat_n(' ', width));
    }

    fn column(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.len() - before.rfind('\n').map_or(0, |end| end + 1)
    }
}

/// In brackets, on one line; `None` if a text in it has several lines.
fn one_line(node: &Node<'_>) -> Option<String> {
    match &node.kind {
        Kind::Scalar(scalar) if scalar.block || scalar.written.contains('\n') => None,
        Kind::Scalar(scalar) => Some(scalar.written.to_owned()),
        Kind::List { items, .. } => {
            let items: Option<Vec<String>> = items.iter().map(one_line).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Kind::Map { entries, .. } if entries.is_empty() => Some("{}".to_owned()),
        Kind::Map { entries, .. } => {
            let entries: Option<Vec<String>> = entries
                .iter()
                .map(|(key, value)| {
                    let (key, value) = (one_line(key)?, one_line(value)?);
                    let space = if value.is_empty() { "" } else { " " };
                    Some(format!("{key}:{space}{value}"))
                })
                .collect();
            Some(format!("{{ {} }}", entries?.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::format;

    #[track_caller]
    fn becomes(text: &str, expected: &str) {
        let once = format(text);
        assert_eq!(once.as_deref(), Some(expected));
        assert_eq!(format(expected).as_deref(), Some(expected), "a second time");
    }

    #[test]
    fn two_spaces_a_level_and_lists_below_their_key() {
        becomes(
            "a:\n    b:\n        - 1\n        -   c:  2\n            d: 3\ne:\n- f\n- - g\n  - h\n",
            "a:\n  b:\n    - 1\n    - c: 2\n      d: 3\ne:\n  - f\n  - - g\n    - h\n",
        );
    }

    #[test]
    fn brackets_have_spaces_and_long_ones_are_broken() {
        becomes(
            "a: {b: 1,c: [x,y]}\nd: {}\ne: [ ]\n",
            "a: { b: 1, c: [x, y] }\nd: {}\ne: []\n",
        );
        let long = "a word of twenty-six letters";
        becomes(
            &format!(
                "m: {{ type: string, description: {long} {long} {long} {long}, example: \"1\" }}\n"
            ),
            &format!(
                "m:\n  type: string\n  description: {long} {long} {long} {long}\n  example: \"1\"\n"
            ),
        );
    }

    #[test]
    fn comments_stay_where_they_belong() {
        let text = "# first\n\na: 1 # beside\n# before b\nb: # of b\n  c: 2\n  # last in b\n# before d\nd: 3\n# end\n";
        becomes(text, text);
        becomes(
            "a: {\n  # why\n  b: 1, # beside\n  c: 2\n}\n",
            "a:\n  # why\n  b: 1 # beside\n  c: 2\n",
        );
    }

    #[test]
    fn one_empty_line_at_most_and_none_below_a_key() {
        becomes(
            "a: 1\n\n\n\nb:\n\n  c: 2\n\n  d: 3\n\n\n",
            "a: 1\n\nb:\n  c: 2\n\n  d: 3\n",
        );
    }

    #[test]
    fn block_texts_are_moved_and_not_touched() {
        becomes(
            "a:\n    b: |\n          x: y\n            deeper\n\n          # no comment\n    c: >-\n      folded\n      text\n",
            "a:\n  b: |\n    x: y\n      deeper\n\n    # no comment\n  c: >-\n    folded\n    text\n",
        );
        becomes(
            "a:\n    - b: |2\n         indented\n        text\n",
            "a:\n  - b: |2\n       indented\n      text\n",
        );
        becomes("a: |+\n  text\n\nb: 1\n", "a: |+\n  text\n\nb: 1\n");
        becomes("a: | # why\n  text\n", "a: | # why\n  text\n");
    }

    #[test]
    fn quotes_and_keys_are_kept() {
        let text =
            "'a': \"1\"\n\"b?\": 'x''y'\n\"*\": [\"1\", '2']\nc: plain text, with a comma\nd:\n";
        becomes(text, text);
        becomes(
            "a: \"two\n    lines\"\nb: plain\n     too\n",
            "a: \"two\n  lines\"\nb: plain\n  too\n",
        );
    }

    #[test]
    fn line_ends_and_byte_order_marks_go() {
        becomes("\u{feff}a: 1\r\nb: 2", "a: 1\nb: 2\n");
    }
}
