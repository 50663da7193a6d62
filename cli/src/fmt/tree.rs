//! A file with everything that its reader drops: quotes, styles, comments.

use std::borrow::Cow;

use granit_parser::{Event, Marker, Parser, ScalarStyle, StructureStyle};

/// A value as it stands in the text.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub(super) kind: Kind<'t>,
    /// First byte; of a block, that of its first key or item.
    pub(super) start: usize,
    /// Byte behind the last one.
    pub(super) end: usize,
}

#[derive(Debug)]
pub(super) enum Kind<'t> {
    Scalar(Scalar<'t>),
    List {
        items: Vec<Node<'t>>,
        flow: bool,
    },
    Map {
        entries: Vec<(Node<'t>, Node<'t>)>,
        flow: bool,
    },
}

#[derive(Debug)]
pub(super) struct Scalar<'t> {
    /// As written, quotes included. Of a block text, from its `|` or `>` on.
    pub(super) written: &'t str,
    /// What it says.
    pub(super) text: Cow<'t, str>,
    /// Whether it is a block text.
    pub(super) block: bool,
}

/// A comment, with its `#`.
#[derive(Debug)]
pub(super) struct Comment<'t> {
    pub(super) at: usize,
    pub(super) text: &'t str,
    /// Whether nothing else stands on its line.
    pub(super) alone: bool,
}

/// Reads a text; `None` if it is no single document of plain YAML.
pub(super) fn read(text: &str) -> Option<(Node<'_>, Vec<Comment<'_>>)> {
    let options = granit_parser::options! { emit_comments: true };
    let mut reader = Reader {
        events: Parser::new_from_str_with_options(text, options),
        text,
        comments: Vec::new(),
    };
    let mut root = None;
    while let Some((event, start, end)) = reader.next()? {
        match event {
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd => {}
            event if root.is_none() => root = Some(reader.node(event, start, end)?),
            _ => return None,
        }
    }
    Some((root?, reader.comments))
}

impl Node<'_> {
    /// Whether both say the same, however they are written.
    pub(super) fn says(&self, other: &Node<'_>) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Scalar(a), Kind::Scalar(b)) => {
                let bare = |scalar: &Scalar<'_>| scalar.written == scalar.text;
                a.text == b.text && bare(a) == bare(b)
            }
            (Kind::List { items: a, .. }, Kind::List { items: b, .. }) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says(b))
            }
            (Kind::Map { entries: a, .. }, Kind::Map { entries: b, .. }) => {
                let same = |(a, b): (&(Node<'_>, Node<'_>), &(Node<'_>, Node<'_>))| {
                    a.0.says(&b.0) && a.1.says(&b.1)
                };
                a.len() == b.len() && a.iter().zip(b).all(same)
            }
            _ => false,
        }
    }
}

struct Reader<'t> {
    events: Parser<'t, granit_parser::StrInput<'t>>,
    text: &'t str,
    comments: Vec<Comment<'t>>,
}

impl<'t> Reader<'t> {
    /// The next event that is no comment, with its first byte and the byte behind it. `Some(None)`
    /// at the end, `None` if the text can't be read.
    #[expect(clippy::option_option, reason = "a stream that may break off")]
    fn next(&mut self) -> Option<Option<(Event<'t>, usize, usize)>> {
        loop {
            let Some(event) = self.events.next_event() else {
                return Some(None);
            };
            let (event, span) = event.ok()?;
            let (start, end) = (self.offset(&span.start), self.offset(&span.end));
            if let Event::Comment(..) = event {
                let text = self.text.get(start..end)?.trim_end();
                let before = self.text.get(..start)?.rsplit('\n').next()?;
                self.comments.push(Comment {
                    at: start,
                    text,
                    alone: before.trim().is_empty(),
                });
                continue;
            }
            return Some(Some((event, start, end)));
        }
    }

    fn node(&mut self, event: Event<'t>, start: usize, end: usize) -> Option<Node<'t>> {
        match event {
            Event::Scalar(text, style, ..) => self.scalar(text, style, start, end),
            Event::SequenceStart(style, ..) => {
                let mut items = Vec::new();
                let end = loop {
                    let (event, start, end) = self.next()??;
                    if let Event::SequenceEnd = event {
                        break end;
                    }
                    items.push(self.node(event, start, end)?);
                };
                let flow = style == StructureStyle::Flow;
                let inner = items
                    .first()
                    .map(|item| item.start)
                    .zip(items.last().map(|item| item.end));
                let (start, end) = if flow { (start, end) } else { inner? };
                Some(Node {
                    kind: Kind::List { items, flow },
                    start,
                    end,
                })
            }
            Event::MappingStart(style, ..) => {
                let mut entries = Vec::new();
                let end = loop {
                    let (event, start, end) = self.next()??;
                    if let Event::MappingEnd = event {
                        break end;
                    }
                    let key = self.node(event, start, end)?;
                    let (event, start, end) = self.next()??;
                    let value = self.node(event, start, end)?;
                    entries.push((key, value));
                };
                let flow = style == StructureStyle::Flow;
                let inner = entries
                    .first()
                    .map(|(key, _)| key.start)
                    .zip(entries.last().map(|(key, value)| key.end.max(value.end)));
                let (start, end) = if flow { (start, end) } else { inner? };
                Some(Node {
                    kind: Kind::Map { entries, flow },
                    start,
                    end,
                })
            }
            _ => None,
        }
    }

    fn scalar(
        &self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        start: usize,
        end: usize,
    ) -> Option<Node<'t>> {
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let start = if block { self.header(start)? } else { start };
        let written = self.text.get(start..end)?;
        let written = if block { written } else { written.trim_end() };
        let text = if style == ScalarStyle::Plain && written.is_empty() {
            Cow::Borrowed("")
        } else {
            text
        };
        Some(Node {
            end: start + written.trim_end().len(),
            kind: Kind::Scalar(Scalar {
                written,
                text,
                block,
            }),
            start,
        })
    }

    /// Where the `|` or `>` of the block text stands whose first character is at `start`.
    fn header(&self, start: usize) -> Option<usize> {
        let above = self.text.get(..start)?.trim_end();
        let line = above.rfind('\n').map_or(0, |end| end + 1);
        let end = match self.comments.last() {
            Some(comment) if comment.at >= line => comment.at,
            _ => above.len(),
        };
        let header = self.text.get(line..end)?.rfind(['|', '>'])?;
        Some(line + header)
    }

    fn offset(&self, mark: &Marker) -> usize {
        mark.byte_offset().unwrap_or(0).min(self.text.len())
    }
}
