//! Text to tree: the only reading of a spec's text, and the gatekeeper in front of all others.
//!
//! Takes one file, gives a [`Node`] in which every scalar keeps its text, its quoting and its
//! place. Refused with a place: duplicate keys, anchors, aliases, merge keys, tags, directives, a
//! second document, keys that are no scalars, and input beyond the bounds below. What is refused
//! but leaves a shape behind stands in the tree as [`Kind::Refused`], so that the rest of the
//! file is still looked at.
//!
//! The readers beside this file go through the tree by hand, because a value that serde has made
//! no longer knows where it stood. No other module names the YAML crate.

mod syntax;

use std::borrow::Cow;
use std::collections::BTreeMap;

use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, StructureStyle};

use super::excerpt;
use super::faults::Faults;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::MAX_BYTES;
use crate::source::{FileId, Span};

/// Deepest nesting of maps and lists.
const MAX_DEPTH: usize = 64;
/// Most values in one file, so that reading it stays within a second and 200 MB.
const MAX_NODES: usize = 100_000;

/// A value and its place. The span of a block map or list ends with its last value.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) span: Span,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind<'t> {
    /// Text, plain or quoted.
    Scalar(Scalar<'t>),
    /// A sequence.
    List(Vec<Node<'t>>),
    /// A mapping, in the order of the file, each key once.
    Map(Vec<Entry<'t>>),
    /// Something that was refused; its fault has been reported.
    Refused,
}

/// A scalar as written.
#[derive(Debug, Clone)]
pub(super) struct Scalar<'t> {
    /// The text, escapes resolved; that of the file where it says just this.
    pub(super) text: Cow<'t, str>,
    /// Whether it stood without quotes and not as a block.
    pub(super) plain: bool,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry<'t> {
    pub(super) key: Scalar<'t>,
    pub(super) key_span: Span,
    pub(super) value: Node<'t>,
}

/// Reads one file. `None` if there is no tree; the reason has been reported.
pub(super) fn read<'t>(file: FileId, text: &'t str, faults: &mut Faults<'_>) -> Option<Node<'t>> {
    if text.len() > MAX_BYTES {
        let start = Span {
            file,
            start: 0,
            end: 0,
        };
        faults.push(
            Diagnostic::new(
                Code::FileTooLarge,
                start,
                format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024),
            )
            .help("write one endpoint into each file"),
        );
        return None;
    }
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH + 1,
        block_nesting_limit: MAX_DEPTH + 1,
    };
    let mut tree = Tree {
        events: Parser::new_from_str_with_options(text, options),
        file,
        text,
        faults,
        nodes: 0,
    };
    tree.document().ok().flatten()
}

/// Stops the reading of a file; the reason has been reported.
struct Stop;

type Events<'t> = Parser<'t, granit_parser::StrInput<'t>>;

/// How many entries of a map are looked through one by one.
const FEW: usize = 16;

/// The entries of a map, each key once.
#[derive(Default)]
struct Entries<'t> {
    all: Vec<Entry<'t>>,
    /// Where the keys stand, of maps with more than a few.
    places: BTreeMap<Cow<'t, str>, Span>,
}

impl<'t> Entries<'t> {
    /// Where a key stands already.
    fn place_of(&mut self, key: &str) -> Option<Span> {
        if self.all.len() <= FEW {
            let mut all = self.all.iter();
            return all
                .find(|entry| entry.key.text == key)
                .map(|entry| entry.key_span);
        }
        for entry in self.all.iter().skip(self.places.len()) {
            self.places.insert(entry.key.text.clone(), entry.key_span);
        }
        self.places.get(key).copied()
    }
}

struct Tree<'t, 'f, 'r> {
    events: Events<'t>,
    file: FileId,
    text: &'t str,
    faults: &'f mut Faults<'r>,
    nodes: usize,
}

