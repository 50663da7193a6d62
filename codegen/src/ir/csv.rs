//! Bodies of rows.

use docwright_wire::csv::{Column, Format};

use super::{Member, Shape, Type, TypeDef};

/// A body of CSV.
#[derive(Debug, Clone)]
pub struct CsvBody {
    /// What a row is: an object with a member for each column, or a list of what each field is.
    pub row: Type,
    /// How it is written, but for the columns, which are those of the row.
    pub format: Format<'static>,
}

impl CsvBody {
    /// The members of a row; `None` if it is a list of fields.
    #[must_use]
    pub fn members<'d>(&self, defs: &'d [TypeDef]) -> Option<&'d [Member]> {
        match &self.row {
            Type::Named(id) => match defs.get(id.0).map(|def| &def.shape) {
                Some(Shape::Object(members)) => Some(members),
                Some(_) | None => None,
            },
            _ => None,
        }
    }

    /// The columns that have a name of their own.
    #[must_use]
    pub fn columns<'d>(&self, defs: &'d [TypeDef]) -> Vec<Column<'d>> {
        let members = self.members(defs).unwrap_or_default().iter();
        let named = members.filter(|member| !member.is_family);
        named
            .map(|member| Column {
                name: &member.wire,
                optional: member.optional,
            })
            .collect()
    }
}

impl Member {
    /// Whether an empty field of a column is a value, `null`, and not a missing one.
    pub(crate) fn has_empty_field(&self) -> bool {
        !self.optional
            || self
                .null_as
                .iter()
                .any(|null| null.as_constant().equals_text("", false))
    }
}
