//! Writing: rows first, since a column that no row has isn't written.

use std::borrow::Cow;

use csv_core::{QuoteStyle, Terminator, WriterBuilder};

use super::{Column, Delimiter, Format, LineEnd};
use crate::{Fault, charset};

/// A table on its way into text.
///
/// Fields are quoted where they have to be. What a spreadsheet would take for a formula isn't
/// changed.
///
/// ```
/// use docwright_wire::csv::{Column, Format, Writer};
///
/// let mut csv = Writer::new(&Format {
///     columns: &[Column::required("id"), Column::optional("name"), Column::optional("note")],
///     ..Format::DEFAULT
/// });
/// csv.put("id", "7");
/// csv.end_row();
/// csv.put("note", "a,b");
/// csv.put("id", "8");
/// csv.end_row();
/// assert_eq!(csv.finish().unwrap(), b"id,note\r\n7,\r\n8,\"a,b\"\r\n");
/// ```
#[derive(Debug)]
pub struct Writer {
    columns: Vec<Written>,
    rows: Vec<Vec<Option<String>>>,
    row: Vec<Option<String>>,
    header: bool,
    quote: Option<u8>,
    delimiter: u8,
    line_end: LineEnd,
}

#[derive(Debug)]
struct Written {
    name: String,
    is_used: bool,
}

