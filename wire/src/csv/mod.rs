//! Tables as text: CSV (RFC 4180) and its relatives with other delimiters.
//!
//! A field is quoted where it holds the delimiter, a quote or a line end; a quote in it is doubled.
//! Lines end with CRLF or LF, and blank lines are skipped.

mod reader;
mod writer;

pub use self::reader::{Row, read};
pub use self::writer::Writer;

use crate::Fault;

/// How a table is written, and its columns.
///
/// ```
/// use docwright_wire::{csv, text};
///
/// # fn main() -> Result<(), docwright_wire::Fault> {
/// const FORMAT: csv::Format<'static> = csv::Format {
///     columns: &[csv::Column::required("id"), csv::Column::optional("note")],
///     delimiter: csv::Delimiter::Is(b';'),
///     ..csv::Format::DEFAULT
/// };
/// let text = "note;id;price\r\n\"a;b\";7;1\r\n;8;2\r\n";
/// let rows = csv::read(text, &FORMAT, b';', |row| {
///     Ok((row.required("id", text::integer)?, row.optional("note", text::string)?))
/// })?;
/// assert_eq!(rows, [(7, Some("a;b".to_owned())), (8, None)]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format<'a> {
    /// The columns by name. Without a header they stand in this order; with one in any, and further
    /// ones may stand beside them. None without a header: rows of any columns.
    pub columns: &'a [Column<'a>],
    /// What stands between the fields of a row.
    pub delimiter: Delimiter,
    /// Whether the first row holds the names of the columns.
    pub header: bool,
    /// What stands around a field that holds a delimiter; `None` if nothing does.
    pub quote: Option<u8>,
    /// What begins a line that is no row.
    pub comment: Option<u8>,
    /// How many lines stand in front of the table.
    pub skipped_lines: usize,
    /// What ends a row that is written.
    pub line_end: LineEnd,
}

impl Format<'_> {
    /// As RFC 4180 has it, with a header, and without columns.
    pub const DEFAULT: Self = Self {
        columns: &[],
        delimiter: Delimiter::Is(b','),
        header: true,
        quote: Some(b'"'),
        comment: None,
        skipped_lines: 0,
        line_end: LineEnd::CrLf,
    };
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name, as the header has it.
    pub name: &'a str,
    /// Whether a table may lack it.
    pub optional: bool,
}

impl<'a> Column<'a> {
    /// A column of every table.
    #[must_use]
    pub const fn required(name: &'a str) -> Self {
        Self {
            name,
            optional: false,
        }
    }

    /// A column that a table may lack.
    #[must_use]
    pub const fn optional(name: &'a str) -> Self {
        Self {
            name,
            optional: true,
        }
    }
}

/// What stands between the fields of a row: one ASCII character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// This one.
    Is(u8),
    /// The one that the request asked for.
    Asked {
        /// Index of the fact about the request.
        fact: usize,
        /// The one if the request doesn't say.
        default: u8,
    },
}

impl Delimiter {
    /// The delimiter; `facts` are what is known of the request.
    ///
    /// # Errors
    /// If the request asked for one that no table has.
    ///
    /// ```
    /// use docwright_wire::csv::Delimiter;
    ///
    /// let asked = Delimiter::Asked { fact: 0, default: b',' };
    /// assert_eq!(asked.of(&[Some("~")]), Ok(b'~'));
    /// assert_eq!(asked.of(&[None]), Ok(b','));
    /// assert!(asked.of(&[Some("||")]).is_err());
    /// ```
    pub fn of(self, facts: &[Option<&str>]) -> Result<u8, Fault> {
        match self {
            Self::Is(delimiter) => Ok(delimiter),
            Self::Asked { fact, default } => match facts.get(fact).copied().flatten() {
                None => Ok(default),
                Some(asked) => delimiter(asked).ok_or_else(|| {
                    Fault::unreadable("rows whose delimiter is one ASCII character")
                }),
            },
        }
    }
}

/// The delimiter that a text names; `None` if it can't be one.
#[must_use]
pub fn delimiter(text: &str) -> Option<u8> {
    match text.as_bytes() {
        &[byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n' | 0) => Some(byte),
        _ => None,
    }
}

/// What ends a row that is written; either is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// CR and LF, as RFC 4180 section 2 has it.
    CrLf,
    /// LF alone.
    Lf,
}
