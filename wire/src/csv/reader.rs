//! Reading: row by row, each column by its name.

use std::collections::{BTreeMap, HashMap};

use csv_core::{ReadRecordResult, ReaderBuilder, Terminator};

use super::Format;
use crate::fault::Problem;
use crate::{Fault, family};

/// The longest name of a column that a family takes, in bytes: each of its values holds the name.
const LONGEST_NAME: usize = 256;

/// Reads every row of a table; `delimiter` is that of `format`.
///
/// # Errors
/// A text without a header where there should be one; a required column that is missing, one that
/// stands there twice; a row of another length than the others; a quote that isn't closed; what
/// `decode` says of a row.
pub fn read<T>(
    text: &str,
    format: &Format<'_>,
    delimiter: u8,
    mut decode: impl FnMut(&Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, Fault> {
    let mut records = Records::new(text, format, delimiter);
    let columns = records.columns(format)?;
    let mut rows = Vec::new();
    while records.next()? {
        let index = rows.len();
        let row = records.row(&columns);
        let row = row.and_then(|row| decode(&row));
        rows.push(row.map_err(|fault| fault.at_row(index))?);
    }
    Ok(rows)
}

/// The columns of one table.
#[derive(Debug)]
struct Columns {
    /// Names in the order of the table.
    names: Vec<String>,
    positions: HashMap<String, usize>,
    /// How many fields each row has; that of the first one if nothing else says it.
    width: Option<usize>,
}

/// One row of a table.
#[derive(Debug)]
pub struct Row<'a> {
    columns: &'a Columns,
    fields: Vec<&'a str>,
}

impl Row<'_> {
    /// The field in a column; `None` if the table has no such column.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&str> {
        let position = *self.columns.positions.get(column)?;
        self.fields.get(position).copied()
    }

    /// The field in a column, read with `read`.
    ///
    /// # Errors
    /// A table without the column; what `read` says.
    pub fn required<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.present(column, read)?
            .ok_or_else(|| Fault::new(Problem::Missing).at_column(column))
    }

    /// The field in a column, read with `read`; `None` if it is empty, or if the table has no such
    /// column.
    ///
    /// # Errors
    /// What `read` says.
    pub fn optional<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        match self.get(column) {
            None | Some("") => Ok(None),
            Some(_) => self.present(column, read),
        }
    }

    /// The field in a column, read with `read` also if it is empty; `None` if the table has no such
    /// column.
    ///
    /// # Errors
    /// What `read` says.
    pub fn present<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        self.get(column)
            .map(|field| read(field).map_err(|fault| fault.at_column(column)))
            .transpose()
    }

    /// The fields that aren't empty in columns that fit `pattern` and none of `others`, which are
    /// names and patterns, by what `*` stands for.
    ///
    /// # Errors
    /// What `read` says; a name that stands there twice, or is longer than 256 bytes.
    pub fn family<T>(
        &self,
        pattern: &str,
        others: &[&str],
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Result<BTreeMap<String, T>, Fault> {
        let mut values = BTreeMap::new();
        for (name, field) in self.columns.names.iter().zip(&self.fields) {
            let is_other = || {
                let mut others = others.iter();
                others.any(|other| family::key_of(other, name).is_some() || other == name)
            };
            let Some(key) = family::key_of(pattern, name) else {
                continue;
            };
            if field.is_empty() || is_other() {
                continue;
            }
            if name.len() > LONGEST_NAME {
                return Err(Fault::new(Problem::TooMany {
                    what: "bytes in the name of a column",
                    limit: LONGEST_NAME,
                }));
            }
            let value = read(field).map_err(|fault| fault.at_column(name.clone()))?;
            if values.insert(key.to_owned(), value).is_some() {
                return Err(Fault::new(Problem::Duplicate).at_column(name.clone()));
            }
        }
        Ok(values)
    }

    /// The fields with the names of their columns, in the order of the table.
    pub fn fields_by_name(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.columns.names.iter().map(String::as_str);
        names.zip(self.fields.iter().copied())
    }

    /// All fields, in their order.
    ///
    /// # Errors
    /// What `read` says of one of them.
    pub fn fields<T>(&self, read: impl Fn(&str) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let fields = self.fields.iter().enumerate();
        fields
            .map(|(index, field)| read(field).map_err(|fault| fault.at_index(index)))
            .collect()
    }
}

/// Splits a text into records, into buffers that are used again.
struct Records<'t> {
    reader: csv_core::Reader,
    rest: &'t [u8],
    length: usize,
    /// Whether the line end behind the last line is given: it closes all but a quoted field.
    closed: bool,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// How many bytes and fields the record has.
    size: (usize, usize),
}