impl<'t> Tree<'t, '_, '_> {
    fn document(&mut self) -> Result<Option<Node<'t>>, Stop> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::DocumentEnd | Event::StreamEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    self.faults.push(
                        Diagnostic::new(Code::YamlSyntax, span, "a second document begins here")
                            .note("a file holds one document")
                            .help("remove the `---`, or move what follows into a file of its own"),
                    );
                    break;
                }
                Event::DocumentStart(..) => {}
                Event::Anchor(..) => self.refuse_anchor(span, "an anchor"),
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        if let Some(Node {
            kind: Kind::Scalar(scalar),
            ..
        }) = &root
            && scalar.plain
            && scalar.text.is_empty()
        {
            root = None;
        }
        if root.is_none() {
            let start = self.span(0, 0);
            self.faults
                .push(Diagnostic::new(Code::WrongKind, start, "the file is empty"));
        }
        Ok(root)
    }

    /// The next event and its place. Ends with the stream.
    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, Stop> {
        if self.faults.is_full() {
            return Err(Stop);
        }
        match self.events.next_event() {
            None => Ok(None),
            Some(Ok((event, span))) => {
                if let Some(tag) = span.tag_span() {
                    let tag = self.range(&tag.start, &tag.end);
                    self.refuse_tag(tag);
                }
                let span = self.range(&span.start, &span.end);
                Ok(Some((event, span)))
            }
            Some(Err(error)) => {
                let fault = self.syntax_fault(&error);
                self.faults.push(fault);
                Err(Stop)
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node<'t>, Stop> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.faults.push(
                Diagnostic::new(
                    Code::FileTooLarge,
                    span,
                    format!("the file holds more than {MAX_NODES} values"),
                )
                .help("write one endpoint into each file"),
            );
            return Err(Stop);
        }
        match event {
            Event::Scalar(text, style, ..) => Ok(self.scalar(text, style, span)),
            Event::SequenceStart(style, ..) => {
                let depth = self.deeper(depth, span)?;
                self.list(style, span, depth)
            }
            Event::MappingStart(style, ..) => {
                let depth = self.deeper(depth, span)?;
                self.map(style, span, depth)
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_anchor(span, "an alias");
                Ok(Node {
                    kind: Kind::Refused,
                    span,
                })
            }
            // Whatever else the reader may tell stands between nodes and not in their place.
            _ => match self.next()? {
                Some((event, span)) => self.node(event, span, depth),
                None => Err(Stop),
            },
        }
    }

    fn scalar(&mut self, mut text: Cow<'t, str>, style: ScalarStyle, span: Span) -> Node<'t> {
        let plain = style == ScalarStyle::Plain;
        let written = self.text.get(span.start..span.end).unwrap_or("");
        if plain && written.is_empty() {
            // The reader tells a value that isn't there as the null that it would stand for.
            text = Cow::Borrowed("");
        }
        let end = span.start + written.trim_end().len();
        Node {
            kind: Kind::Scalar(Scalar { text, plain }),
            span: Span { end, ..span },
        }
    }

    fn list(&mut self, style: StructureStyle, start: Span, depth: usize) -> Result<Node<'t>, Stop> {
        let mut items = Vec::new();
        let mut span = self.opening(style, start);
        while let Some((event, place)) = self.next()? {
            match event {
                Event::SequenceEnd => {
                    if style == StructureStyle::Flow {
                        span = span.to(place);
                    }
                    break;
                }
                Event::Anchor(..) => self.refuse_anchor(place, "an anchor"),
                event => {
                    let item = self.node(event, place, depth)?;
                    span = span.to(item.span);
                    items.push(item);
                }
            }
        }
        Ok(Node {
            kind: Kind::List(items),
            span,
        })
    }

    fn map(&mut self, style: StructureStyle, start: Span, depth: usize) -> Result<Node<'t>, Stop> {
        let mut entries: Entries<'t> = Entries::default();
        let mut key: Option<Node<'t>> = None;
        let mut span = self.opening(style, start);
        while let Some((event, place)) = self.next()? {
            let node = match event {
                Event::MappingEnd => {
                    if style == StructureStyle::Flow {
                        span = span.to(place);
                    }
                    break;
                }
                Event::Anchor(..) => {
                    self.refuse_anchor(place, "an anchor");
                    continue;
                }
                event => self.node(event, place, depth)?,
            };
            let Some(key) = key.take() else {
                span = span.to(node.span);
                key = Some(node);
                continue;
            };
            let value = Self::value_beside(&key, node);
            span = span.to(value.span);
            self.entry(key, value, &mut entries);
        }
        Ok(Node {
            kind: Kind::Map(entries.all),
            span,
        })
    }

    /// A value that isn't written has no place of its own; it is shown at its key.
    fn value_beside(key: &Node<'t>, value: Node<'t>) -> Node<'t> {
        let unwritten = value.span.start >= value.span.end
            && matches!(&value.kind, Kind::Scalar(scalar) if scalar.plain);
        Node {
            span: if unwritten { key.span } else { value.span },
            ..value
        }
    }

    fn entry(&mut self, key: Node<'t>, value: Node<'t>, entries: &mut Entries<'t>) {
        let key_span = key.span;
        let Kind::Scalar(key) = key.kind else {
            if !matches!(key.kind, Kind::Refused) {
                self.faults.push(
                    Diagnostic::new(Code::WrongKind, key_span, "a key that is no word")
                        .help("if a template is meant, quote it: `\"{name}\"`"),
                );
            }
            return;
        };
        if key.plain && key.text == "<<" {
            self.refuse_anchor(key_span, "a merge key");
            return;
        }
        if let Some(first) = entries.place_of(&key.text) {
            self.faults.push(
                Diagnostic::new(
                    Code::DuplicateKey,
                    key_span,
                    format!("`{}` stands twice in this map", excerpt(&key.text)),
                )
                .label("again here")
                .also(first, "first here"),
            );
            return;
        }
        entries.all.push(Entry {
            key,
            key_span,
            value,
        });
    }

    fn deeper(&mut self, depth: usize, span: Span) -> Result<usize, Stop> {
        if depth < MAX_DEPTH {
            return Ok(depth + 1);
        }
        self.faults.push(too_deep(span));
        Err(Stop)
    }

    fn refuse_anchor(&mut self, span: Span, what: &str) {
        self.faults.push(
            Diagnostic::new(
                Code::YamlAnchor,
                span,
                format!("{what} of YAML has no meaning here"),
            )
            .help(
                "write the value out, or give it a name under `types` or `outcomes` of `api.yaml`",
            ),
        );
    }

    fn refuse_tag(&mut self, span: Span) {
        self.faults.push(
            Diagnostic::new(Code::YamlTag, span, "a tag of YAML has no meaning here")
                .help("remove it; text that begins with `!` is quoted"),
        );
    }

    fn syntax_fault(&self, error: &ScanError) -> Diagnostic {
        let fault = syntax::explain(error.kind(), self.text, self.offset(error.marker()));
        let after = self.text.get(fault.at..).unwrap_or("");
        let length = after
            .chars()
            .next()
            .filter(|character| *character != '\n')
            .map_or(0, char::len_utf8);
        let span = self.span(fault.at, fault.at + length);
        match fault.code {
            Code::TooDeep => too_deep(span),
            code => Diagnostic::new(code, span, fault.message).help(fault.help),
        }
    }

    /// Where a collection starts: its bracket, or the first key or dash.
    fn opening(&self, style: StructureStyle, start: Span) -> Span {
        match style {
            StructureStyle::Flow => start,
            StructureStyle::Block => self.span(start.start, start.start),
        }
    }

    fn range(&self, start: &Marker, end: &Marker) -> Span {
        let start = self.offset(start);
        self.span(start, self.offset(end).max(start))
    }

    /// The byte that a mark stands at. Marks of text in memory know it.
    fn offset(&self, mark: &Marker) -> usize {
        mark.byte_offset().unwrap_or(0).min(self.text.len())
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start,
            end,
        }
    }
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TooDeep,
        span,
        format!("maps and lists are nested more than {MAX_DEPTH} levels deep"),
    )
    .help("give the inner types names under `types`")
}
