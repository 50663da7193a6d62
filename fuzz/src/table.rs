//! Tables: any text is rows or a fault, and rows come back as they were written.

use docwright_wire::csv::{Column, Delimiter, Format, LineEnd, Writer, read};
use docwright_wire::text::string;

/// A first byte that says how the table is written, and the table: with a header or without, its rows
/// are read or refused; what was read is written and read again, and is the same.
pub fn csv(data: &[u8]) {
    let Some((options, body)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(body);
    let has = |bit: u8| options & bit != 0;
    let delimiter = match (has(1), has(2)) {
        (false, false) => b',',
        (true, false) => b';',
        (false, true) => b'\t',
        (true, true) => b'|',
    };
    let format = Format {
        delimiter: Delimiter::Is(delimiter),
        header: false,
        quote: (!has(4)).then_some(b'"'),
        comment: has(8).then_some(b'#'),
        skipped_lines: usize::from(has(16)),
        line_end: if has(32) { LineEnd::Lf } else { LineEnd::CrLf },
        ..Format::DEFAULT
    };
    let headed = Format {
        header: true,
        ..format
    };
    let fields = read(&text, &headed, delimiter, |row| {
        Ok(row.fields_by_name().count())
    });
    if let Ok(counts) = fields {
        assert!(
            counts.windows(2).all(|pair| pair.first() == pair.last()),
            "{counts:?}"
        );
    }
    if let Ok(rows) = read(&text, &format, delimiter, |row| row.fields(string)) {
        let fields: usize = rows.iter().flatten().map(String::len).sum();
        assert!(fields <= text.len(), "more text than there was");
        there_and_back(
            &rows,
            &Format {
                comment: None,
                skipped_lines: 0,
                ..format
            },
            delimiter,
        );
    }
}

fn there_and_back(rows: &[Vec<String>], format: &Format<'_>, delimiter: u8) {
    let width = rows.first().map_or(0, Vec::len);
    // Without columns, rows are of any length; those of a table are of one.
    if rows.iter().any(|row| row.len() != width) {
        return;
    }
    let names: Vec<String> = (0..width).map(|index| format!("c{index}")).collect();
    let columns: Vec<Column<'_>> = names.iter().map(|name| Column::required(name)).collect();
    let format = Format {
        columns: &columns,
        ..*format
    };
    let mut table = Writer::new(&format);
    for row in rows {
        names
            .iter()
            .zip(row)
            .for_each(|(name, field)| table.put(name, field));
        table.end_row();
    }
    // Without quotes, not every field can be written.
    let Ok(written) = table.finish() else {
        return assert!(format.quote.is_none(), "{rows:?} can't be written");
    };
    let written = String::from_utf8_lossy(&written).into_owned();
    let written = written.strip_prefix('\u{feff}').unwrap_or(&written);
    let again = read(written, &format, delimiter, |row| row.fields(string));
    assert_eq!(again.as_deref(), Ok(rows), "{written:?}");
}