impl<'t> Records<'t> {
    fn new(text: &'t str, format: &Format<'_>, delimiter: u8) -> Self {
        let mut rest = text;
        for _ in 0..format.skipped_lines {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::CRLF)
            .quote(format.quote.unwrap_or(b'"'))
            .quoting(format.quote.is_some())
            .comment(format.comment)
            .build();
        // The reader skips a byte order mark, and the one of the text is skipped already: behind a blank
        // line a mark is a part of the first field.
        reader.read_record(b"\n", &mut [], &mut []);
        Self {
            reader,
            rest: rest.as_bytes(),
            length: text.len(),
            closed: false,
            fields: vec![0; 256],
            ends: vec![0; 16],
            size: (0, 0),
        }
    }

    /// Finds the next record; false at the end.
    fn next(&mut self) -> Result<bool, Fault> {
        self.size = (0, 0);
        loop {
            let input = if self.closed { b"\n" } else { self.rest };
            let (bytes, fields) = self.size;
            let (result, read, written, ended) = self.reader.read_record(
                input,
                self.fields.get_mut(bytes..).unwrap_or_default(),
                self.ends.get_mut(fields..).unwrap_or_default(),
            );
            if !self.closed {
                self.rest = self.rest.get(read..).unwrap_or_default();
            }
            self.size = (bytes + written, fields + ended);
            match result {
                ReadRecordResult::Record => return Ok(true),
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if !self.closed => self.closed = true,
                ReadRecordResult::InputEmpty if self.size != (0, 0) => {
                    return Err(Fault::new(Problem::Cut {
                        offset: self.length,
                    }));
                }
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok(false),
            }
        }
    }

    /// The columns, out of the header or as they are documented.
    fn columns(&mut self, format: &Format<'_>) -> Result<Columns, Fault> {
        if !format.header {
            let names: Vec<String> = format
                .columns
                .iter()
                .map(|column| column.name.to_owned())
                .collect();
            let width = (!names.is_empty()).then_some(names.len());
            return Ok(Columns::new(names, width));
        }
        if !self.next()? {
            return Err(Fault::new(Problem::Empty));
        }
        let names: Vec<String> = self.split()?.into_iter().map(str::to_owned).collect();
        for column in format.columns {
            let count = names.iter().filter(|name| *name == column.name).count();
            let problem = match (count, column.optional) {
                (0, false) => Problem::Missing,
                (0 | 1, _) => continue,
                _ => Problem::Duplicate,
            };
            return Err(Fault::new(problem).at_column(column.name.to_owned()));
        }
        let width = Some(names.len());
        Ok(Columns::new(names, width))
    }

    /// The record as a row of these columns.
    fn row<'a>(&'a self, columns: &'a Columns) -> Result<Row<'a>, Fault> {
        let fields = self.split()?;
        match columns.width {
            Some(width) if width != fields.len() => {
                Err(Fault::unreadable("as many fields as there are columns"))
            }
            _ => Ok(Row { columns, fields }),
        }
    }

    /// The fields of the record.
    fn split(&self) -> Result<Vec<&str>, Fault> {
        let (bytes, count) = self.size;
        let not_text = || Fault::unreadable("text");
        // What is left out between the fields is ASCII, so that they are text as the whole is.
        let text = self.fields.get(..bytes).unwrap_or_default();
        let text = std::str::from_utf8(text).map_err(|_| not_text())?;
        let mut fields = Vec::with_capacity(count);
        let mut start = 0;
        for end in self.ends.get(..count).unwrap_or_default() {
            fields.push(text.get(start..*end).ok_or_else(not_text)?);
            start = *end;
        }
        Ok(fields)
    }
}

impl Columns {
    fn new(names: Vec<String>, width: Option<usize>) -> Self {
        let positions = names.iter().cloned().enumerate();
        let positions = positions.map(|(position, name)| (name, position)).collect();
        Self {
            names,
            positions,
            width,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Column, Delimiter};
    use super::*;
    use crate::text;

    const FORMAT: Format<'static> = Format {
        columns: &[Column::required("id"), Column::optional("name")],
        ..Format::DEFAULT
    };

    fn rows(text: &str, format: &Format<'_>) -> Result<Vec<(i64, Option<String>)>, Fault> {
        read(text, format, format.delimiter.of(&[])?, |row| {
            let id = row.required("id", text::integer)?;
            Ok((id, row.optional("name", text::string)?))
        })
    }

