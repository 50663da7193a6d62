//! Files and spans: where every value of a spec came from.
//!
//! A leaf that every stage may use. Takes texts with their display paths, gives places
//! (file, line, column). Reading from disk is left to [`crate::input`].

use std::fmt;
use std::sync::{Arc, OnceLock};

/// The largest file that is read: 8 MiB.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// A set of spec texts, in the order in which they are checked: by path. A clone shares the texts.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

/// One spec file: where it is, as the user would write it, and what it says.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: String,
    key: String,
    text: String,
    /// Where each line but the first begins, from the first time that a place is asked for: most files
    /// have no fault.
    line_starts: OnceLock<Vec<usize>>,
}

/// Which file of a [`Sources`] is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) usize);

/// A range of bytes in one file. An empty span marks a position. `Debug` is `file:start..end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file that the range is in.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Line and column of a place, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// A value and the place it was written at. Compares by value. `Debug` is `value @ place`, since a
/// dump of a spec is mostly these.
#[derive(Clone)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. `key` is its path below the specs folder with `/` between the parts
    /// (`shop/logout.yaml`), which decides what it is; `path` is how messages name it.
    pub fn add(
        &mut self,
        key: impl Into<String>,
        path: impl Into<String>,
        text: impl Into<String>,
    ) {
        let file = SourceFile {
            path: path.into(),
            key: key.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
        };
        let at = self.files.partition_point(|other| other.key <= file.key);
        self.files.insert(at, Arc::new(file));
    }

    /// The same files in a folder: `logout.yaml` becomes `shop/logout.yaml`.
    #[must_use]
    pub fn in_folder(mut self, folder: &str) -> Self {
        for file in &mut self.files {
            let file = Arc::make_mut(file);
            file.key = format!("{folder}/{}", file.key);
        }
        self
    }

    /// Every file with its id, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(index), &**file))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file with this id, if the id belongs to this set.
    #[must_use]
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0).map(|file| &**file)
    }
}

impl SourceFile {
    /// How messages name the file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its path below the specs folder, with `/` between the parts.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line_starts = self.line_starts();
        let lines_before = line_starts.partition_point(|start| *start <= offset);
        let line_start = lines_before
            .checked_sub(1)
            .and_then(|line| line_starts.get(line))
            .copied()
            .unwrap_or(0);
        Position {
            line: lines_before + 1,
            column: self
                .text
                .get(line_start..offset)
                .map_or(0, |line| line.chars().count())
                + 1,
        }
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let breaks = self.text.match_indices('\n');
            breaks.map(|(at, _)| at + 1).collect()
        })
    }
}

/// Two files are one if they say the same at the same place.
impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.path == other.path && self.text == other.text
    }
}

impl Eq for SourceFile {}

impl Span {
    /// The smallest span that holds both; `self` if they are in different files.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileId({})", self.0)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.file.0, self.start, self.end)
    }
}

impl<T: fmt::Debug> fmt::Debug for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)?;
        write!(f, " @ {:?}", self.span)
    }
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: change(self.value),
            span: self.span,
        }
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// Text as an author wrote it, with its place.
pub type Text = Spanned<String>;

impl Text {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }
}
