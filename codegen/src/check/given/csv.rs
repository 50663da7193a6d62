//! The rows that a page prints as the body of a request.

use docwright_wire::csv::{Column, Delimiter, Format, Row, read};

use super::Source;
use crate::ir::{Content, CsvBody, Families, Member, Type};
use crate::source::Spanned;
use crate::spec::Literal;

impl Source<'_> {
    /// The rows as an author would write them down. None if the text is no such table; then it
    /// differs from what is sent, whatever is given.
    pub(super) fn rows_of(&self, text: &str, body: &CsvBody) -> Option<Literal> {
        let members = body.members(&self.api.types)?;
        let columns: Vec<Column<'_>> = body
            .columns(&self.api.types)
            .into_iter()
            .map(|column| match body.format.header {
                true => Column::optional(column.name),
                false => column,
            })
            .collect();
        let format = Format {
            columns: &columns,
            ..body.format
        };
        let Delimiter::Is(delimiter) = format.delimiter else {
            return None;
        };
        let rows = read(
            text,
            &format,
            delimiter,
            |row| Ok(self.row_of(row, members)),
        );
        let rows = rows.ok()?.into_iter();
        Some(Literal::List(
            rows.map(|row| Spanned::new(row, self.place())).collect(),
        ))
    }

    fn row_of(&self, row: &Row<'_>, members: &[Member]) -> Literal {
        let families = Families::of(members);
        let value = |name: &str, text: &str, ty: &Type| {
            let value = self.literal_of(text.to_owned(), ty);
            let place = self.place();
            (
                Spanned::new(name.to_owned(), place),
                Spanned::new(value, place),
            )
        };
        let mut values = Vec::new();
        for member in members {
            let Content::Value(ty) = &member.content else {
                continue;
            };
            if let Some(part) = member.family_type() {
                let named = row.fields_by_name();
                let own = named.filter(|(name, field)| {
                    let family = families.find(name);
                    !field.is_empty() && family.is_some_and(|(found, _)| found.wire == member.wire)
                });
                values.extend(own.map(|(name, field)| value(name, field, part)));
                continue;
            }
            let Some(field) = row.get(&member.wire) else {
                continue;
            };
            if field.is_empty() && !member.has_empty_field() {
                continue;
            }
            let is_null = |null: &crate::ir::Literal| null.as_constant().equals_text(field, false);
            if member.null_as.iter().any(is_null) {
                let name = Spanned::new(member.wire.clone(), self.place());
                values.push((name, Spanned::new(Literal::Null, self.place())));
            } else {
                values.push(value(&member.wire, field, ty));
            }
        }
        Literal::Object(values)
    }
}