    fn fault(text: &str) -> String {
        rows(text, &FORMAT).unwrap_err().to_string()
    }

    #[test]
    fn rows_are_read_by_the_names_of_their_columns() {
        let expected = vec![(1, Some("a".to_owned())), (2, None)];
        for text in [
            "id,name\n1,a\n2,\n",
            "id,name\r\n1,a\r\n2,",
            "name,id,further\na,1,x\n,2,y\n",
            "id,name\n\n1,\"a\"\n\n2,\"\"\n\n",
        ] {
            assert_eq!(rows(text, &FORMAT).unwrap(), expected, "{text:?}");
        }
        assert_eq!(rows("id\n3\n", &FORMAT).unwrap(), [(3, None)]);
        assert_eq!(rows("id,name\r\n", &FORMAT).unwrap(), []);
    }

    #[test]
    fn quoted_fields_hold_anything() {
        let text = "id,name\n1,\"a, \"\"b\"\"\r\nc\"\n";
        let name = "a, \"b\"\r\nc".to_owned();
        assert_eq!(rows(text, &FORMAT).unwrap(), [(1, Some(name))]);
    }

    #[test]
    fn other_dialects_are_read() {
        let format = Format {
            delimiter: Delimiter::Is(b'\t'),
            header: false,
            quote: None,
            comment: Some(b'#'),
            skipped_lines: 1,
            ..FORMAT
        };
        let text = "Report of today\n# rows\n1\t\"a\n#2\tb\n3\tc";
        let expected = [(1, Some("\"a".to_owned())), (3, Some("c".to_owned()))];
        assert_eq!(rows(text, &format).unwrap(), expected);
        assert_eq!(rows("", &format).unwrap(), []);
    }

    #[test]
    fn rows_without_names_are_lists() {
        let format = Format {
            header: false,
            ..Format::DEFAULT
        };
        let rows = read("1,2\n3\n", &format, b',', |row| row.fields(text::integer));
        assert_eq!(rows.unwrap(), [vec![1, 2], vec![3]]);
        let fault = read("1,x\n", &format, b',', |row| row.fields(text::integer)).unwrap_err();
        assert_eq!(fault.place(), "row 1[1]");
    }

    #[test]
    fn families_take_the_other_columns() {
        let format = Format::DEFAULT;
        let text = "id,cas1,cas2,cau1,cas1x\n1,a,,u,b\n";
        let taken = read(text, &format, b',', |row| {
            row.family("cas*", &["id", "cas1x"], text::string)
        });
        let expected = BTreeMap::from([("1".to_owned(), "a".to_owned())]);
        assert_eq!(taken.unwrap(), [expected]);
        let all = read("id,x,x\n1,2,3\n", &format, b',', |row| {
            row.family("*", &["id"], text::string)
        });
        assert_eq!(
            all.unwrap_err().to_string(),
            "`row 1, column x`: stands there twice"
        );
        let long = format!("id,{}\n1,2\n", "x".repeat(300));
        let long = read(&long, &format, b',', |row| {
            row.family("*", &["id"], text::string)
        });
        assert!(matches!(
            long.unwrap_err().problem(),
            Problem::TooMany { .. }
        ));
    }

    #[test]
    fn faults_name_row_and_column() {
        assert_eq!(
            fault("id,name\n1,a\nx,b\n"),
            "`row 2, column id`: expected integer, found other text"
        );
        assert_eq!(fault("name\na\n"), "`column id`: is missing");
        assert_eq!(
            fault("id,name,id\n1,a,2\n"),
            "`column id`: stands there twice"
        );
        let width = "`row 1`: expected as many fields as there are columns, found other text";
        assert_eq!(fault("id,name\n1\n"), width);
        assert_eq!(fault("id,name\n1,a,b\n"), width);
        assert_eq!(fault(""), "is empty");
    }

    #[test]
    fn a_quote_that_is_not_closed_is_a_text_that_is_cut() {
        for text in ["id,name\n1,\"a", "id,name\n1,\"", "id,name\n1,\"a\n2,b\n"] {
            let problem = rows(text, &FORMAT).unwrap_err().problem();
            assert!(matches!(problem, Problem::Cut { .. }), "{text:?}");
        }
    }

    #[test]
    fn long_rows_are_read_whole() {
        let name = "é".repeat(5000);
        let columns: String = (0..500).map(|index| format!(",c{index}")).collect();
        let fields = ",x".repeat(500);
        let text = format!("id,name{columns}\n1,{name}{fields}\n");
        assert_eq!(rows(&text, &FORMAT).unwrap(), [(1, Some(name))]);
    }
}