impl Writer {
    /// Begins a table of these columns.
    #[must_use]
    pub fn new(format: &Format<'_>) -> Self {
        let written = |column: &Column<'_>| Written {
            name: column.name.to_owned(),
            is_used: !column.optional || !format.header,
        };
        let (Delimiter::Is(delimiter)
        | Delimiter::Asked {
            default: delimiter, ..
        }) = format.delimiter;
        Self {
            columns: format.columns.iter().map(written).collect(),
            rows: Vec::new(),
            row: Vec::new(),
            header: format.header,
            quote: format.quote,
            delimiter,
            line_end: format.line_end,
        }
    }

    /// Puts a value into a column of the row; one that isn't known yet stands behind the others.
    pub fn put(&mut self, column: &str, value: &str) {
        let known = self.columns.iter().position(|known| known.name == column);
        let index = known.unwrap_or_else(|| {
            self.columns.push(Written {
                name: column.to_owned(),
                is_used: true,
            });
            self.columns.len() - 1
        });
        if let Some(column) = self.columns.get_mut(index) {
            column.is_used = true;
        }
        if self.row.len() <= index {
            self.row.resize(index + 1, None);
        }
        if let Some(field) = self.row.get_mut(index) {
            *field = Some(value.to_owned());
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// The table as text. A column that may be missing stands in it if some row has a value there.
    ///
    /// # Errors
    /// A value that can't be told from several ones, since nothing is quoted.
    pub fn finish(self) -> Result<Vec<u8>, Fault> {
        let mut lines = Lines::new(&self);
        let used = |(column, _): &(&Written, usize)| column.is_used;
        let used: Vec<(&Written, usize)> = self.columns.iter().zip(0..).filter(used).collect();
        if self.header {
            for (column, _) in &used {
                lines
                    .field(&column.name)
                    .map_err(|fault| fault.at_column(column.name.clone()))?;
            }
            lines.end();
        }
        for (row, index) in self.rows.iter().zip(0..) {
            for (column, position) in &used {
                let field = row.get(*position).and_then(Option::as_deref);
                lines.field(field.unwrap_or_default()).map_err(|fault| {
                    let name: Cow<'static, str> = column.name.clone().into();
                    fault.at_column(name).at_row(index)
                })?;
            }
            lines.end();
        }
        // A mark in front of the text is skipped, so that a value which begins with one needs another.
        let mut text = lines.text;
        if text.starts_with(charset::BOM) {
            text.splice(..0, charset::BOM.iter().copied());
        }
        Ok(text)
    }
}

/// The text so far.
struct Lines {
    writer: csv_core::Writer,
    text: Vec<u8>,
    /// Whether the line has a field already.
    begun: bool,
    /// What no field may hold, if nothing is quoted.
    special: Option<[u8; 3]>,
}

impl Lines {
    fn new(table: &Writer) -> Self {
        let mut writer = WriterBuilder::new();
        writer
            .delimiter(table.delimiter)
            .quote(table.quote.unwrap_or(b'"'))
            .quote_style(match table.quote {
                Some(_) => QuoteStyle::Necessary,
                None => QuoteStyle::Never,
            })
            .terminator(match table.line_end {
                LineEnd::CrLf => Terminator::CRLF,
                LineEnd::Lf => Terminator::Any(b'\n'),
            });
        Self {
            writer: writer.build(),
            text: Vec::new(),
            begun: false,
            special: table
                .quote
                .is_none()
                .then_some([table.delimiter, b'\r', b'\n']),
        }
    }

    fn field(&mut self, field: &str) -> Result<(), Fault> {
        let is_special = |byte| self.special.is_some_and(|special| special.contains(&byte));
        if field.bytes().any(is_special) {
            return Err(Fault::unreadable("text without delimiters and line ends"));
        }
        if self.begun {
            self.write(1, |writer, output| writer.delimiter(output).1);
        }
        self.begun = true;
        // A quote at both ends, and each character twice at most.
        let room = field.len() * 2 + 2;
        self.write(room, |writer, output| {
            writer.field(field.as_bytes(), output).2
        });
        Ok(())
    }

    fn end(&mut self) {
        self.begun = false;
        // A closing quote and a line end; a row of one empty field is two quotes.
        self.write(4, |writer, output| writer.terminator(output).1);
    }

    /// Appends what `write` says, for which there is `room`.
    fn write(
        &mut self,
        room: usize,
        write: impl FnOnce(&mut csv_core::Writer, &mut [u8]) -> usize,
    ) {
        let start = self.text.len();
        self.text.resize(start + room + 1, 0);
        let output = self.text.get_mut(start..).unwrap_or_default();
        let written = write(&mut self.writer, output);
        self.text.truncate(start + written);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{csv, text};

    const FORMAT: Format<'static> = Format {
        columns: &[Column::required("a"), Column::optional("b")],
        line_end: LineEnd::Lf,
        ..Format::DEFAULT
    };

    fn table(format: &Format<'_>, rows: &[&[(&str, &str)]]) -> Result<String, Fault> {
        let mut csv = Writer::new(format);
        for row in rows {
            for (column, value) in *row {
                csv.put(column, value);
            }
            csv.end_row();
        }
        Ok(String::from_utf8(csv.finish()?).unwrap())
    }

    #[test]
    fn fields_are_quoted_where_they_have_to_be() {
        let rows: &[&[(&str, &str)]] = &[&[("a", "x\"y"), ("b", "1,2")], &[("a", "=1 + 1")]];
        let expected = "a,b\n\"x\"\"y\",\"1,2\"\n=1 + 1,\n";
        assert_eq!(table(&FORMAT, rows).unwrap(), expected);
    }

    #[test]
    fn columns_that_no_row_has_are_left_out() {
        assert_eq!(table(&FORMAT, &[&[("a", "1")]]).unwrap(), "a\n1\n");
        assert_eq!(table(&FORMAT, &[]).unwrap(), "a\n");
        let headless = Format {
            header: false,
            ..FORMAT
        };
        assert_eq!(table(&headless, &[&[("a", "1")]]).unwrap(), "1,\n");
        let rows: &[&[(&str, &str)]] = &[&[("a", "1")], &[("a", "2"), ("further", "3")]];
        assert_eq!(table(&FORMAT, rows).unwrap(), "a,further\n1,\n2,3\n");
    }

    #[test]
    fn a_row_of_one_empty_field_is_no_blank_line() {
        let text = table(&FORMAT, &[&[("a", "")]]).unwrap();
        assert_eq!(text, "a\n\"\"\n");
        let read = csv::read(&text, &FORMAT, b',', |row| row.required("a", text::string));
        assert_eq!(read.unwrap(), [""]);
    }

    #[test]
    fn what_would_be_read_otherwise_is_refused_without_quotes() {
        let bare = Format {
            quote: None,
            ..FORMAT
        };
        assert_eq!(table(&bare, &[&[("a", "\"x\"")]]).unwrap(), "a\n\"x\"\n");
        for value in ["1,2", "1\n2", "1\r"] {
            let fault = table(&bare, &[&[("a", value)]]).unwrap_err();
            assert_eq!(fault.place(), "row 1, column a");
        }
    }

    #[test]
    fn a_value_that_begins_with_a_byte_order_mark_keeps_it() {
        let headless = Format {
            header: false,
            ..FORMAT
        };
        let text = table(&headless, &[&[("a", "\u{FEFF}x")]]).unwrap();
        let decoded = charset::decode(text.as_bytes(), None).unwrap();
        let read = csv::read(&decoded, &headless, b',', |row| {
            row.required("a", text::string)
        });
        assert_eq!(read.unwrap(), ["\u{FEFF}x"]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        for value in [
            "", " ", "\"", "\"\"", ",", "\r", "\n", "\r\n", "é,\"", "#", "\u{FEFF}",
        ] {
            let text = table(&FORMAT, &[&[("a", value), ("b", "z")]]).unwrap();
            let read = csv::read(&text, &FORMAT, b',', |row| row.required("a", text::string));
            assert_eq!(read.unwrap(), [value], "{text:?}");
        }
    }
}
